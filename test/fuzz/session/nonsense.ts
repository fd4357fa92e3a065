import type { Random } from '../random.ts';
import type { Editor } from './editor.ts';
import { drawRequest, drawText } from './requests.ts';
import { frame } from './wire.ts';

/** URIs that no file has, or that are none. */
const badUris = [
  '',
  'x',
  'not a uri',
  'file:',
  'file://',
  'file:///%E0%A4%A',
  'file:///%00',
  'file:///C%3A/book/one.md',
  'file:////server/share/one.md',
  'untitled:Untitled-1',
  'http://example.com/one.md',
  'file:///book/../../etc/passwd',
  'file:///book/one.md#part?x=1',
  '//book/one.md',
  `file:///${'a/'.repeat(2000)}b.md`,
];

const values = [
  null,
  true,
  -1,
  1.5,
  1e300,
  '',
  'x',
  '__proto__',
  [],
  {},
  [[]],
  { uri: null },
  { line: -1, character: -1 },
];

const notifications = [
  'textDocument/didOpen',
  'textDocument/didChange',
  'textDocument/didSave',
  'textDocument/didClose',
  'workspace/didChangeWatchedFiles',
  'workspace/didChangeConfiguration',
  'workspace/didChangeWorkspaceFolders',
  'window/workDoneProgress/cancel',
  '$/cancelRequest',
  '$/setTrace',
  '$/progress',
  'no/such/notification',
  'initialized',
] as const;

/**
 * Something that no client should send: bytes that are no message, messages that are no request, requests that make no
 * sense. The server must live, go on to answer, and know its texts as well as before.
 */
export async function talkNonsense(random: Random, editor: Editor, pool: readonly string[]): Promise<void> {
  const { wire } = editor;
  switch (random.below(7)) {
    case 0:
      return breakFrame(random, editor, pool);
    case 1:
      return wire.raw(
        frame(random.pick(['{"jsonrpc":"2.0"', 'null', '[]', '5', '"x"', '{}', '[{"id":1}]', '\u0000', ''])),
      );
    case 2:
      return wire.raw(frame(Uint8Array.from({ length: random.below(60) }, () => random.below(256))));
    case 3: {
      const method = random.pick(['no/such', '$/unknown', 'initialize', 'rpc.discover', '', 'textDocument/__proto__']);
      wire.ask(method, method === 'initialize' ? { processId: null, capabilities: {} } : random.pick(values), false);
      return;
    }
    case 4: {
      const { method, params } = drawRequest(random, editor);
      wire.ask(method, spoil(random, params), false);
      return;
    }
    case 5:
      return wire.send({ id: random.pick([999_999, 'x', null]), result: {}, error: random.pick([undefined, 'x']) });
    default:
      return spoilNotification(random, editor);
  }
}

/** Bytes that are not framed as they should be; then blanks until the server has found its way again. */
async function breakFrame(random: Random, editor: Editor, pool: readonly string[]): Promise<void> {
  const { wire } = editor;
  const body = JSON.stringify({ jsonrpc: '2.0', method: 'no/such', params: drawText(random, pool).slice(0, 200) });
  const headers = [
    `Content-Length: ${body.length - 1 - random.below(20)}`,
    `Content-Length: ${body.length + random.below(200)}`,
    'Content-Length: x',
    'Content-Length: 0',
    'Content-Type: application/vscode-jsonrpc; charset=utf-8',
    'X-No-Colon',
    `Content-Length: ${body.length}\r\nContent-Type: text/plain; charset=utf-16`,
    '',
    '\n\n',
  ];
  wire.raw(Buffer.from(`${random.pick(headers)}\r\n\r\n${body}`));
  // Nobody can tell where the next message begins but by looking for its head: some of what follows is lost.
  const answers: Promise<unknown>[] = [];
  const isHeard = (async () => {
    for (;;) {
      wire.raw(Buffer.from(`${' '.repeat(400)}\r\n\r\n`));
      const { id, answer } = wire.ask('no/such', null, false);
      const patience = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 50));
      // On a machine that is busy an answer may come later than the next question.
      answers.push(answer);
      if (await Promise.race([...answers, patience])) return;
      wire.unanswered.delete(id);
    }
  })();
  await isHeard;
}

function spoilNotification(random: Random, editor: Editor): void {
  const uri = random.pick([...badUris, ...editor.files]);
  const method = random.pick(notifications);
  if (editor.open.has(uri) && method !== 'textDocument/didSave') return;
  const params: Record<string, unknown> = {
    textDocument: { uri, version: 2, languageId: 'markdown', text: '# A' },
    contentChanges: [{ range: { start: { line: -1, character: 9e9 }, end: { line: 1e12, character: 0 } }, text: 'x' }],
    changes: [{ uri, type: random.below(9) }],
    event: { added: [], removed: [{ uri, name: 'x' }] },
    id: random.pick([null, 0, -1, 'x', {}]),
    token: null,
    value: 'x',
  };
  // What was opened by its true name would be open for good; a file is opened under a name that is none.
  if (method === 'textDocument/didOpen') params.textDocument = { uri: random.pick(badUris), text: '# A' };
  if (method === 'workspace/didChangeConfiguration' || method === 'initialized') return;
  editor.wire.notify(method, random.chance(3) ? spoil(random, params) : params);
  if (method === 'textDocument/didOpen') {
    for (const bad of badUris) editor.wire.notify('textDocument/didClose', { textDocument: { uri: bad } });
  }
}

/** The same with something in it replaced, taken away or put in. */
function spoil(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random.chance(5)) {
    return typeof value === 'string' && random.chance(2) ? random.pick(badUris) : random.pick(values);
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return [random.pick(values)];
    return value.with(random.below(value.length), spoil(random, random.pick(value)));
  }
  const keys = Object.keys(value);
  if (keys.length === 0) return random.pick(values);
  const key = random.pick(keys);
  const { [key]: old, ...rest } = value as Record<string, unknown>;
  return random.chance(4) ? rest : { ...rest, [key]: spoil(random, old) };
}
