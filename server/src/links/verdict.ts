import type { LinkRecord } from './lock.ts';

/** Days from one `YYYY-MM-DD` to another; negative where the second is the earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** True where the last check lies more than `maxAge` days back. */
export function isOverdue(record: LinkRecord, today: string, maxAge: number): boolean {
  return daysBetween(record.checked, today) > maxAge;
}

/**
 * True where the page is not what it was when a person last confirmed that the book agrees with it. Digests decide
 * where there are two of them: sites move the date of a page without touching its text.
 */
export function isChangedSinceReview(record: LinkRecord): boolean {
  if (record.reviewed === undefined || (record.status !== 'ok' && record.status !== 'moved')) return false;
  if (record.digest !== undefined && record.reviewedDigest !== undefined)
    return record.digest !== record.reviewedDigest;
  return record.updated !== undefined && record.updated > record.reviewed;
}

/** The copy of a page that the Internet Archive made nearest to a day. */
export function archiveOf(url: string, day: string): string {
  return `https://web.archive.org/web/${day.replaceAll('-', '')}/${url}`;
}
