import { Console } from 'node:console';
import { createConnection as createSocket, type Socket } from 'node:net';
import {
  type Connection,
  type ConnectionOptions,
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
} from 'vscode-languageserver/node';
import { type Greeting, shakeHands } from './handshake.ts';
import { HeldMessages } from './heldMessages.ts';
import { RequestLog } from './requestLog.ts';

/**
 * Runs the language server as this process. `argv` names the way to the client: `--stdio`, `--node-ipc`,
 * `--socket=PORT` or `--pipe=NAME`. The process ends with the connection or with the client's own process, with 0 after
 * `shutdown` and 1 without (LSP, "exit").
 */
export function startLanguageServer(argv: readonly string[]): void {
  const requests = new RequestLog(() => performance.now());
  const held = new HeldMessages(requests);
  const connection = connect(argv, { messageStrategy: held });
  shakeHands(connection, requests, (greeting) => {
    held.until(answered().then(() => serve(connection, requests, greeting)));
  });
  connection.listen();
}

/** Most of the program is loaded when the client has its answer, which the library writes a turn of the event loop later. */
async function answered(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function serve(connection: Connection, requests: RequestLog, greeting: Greeting): Promise<void> {
  const { serveHere } = await import('./serveHere.ts');
  serveHere(connection, requests, greeting);
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
