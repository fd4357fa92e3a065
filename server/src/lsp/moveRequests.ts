import {
  type CancellationToken,
  type DeleteFilesParams,
  type RenameFilesParams,
  TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { canonicalUri } from '../base/uri.ts';
import type { BookEdit } from '../features/bookEdit.ts';
import { editsForDeletion, editsForMoves } from '../features/fileMoves.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { ClientProfile } from './clientProfile.ts';
import { workspaceEdit } from './edits.ts';
import type { Session } from './session.ts';

/** `workspace/willRenameFiles`: the links to the files follow in the same undo step. */
export function willRename(
  session: Session,
  client: ClientProfile,
  { files }: RenameFilesParams,
  token: CancellationToken,
): Promise<WorkspaceEdit | null> {
  const moves = files.map(({ oldUri, newUri }) => ({ from: canonicalUri(oldUri), to: canonicalUri(newUri) }));
  return inEveryBook(session, client, (book) => editsForMoves(book, moves), token);
}

/** `workspace/willDeleteFiles`: a deleted chapter leaves the lists. */
export function willDelete(
  session: Session,
  client: ClientProfile,
  { files }: DeleteFilesParams,
  token: CancellationToken,
): Promise<WorkspaceEdit | null> {
  const deleted = files.map(({ uri }) => canonicalUri(uri));
  return inEveryBook(session, client, (book) => editsForDeletion(book, deleted), token);
}

async function inEveryBook(
  session: Session,
  client: ClientProfile,
  edits: (book: Handbook) => readonly BookEdit[],
  token: CancellationToken,
): Promise<WorkspaceEdit | null> {
  await session.books.whenFound(token);
  const all: WorkspaceEdit[] = [];
  // One handbook.json may be that of several books, which then make the same edits of it.
  const made = new Set<string>();
  const isNew = ({ uri, span }: BookEdit) => made.size < made.add(`${uri} ${span.start} ${span.end}`).size;
  for (const open of session.books.openCalled()) {
    const book = await open.current(token);
    const own = edits(book).filter(isNew);
    if (own.length > 0) all.push(workspaceEdit(session, book, own, client));
  }
  return all.length > 0 ? joined(all) : null;
}

/** A file that several books edit is edited once: the places of all its edits are those of the text as it is. */
function joined(all: readonly WorkspaceEdit[]): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  const documents = new Map<string, TextDocumentEdit>();
  for (const edit of all) {
    for (const [uri, edits] of Object.entries(edit.changes ?? {})) changes[uri] = [...(changes[uri] ?? []), ...edits];
    for (const change of edit.documentChanges ?? []) {
      if (!TextDocumentEdit.is(change)) continue;
      const { uri } = change.textDocument;
      documents.set(uri, { ...change, edits: [...(documents.get(uri)?.edits ?? []), ...change.edits] });
    }
  }
  if (documents.size === 0) return { changes };
  const annotations = Object.assign({}, ...all.map(({ changeAnnotations }) => changeAnnotations));
  const isAnnotated = Object.keys(annotations).length > 0;
  return { documentChanges: [...documents.values()], ...(isAnnotated ? { changeAnnotations: annotations } : {}) };
}
