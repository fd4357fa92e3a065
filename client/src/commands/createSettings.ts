import * as vscode from 'vscode';
import type { HandbookClient } from '../client.ts';

/** *Handbook: Create handbook.json*: a first one with what was seen of the book; one that is there is opened. */
export async function createSettings(client: HandbookClient): Promise<void> {
  const { t } = vscode.l10n;
  const folder = await chosenFolder();
  if (!folder) {
    void vscode.window.showInformationMessage(t('Open the folder of the book first.'));
    return;
  }
  const file = vscode.Uri.joinPath(folder.uri, 'handbook.json');
  if (!(await exists(file))) {
    const { text } = await client.newSettings({ folder: client.protocolUri(folder.uri) });
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(file, { contents: new TextEncoder().encode(text) });
    await vscode.workspace.applyEdit(edit);
  }
  await vscode.window.showTextDocument(file);
}

async function chosenFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const own = uri && vscode.workspace.getWorkspaceFolder(uri);
  const all = vscode.workspace.workspaceFolders ?? [];
  return own ?? (all.length > 1 ? vscode.window.showWorkspaceFolderPick() : all[0]);
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
