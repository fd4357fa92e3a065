import * as vscode from 'vscode';
import { activateWith } from './activate.ts';
import type { HandbookClient } from './client.ts';
import type { MarkdownItExtension } from './preview/previews.ts';

let running: HandbookClient | undefined;

/** The browser's entry (vscode.dev, github.dev): the server is a web worker, and has no files but through us. */
export function activate(context: vscode.ExtensionContext): MarkdownItExtension {
  const program = vscode.Uri.joinPath(context.extensionUri, 'dist/server.web.js').toString(true);
  const started = activateWith(context, async (options) =>
    (await import('./serverWorker.ts')).connect(program, options),
  );
  running = started.client;
  return started.exports;
}

export function deactivate(): Promise<void> | undefined {
  return running?.stop();
}
