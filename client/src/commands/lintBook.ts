import * as vscode from 'vscode';
import type { LintBookResult } from '../../../server/src/lsp/protocol.ts';
import type { HandbookClient } from '../client.ts';
import { activeMarkdown } from './activeChapter.ts';
import { unlessCancelled } from './cancelled.ts';
import { describeCounts, isClean } from './counts.ts';

/** *Handbook: Lint Book*: the book of the given or active chapter; without one, all books of the workspace. */
export async function lintBook(client: HandbookClient, uri: vscode.Uri | undefined): Promise<void> {
  const chapter = uri ?? activeMarkdown();
  const params = chapter ? { uri: client.protocolUri(chapter) } : {};
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Linting the book'), cancellable: true },
    (progress, token) => unlessCancelled(token, client.lintBook(params, progress, token)),
  );
  if (!result) return;
  if (!isClean(result)) await vscode.commands.executeCommand('workbench.actions.view.problems');
  void vscode.window.showInformationMessage(describe(result));
}

function describe(result: LintBookResult): string {
  const { t } = vscode.l10n;
  const { books, files, durationMs } = result;
  if (books === 0) return t('There is no book in this workspace.');
  const counts = describeCounts(result);
  const seconds = (Math.max(durationMs, 100) / 1000).toFixed(1);
  return books === 1
    ? t('{0} in {1} chapters, after {2} s.', counts, files, seconds)
    : t('{0} in {1} chapters of {2} books, after {3} s.', counts, files, books, seconds);
}
