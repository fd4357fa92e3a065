import * as vscode from 'vscode';
import type { ManifestEdit } from '../../server/src/lsp/protocol.ts';
import type { HandbookClient } from './client.ts';

/** Changes Book.txt as one step that can be undone. Saved at once, unless its author had begun to change it. */
export async function writeList(
  client: HandbookClient,
  { uri, range, newText }: ManifestEdit,
  edit = new vscode.WorkspaceEdit(),
): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(client.codeUri(uri));
  const wasDirty = document.isDirty;
  const { start, end } = range;
  edit.replace(document.uri, new vscode.Range(start.line, start.character, end.line, end.character), newText);
  const isDone = await vscode.workspace.applyEdit(edit);
  if (isDone && !wasDirty) await document.save();
  return isDone;
}
