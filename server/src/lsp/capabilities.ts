import { type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { FIX_ALL } from '../features/codeActions.ts';
import type { ClientProfile } from './clientProfile.ts';
import { serverCommands } from './protocol.ts';

/** The answer to `initialize`: what this server does for this client. */
export function serverCapabilities(client: ClientProfile): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    diagnosticProvider: client.pullsDiagnostics
      ? { identifier: 'handbook-lint', interFileDependencies: true, workspaceDiagnostics: true }
      : undefined,
    codeActionProvider: {
      codeActionKinds: ['quickfix', FIX_ALL],
      resolveProvider: client.resolvesActionEdits,
    },
    documentSymbolProvider: { label: 'Handbook' },
    workspaceSymbolProvider: true,
    executeCommandProvider: { commands: Object.values(serverCommands), workDoneProgress: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
