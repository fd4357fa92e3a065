import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { LSPErrorCodes, type WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';
import { at } from '../support/book.ts';
import { connect, serve } from '../support/lspClient.ts';

const tea = '{id: ch-tea}\n# Tea\n\nBoil water first.\n';
const files = { 'Book.txt': 'tea.md\n', 'tea.md': tea };

/** A book that takes the server a while. */
function bigBook(chapters: number): Record<string, string> {
  const names = Array.from({ length: chapters }, (_, n) => `chapter-${n}.md`);
  const text = (name: string) =>
    `# ${name}\n\n${'Some prose with [a link](https://example.com/page) and an ![image](no.png).\n\n'.repeat(5)}`;
  return { 'Book.txt': names.join('\n'), ...Object.fromEntries(names.map((name) => [name, text(name)])) };
}

describe('requests', () => {
  it('that are cancelled are answered so', async () => {
    const { client } = await serve(files, { pull: true });
    const source = new CancellationTokenSource();
    const waiting = client.connection.sendRequest(
      'workspace/diagnostic',
      { previousResultIds: [], partialResultToken: 'stream' },
      source.token,
    );
    await client.pull(at('tea.md'));
    source.cancel();
    await expect(waiting).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  it('that wait are answered when the server shuts down, and later ones refused', async () => {
    const { client } = await serve(files, { pull: true });
    const waiting = client.request('workspace/diagnostic', { previousResultIds: [], partialResultToken: 'stream' });
    await client.pull(at('tea.md'));
    await client.request('shutdown', undefined);
    await expect(waiting).rejects.toMatchObject({
      code: LSPErrorCodes.ServerCancelled,
      data: { retriggerRequest: false },
    });
    await expect(client.pull(at('tea.md'))).rejects.toMatchObject({ code: -32600 });
  });

  it('before initialize are refused, and nothing is said before initialized', async () => {
    const client = connect(
      new MemoryHost([
        [at('Book.txt'), 'tea.md\n'],
        [at('tea.md'), '# Tea\n'],
      ]),
    );
    await expect(client.pull(at('tea.md'))).rejects.toMatchObject({ code: -32002 });
    await client.initialize();
    await expect(client.request('no/such/method', {})).rejects.toMatchObject({ code: -32601 });
    expect(client.heard).toEqual([]);
    await expect(client.initialize()).rejects.toMatchObject({ code: -32600 });
    await client.connection.sendNotification('initialized', {});
    await client.until('tea.md', () => client.pushed(at('tea.md')));
  });

  it('with nonsense in them are answered with an error', async () => {
    const { client } = await serve(files, { pull: true });
    await expect(client.request('textDocument/diagnostic', {})).rejects.toThrow();
    await expect(client.request('textDocument/codeAction', { textDocument: { uri: at('tea.md') } })).rejects.toThrow();
    expect(await client.pulled(at('tea.md'))).toEqual([]);
  });

  it('with no folders in them are refused in the log, in one line, and the folders stay', async () => {
    const onConsole = vi.spyOn(console, 'error').mockReturnValue();
    onTestFinished(() => onConsole.mockRestore());
    const { client } = await serve({ 'Book.txt': 'tea.md\n', 'tea.md': '# Tea\n\nHot.\n' }, { pull: true });
    for (const params of [{}, { event: null }, { event: { added: [{ uri: 1 }], removed: [] } }])
      await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', params);
    const report = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    expect(report.items.map(({ uri }) => uri)).toEqual([at('tea.md')]);
    const logged = client.heard.filter(({ method }) => method === 'window/logMessage');
    const refused = logged
      .map(({ params }) => (params as { message: string }).message)
      .filter((text) => /failed/.test(text));
    expect(refused).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(/didChangeWorkspaceFolders.*$/)));
    expect(onConsole).not.toHaveBeenCalled();
  });
});

describe('a big book', () => {
  it('keeps nobody waiting who edits another file meanwhile', async () => {
    const book = bigBook(200);
    const { client } = await serve(book, { pull: true, settings: { problems: { maximum: 1_000_000 } } });
    const first = at('chapter-199.md');
    await client.open(first, book['chapter-199.md']!);
    await client.pull(first);
    const order: string[] = [];
    const whole = client
      .request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] })
      .then(({ items }) => order.push(`book ${items.length}`));
    await client.edit(first, '# chapter', '{id: ch-last}\n# chapter');
    expect(await client.pulled(first)).not.toContain('2 missing-id');
    order.push('edit');
    await whole;
    expect(order).toEqual(['edit', 'book 200']);
  });

  it('is linted with progress, and stops when that is cancelled', async () => {
    const { client } = await serve(bigBook(200), { pull: true });
    const result = await client.request('handbook/lintBook', { workDoneToken: 'p1' });
    expect(result).toMatchObject({ books: 1, files: 200 });
    const steps = client.heard.filter(({ method }) => method === '$/progress').map(({ params }) => params as Progress);
    expect(steps[0]).toMatchObject({ token: 'p1', value: { kind: 'begin' } });
    expect(steps.at(-1)).toMatchObject({ token: 'p1', value: { kind: 'end' } });
    const percentages = steps.flatMap(({ value }) => value.percentage ?? []);
    expect(percentages.length).toBeGreaterThan(2);
    expect(percentages).toEqual([...percentages].sort((a, b) => a - b));

    const source = new CancellationTokenSource();
    const lint = client.connection.sendRequest('handbook/lintBook', { workDoneToken: 'p2' }, source.token);
    await client.until('the first step', () =>
      client.heard.some(({ params }) => (params as Progress | undefined)?.token === 'p2'),
    );
    source.cancel();
    await expect(lint).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });
});

interface Progress {
  readonly token: string;
  readonly value: { readonly kind: string; readonly percentage?: number };
}
