import type { CheckedLink } from '../links/checker.ts';
import { linkStateOf } from '../links/linkState.ts';
import type { CheckLinksRefusal, CheckLinksResult } from './protocol.ts';

/** What a check of links has come to so far. */
export class LinkTally {
  checked = 0;
  fresh = 0;
  private = 0;
  isUnsaved = false;
  #detail: string | undefined;
  readonly #states = new Map<string, number>();

  add(link: CheckedLink, single: string | undefined): void {
    const state = linkStateOf(link);
    this.checked++;
    this.#states.set(state, (this.#states.get(state) ?? 0) + 1);
    if (single !== undefined) this.#detail = detailOf(link);
  }

  result(): CheckLinksResult {
    return {
      checked: this.checked,
      states: Object.fromEntries(this.#states),
      fresh: this.fresh,
      private: this.private,
      detail: this.#detail,
      isUnsaved: this.isUnsaved,
    };
  }
}

function detailOf({ outcome, after }: CheckedLink): string | undefined {
  if ('reason' in outcome) return outcome.reason;
  return after?.final;
}

export function refused(refusal: CheckLinksRefusal, problem?: string): CheckLinksResult {
  return { refusal, problem, checked: 0, states: {}, fresh: 0, private: 0, isUnsaved: false };
}

/** In one line, for clients that have no words of their own. */
export function describeCheck({ refusal, problem, checked, states, detail }: CheckLinksResult): string {
  if (refusal === 'brokenLock') return `Links were not checked: ${problem}`;
  if (refusal === 'networkOff') return 'Links were not checked: handbook.links.network is off in the settings.';
  if (refusal === 'privateAddress')
    return 'Links were not checked: handbook.links.allowPrivate is off in the settings.';
  if (refusal !== undefined) return 'Links were not checked.';
  const counts = Object.entries(states).map(([state, count]) => `${count} ${state}`);
  const about = detail === undefined ? '' : ` (${detail})`;
  return `${checked} ${checked === 1 ? 'link' : 'links'} checked${counts.length > 0 ? `: ${counts.join(', ')}` : ''}${about}.`;
}
