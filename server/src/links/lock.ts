import type { Span } from '../base/span.ts';
import { joinUri, type Uri } from '../base/uri.ts';

/** What the last check found at an address (LINKS.md, "The link lock"). */
export type LinkStatus = 'ok' | 'moved' | 'gone' | 'hollow' | 'home' | 'blocked' | 'failing';

export const linkStatuses: readonly LinkStatus[] = ['ok', 'moved', 'gone', 'hollow', 'home', 'blocked', 'failing'];

/** One line of the lock. All dates are `YYYY-MM-DD`, in UTC. Keys this version does not know are kept as they are. */
export interface LinkRecord {
  readonly status: LinkStatus;
  readonly checked: string;
  /** The address after permanent redirects (301, 308); absent where it is the address itself. */
  readonly final?: string;
  readonly title?: string;
  /** The page's own date. */
  readonly updated?: string;
  /** Of the page's normalised main text. */
  readonly digest?: string;
  /** When a person last confirmed that the book agrees with the page, and the digest the page had then. */
  readonly reviewed?: string;
  readonly reviewedDigest?: string;
  /** Checks in a row that failed; absent after one that did not. */
  readonly failures?: LinkFailures;
  /** Whether the page has the place the address's `#fragment` names. */
  readonly fragment?: 'found' | 'missing';
  /** Validators for the next conditional request. */
  readonly etag?: string;
  readonly modified?: string;
  readonly [unknown: string]: unknown;
}

export interface LinkFailures {
  readonly count: number;
  /** The first day of the row. */
  readonly first: string;
  /** `404`, `503`, `timeout`, `name not found`, `certificate` … */
  readonly reason: string;
}

/** `handbook.links.json`, read. Immutable; `withRecords` makes a new one. */
export interface LinkLock {
  /** Sorted by address. */
  readonly records: ReadonlyMap<string, LinkRecord>;
  /** Top-level keys this version does not know. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** What the last check found at an address, given as the chapter writes it (`addressOf`). */
  record(url: string): LinkRecord | undefined;
  /** Whether a page that has moved was last seen at an address: whoever links there now has been checked with the old one. */
  isArrival(url: string): boolean;
}

/** Why a lock cannot be trusted, at its place; such a file is never overwritten. */
export interface LockProblem {
  /** Marks of a merge, no JSON at all, or a part that makes no sense. */
  readonly kind: 'conflict' | 'unreadable' | 'record';
  readonly span: Span;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
  readonly help: string;
}

const lockName = 'handbook.links.json';

/** The lock of a book lies in the book's own folder. */
export function lockUri(root: Uri): Uri {
  return joinUri(root, lockName);
}

export function createLock(
  records: Iterable<readonly [string, LinkRecord]> = [],
  extra: Readonly<Record<string, unknown>> = {},
): LinkLock {
  const sorted = new Map([...records].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  let arrivals: ReadonlySet<string> | undefined;
  return {
    records: sorted,
    extra,
    record: (url) => sorted.get(url) ?? sorted.get(addressOf(url) ?? ''),
    isArrival: (url) => {
      arrivals ??= new Set([...sorted.values()].flatMap(({ status, final }) => (status === 'moved' && final) || []));
      return arrivals.has(addressOf(url) ?? url);
    },
  };
}

/** The lock with some records replaced, or dropped where the new one is undefined. */
export function withRecords(lock: LinkLock, changes: ReadonlyMap<string, LinkRecord | undefined>): LinkLock {
  const records = new Map(lock.records);
  for (const [url, record] of changes) {
    if (record) records.set(url, record);
    else records.delete(url);
  }
  return createLock(records, lock.extra);
}

/**
 * The lock's text: JSON with one record a line, sorted by address and each with its keys in one order, so that two
 * branches which check different links merge without a conflict.
 */
export function serialiseLock(lock: LinkLock): string {
  const lines = [...lock.records].map(([url, record]) => `    ${JSON.stringify(url)}: ${serialiseRecord(record)}`);
  const extra = Object.entries(lock.extra).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  );
  const links = lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n  }`;
  return `{\n  "version": 1,\n${extra.join('')}  "links": ${links}\n}\n`;
}

/** One record as it stands in its line. */
function serialiseRecord(record: LinkRecord): string {
  const known = recordKeys.filter((key) => record[key] !== undefined);
  const unknown = Object.keys(record).filter((key) => !recordKeys.includes(key) && record[key] !== undefined);
  const pairs = [...known, ...unknown.sort()].map((key) => `${JSON.stringify(key)}: ${JSON.stringify(record[key])}`);
  return `{ ${pairs.join(', ')} }`;
}

/** A record stamped as reviewed on a day: from now on only a page that differs from today's is `changed`. */
export function markReviewed(record: LinkRecord, today: string): LinkRecord {
  return { ...record, reviewed: today, reviewedDigest: record.digest };
}

/**
 * The address a destination stands for, as the lock has it: escapes and `&amp;` of the mark-up undone, a scheme put
 * before `//host` and `www.…`. Undefined for what is no http or https address.
 */
export function addressOf(destination: string): string | undefined {
  const plain = destination.replace(/\\([!-/:-@[-`{-~])/g, '$1').replace(/&amp;|&#38;|&#x26;/gi, '&');
  if (/^https?:\/\/./i.test(plain)) return plain;
  if (plain.startsWith('//') && plain.length > 2) return `https:${plain}`;
  return /^www\../i.test(plain) ? `http://${plain}` : undefined;
}

const recordKeys: readonly string[] = [
  'status',
  'checked',
  'final',
  'title',
  'updated',
  'digest',
  'reviewed',
  'reviewedDigest',
  'failures',
  'fragment',
  'etag',
  'modified',
];
