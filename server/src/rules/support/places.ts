import type { Span } from '../../base/span.ts';
import { basename, dirname, relativePath, type Uri } from '../../base/uri.ts';
import type { Handbook } from '../../handbook/handbook.ts';
import type { Related } from '../finding.ts';

/** A file as its author calls it: its path in the book. */
export function fileName(book: Handbook, uri: Uri): string {
  return relativePath(book.root, uri) ?? basename(uri);
}

/** Where something stands, to end a sentence with: `on line 12`, or `in 02-networks.md on line 12`. */
export function placeName(book: Handbook, uri: Uri, offset: number, from: Uri): string {
  const line = (book.document(uri)?.lines.lineAt(offset) ?? 0) + 1;
  return uri === from ? `on line ${line}` : `in ${fileName(book, uri)} on line ${line}`;
}

export function related(uri: Uri, span: Span, message: string): Related {
  return { uri, span, message };
}

/** How one folder's file is written from another. */
export function pathFrom(folder: Uri, file: Uri, root: Uri): string {
  const up: string[] = [];
  for (let base = folder; base.length >= root.length; base = dirname(base)) {
    const path = relativePath(base, file);
    if (path !== undefined) return [...up, path].join('/');
    up.push('..');
  }
  return relativePath(root, file) ?? file;
}
