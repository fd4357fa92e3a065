import * as vscode from 'vscode';
import type { HandbookClient } from '../client.ts';

/** *Handbook: Restart Server*. */
export async function restartServer(client: HandbookClient): Promise<void> {
  try {
    await client.restart();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const showOutput = vscode.l10n.t('Show Output');
    const message = vscode.l10n.t('The server could not be restarted: {0}', reason);
    if ((await vscode.window.showErrorMessage(message, showOutput)) === showOutput) client.showOutput();
  }
}
