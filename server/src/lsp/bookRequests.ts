import type { CancellationToken, Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { Texts } from '../base/texts.ts';
import { canonicalUri } from '../base/uri.ts';
import type { Finding } from '../rules/finding.ts';
import { cancellable } from './cancel.ts';
import type { ClientProfile } from './clientProfile.ts';
import type { ServerEnvironment } from './environment.ts';
import { fixAllEdit } from './fixAll.ts';
import type { OpenBook } from './openBook.ts';
import type {
  ChapterParams,
  FixBookParams,
  FixBookResult,
  FixChapterResult,
  LintBookParams,
  LintBookResult,
  LintChapterResult,
} from './protocol.ts';
import type { Session } from './session.ts';

/** `handbook/lintBook`: reads the books from the disk again and looks at all of them. */
export async function lintBook(
  session: Session,
  { environment, texts }: { readonly environment: ServerEnvironment; readonly texts: Texts },
  { uri }: LintBookParams,
  progress: WorkDoneProgressReporter,
  token: CancellationToken,
): Promise<LintBookResult> {
  const started = environment.now();
  progress.begin(texts.t('Linting the book'), 0, undefined, true);
  try {
    if (session.books.isStopped) await cancellable(session.rediscover(), token);
    const books = await booksOf(session, uri, token);
    let files = 0;
    const counts = noCounts();
    for (const [index, book] of books.entries()) {
      // Asked for, a folder that nothing calls a book is one; a file on its own stays one only as long as it is open.
      if (!book.location.files) book.isWhole = true;
      book.reread();
      const total = (await book.current(token)).order.length + 1;
      const stop = session.watchProgress(book, () => {
        const share = 1 - book.linter.pending / total;
        progress.report(Math.round(((index + Math.max(0, share)) / books.length) * 100));
      });
      try {
        await book.settle(token);
      } finally {
        stop();
      }
      files += total - 1;
      for (const file of book.linter.files()) count(counts, book.linter.known(file));
    }
    return { books: books.length, files, ...plural(counts), durationMs: Math.round(environment.now() - started) };
  } finally {
    progress.done();
  }
}

/** `handbook/lintChapter`. */
export async function lintChapter(
  session: Session,
  { uri }: ChapterParams,
  token: CancellationToken,
): Promise<LintChapterResult> {
  const place = await session.place(uri, token);
  if (place && !place.document) place.book.filesChanged([place.uri]);
  const snapshot = await place?.book.current(token);
  const counts = noCounts();
  if (!place || !snapshot?.document(place.uri)) return { isChapter: false, ...plural(counts) };
  count(counts, place.book.exactly(place.uri));
  void place.book.work();
  return { isChapter: true, ...plural(counts) };
}

/** `handbook/fixChapter`: the safe fixes of a chapter, made by the client in one step that can be undone. */
export async function fixChapter(
  session: Session,
  client: ClientProfile,
  connection: Connection,
  { uri: clientUri }: ChapterParams,
  token: CancellationToken,
): Promise<FixChapterResult> {
  const place = await session.place(clientUri, token);
  if (!place) return { fixed: 0, remaining: 0, failure: 'This file is part of no book.' };
  const { edit, edits, fixed, remaining } = await fixAllEdit(session, client, {}, place, token);
  if (edits.length === 0) return { fixed: 0, remaining: remaining.length };
  const { applied, failureReason } = await connection.workspace.applyEdit({ label: 'Fix all in chapter', edit });
  if (applied) return { fixed, remaining: remaining.length };
  const found = place.book.linter.known(place.uri).length;
  return { fixed: 0, remaining: found, failure: failureReason ?? CHANGED };
}

const CHANGED = 'The text has changed meanwhile.';

/** `handbook/fixBook`: the safe fixes of a whole book, or those of one rule, in one step that can be undone. */
export async function fixBook(
  session: Session,
  client: ClientProfile,
  connection: Connection,
  { uri: clientUri, rule }: FixBookParams,
  token: CancellationToken,
): Promise<FixBookResult> {
  const book = await bookOf(session, clientUri, token);
  if (!book) return { fixed: 0, files: 0, failure: 'This file is part of no book.' };
  const place = { uri: book.location.root, book, document: undefined };
  const { edit, edits, fixed } = await fixAllEdit(session, client, { rule, inBook: true }, place, token);
  if (edits.length === 0) return { fixed: 0, files: 0 };
  const label = rule === undefined ? 'Fix all in book' : `Fix all of ${rule} in book`;
  const { applied, failureReason } = await connection.workspace.applyEdit({ label, edit });
  if (!applied) return { fixed: 0, files: 0, failure: failureReason ?? CHANGED };
  return { fixed, files: new Set(edits.map(({ uri }) => uri)).size };
}

/** The book that a file is in or that has this folder; undefined where there is none. */
export async function bookOf(session: Session, uri: string, token: CancellationToken): Promise<OpenBook | undefined> {
  await session.whenLocated(token);
  return bookAt(session, uri) ?? (await session.place(uri, token))?.book;
}

export function bookAt(session: Session, root: string): OpenBook | undefined {
  const uri = canonicalUri(root);
  return session.books.open.find(({ location }) => location.root === uri);
}

/** The book of a file, or without one every book of the workspace. */
export async function booksOf(
  session: Session,
  uri: string | undefined,
  token: CancellationToken,
): Promise<OpenBook[]> {
  await session.whenLocated(token);
  const place = uri === undefined ? undefined : await session.place(uri, token);
  return place ? [place.book] : session.books.openAll();
}

export type Counts = Record<Finding['severity'], number>;

export function noCounts(): Counts {
  return { error: 0, warning: 0, info: 0, hint: 0 };
}

export function count(counts: Counts, findings: readonly Finding[]): void {
  for (const { severity } of findings) counts[severity]++;
}

export function plural({ error, warning, info, hint }: Counts) {
  return { errors: error, warnings: warning, infos: info, hints: hint };
}
