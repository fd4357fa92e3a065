import { dirname, relativePath, type Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';

/** A file's path as an author would say it: from the book's folder, or from the one around it. */
export function shortPath(book: Handbook, uri: Uri): string {
  return relativePath(book.root, uri) ?? relativePath(dirname(book.root), uri) ?? uri;
}
