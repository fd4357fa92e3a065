import { isWithin, type Uri } from '../base/uri.ts';
import type { OpenBook } from './openBook.ts';
import type { Session } from './session.ts';

export interface ShownFile {
  readonly book: OpenBook;
  readonly uri: Uri;
}

/**
 * The files whose findings the client shows: every open one, then those of whole books in reading order, as long as
 * all findings together stay within `handbook.problems.maximum`. A file is shown whole or not at all.
 */
export function* shownFiles(session: Session): Generator<ShownFile> {
  // Two books can share a handbook.json: it is shown once.
  const seen = new Set<Uri>();
  for (const { uri, book } of session.documents.all()) {
    seen.add(uri);
    if (book) yield { book, uri };
  }
  let left = session.settings.problems.maximum;
  const books = session.wholeBooks;
  for (const book of books) {
    const { root } = book.location;
    const inner = books.filter((other) => other !== book && isWithin(root, other.location.root));
    for (const uri of filesInOrder(book)) {
      // As when it is open: what lies in two books is of the inner one.
      if (seen.has(uri) || inner.some((other) => other.latest?.document(uri))) continue;
      seen.add(uri);
      left -= book.linter.known(uri).length;
      if (left < 0) return;
      yield { book, uri };
    }
  }
}

/** The files of a book that have findings: lists and settings first, as they stand before the chapters. */
function filesInOrder(book: OpenBook): Uri[] {
  const files = book.linter.files();
  const order = (book.latest?.order ?? []).filter((uri) => files.delete(uri));
  return [...[...files].sort(), ...order];
}
