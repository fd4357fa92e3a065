import { describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { at, ROOT } from '../support/book.ts';
import { type LspClient, serve } from '../support/lspClient.ts';
import { tinyPng } from '../support/tinyPng.ts';

const cups =
  '# Cups\n\nWarm the cup.\n\n![A cup](cup.PNG)\n\nSee [the docs](https://docs.microsoft.com/en-us/azure/x).\n';
const files = {
  'Book.txt': 'tea.md\ncups.md\n',
  'tea.md': '{id: ch-tea}\n# Tea\n\nBoil water.\n',
  'cups.md': cups,
  'resources/cup.png': tinyPng,
};

async function opened(options = {}): Promise<LspClient> {
  const { client } = await serve(files, options);
  await client.open(at('cups.md'), cups);
  return client;
}

function titles(actions: readonly CodeAction[]): string[] {
  return actions.map(({ title }) => title);
}

describe('code actions', () => {
  it('offer the fixes at the place, the ways to be quiet last', async () => {
    const client = await opened();
    const actions = await client.actions(at('cups.md'), client.range(at('cups.md'), 'Cups'));
    expect(titles(actions)).toEqual([
      'Add {id: ch-cups}',
      'Fix all problems in this file that can be fixed safely',
      'Ignore missing-id on this line',
    ]);
    expect(actions[0]).toMatchObject({
      kind: 'quickfix',
      isPreferred: true,
      diagnostics: [{ code: 'missing-id' }],
      edit: { documentChanges: [{ textDocument: { uri: at('cups.md'), version: 1 } }] },
    });
    client.apply(actions[0]!.edit!);
    expect(client.text(at('cups.md'))).toMatch(/^\{id: ch-cups\}\n# Cups\n/);
  });

  it('are of the kinds asked for', async () => {
    const client = await opened();
    const range = client.range(at('cups.md'), 'Cups');
    expect(titles(await client.actions(at('cups.md'), range, { only: ['refactor'] }))).toEqual([
      'Add id to this heading: {id: ch-cups}',
    ]);
    expect(titles(await client.actions(at('cups.md'), range, { only: ['source.fixAll'] }))).toEqual([
      'Fix all problems in this file that can be fixed safely',
    ]);
    expect(titles(await client.actions(at('cups.md'), range, { only: ['quickfix'] }))).not.toContain(
      'Fix all problems in this file that can be fixed safely',
    );
  });

  it('fix all that is safe in the file, worked out when chosen', async () => {
    const client = await opened();
    const range = client.range(at('cups.md'), 'Warm');
    const [action] = await client.actions(at('cups.md'), range, { only: ['source.fixAll.handbook'] });
    expect(action!.edit).toBeUndefined();
    const { edit } = await client.request<CodeAction>('codeAction/resolve', action);
    client.apply(edit!);
    expect(client.text(at('cups.md'))).toBe(
      '{id: ch-cups}\n# Cups\n\nWarm the cup.\n\n![A cup](cup.png)\n\nSee [the docs](https://learn.microsoft.com/azure/x).\n',
    );
    const again = client.range(at('cups.md'), 'Warm');
    expect(await client.actions(at('cups.md'), again, { only: ['source.fixAll.handbook'] })).toEqual([]);
  });

  it('come with their edits where the client cannot resolve them, unversioned where it knows no versions', async () => {
    const client = await opened({
      capabilities: { workspace: { workspaceEdit: {} }, textDocument: { codeAction: {} } },
    });
    const range = client.range(at('cups.md'), 'Warm');
    const [action] = await client.actions(at('cups.md'), range, { only: ['source.fixAll'] });
    expect(Object.keys(action!.edit!.changes!)).toEqual([at('cups.md')]);
  });

  it('fix all of one kind in the file', async () => {
    const { client } = await serve({ 'Book.txt': 'a.md\n', 'a.md': '' });
    const text = '# One\n\nText.\n\n# Two\n\nText.\n\n![x](y.png)\n';
    await client.open(at('a.md'), text);
    const actions = await client.actions(at('a.md'), client.range(at('a.md'), 'One'));
    const action = actions.find(({ title }) => title === 'Fix all 2 of missing-id in this file')!;
    client.apply((await client.request<CodeAction>('codeAction/resolve', action)).edit!);
    expect(client.text(at('a.md'))).toBe('{id: one}\n# One\n\nText.\n\n{id: two}\n# Two\n\nText.\n\n![x](y.png)\n');
  });

  it('fix all of one kind in the book, without a finding of another kind', async () => {
    const text = '# One\n\n![x](y.PNG)\n';
    const book = { 'Book.txt': 'a.md\nb.md\n', 'a.md': text, 'b.md': '# Two\n', 'resources/y.png': tinyPng };
    const { client } = await serve(book);
    await client.open(at('a.md'), text);
    await client.open(at('b.md'), '# Two\n');
    await client.until('b.md', () => client.pushed(at('b.md')));
    const actions = await client.actions(at('a.md'), client.range(at('a.md'), 'One'));
    const action = actions.find(({ title }) => title === 'Fix all 2 of missing-id in the book')!;
    client.apply((await client.request<CodeAction>('codeAction/resolve', action)).edit!);
    expect(client.text(at('a.md'))).toBe(`{id: one}\n${text}`);
    expect(client.text(at('b.md'))).toBe('{id: two}\n# Two\n');
  });

  it('fix the whole book by command for a client that cannot resolve edits', async () => {
    const { client } = await serve(
      { 'Book.txt': 'a.md\nb.md\n', 'a.md': '# One\n', 'b.md': '# Two\n' },
      { capabilities: { textDocument: { codeAction: {} } } },
    );
    await client.open(at('a.md'), '# One\n');
    await client.open(at('b.md'), '# Two\n');
    await client.until('b.md', () => client.pushed(at('b.md')));
    const actions = await client.actions(at('a.md'), client.range(at('a.md'), 'One'));
    const { command } = actions.find(({ title }) => title.endsWith('in the book'))!;
    expect(await client.request('workspace/executeCommand', command)).toEqual({ fixed: 2, files: 2 });
    expect(client.text(at('b.md'))).toBe('{id: two}\n# Two\n');
    expect(await client.request('handbook/fixBook', { uri: at('a.md') })).toEqual({ fixed: 0, files: 0 });
    client.refusesEdits = true;
    await client.edit(at('a.md'), '{id: one}\n', '');
    expect(await client.request('handbook/fixBook', { uri: at('a.md') })).toMatchObject({ failure: 'not now' });
  });

  it('fix the whole book by the name of its folder, for a client in which no chapter is open', async () => {
    const { client } = await serve({ 'Book.txt': 'a.md\n', 'a.md': '# One\n' });
    await client.open(at('a.md'), '# One\n');
    expect(await client.request('handbook/fixBook', { uri: ROOT })).toEqual({ fixed: 1, files: 1 });
    expect(client.text(at('a.md'))).toBe('{id: one}\n# One\n');
    const elsewhere = await client.request('handbook/fixBook', { uri: 'file:///elsewhere' });
    expect(elsewhere).toMatchObject({ fixed: 0, failure: 'This file is part of no book.' });
  });

  it('silence a rule on its line', async () => {
    const client = await opened({ pull: true });
    expect(await client.pulled(at('cups.md'))).toContain('1 missing-id');
    const actions = await client.actions(at('cups.md'), client.range(at('cups.md'), 'Cups'));
    client.apply(actions.at(-1)!.edit!);
    expect(client.text(at('cups.md'))).toMatch(/^<!-- handbook-disable-next-line missing-id -->\n# Cups\n/);
    expect((await client.pulled(at('cups.md'))).filter((one) => one.includes('missing-id'))).toEqual([]);
  });
});

describe('fixing a chapter by command', () => {
  it('lets the client make the change', async () => {
    const client = await opened();
    expect(await client.request('handbook/fixChapter', { uri: at('cups.md') })).toEqual({ fixed: 3, remaining: 0 });
    expect(client.text(at('cups.md'))).toMatch(/^\{id: ch-cups\}\n/);
    expect(await client.request('handbook/fixChapter', { uri: at('cups.md') })).toEqual({ fixed: 0, remaining: 0 });
  });

  it('says so when the client refuses', async () => {
    const client = await opened();
    client.refusesEdits = true;
    const result = await client.request('handbook/fixChapter', { uri: at('cups.md') });
    expect(result).toEqual({ fixed: 0, remaining: 3, failure: 'not now' });
  });

  it('works through workspace/executeCommand too', async () => {
    const client = await opened();
    const run = (command: string, args: unknown[]) =>
      client.request('workspace/executeCommand', { command, arguments: args });
    expect(await run('handbook-lint.fixChapter', [at('cups.md')])).toMatchObject({ fixed: 3 });
    expect(await run('handbook-lint.lintBook', [])).toMatchObject({ books: 1, files: 2, errors: 0, warnings: 0 });
    await expect(run('handbook-lint.other', [])).rejects.toThrow(/unknown command/);
  });
});

describe('symbols', () => {
  const book =
    '{id: ch-cups}\n# Cups\n\n## Warm *them*\n\n{id: fig-cup}\n![A cup](cup.png)\n\n### Why\n\nText.\n\n## Store\n';

  it('outline a chapter', async () => {
    const client = await opened();
    await client.change(at('cups.md'), [{ text: book }]);
    const symbols = await client.request('textDocument/documentSymbol', { textDocument: { uri: at('cups.md') } });
    expect(symbols).toMatchObject([
      {
        name: 'Cups',
        detail: '#ch-cups',
        range: { start: { line: 0 }, end: { line: 13 } },
        selectionRange: { start: { line: 1 } },
        children: [
          {
            name: 'Warm them',
            range: { start: { line: 3 }, end: { line: 12 } },
            children: [
              { name: 'A cup', detail: '#fig-cup' },
              { name: 'Why', range: { start: { line: 8 }, end: { line: 12 } } },
            ],
          },
          { name: 'Store' },
        ],
      },
    ]);
  });

  it('are flat for a client that knows no trees', async () => {
    const client = await opened({ capabilities: { textDocument: { documentSymbol: {} } } });
    await client.change(at('cups.md'), [{ text: book }]);
    const symbols = await client.request('textDocument/documentSymbol', { textDocument: { uri: at('cups.md') } });
    expect(symbols).toMatchObject([
      { name: 'Cups' },
      { name: 'Warm them', containerName: 'Cups' },
      { name: 'A cup', containerName: 'Warm them' },
      { name: 'Why', containerName: 'Warm them' },
      { name: 'Store', containerName: 'Cups' },
    ]);
  });

  it('find headings and ids in all books', async () => {
    const client = await opened();
    await client.change(at('cups.md'), [{ text: book }]);
    const find = async (query: string) =>
      (await client.request<{ name: string }[]>('workspace/symbol', { query })).map(({ name }) => name);
    expect(await find('cup')).toEqual(['Cups', '#ch-cups', '#fig-cup']);
    expect(await find('#ch')).toEqual(['#ch-tea', '#ch-cups']);
    expect(await find('wrmthm')).toEqual(['Warm them']);
    expect(await find('zzz')).toEqual([]);
  });
});
