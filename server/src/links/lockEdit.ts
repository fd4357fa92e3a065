import { type Span, span } from '../base/span.ts';
import { type LinkLock, type LinkRecord, serialiseLock, withRecords } from './lock.ts';

/**
 * The smallest change to the lock's text that puts records in (or drops them, where undefined): for editors, in which
 * the file may be open. Only for a lock that was read without problems.
 */
export function lockEdit(
  text: string,
  lock: LinkLock,
  changes: ReadonlyMap<string, LinkRecord | undefined>,
): { readonly span: Span; readonly text: string } {
  const after = serialiseLock(withRecords(lock, changes));
  const most = Math.min(text.length, after.length);
  let start = 0;
  while (start < most && text.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (tail < most - start && text.charCodeAt(text.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail))
    tail++;
  return { span: span(start, text.length - tail), text: after.slice(start, after.length - tail) };
}
