import type { CancellationToken } from '../base/cancellation.ts';
import { LineIndex } from '../base/lines.ts';
import type { Uri } from '../base/uri.ts';
import type { Host } from '../host/host.ts';
import { lockUri } from '../links/lock.ts';
import { readLock } from '../links/readLock.ts';
import type { LockDocument } from './handbook.ts';

/** The book's link lock as it stands on disk or in an open buffer; undefined where the book has none. */
export async function readLockDocument(
  host: Host,
  root: Uri,
  token?: CancellationToken,
): Promise<LockDocument | undefined> {
  const uri = lockUri(root);
  const content = await host.read(uri, token);
  if (!content) return undefined;
  const { lock, problems } = readLock(content.text);
  return { ...lock, problems, uri, text: content.text, lines: new LineIndex(content.text) };
}
