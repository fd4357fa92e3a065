import type { CheckedLink } from './checker.ts';

/** What a check came to, in one word. `missing` is a page not found today for the first time, which may be `gone` when it is asked again another day. */
export type LinkState = 'ok' | 'moved' | 'home' | 'hollow' | 'gone' | 'missing' | 'blocked' | 'failing' | 'postponed';

export function linkStateOf({ outcome, after }: CheckedLink): LinkState {
  switch (outcome.kind) {
    case 'page':
      return outcome.status;
    case 'unchanged':
      return 'ok';
    case 'missing':
      return after?.status === 'gone' ? 'gone' : 'missing';
    default:
      return outcome.kind;
  }
}
