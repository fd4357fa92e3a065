import { PassThrough, type Readable, type Writable } from 'node:stream';
import { createConnection, ErrorCodes, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type { MemoryHost } from '../../../server/src/host/memoryHost.ts';
import { createServer } from '../../../server/src/lsp/server.ts';
import { TODAY } from '../../support/book.ts';
import { turns } from '../../support/turns.ts';

/** A message as it came over the wire. */
export interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: { retriggerRequest?: boolean } };
}

export interface Asked {
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
  /** A request that is well formed must not fail inside the server. */
  readonly isPolite: boolean;
  readonly answer: Promise<Message>;
}

/** The bytes of a message, or of what is said to be one. */
export function frame(body: string | Uint8Array): Buffer {
  const bytes = Buffer.from(body as string);
  return Buffer.concat([Buffer.from(`Content-Length: ${bytes.length}\r\n\r\n`), bytes]);
}

/**
 * A client without manners: it writes bytes, good or bad, and keeps count of what it has asked. No library is between
 * it and the wire, which would not let nonsense through.
 */
export class Wire {
  readonly heard: Message[] = [];
  /** What the server wants of the client, by method; others are answered with null. */
  readonly answers: Record<string, (params: never) => unknown> = {};
  readonly unanswered = new Map<number, Asked>();
  readonly #resolve = new Map<number, (message: Message) => void>();
  readonly #output: Writable;
  #lastId = 0;

  constructor(input: Readable, output: Writable) {
    this.#output = output;
    new StreamMessageReader(input).listen((message) => this.#take(message as Message));
  }

  raw(bytes: Uint8Array): void {
    this.#output.write(bytes);
  }

  send(message: object): void {
    this.raw(frame(JSON.stringify({ jsonrpc: '2.0', ...message })));
  }

  notify(method: string, params: unknown): void {
    this.send({ method, params });
  }

  ask(method: string, params: unknown, isPolite = true): Asked {
    const id = ++this.#lastId;
    const answer = new Promise<Message>((resolve) => this.#resolve.set(id, resolve));
    const asked = { id, method, params, isPolite, answer };
    this.unanswered.set(id, asked);
    this.send({ id, method, params });
    return asked;
  }

  /** The result of a request that has to succeed; asked again where the server says that it may be. */
  async result<T>(method: string, params: unknown, again = 3): Promise<T> {
    const { result, error } = await this.ask(method, params).answer;
    if (error?.data?.retriggerRequest && again > 0) return this.result(method, params, again - 1);
    if (error) throw new Error(`${method} failed: ${error.message} (${error.code})`);
    return result as T;
  }

  #take(message: Message): void {
    this.heard.push(message);
    const { id, method, params } = message;
    if (method !== undefined) {
      if (id !== undefined) this.send({ id, result: this.answers[method]?.(params as never) ?? null });
      return;
    }
    const asked = typeof id === 'number' ? this.unanswered.get(id) : undefined;
    // An answer to nothing would be the server's fault, but a nonsensical request may have had any id.
    if (!asked) return;
    this.unanswered.delete(asked.id);
    this.#resolve.get(asked.id)?.(message);
    this.#resolve.delete(asked.id);
  }
}

/** A server in this process over files in memory, and the wire to it. */
export function serveInMemory(host: MemoryHost): { readonly wire: Wire; readonly dispose: () => Promise<void> } {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  createServer(server, {
    createHost: () => host,
    today: () => TODAY,
    now: () => performance.now(),
    pause: () => turns(1),
    sleep: turns,
    rulePage: () => undefined,
  });
  server.listen();
  const wire = new Wire(down, up);
  const dispose = async () => {
    await wire.ask('shutdown', undefined).answer;
    const { error } = await wire.ask('textDocument/hover', {}, false).answer;
    server.dispose();
    if (error?.code !== ErrorCodes.InvalidRequest) throw new Error('what is asked after shutdown must be refused');
  };
  return { wire, dispose };
}
