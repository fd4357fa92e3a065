import * as vscode from 'vscode';
import type { HandbookClient } from '../client.ts';

/** *Handbook: Fix All in Book*: the safe fixes of all its chapters, as one edit that can be undone. */
export async function fixBook(client: HandbookClient, uri: vscode.Uri | undefined): Promise<void> {
  const { t } = vscode.l10n;
  const active = uri ?? vscode.window.activeTextEditor?.document.uri;
  const root = active && client.isOfBook(active) ? client.protocolUri(active) : client.status?.books[0]?.root;
  if (root === undefined) {
    void vscode.window.showInformationMessage(t('There is no book in this workspace.'));
    return;
  }
  const { fixed, files, failure } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Fixing what is safe to fix') },
    () => client.fixBook({ uri: root }),
  );
  if (failure !== undefined) void vscode.window.showWarningMessage(t('Nothing was fixed: {0}', failure));
  else if (fixed === 0) void vscode.window.showInformationMessage(t('There is nothing to fix safely.'));
  else void vscode.window.showInformationMessage(t('{0} fixed in {1} files. Look at them and save.', fixed, files));
}
