import { fingerprint } from '../base/fingerprint.ts';
import type { LinkLock, LinkRecord } from './lock.ts';
import { matchStars } from './pattern.ts';
import { daysBetween } from './verdict.ts';

export interface DueOptions {
  /** Days after which a fine link is looked at again. */
  readonly maxAge: number;
  readonly today: string;
  /** Patterns with `*`, or parts of addresses; only addresses that match one. */
  readonly only: readonly string[];
  readonly limitPerHost: number | undefined;
}

/**
 * The addresses a refresh has to look at: those with failures first, then those never checked, then the oldest. An
 * address's age is compared with `maxAge` give or take a fifth, by its own fixed share, so that links first checked on
 * one day do not all fall due on one day. What was checked today is done, which is how a stopped run goes on.
 */
export function dueAddresses(lock: LinkLock, addresses: Iterable<string>, options: DueOptions): string[] {
  const due: { url: string; rank: number }[] = [];
  for (const url of addresses) {
    if (!isChosen(url, options.only)) continue;
    const rank = rankOf(url, lock.records.get(url), options);
    if (rank !== undefined) due.push({ url, rank });
  }
  due.sort((a, b) => a.rank - b.rank || (a.url < b.url ? -1 : 1));
  const perHost = new Map<string, number>();
  return due
    .map(({ url }) => url)
    .filter((url) => {
      const host = URL.canParse(url) ? new URL(url).hostname : url;
      const count = (perHost.get(host) ?? 0) + 1;
      perHost.set(host, count);
      return count <= (options.limitPerHost ?? Number.POSITIVE_INFINITY);
    });
}

/** True where the address matches one of the patterns, or there are none. */
export function isChosen(url: string, only: readonly string[]): boolean {
  return only.length === 0 || only.some((pattern) => matchStars(`*${pattern}*`, url) !== undefined);
}

/** Lower comes first; undefined for what is not due. */
function rankOf(url: string, record: LinkRecord | undefined, { maxAge, today }: DueOptions): number | undefined {
  if (!record) return 1;
  const age = daysBetween(record.checked, today);
  if (age <= 0) return undefined;
  if (record.status === 'failing' || (record.status === 'gone' && age >= 7)) return 0;
  const share = (Number.parseInt(fingerprint(url).slice(0, 6), 16) % 1_000) / 1_000;
  return age > maxAge * (0.8 + 0.4 * share) ? 2 + 1 / (1 + age) : undefined;
}
