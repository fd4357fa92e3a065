import type { Connection, InitializeParams } from 'vscode-languageserver';
import { canonicalUri, fileUri, type Uri } from '../base/uri.ts';
import { version } from '../base/version.generated.ts';
import { serverCapabilities } from './capabilities.ts';
import { type ClientProfile, clientProfile } from './clientProfile.ts';
import { Gate } from './gate.ts';
import type { RequestLog } from './requestLog.ts';

/** What a client said at `initialize`, understood. */
export interface Greeting {
  readonly params: InitializeParams;
  readonly client: ClientProfile;
  /** The workspace's folders. */
  readonly folders: readonly Uri[];
  readonly gate: Gate;
}

/**
 * Answers `initialize`, and what is asked before it, with nothing of the server but this. `begin` is called once, with a
 * greeting that is in order; its handlers must be in place before the next message is handled.
 */
export function shakeHands(
  connection: Connection,
  requests: RequestLog | undefined,
  begin: (greeting: Greeting) => void,
): void {
  const gate = new Gate((error) => {
    tell(connection, error);
    const last = requests?.lines() ?? [];
    if (last.length > 0) connection.console.warn(['before that:', ...last].join('\n  '));
  });
  connection.onRequest((method) => gate.refuse(method));
  connection.onInitialize((params) => {
    if (!gate.open()) return gate.refuseSecondStart();
    const client = clientProfile(params);
    begin({ params, client, folders: foldersOf(params), gate });
    return { capabilities: serverCapabilities(client), serverInfo: { name: 'handbook-lint', version } };
  });
}

function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): Uri[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => folderUri(uri));
  if (rootUri) return [folderUri(rootUri)];
  return rootPath ? [folderUri(fileUri(rootPath))] : [];
}

export function folderUri(uri: string): Uri {
  return canonicalUri(uri).replace(/\/$/, '');
}

/** A connection that was closed takes nothing any more, and then nobody is left to be told. */
export function tell(connection: Connection, error: unknown): void {
  try {
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } catch {}
}
