import { expect, it } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import { FileChangeType } from 'vscode-languageserver-protocol';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';
import { ClientHost } from '../../server/src/lsp/clientHost.ts';
import type { FileAnswer, FileAsk, ReadFilesParams } from '../../server/src/lsp/protocol.ts';
import { connect, type LspClient } from '../support/lspClient.ts';
import { tinyPng } from '../support/tinyPng.ts';

const ROOT = 'vscode-vfs://github/anna/handbook';

const book = {
  'Book.txt': 'tea.md\ncups.md\n',
  'tea.md': '{id: tea}\n# Tea\n\nWarm the [cups](#cups).\n\n![A cup](cup.png)\n',
  'cups.md': '# Cups\n\nWarm them.\n',
  'resources/cup.png': tinyPng,
};

/** A book that only the client can reach, and what it was asked for. */
async function serveVirtual(): Promise<{ client: LspClient; host: MemoryHost; asked: FileAsk[][] }> {
  const host = new MemoryHost(Object.entries(book).map(([name, content]) => [`${ROOT}/${name}`, content]));
  const asked: FileAsk[][] = [];
  const client = connect(undefined, {
    folders: [ROOT],
    initializationOptions: { files: true, rulePages: 'https://pages' },
  });
  client.connection.onRequest('handbook/readFiles', ({ asks }: ReadFilesParams) => {
    asked.push([...asks]);
    return asks.map((ask) => answer(host, ask));
  });
  await client.start();
  return { client, host, asked };
}

function answer(host: MemoryHost, { kind, uri, limit = 0 }: FileAsk): FileAnswer {
  if (kind === 'stat') return { stat: host.stat(uri) };
  if (kind === 'list') return { entries: host.list(uri) };
  const bytes =
    kind === 'tail'
      ? host.readTail(uri, limit)
      : host.readHead(uri, kind === 'head' ? limit : Number.POSITIVE_INFINITY);
  return bytes ? { bytes: Buffer.from(bytes).toString('base64') } : {};
}

it('lints a book whose files only the client can reach', async () => {
  const { client } = await serveVirtual();
  await client.until('cups.md', () => client.pushed(`${ROOT}/cups.md`)?.length);
  expect(client.pushed(`${ROOT}/tea.md`)).toEqual(['4 broken-crosslink']);
  const [missing] = client.published(`${ROOT}/cups.md`)!.diagnostics;
  expect(missing).toMatchObject({ code: 'missing-id', codeDescription: { href: 'https://pages/missing-id.md' } });
});

it('asks for many files in one request, and for none of them twice', async () => {
  const { client, asked } = await serveVirtual();
  await client.until('cups.md', () => client.pushed(`${ROOT}/cups.md`)?.length);
  const asks = asked.flat().map(({ kind, uri, limit }) => `${kind} ${uri} ${limit ?? ''}`);
  expect(asks.length).toBe(new Set(asks).size);
  const together = asked.find((asks) => asks.some(({ kind, uri }) => kind === 'read' && uri.endsWith('tea.md')));
  expect(together?.filter(({ kind }) => kind === 'read').length).toBeGreaterThan(1);
});

it('looks again at what the client says has changed', async () => {
  const { client, host } = await serveVirtual();
  await client.until('cups.md', () => client.pushed(`${ROOT}/cups.md`)?.length);
  host.write(`${ROOT}/cups.md`, '{id: cups}\n# Cups\n\nWarm them.\n');
  await client.fileEvent(`${ROOT}/cups.md`, FileChangeType.Changed);
  await client.until('cups.md to be clean', () => client.pushed(`${ROOT}/cups.md`)?.length === 0);
  await client.until('tea.md to be clean', () => client.pushed(`${ROOT}/tea.md`)?.length === 0);
  host.remove(`${ROOT}/resources/cup.png`);
  await client.fileEvent(`${ROOT}/resources/cup.png`, FileChangeType.Deleted);
  await client.until('the picture to be missed', () => client.pushed(`${ROOT}/tea.md`)?.join() === '6 missing-image');
});

it('takes a client that cannot answer for one without files', async () => {
  const client = connect(undefined, { folders: [ROOT], initializationOptions: { files: true } });
  await client.start();
  await client.open('untitled:Untitled-1', '# Tea\n\n[x](#gone)\n');
  await client.until('a finding in an unsaved text', () => client.pushed('untitled:Untitled-1')?.length);
});

it('asks again for what the client could not tell', async () => {
  const told: FileAnswer[][] = [[{ failed: true }], [{ bytes: btoa('# Tea') }], []];
  const logged: string[] = [];
  const connection = {
    sendRequest: async () => told.shift() ?? Promise.reject(new Error('gone')),
    console: { error: (line: string) => logged.push(line) },
  };
  const host = new ClientHost(connection as unknown as Connection);
  expect(await host.read(`${ROOT}/tea.md`)).toBeUndefined();
  expect((await host.read(`${ROOT}/tea.md`))?.text).toBe('# Tea');
  expect((await host.read(`${ROOT}/tea.md`))?.text).toBe('# Tea');
  expect(await host.read(`${ROOT}/cups.md`)).toBeUndefined();
  expect(told).toEqual([]);
  expect(await host.read(`${ROOT}/cups.md`)).toBeUndefined();
  expect(logged).toHaveLength(1);
});
