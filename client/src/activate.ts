import * as vscode from 'vscode';
import { showBookView } from './book/bookView.ts';
import { HandbookClient } from './client.ts';
import { checkHelpLinks, checkLink } from './commands/checkLinks.ts';
import { createSettings } from './commands/createSettings.ts';
import { fixBook } from './commands/fixBook.ts';
import { fixChapter } from './commands/fixChapter.ts';
import { goToCrosslink } from './commands/goToCrosslink.ts';
import { insertSection } from './commands/insertSection.ts';
import { lintBook } from './commands/lintBook.ts';
import { lintChapter } from './commands/lintChapter.ts';
import { newChapter } from './commands/newChapter.ts';
import { openRule } from './commands/openRule.ts';
import { restartServer } from './commands/restartServer.ts';
import { showReferences } from './commands/showReferences.ts';
import type { Connect } from './library.ts';
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
export function activateWith(context: vscode.ExtensionContext, connect: Connect): RunningExtension {
  const client = new HandbookClient(context, connect);
  const report = new ReportPanel(client);
  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    showStatus(client),
    report,
    registerCommand('handbook.showReport', (uri?: vscode.Uri) => report.show(onlyUri(uri))),
    registerCommand('handbook.lintChapter', (uri?: vscode.Uri) => lintChapter(client, uri)),
    registerCommand('handbook.lintBook', (uri?: vscode.Uri) => lintBook(client, onlyUri(uri))),
    registerCommand('handbook.checkHelpLinks', (uri?: vscode.Uri) => checkHelpLinks(client, onlyUri(uri))),
    registerCommand('handbook.checkLink', (uri: string, address: string) => checkLink(client, uri, address)),
    registerCommand('handbook.fixChapter', (uri?: vscode.Uri) => fixChapter(client, uri)),
    registerCommand('handbook.fixBook', (uri?: vscode.Uri) => fixBook(client, onlyUri(uri))),
    registerCommand('handbook.insertSection', () => insertSection(client)),
    registerCommand('handbook.newChapter', (uri?: vscode.Uri) => newChapter(client, onlyUri(uri))),
    registerCommand('handbook.goToCrosslink', () => goToCrosslink(client)),
    registerCommand('handbook.openRule', () => openRule(client)),
    registerCommand('handbook.createSettings', () => createSettings(client)),
    registerCommand('handbook.restartServer', () => restartServer(client)),
    registerCommand('handbook.showOutput', () => client.showOutput()),
    registerCommand('handbook.showReferences', (uri, position) => showReferences(client, uri, position)),
  );
  showBookView(context, client);
  // After a turn: other extensions wait until here, and nothing of ours is needed before the server answers.
  setTimeout(() => void client.start());
  return { client, exports: showPreviews(context, client) };
}

/** Menus of views call a command with their own lines. */
function onlyUri(argument: unknown): vscode.Uri | undefined {
  return argument instanceof vscode.Uri ? argument : undefined;
}
