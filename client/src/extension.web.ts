import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type ServerOptions,
} from 'vscode-languageclient/browser';
import { activateWith } from './activate.ts';
import type { HandbookClient } from './client.ts';
import type { MarkdownItExtension } from './preview/previews.ts';

/** The browser's own, which Node's types do not know. */
declare class Worker {
  constructor(program: string);
}

let running: HandbookClient | undefined;

/** The browser's entry (vscode.dev, github.dev): the server is a web worker, and has no files but through us. */
export function activate(context: vscode.ExtensionContext): MarkdownItExtension {
  const program = vscode.Uri.joinPath(context.extensionUri, 'dist/server.web.js').toString(true);
  const server: ServerOptions = () => {
    // VS Code gives extensions a worker of its own kind, which the library does not take for one.
    const worker = new Worker(program);
    return Promise.resolve({ reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) });
  };
  const started = activateWith(context, (options) => new LanguageClient('handbook', 'Handbook Lint', server, options));
  running = started.client;
  return started.exports;
}

export function deactivate(): Promise<void> | undefined {
  return running?.stop();
}
