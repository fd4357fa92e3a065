import { commonEnds } from '../base/commonEnds.ts';
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
  const { head, tail } = commonEnds(text, after);
  return { span: span(head, text.length - tail), text: after.slice(head, after.length - tail) };
}
