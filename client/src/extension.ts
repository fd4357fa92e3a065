import * as vscode from 'vscode';
import { HandbookClient } from './client.ts';
import { fixChapter } from './commands/fixChapter.ts';
import { lintBook } from './commands/lintBook.ts';
import { lintChapter } from './commands/lintChapter.ts';
import { restartServer } from './commands/restartServer.ts';
import { showReferences } from './commands/showReferences.ts';
import { showStatus } from './status.ts';

let running: HandbookClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const client = new HandbookClient(context);
  running = client;
  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    showStatus(client),
    registerCommand('handbook.lintChapter', (uri?: vscode.Uri) => lintChapter(client, uri)),
    registerCommand('handbook.lintBook', (uri?: vscode.Uri) => lintBook(client, uri)),
    registerCommand('handbook.fixChapter', (uri?: vscode.Uri) => fixChapter(client, uri)),
    registerCommand('handbook.restartServer', () => restartServer(client)),
    registerCommand('handbook.showOutput', () => client.showOutput()),
    registerCommand('handbook.showReferences', (uri, position, places) =>
      showReferences(client, uri, position, places),
    ),
  );
  // Not waited for: VS Code counts the time until here, and nothing of ours is needed before the server answers.
  void client.start();
}

export function deactivate(): Promise<void> | undefined {
  return running?.stop();
}
