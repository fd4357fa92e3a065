import * as vscode from 'vscode';
import { activateWith } from './activate.ts';
import type { HandbookClient } from './client.ts';
import type { MarkdownItExtension } from './preview/previews.ts';
import { provideTasks } from './tasks.ts';

let running: HandbookClient | undefined;

/** The desktop's entry, and that of a remote extension host: the server is a process of its own. */
export function activate(context: vscode.ExtensionContext): MarkdownItExtension {
  const module = context.asAbsolutePath('dist/server.cjs');
  const started = activateWith(context, async (options) =>
    (await import('./serverProcess.ts')).connect(module, options),
  );
  running = started.client;
  const env = { ELECTRON_RUN_AS_NODE: '1' };
  // What asks the network is shown only where there is a server that can.
  void vscode.commands.executeCommand('setContext', 'handbook.hasNetwork', true);
  context.subscriptions.push(provideTasks({ command: process.execPath, args: [module], env }));
  return started.exports;
}

export function deactivate(): Promise<void> | undefined {
  return running?.stop();
}
