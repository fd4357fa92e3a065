import * as vscode from 'vscode';
import { showBookView } from './book/bookView.ts';
import { HandbookClient, type MakeLanguageClient } from './client.ts';
import { fixChapter } from './commands/fixChapter.ts';
import { lintBook } from './commands/lintBook.ts';
import { lintChapter } from './commands/lintChapter.ts';
import { restartServer } from './commands/restartServer.ts';
import { showReferences } from './commands/showReferences.ts';
import { type MarkdownItExtension, showPreviews } from './preview/previews.ts';
import { ReportPanel } from './report.ts';
import { showStatus } from './status.ts';

export interface RunningExtension {
  /** To be stopped on deactivation. */
  readonly client: HandbookClient;
  /** What the extension gives to others: VS Code's Markdown preview asks for it. */
  readonly exports: MarkdownItExtension;
}

/**
 * Sets up everything of the extension but the way its server is run: that is all in which the desktop's entry and the
 * browser's differ.
 */
export function activateWith(
  context: vscode.ExtensionContext,
  makeLanguageClient: MakeLanguageClient,
): RunningExtension {
  const client = new HandbookClient(context, makeLanguageClient);
  const report = new ReportPanel(client);
  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    showStatus(client),
    report,
    registerCommand('handbook.showReport', (uri?: vscode.Uri) =>
      report.show(uri instanceof vscode.Uri ? uri : undefined),
    ),
    registerCommand('handbook.lintChapter', (uri?: vscode.Uri) => lintChapter(client, uri)),
    registerCommand('handbook.lintBook', (uri?: vscode.Uri) => lintBook(client, uri)),
    registerCommand('handbook.fixChapter', (uri?: vscode.Uri) => fixChapter(client, uri)),
    registerCommand('handbook.restartServer', () => restartServer(client)),
    registerCommand('handbook.showOutput', () => client.showOutput()),
    registerCommand('handbook.showReferences', (uri, position, places) =>
      showReferences(client, uri, position, places),
    ),
  );
  showBookView(context, client);
  // Not waited for: VS Code counts the time until here, and nothing of ours is needed before the server answers.
  void client.start();
  return { client, exports: showPreviews(context, client) };
}
