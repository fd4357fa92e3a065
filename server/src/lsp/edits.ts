import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Edit } from '../rules/finding.ts';
import { toRange } from './convert.ts';
import type { Session } from './session.ts';

/**
 * Edits of a book's files as the client applies them in one undoable step. With `versioned` the open ones bear the
 * version they were made for (`versions`: the present ones), so that a client that has moved on refuses them rather than
 * spoil the text.
 */
export function workspaceEdit(
  session: Session,
  book: Handbook,
  edits: readonly Edit[],
  versioned: boolean,
  versions: ReadonlyMap<Uri, number> = openVersions(session),
): WorkspaceEdit {
  const byUri = new Map<Uri, TextEdit[]>();
  for (const { uri, span, text } of edits) {
    const lines = book.document(uri)?.lines;
    if (!lines) continue;
    const list = byUri.get(uri) ?? [];
    list.push({ range: toRange(lines, span), newText: text });
    byUri.set(uri, list);
  }
  const { documents } = session;
  if (!versioned) {
    return { changes: Object.fromEntries([...byUri].map(([uri, list]) => [documents.clientUri(uri), list])) };
  }
  return {
    documentChanges: [...byUri].map(([uri, list]) => ({
      textDocument: { uri: documents.clientUri(uri), version: versions.get(uri) ?? null },
      edits: list,
    })),
  };
}

export function openVersions(session: Session): ReadonlyMap<Uri, number> {
  return new Map([...session.documents.all()].map(({ uri, text }) => [uri, text.version]));
}
