import type { AnnotatedTextEdit, ChangeAnnotation, RenameFile, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Uri } from '../base/uri.ts';
import { type BookEdit, editDoubts } from '../features/bookEdit.ts';
import type { Move } from '../features/fileMoves.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { ClientProfile } from './clientProfile.ts';
import { toRange } from './convert.ts';
import type { Session } from './session.ts';

/**
 * Edits of a book's files as the client applies them in one undoable step. Where the client knows versions, the open ones
 * bear the version they were made for (`versions`: the present ones), so that a client that has moved on refuses them
 * rather than spoil the text. Where it knows annotations, the author is asked about doubtful edits.
 */
export function workspaceEdit(
  session: Session,
  book: Handbook,
  edits: readonly BookEdit[],
  client: ClientProfile,
  versions: ReadonlyMap<Uri, number> = openVersions(session),
): WorkspaceEdit {
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  const byUri = new Map<Uri, (TextEdit | AnnotatedTextEdit)[]>();
  for (const { uri, span, text, doubt } of edits) {
    const lines = book.document(uri)?.lines;
    if (!lines) continue;
    const list = byUri.get(uri) ?? [];
    byUri.set(uri, list);
    const edit: TextEdit = { range: toRange(lines, span), newText: text };
    if (doubt === undefined || !client.annotatesChanges) {
      list.push(edit);
      continue;
    }
    changeAnnotations[doubt] = editDoubts(client.texts)[doubt];
    list.push({ ...edit, annotationId: doubt });
  }
  const { documents } = session;
  if (!client.versionedEdits) {
    return { changes: Object.fromEntries([...byUri].map(([uri, list]) => [documents.clientUri(uri), list])) };
  }
  const documentChanges = [...byUri].map(([uri, list]) => ({
    textDocument: { uri: documents.clientUri(uri), version: versions.get(uri) ?? null },
    edits: list,
  }));
  return { documentChanges, ...(Object.keys(changeAnnotations).length > 0 ? { changeAnnotations } : {}) };
}

/** The edits first: they say where the text is now, and after the moves nothing would be there. */
export function withMoves(session: Session, edit: WorkspaceEdit, moves: readonly Move[]): WorkspaceEdit {
  if (moves.length === 0) return edit;
  const renames = moves.map(
    ({ from, to }): RenameFile => ({
      kind: 'rename',
      oldUri: session.documents.clientUri(from),
      newUri: to,
      options: { overwrite: false, ignoreIfExists: false },
    }),
  );
  return { ...edit, documentChanges: [...(edit.documentChanges ?? []), ...renames] };
}

export function openVersions(session: Session): ReadonlyMap<Uri, number> {
  return new Map([...session.documents.all()].map(({ uri, text }) => [uri, text.version]));
}
