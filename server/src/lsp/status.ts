import { basename, dirname } from '../base/uri.ts';
import { count, noCounts, plural } from './bookRequests.ts';
import type { OpenBook } from './openBook.ts';
import type { BookStatus, ServerStatus } from './protocol.ts';
import type { Session } from './session.ts';
import { shownFiles } from './shownFiles.ts';

/** What the client's status item shows. */
export function serverStatus(session: Session): ServerStatus {
  const books = session.books.open;
  const state = session.books.isStopped
    ? 'stopped'
    : books.some(({ latest }) => !latest)
      ? 'loading'
      : books.some(({ isBusy }) => isBusy)
        ? 'linting'
        : 'ready';
  const shown = new Map<OpenBook, Set<string>>();
  for (const { book, uri } of shownFiles(session)) shown.set(book, (shown.get(book) ?? new Set()).add(uri));
  return { state, books: books.flatMap((book) => bookStatus(book, shown.get(book)) ?? []) };
}

function bookStatus(book: OpenBook, shown: ReadonlySet<string> | undefined): BookStatus | undefined {
  const { latest, linter, location } = book;
  if (!latest) return undefined;
  const counts = noCounts();
  let hidden = 0;
  for (const uri of linter.files()) {
    const findings = linter.known(uri);
    count(counts, findings);
    if (!shown?.has(uri)) hidden += findings.length;
  }
  const { root, dialect, order } = latest;
  return { root, name: nameOf(location), dialect, chapters: order.length, ...plural(counts), hidden };
}

/** The folder's name; Leanpub's books all lie in one called `manuscript`, so theirs is the name of the folder above. */
export function nameOf({ root, files }: OpenBook['location']): string {
  if (files?.length === 1) return basename(files[0]!);
  const name = basename(root);
  return name === 'manuscript' ? basename(dirname(root)) || name : name;
}
