import * as vscode from 'vscode';
import type { HandbookClient } from '../client.ts';
import { activeChapter, sayNoChapter } from './activeChapter.ts';

/** *Handbook: Fix All in Chapter*: the safe fixes, as one edit that can be undone. */
export async function fixChapter(client: HandbookClient, uri: vscode.Uri | undefined): Promise<void> {
  const chapter = activeChapter(uri);
  if (!chapter) return sayNoChapter();
  const { t } = vscode.l10n;
  const { fixed, remaining, failure } = await client.fixChapter({ uri: client.protocolUri(chapter) });
  if (failure !== undefined) {
    void vscode.window.showWarningMessage(t('Nothing was fixed: {0}', failure));
    return;
  }
  const left = remaining === 0 ? t('Nothing is left.') : t('{0} left that you have to look at.', remaining);
  const done = fixed === 0 ? t('There is nothing to fix safely.') : t('{0} fixed.', fixed);
  vscode.window.setStatusBarMessage(`${done} ${left}`, 10_000);
}
