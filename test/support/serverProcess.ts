import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as listen, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { LspClient, type LspClientOptions } from './lspClient.ts';
import { type Recorded, record } from './recording.ts';

export type Transport = 'stdio' | 'node-ipc' | 'socket' | 'pipe';

export type ServerOptions = LspClientOptions & { readonly recording?: Recorded[] };

export interface RunningServer {
  readonly client: LspClient;
  readonly process: ChildProcess;
  /** Resolves with the exit code when the process has ended. */
  readonly ended: Promise<number | null>;
  readonly stderr: () => string;
}

/** Starts the server as a process of its own; it is killed when the test ends, if it has not ended. */
export async function startServer(
  program: string,
  transport: Transport,
  options: ServerOptions = {},
): Promise<RunningServer> {
  if (transport === 'socket' || transport === 'pipe') return startOnSocket(program, transport, options);
  const stdio =
    transport === 'node-ipc' ? (['ignore', 'pipe', 'pipe', 'ipc'] as const) : (['pipe', 'pipe', 'pipe'] as const);
  const child = spawn(process.execPath, [program, `--${transport}`], { stdio: [...stdio] });
  const [reader, writer] =
    transport === 'node-ipc'
      ? [new IPCMessageReader(child), new IPCMessageWriter(child)]
      : [new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!)];
  const wire = options.recording ? record(reader, writer, options.recording) : { reader, writer };
  return watch(child, new LspClient(createMessageConnection(wire.reader, wire.writer), options));
}

async function startOnSocket(
  program: string,
  transport: 'socket' | 'pipe',
  options: LspClientOptions,
): Promise<RunningServer> {
  const pipe = path.join(mkdtempSync(path.join(tmpdir(), 'handbook-pipe-')), 'lsp.sock');
  const listener = listen();
  const connected = new Promise<Socket>((resolve) => listener.once('connection', resolve));
  await new Promise<void>((resolve) =>
    transport === 'socket' ? listener.listen(0, '127.0.0.1', resolve) : listener.listen(pipe, resolve),
  );
  const address = listener.address();
  const place = typeof address === 'object' && address ? address.port : pipe;
  const child = spawn(process.execPath, [program, `--${transport}=${place}`], { stdio: ['ignore', 'pipe', 'pipe'] });
  const socket = await connected;
  onTestFinished(() => {
    socket.destroy();
    listener.close();
    rmSync(path.dirname(pipe), { recursive: true, force: true });
  });
  const connection = createMessageConnection(new StreamMessageReader(socket), new StreamMessageWriter(socket));
  return watch(child, new LspClient(connection, options));
}

function watch(child: ChildProcess, client: LspClient): RunningServer {
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  // A server that ends while it is written to is what some tests are about.
  client.connection.onError(() => {});
  child.stdin?.on('error', () => {});
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  onTestFinished(() => {
    client.connection.dispose();
    child.kill('SIGKILL');
  });
  return { client, process: child, ended, stderr: () => errors };
}
