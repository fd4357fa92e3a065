import { describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { LSPErrorCodes, type ServerCapabilities, type WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import type { LspClient } from '../../support/lspClient.ts';
import { type Recorded, violations } from '../../support/recording.ts';
import { ServedBook } from '../../support/servedBook.ts';
import { tinyPng } from '../../support/tinyPng.ts';

const tea =
  '# Tea\n\nSee [chapter #n](#ch-cups), [it](cups.md) and ![](cup.png).\n\n{ id:sec-pot }\n## Pot\n\nWarm it.\n';

/** All of the server's capabilities, and how each is called; together with the answer's least size. */
const requests: readonly {
  readonly provider: keyof ServerCapabilities | `workspace.${string}`;
  readonly method: string;
  readonly words?: string;
  readonly params?: (client: LspClient, uri: (name: string) => string) => object;
  readonly answer: (result: unknown) => void;
}[] = [
  { provider: 'hoverProvider', method: 'textDocument/hover', words: 'ch-cups', answer: holds('Cups') },
  { provider: 'completionProvider', method: 'textDocument/completion', words: 'ch-cups', answer: holds('ch-cups') },
  { provider: 'definitionProvider', method: 'textDocument/definition', words: 'ch-cups', answer: holds('cups.md') },
  {
    provider: 'referencesProvider',
    method: 'textDocument/references',
    words: 'ch-cups',
    params: () => ({ context: { includeDeclaration: true } }),
    answer: holds('cups.md', 'tea.md'),
  },
  {
    provider: 'documentHighlightProvider',
    method: 'textDocument/documentHighlight',
    words: 'ch-cups',
    answer: holds('range'),
  },
  { provider: 'renameProvider', method: 'textDocument/prepareRename', words: 'ch-cups', answer: holds('ch-cups') },
  {
    provider: 'renameProvider',
    method: 'textDocument/rename',
    words: 'ch-cups',
    params: () => ({ newName: 'ch-mugs' }),
    answer: holds('ch-mugs', 'cups.md'),
  },
  { provider: 'documentLinkProvider', method: 'textDocument/documentLink', answer: holds('cups.md', 'cup.png') },
  { provider: 'foldingRangeProvider', method: 'textDocument/foldingRange', answer: holds('startLine') },
  {
    provider: 'selectionRangeProvider',
    method: 'textDocument/selectionRange',
    params: () => ({ positions: [{ line: 2, character: 8 }] }),
    answer: holds('parent'),
  },
  { provider: 'semanticTokensProvider', method: 'textDocument/semanticTokens/full', answer: holds('data') },
  {
    provider: 'semanticTokensProvider',
    method: 'textDocument/semanticTokens/range',
    params: () => ({ range: wholeFile }),
    answer: holds('data'),
  },
  {
    provider: 'inlayHintProvider',
    method: 'textDocument/inlayHint',
    params: () => ({ range: wholeFile }),
    answer: holds('chapter 2'),
  },
  { provider: 'codeLensProvider', method: 'textDocument/codeLens', answer: holds('reference') },
  {
    provider: 'documentFormattingProvider',
    method: 'textDocument/formatting',
    params: () => ({ options: { tabSize: 2, insertSpaces: true } }),
    answer: holds('{id: sec-pot}'),
  },
  {
    provider: 'documentRangeFormattingProvider',
    method: 'textDocument/rangeFormatting',
    params: () => ({ options: { tabSize: 2, insertSpaces: true }, range: wholeFile }),
    answer: holds('{id: sec-pot}'),
  },
  { provider: 'documentSymbolProvider', method: 'textDocument/documentSymbol', answer: holds('Pot', '#sec-pot') },
  {
    provider: 'workspaceSymbolProvider',
    method: 'workspace/symbol',
    params: () => ({ query: 'cups' }),
    answer: holds('#ch-cups'),
  },
  {
    provider: 'codeActionProvider',
    method: 'textDocument/codeAction',
    params: (client, uri) => ({ range: client.range(uri('tea.md'), 'Tea'), context: { diagnostics: [] } }),
    answer: holds('Add {id: ch-tea}', 'Fix all', 'Ignore missing-id'),
  },
  {
    provider: 'codeActionProvider',
    method: 'textDocument/codeAction',
    params: (client, uri) => ({
      range: client.range(uri('tea.md'), 'cups.md'),
      context: { diagnostics: [], only: ['refactor'] },
    }),
    answer: holds('Convert relative link to crosslink'),
  },
  {
    provider: 'diagnosticProvider',
    method: 'textDocument/diagnostic',
    answer: holds('missing-id', 'relative-link'),
  },
  {
    provider: 'diagnosticProvider',
    method: 'workspace/diagnostic',
    params: () => ({ previousResultIds: [] }),
    answer: holds('tea.md'),
  },
  {
    provider: 'executeCommandProvider',
    method: 'workspace/executeCommand',
    params: () => ({ command: 'handbook-lint.lintBook', arguments: [], workDoneToken: 'lint' }),
    answer: holds('"books":1'),
  },
  {
    provider: 'workspace.fileOperations',
    method: 'workspace/willRenameFiles',
    params: (_, uri) => ({ files: [{ oldUri: uri('resources/cup.png'), newUri: uri('resources/mug.png') }] }),
    answer: holds('mug.png', 'tea.md'),
  },
  {
    provider: 'workspace.fileOperations',
    method: 'workspace/willDeleteFiles',
    params: (_, uri) => ({ files: [{ uri: uri('cups.md') }] }),
    answer: holds('Book.txt', 'deleted-entry'),
  },
];

const wholeFile = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
/** Not asked for by a method of their own. */
const silent = new Set(['positionEncoding', 'textDocumentSync', 'workspace.workspaceFolders']);

describe('a session over stdio', () => {
  const book = new ServedBook({
    'Book.txt': 'tea.md\ncups.md\n',
    'tea.md': tea,
    'cups.md': '{id: ch-cups}\n# Cups\n\nBack to [the pot](#sec-pot).\n',
    'resources/cup.png': tinyPng,
  });
  const uri = (name: string) => book.uri(name);

  async function start(recording: Recorded[]) {
    const refresh = { refreshSupport: true };
    const server = await book.start('stdio', {
      pull: true,
      recording,
      capabilities: {
        workspace: {
          inlayHint: refresh,
          codeLens: refresh,
          semanticTokens: refresh,
          workspaceEdit: {
            documentChanges: true,
            changeAnnotationSupport: {},
            resourceOperations: ['create', 'rename'],
          },
        },
      },
    });
    await server.client.open(uri('tea.md'), tea);
    return server;
  }

  it('answers every feature, keeps to the protocol, and ends with 0', async () => {
    const recording: Recorded[] = [];
    const { client, ended, stderr } = await start(recording);
    for (const { method, words, params, answer } of requests) {
      const position = words === undefined ? {} : { position: client.range(uri('tea.md'), words).start };
      const more = params?.(client, uri) ?? {};
      answer(await client.request(method, { textDocument: { uri: uri('tea.md') }, ...position, ...more }));
    }
    const list = await client.request<{ items: object[] }>('textDocument/completion', {
      textDocument: { uri: uri('tea.md') },
      position: client.range(uri('tea.md'), 'ch-cups').start,
    });
    holds('file 2 of 2')(await client.request('completionItem/resolve', list.items.at(-1)));

    // Who knows all there is waits for what is new, and may have enough of it.
    const source = new CancellationTokenSource();
    const { items } = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
    });
    const previousResultIds = items.map(({ uri: file, resultId }) => ({ uri: file, value: resultId }));
    const waiting = client.connection.sendRequest(
      'workspace/diagnostic',
      { previousResultIds, partialResultToken: 'stream' },
      source.token,
    );
    await client.pull(uri('tea.md'));
    source.cancel();
    await expect(waiting).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    await expect(client.request('no/such', {})).rejects.toMatchObject({ code: -32601 });
    await client.edit(uri('tea.md'), 'Warm', 'Heat');
    await client.close(uri('tea.md'));
    await client.request('shutdown', undefined);
    await expect(client.pull(uri('cups.md'))).rejects.toMatchObject({ code: -32600 });
    await expect(client.request('textDocument/hover', {})).rejects.toMatchObject({ code: -32600 });
    await client.connection.sendNotification('exit');
    expect(await ended).toBe(0);
    expect(stderr()).toBe('');
    expect(violations(recording)).toEqual([]);
    // A session of a few messages would prove little.
    expect(recording.length).toBeGreaterThan(60);
  });

  it('has a request for everything that the server says it can', async () => {
    const { client } = await start([]);
    const { capabilities } = client.initialized;
    const { workspace = {}, ...others } = capabilities;
    const said = [...Object.keys(others), ...Object.keys(workspace).map((name) => `workspace.${name}`)];
    const asked = new Set<string>(requests.map(({ provider }) => provider));
    expect(said.filter((name) => !asked.has(name) && !silent.has(name))).toEqual([]);
  });

  it('ends with 1, every request answered or the connection closed, when it is told to exit without a shutdown', async () => {
    const recording: Recorded[] = [];
    const { client, ended } = await start(recording);
    await client.pull(uri('tea.md'));
    await client.connection.sendNotification('exit');
    expect(await ended).toBe(1);
    expect(violations(recording).filter((one) => !one.startsWith('no answer to the server’s'))).toEqual([]);
  });
});

/** The answer, as JSON, has all of these in it. */
function holds(...parts: readonly string[]): (result: unknown) => void {
  return (result) => {
    const text = JSON.stringify(result);
    for (const part of parts) expect(text).toContain(part);
  };
}
