import type { DataCallback, Message, MessageReader, MessageWriter } from 'vscode-jsonrpc';

/** One message of a session over the wire, as JSON-RPC has it. */
export interface Recorded {
  readonly from: 'client' | 'server';
  readonly message: WireMessage;
}

export interface WireMessage {
  readonly jsonrpc?: string;
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** The reader and writer of a client, so that every message that goes through them is kept, in order. */
export function record(
  reader: MessageReader,
  writer: MessageWriter,
  into: Recorded[],
): { reader: MessageReader; writer: MessageWriter } {
  const listen = (callback: DataCallback) =>
    reader.listen((message) => {
      into.push({ from: 'server', message: message as WireMessage });
      callback(message);
    });
  const write = (message: Message) => {
    into.push({ from: 'client', message: message as WireMessage });
    return writer.write(message);
  };
  return { reader: override(reader, 'listen', listen), writer: override(writer, 'write', write) };
}

function override<T extends object, K extends keyof T>(target: T, name: K, value: T[K]): T {
  return new Proxy(target, {
    get: (whole, key) => {
      if (key === name) return value;
      const own: unknown = Reflect.get(whole, key);
      return typeof own === 'function' ? own.bind(whole) : own;
    },
  });
}

/** What may be said before the client has said `initialized` (LSP, "Initialize Request"). */
const EARLY = new Set(['window/showMessage', 'window/logMessage', 'telemetry/event', 'window/showMessageRequest']);

/** What the server did in a session that the protocol forbids; one sentence each. */
export function violations(session: readonly Recorded[]): string[] {
  return [...answers(session), ...beginning(session), ...end(session), ...progress(session)];
}

/** Each request has one answer, each answer a request, with a result or an error; a cancelled one says so or has a result. */
function answers(session: readonly Recorded[]): string[] {
  const found: string[] = [];
  for (const asker of ['client', 'server'] as const) {
    const open = new Map<unknown, string>();
    for (const { from, message } of session) {
      if (message.jsonrpc !== '2.0') found.push(`a message without jsonrpc 2.0: ${JSON.stringify(message)}`);
      if (from === asker && message.method !== undefined && message.id !== undefined) {
        open.set(message.id, message.method);
      }
      if (from === asker || message.method !== undefined) continue;
      if (!open.has(message.id)) found.push(`an answer to nothing, or a second one: ${JSON.stringify(message)}`);
      if ((message.result === undefined) === (message.error === undefined)) {
        found.push(`neither or both of result and error for ${open.get(message.id)}`);
      }
      open.delete(message.id);
    }
    for (const method of open.values()) found.push(`no answer to the ${asker}’s ${method}`);
  }
  return found;
}

function beginning(session: readonly Recorded[]): string[] {
  const start = session.findIndex(({ from, message }) => from === 'client' && message.method === 'initialized');
  return session
    .slice(0, start < 0 ? session.length : start)
    .filter(({ from, message }) => from === 'server' && message.method !== undefined && !EARLY.has(message.method))
    .map(({ message }) => `${message.method} before initialized`);
}

function end(session: readonly Recorded[]): string[] {
  const asked = session.find(({ from, message }) => from === 'client' && message.method === 'shutdown');
  if (!asked) return [];
  const isAnswer = ({ from, message }: Recorded) => from === 'server' && message.id === asked.message.id;
  const answered = session.findIndex((one) => isAnswer(one) && one.message.method === undefined);
  return session.slice(answered + 1).flatMap(({ from, message }, index, later) => {
    if (from === 'server' && message.method !== undefined) return [`${message.method} after shutdown`];
    if (from !== 'client' || message.method === undefined || message.id === undefined) return [];
    const answer = later.slice(index).find((one) => one.from === 'server' && one.message.id === message.id);
    return answer?.message.error?.code === -32600 ? [] : [`${message.method} after shutdown was not refused`];
  });
}

/** Work-done progress begins once, ends once, and has its reports between. */
function progress(session: readonly Recorded[]): string[] {
  const states = new Map<unknown, string>();
  const found: string[] = [];
  for (const { from, message } of session) {
    if (from !== 'server' || message.method !== '$/progress') continue;
    const { token, value } = message.params as { token: unknown; value: { kind?: string } };
    if (value.kind === undefined) continue;
    const before = states.get(token);
    const fits = value.kind === 'begin' ? before === undefined : before === 'begin' || before === 'report';
    if (!fits) found.push(`progress ${value.kind} of ${token} after ${before ?? 'nothing'}`);
    states.set(token, value.kind);
  }
  for (const [token, state] of states) if (state !== 'end') found.push(`progress of ${token} never ended`);
  return found;
}
