import { Console } from 'node:console';
import { existsSync, realpathSync } from 'node:fs';
import { createConnection as createSocket, type Socket } from 'node:net';
import { release, type } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type Connection,
  type ConnectionOptions,
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
} from 'vscode-languageserver/node';
import { fileUri, fsPath } from '../base/uri.ts';
import { gitHistory } from '../host/gitHistory.ts';
import { NodeHost, realUri } from '../host/nodeHost.ts';
import { byScheme } from './clientHost.ts';
import type { ServerEnvironment } from './environment.ts';
import { RequestLog } from './requestLog.ts';
import { createServer } from './server.ts';

/**
 * Runs the language server as this process. `argv` names the way to the client: `--stdio`, `--node-ipc`,
 * `--socket=PORT` or `--pipe=NAME`. The process ends with the connection or with the client's own process, with 0 after
 * `shutdown` and 1 without (LSP, "exit").
 */
export function startLanguageServer(argv: readonly string[]): void {
  const requests = new RequestLog(() => performance.now());
  const connection = connect(argv, { messageStrategy: requests });
  createServer(connection, { ...nodeEnvironment(), requests });
  connection.listen();
}

function nodeEnvironment(): ServerEnvironment {
  const pages = join(dirname(realpathSync(process.argv[1] ?? '.')), 'rules');
  return {
    createHost: (clientFiles) => (clientFiles ? byScheme(new NodeHost(), clientFiles) : new NodeHost()),
    realUri,
    platform: () => `Node ${process.version}, ${type()} ${release()} ${process.arch}`,
    memory,
    today: () => new Date().toISOString().slice(0, 10),
    now: () => performance.now(),
    pause: () => turns(MESSAGES_OF_A_KEYSTROKE),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    history: (folder, limit) => gitHistory(fsPath(folder), limit),
    rulePage: (rule) => {
      const page = join(pages, `${rule}.md`);
      return existsSync(page) ? fileUri(page) : undefined;
    },
    linkNetwork: async () => (await import('../links/nodeNetwork.ts')).nodeNetwork,
  };
}

function memory(): string {
  const { rss, heapUsed } = process.memoryUsage();
  return `${Math.round(rss / 1e6)} MB, of which ${Math.round(heapUsed / 1e6)} MB are in use`;
}

/** The new text and the request for its diagnostics: the connection takes one message a turn of the event loop. */
const MESSAGES_OF_A_KEYSTROKE = 3;

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function connect(argv: readonly string[], options: ConnectionOptions): Connection {
  for (const [index, arg] of argv.entries()) {
    const [name, value = argv[index + 1] ?? ''] = arg.split(/=(.*)/s, 2);
    if (name === '--stdio') return overStdio(options);
    if (name === '--node-ipc') return overIpc(options);
    if (name === '--socket') return overStream(createSocket(portNumber(value), '127.0.0.1'), options);
    if (name === '--pipe') return overStream(createSocket(value), options);
  }
  throw new Error('name a transport: --stdio, --node-ipc, --socket=PORT or --pipe=NAME');
}

function overStdio(options: ConnectionOptions): Connection {
  // Whatever prints must not print into the protocol.
  globalThis.console = new Console(process.stderr, process.stderr);
  return createConnection(process.stdin, process.stdout, options);
}

function overIpc(options: ConnectionOptions): Connection {
  process.once('disconnect', () => process.exit(1));
  return createConnection(new IPCMessageReader(process), new IPCMessageWriter(process), options);
}

/** A socket or a named pipe that the client listens on; when it closes, the library ends the process. */
function overStream(socket: Socket, options: ConnectionOptions): Connection {
  socket.once('error', (error) => {
    console.error(`The client cannot be reached: ${error.message}`);
    process.exit(1);
  });
  return createConnection(socket, socket, options);
}

function portNumber(value: string): number {
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Error(`--socket wants a port number, not "${value}"`);
}
