import * as vscode from 'vscode';
import type { HandbookClient } from '../client.ts';
import { activeChapter, sayNoChapter } from './activeChapter.ts';
import { describeCounts, isClean } from './counts.ts';

/** *Handbook: Lint Chapter*. */
export async function lintChapter(client: HandbookClient, uri: vscode.Uri | undefined): Promise<void> {
  const chapter = activeChapter(uri);
  if (!chapter) return sayNoChapter();
  const result = await client.lintChapter({ uri: client.protocolUri(chapter) });
  const name = vscode.workspace.asRelativePath(chapter);
  if (!result.isChapter) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} is not a chapter of a book.', name));
    return;
  }
  const counts = describeCounts(result);
  vscode.window.setStatusBarMessage(vscode.l10n.t('{0}: {1}', name, counts), 10_000);
  if (!isClean(result)) await vscode.commands.executeCommand('workbench.actions.view.problems');
}
