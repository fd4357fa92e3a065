import type { CancellationToken, DeleteFilesParams, RenameFilesParams, WorkspaceEdit } from 'vscode-languageserver';
import { canonicalUri } from '../base/uri.ts';
import { editsForDeletion, editsForMoves } from '../features/fileMoves.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Edit } from '../rules/finding.ts';
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
  edits: (book: Handbook) => readonly Edit[],
  token: CancellationToken,
): Promise<WorkspaceEdit | null> {
  await session.books.whenFound(token);
  const all: WorkspaceEdit[] = [];
  for (const open of session.books.openCalled()) {
    const book = await open.current(token);
    const own = edits(book);
    if (own.length > 0) all.push(workspaceEdit(session, book, own, client));
  }
  if (all.length === 0) return null;
  if (client.versionedEdits) {
    const annotations = Object.assign({}, ...all.map(({ changeAnnotations }) => changeAnnotations));
    const documentChanges = all.flatMap((edit) => edit.documentChanges ?? []);
    return { documentChanges, ...(Object.keys(annotations).length > 0 ? { changeAnnotations: annotations } : {}) };
  }
  return { changes: Object.assign({}, ...all.map(({ changes }) => changes)) };
}
