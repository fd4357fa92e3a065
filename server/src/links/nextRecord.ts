import { fingerprint } from '../base/fingerprint.ts';
import { decodePercent } from '../base/uri.ts';
import { NAME_NOT_FOUND } from './fetch.ts';
import type { LinkRecord } from './lock.ts';
import type { Outcome, PageOutcome } from './outcome.ts';
import { tidyLine } from './page.ts';
import { daysBetween } from './verdict.ts';

/**
 * The record of an address after a check on day `today`. Pure. One failure never makes a link gone: the row of failures
 * has to have begun on an earlier day. What a person reviewed stays. Undefined where the check told nothing.
 */
export function nextRecord(
  url: string,
  old: LinkRecord | undefined,
  outcome: Outcome,
  { today, isHelp }: { readonly today: string; readonly isHelp: boolean },
): LinkRecord | undefined {
  switch (outcome.kind) {
    case 'postponed':
      return old;
    case 'unchanged':
      return old && { ...old, checked: today, failures: undefined };
    case 'blocked':
      return { ...old, status: 'blocked', checked: today, failures: undefined };
    case 'failing':
      if (old?.status === 'gone') return old;
      return { ...old, status: 'failing', checked: today, failures: addFailure(old, outcome.reason, today, false) };
    case 'missing': {
      if (old?.status === 'gone') return { ...old, checked: today };
      const failures = addFailure(old, outcome.reason, today, true);
      const isGone = failures.first < today;
      return { ...old, status: isGone ? 'gone' : 'failing', checked: today, failures };
    }
    case 'page':
      return pageRecord(url, old, outcome, today, isHelp);
  }
}

/**
 * The record to keep, so that the lock is quiet: where nothing of it changed but the day of the check, the old day
 * stays until the address's own 60-day period is over. The periods of different addresses begin on different days, so a
 * refresh of a thousand fine links a week after the last changes about a hundred lines, and never more than once in 60
 * days each; with the usual 180 days of `maxAge` no link looks overdue for it.
 */
export function settleDate(url: string, old: LinkRecord | undefined, next: LinkRecord, maxAge: number): LinkRecord {
  if (!old || old.checked >= next.checked || signature(old) !== signature(next)) return next;
  const grid = Math.max(1, Math.min(60, Math.floor(maxAge / 3)));
  const phase = Number.parseInt(fingerprint(url).slice(0, 6), 16) % grid;
  const period = (day: string) => Math.floor((daysBetween('2000-01-01', day) + phase) / grid);
  return period(old.checked) === period(next.checked) ? old : next;
}

/** What makes a difference to a reader of the lock. Validators change with every answer of some servers. */
function signature({ checked, etag, modified, ...rest }: LinkRecord): string {
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function pageRecord(
  url: string,
  old: LinkRecord | undefined,
  { status, final, page, updated, etag, modified }: PageOutcome,
  today: string,
  isHelp: boolean,
): LinkRecord {
  const hash = url.indexOf('#');
  const name = hash < 0 ? '' : url.slice(hash + 1);
  const isRead = page !== undefined && (status === 'ok' || status === 'moved');
  // Only help pages are compared with what the book says; the text of a blog's front page changes every week.
  const digest = isRead && isHelp && !page.isShell ? page.digest : undefined;
  return {
    ...old,
    status,
    checked: today,
    final: final !== undefined && hash >= 0 && !final.includes('#') ? final + url.slice(hash) : final,
    title: isRead ? steadyTitle(page.title, isHelp, old?.title) : old?.title,
    updated: isHelp ? (updated ?? (isRead ? undefined : old?.updated)) : undefined,
    digest: digest ?? (isRead ? undefined : old?.digest),
    failures: undefined,
    fragment:
      isRead && isPlainFragment(name) && !page.isShell
        ? page.anchors.has(decodePercent(name))
          ? 'found'
          : 'missing'
        : undefined,
    etag: isHelp ? shortHeader(etag) : undefined,
    modified: isHelp ? shortHeader(modified) : undefined,
  };
}

/** Titles of other pages ("(3) Inbox") change by themselves; the first one seen is as good a name as any. */
function steadyTitle(title: string, isHelp: boolean, old: string | undefined): string | undefined {
  return (isHelp ? title || old : (old ?? title)) || undefined;
}

/** Fragments with `/`, `!`, `=` or `:` are states of scripts, not places. */
function isPlainFragment(name: string): boolean {
  return name !== '' && !/[/!=:~]/.test(name);
}

function shortHeader(value: string | undefined): string | undefined {
  return value !== undefined && value.length <= 100 ? tidyLine(value) : undefined;
}

/** A row of failures goes on as long as it is of one kind: a page that is missing, or a host that has bad days. */
function addFailure(
  old: LinkRecord | undefined,
  reason: string,
  today: string,
  isMissing: boolean,
): NonNullable<LinkRecord['failures']> {
  const row = old?.failures;
  const goesOn = row && meansMissing(row.reason) === isMissing;
  return goesOn ? { ...row, count: row.count + 1, reason } : { count: 1, first: today, reason };
}

function meansMissing(reason: string): boolean {
  return reason === '404' || reason === '410' || reason === NAME_NOT_FOUND;
}
