import { type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { completionTriggers, FIX_ALL, tokenModifiers, tokenTypes } from '../features/announced.ts';
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
      codeActionKinds: ['quickfix', 'refactor', FIX_ALL],
      resolveProvider: client.resolvesActionEdits,
    },
    completionProvider: { triggerCharacters: completionTriggers, resolveProvider: true },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    documentLinkProvider: {},
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
      full: true,
      range: true,
    },
    inlayHintProvider: true,
    codeLensProvider: {},
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentSymbolProvider: { label: 'Handbook' },
    workspaceSymbolProvider: true,
    executeCommandProvider: { commands: Object.values(serverCommands), workDoneProgress: true },
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { willRename: { filters: ANY_FILE }, willDelete: { filters: ANY_FILE } },
    },
  };
}

/** Pictures, chapters and folders of them: whatever moves may be linked to. */
const ANY_FILE = [{ pattern: { glob: '**/*' } }];
