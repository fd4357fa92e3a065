import type {
  CancellationToken,
  DocumentSymbol,
  DocumentSymbolParams,
  SymbolInformation,
  WorkspaceSymbol,
  WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { CancelledError } from '../base/cancellation.ts';
import type { LineIndex } from '../base/lines.ts';
import { bookSymbols } from '../features/bookSymbols.ts';
import { type OutlineEntry, outline } from '../features/outline.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { ClientProfile } from './clientProfile.ts';
import { toRange } from './convert.ts';
import type { Session } from './session.ts';

/** `textDocument/documentSymbol`. */
export async function documentSymbols(
  session: Session,
  client: ClientProfile,
  { textDocument }: DocumentSymbolParams,
  token: CancellationToken,
): Promise<DocumentSymbol[] | SymbolInformation[]> {
  const place = await session.place(textDocument.uri, token);
  const chapter = place && (await place.book.current(token)).chapter(place.uri);
  if (!chapter) return [];
  const entries = outline(chapter);
  if (client.hierarchicalSymbols) return entries.map((entry) => toDocumentSymbol(entry, chapter.lines));
  return flatten(entries, textDocument.uri, chapter.lines);
}

/** More than anybody reads; a client asks again with every letter. */
const MAX_SYMBOLS = 500;

/** `workspace/symbol`: headings and ids of all books. */
export async function workspaceSymbols(
  session: Session,
  { query }: WorkspaceSymbolParams,
  token: CancellationToken,
): Promise<WorkspaceSymbol[]> {
  const books = await allBooks(session, token);
  return bookSymbols(books, query, MAX_SYMBOLS, token).map(({ name, kind, uri, span, containerName }) => {
    const { lines } = books.map((book) => book.document(uri)).find((document) => document !== undefined)!;
    return {
      name,
      kind,
      containerName,
      location: { uri: session.documents.clientUri(uri), range: toRange(lines, span) },
    };
  });
}

async function allBooks(session: Session, token: CancellationToken): Promise<Handbook[]> {
  for (;;) {
    await session.whenLocated(token);
    session.books.openCalled();
    const open = session.books.open.filter(({ isDisposed }) => !isDisposed);
    try {
      return await Promise.all(open.map((book) => book.current(token)));
    } catch (error) {
      // One that was closed meanwhile has another in its place.
      if (!(error instanceof CancelledError) || !open.some(({ isDisposed }) => isDisposed)) throw error;
    }
  }
}

function toDocumentSymbol(
  { name, detail, kind, span, selection, children }: OutlineEntry,
  lines: LineIndex,
): DocumentSymbol {
  return {
    name,
    detail,
    kind,
    range: toRange(lines, span),
    selectionRange: toRange(lines, selection),
    children: children.map((child) => toDocumentSymbol(child, lines)),
  };
}

function flatten(
  entries: readonly OutlineEntry[],
  uri: string,
  lines: LineIndex,
  container?: string,
): SymbolInformation[] {
  return entries.flatMap(({ name, kind, span, children }) => [
    { name, kind, location: { uri, range: toRange(lines, span) }, containerName: container },
    ...flatten(children, uri, lines, name),
  ]);
}
