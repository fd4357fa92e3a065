import type { Uri } from '../base/uri.ts';
import type { CheckedLink } from './checker.ts';
import type { CheckRun } from './checkRun.ts';
import type { LinkRecord } from './lock.ts';

/** The way out that a language server may have: none in a browser, where pages of other sites cannot be read. */
export interface LinkNetwork {
  /** As `runChecks` does, in the manners of LINKS.md. */
  check(
    urls: readonly string[],
    run: Omit<CheckRun, 'manners' | 'world'> & { readonly allowPrivate: boolean },
    onChecked: (link: CheckedLink) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** handbook.links.json on disk. */
  openLock(uri: Uri): LockStore;
}

/** Takes records as they are found, and saves them as it goes; throws `UserError` where it cannot. */
export interface LockStore {
  set(url: string, record: LinkRecord): void;
  save(): void;
}
