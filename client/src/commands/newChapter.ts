import * as vscode from 'vscode';
import type { HandbookClient } from '../client.ts';
import { writeList } from '../writeList.ts';

/** *Handbook: New Chapter…*: a title makes the file, its id and its line in Book.txt, after the chapter that is open. */
export async function newChapter(client: HandbookClient, uri: vscode.Uri | undefined): Promise<void> {
  const { t } = vscode.l10n;
  const title = await askTitle(t('Title of the new chapter'));
  if (!title) return;
  const near = uri ?? vscode.window.activeTextEditor?.document.uri;
  const made = await client.newChapter({ title, ...(near && { uri: client.protocolUri(near) }) });
  if (!made) {
    void vscode.window.showInformationMessage(t('There is no book in this workspace.'));
    return;
  }
  const file = client.codeUri(made.uri);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(file, { contents: new TextEncoder().encode(made.text) });
  const isDone = made.list ? await writeList(client, made.list, edit) : await vscode.workspace.applyEdit(edit);
  if (!isDone) {
    void vscode.window.showErrorMessage(t('{0} could not be made.', vscode.workspace.asRelativePath(file)));
    return;
  }
  const editor = await vscode.window.showTextDocument(file);
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(end, end);
}

/** Undefined where the author thought better of it. */
export async function askTitle(prompt: string, value = ''): Promise<string | undefined> {
  const title = await vscode.window.showInputBox({
    prompt,
    value,
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('Type a title.') : undefined),
  });
  return title?.trim();
}
