import { describe, expect, it } from 'vitest';
import { FileChangeType, type WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import { at } from '../support/book.ts';
import { serve } from '../support/lspClient.ts';
import { tinyPng } from '../support/tinyPng.ts';

const tea = '{id: ch-tea}\n# Tea\n\nBoil water first.\n';
const cups = '# Cups\n\nWarm the cup.\n\n![A cup](cup.png)\n';
const files = { 'Book.txt': 'tea.md\ncups.md\n', 'tea.md': tea, 'cups.md': cups, 'resources/pot.png': tinyPng };

describe('pushed diagnostics', () => {
  it('cover the whole book, with rule, page, severity and version', async () => {
    const { client } = await serve(files);
    await client.open(at('cups.md'), cups);
    await client.until('the findings of cups.md', () => client.published(at('cups.md'))?.version === 1);
    expect(client.pushed(at('cups.md'))).toEqual(['1 missing-id', '5 missing-image']);
    const [missingId] = client.published(at('cups.md'))!.diagnostics;
    expect(missingId).toMatchObject({
      source: 'handbook-lint',
      code: 'missing-id',
      codeDescription: { href: 'file:///rules/missing-id.md' },
      severity: 2,
      range: { start: { line: 0, character: 2 }, end: { line: 0, character: 6 } },
      data: { case: 'missing', fixes: 1 },
    });
    expect(client.published(at('tea.md'))).toBeUndefined();
  });

  it('come for files that are not open, and follow them on disk', async () => {
    const { client, host } = await serve(files);
    await client.until('cups.md', () => client.pushed(at('cups.md')));
    host.write(at('resources/cup.png'), tinyPng);
    await client.fileEvent(at('resources/cup.png'), FileChangeType.Created);
    await client.until('the picture to be seen', () => client.pushed(at('cups.md'))?.length === 1);
    expect(client.pushed(at('cups.md'))).toEqual(['1 missing-id']);
    host.write(at('cups.md'), `{id: ch-cups}\n${cups}`);
    await client.fileEvent(at('cups.md'), FileChangeType.Changed);
    await client.until('cups.md to be clean', () => client.pushed(at('cups.md'))?.length === 0);
  });

  it('follow the edits of an unsaved buffer, which wins over the disk', async () => {
    const { client, host } = await serve(files);
    await client.open(at('cups.md'), cups);
    await client.until('cups.md', () => client.pushed(at('cups.md')));
    await client.edit(at('cups.md'), '# Cups', '{id: ch-cups}\n# Cups');
    await client.until('the id to be seen', () => client.published(at('cups.md'))?.version === 2);
    expect(client.pushed(at('cups.md'))).toEqual(['6 missing-image']);
    host.write(at('cups.md'), '# Other\n\nText.\n');
    await client.fileEvent(at('cups.md'), FileChangeType.Changed);
    await client.close(at('cups.md'));
    await client.until('the disk to count', () => client.pushed(at('cups.md'))?.join() === '1 missing-id');
  });

  it('are sent only when they differ', async () => {
    const { client } = await serve(files);
    await client.open(at('tea.md'), tea);
    await client.until('cups.md', () => client.pushed(at('cups.md')));
    await client.edit(at('tea.md'), 'Boil', 'Heat');
    await client.edit(at('tea.md'), '{id: ch-tea}\n', '');
    await client.until('the missing id', () => client.pushed(at('tea.md'))?.join() === '1 missing-id');
    expect(client.heard.filter(({ params }) => (params as { uri?: string })?.uri === at('cups.md'))).toHaveLength(1);
    expect(client.heard.filter(({ params }) => (params as { uri?: string })?.uri === at('tea.md'))).toHaveLength(1);
  });

  it('go away with the folder', async () => {
    const { client } = await serve(files);
    await client.until('cups.md', () => client.pushed(at('cups.md')));
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: 'file:///book', name: 'book' }] },
    });
    await client.until('the findings to go', () => client.pushed(at('cups.md'))?.length === 0);
  });
});

describe('pulled diagnostics', () => {
  it('answer for a document, and say so when nothing is new', async () => {
    const { client } = await serve(files, { pull: true });
    await client.open(at('cups.md'), cups);
    const first = await client.pull(at('cups.md'));
    expect(first.kind).toBe('full');
    expect(await client.pull(at('cups.md'), first.resultId!)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.edit(at('cups.md'), '# Cups', '{id: ch-cups}\n# Cups');
    expect(await client.pulled(at('cups.md'))).toEqual(['6 missing-image']);
    expect(client.count('textDocument/publishDiagnostics')).toBe(0);
  });

  it('have the same result ids after a restart', async () => {
    const before = await serve(files, { pull: true });
    const { resultId } = await before.client.pull(at('cups.md'));
    const after = await serve(files, { pull: true });
    expect(await after.client.pull(at('cups.md'), resultId!)).toEqual({ kind: 'unchanged', resultId });
  });

  it('tell of the workspace once, then of what changed', async () => {
    const { client, host } = await serve(files, { pull: true });
    const ask = (previousResultIds: unknown[], token?: string) =>
      client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
        previousResultIds,
        partialResultToken: token,
      });
    const first = await ask([]);
    expect(first.items.map(({ uri }) => uri)).toEqual([at('cups.md')]);
    const known = [{ uri: at('cups.md'), value: first.items[0]!.resultId }];
    expect((await ask(known)).items).toMatchObject([{ kind: 'unchanged', uri: at('cups.md') }]);

    const waiting = ask(known, 'stream');
    host.write(at('tea.md'), '# Tea\n\nBoil water first.\n');
    await client.fileEvent(at('tea.md'), FileChangeType.Changed);
    // The other file is told of too: its suggestion followed the style of the id that went.
    expect((await waiting).items).toMatchObject([
      { kind: 'full', uri: at('tea.md'), items: [{ code: 'missing-id' }] },
      { kind: 'full', uri: at('cups.md') },
    ]);
  });

  it('tell a client that drops what it knows of a closed file, even of nothing', async () => {
    const { client } = await serve(files, { pull: true });
    await client.open(at('tea.md'), tea);
    await client.edit(at('tea.md'), '{id: ch-tea}\n', '');
    expect(await client.pulled(at('tea.md'))).toEqual(['1 missing-id']);
    const waiting = client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
      partialResultToken: 'one',
    });
    await waiting;
    await client.close(at('tea.md'));
    const { items } = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
      partialResultToken: 'two',
    });
    expect(items.find(({ uri }) => uri === at('tea.md'))).toMatchObject({ kind: 'full', items: [] });
  });

  it('ask the client to pull again when another file changed an open one’s findings', async () => {
    const { client, host } = await serve(files, { pull: true });
    await client.open(at('cups.md'), cups);
    expect(await client.pulled(at('cups.md'))).toEqual(['1 missing-id', '5 missing-image']);
    host.write(at('resources/cup.png'), tinyPng);
    await client.fileEvent(at('resources/cup.png'), FileChangeType.Created);
    await client.until('a refresh', () => client.count('workspace/diagnostic/refresh') > 0);
    expect(await client.pulled(at('cups.md'))).toEqual(['1 missing-id']);
  });

  it('are empty for a file that is no chapter', async () => {
    const { client } = await serve(files, { pull: true });
    await client.open(at('notes.txt'), 'Lorem ipsum dolor sit amet, consectetur adipiscing elit.', 'plaintext');
    expect(await client.pulled(at('notes.txt'))).toEqual([]);
  });
});

describe('which book a file is in', () => {
  it('is told by Book.txt, whatever the file’s name', async () => {
    const { client } = await serve({ 'Book.txt': 'one.txt\n', 'one.txt': tea }, { pull: true });
    await client.open(at('one.txt'), '# Tea\n', 'plaintext');
    expect(await client.pulled(at('one.txt'))).toContain('1 missing-id');
  });

  it('follows Book.txt while it is edited', async () => {
    const { client } = await serve({ 'Book.txt': 'tea.md\n', 'tea.md': tea, 'one.txt': cups }, { pull: true });
    await client.open(at('one.txt'), '# Tea\n', 'plaintext');
    expect(await client.pulled(at('one.txt'))).toEqual([]);
    await client.open(at('Book.txt'), 'tea.md\n', 'plaintext');
    await client.edit(at('Book.txt'), 'tea.md', 'tea.md\none.txt');
    const seen = async () => (await client.pulled(at('one.txt'))).includes('1 missing-id');
    await client.request('handbook/lintBook', {});
    expect(await seen()).toBe(true);
  });

  it.each([
    ['once it was looked at', true],
    ['before it was looked at', false],
  ])('is no book any more when it is closed %s', async (_, isLookedAt) => {
    const { client } = await serve(files, { pull: true });
    const count = async () => (await client.request<{ books: number }>('handbook/lintBook', {})).books;
    expect(await count()).toBe(1);
    await client.open('untitled:Untitled-1', '# Title\n');
    if (isLookedAt) expect(await count()).toBe(2);
    await client.close('untitled:Untitled-1');
    expect(await count()).toBe(1);
  });

  it('is a book of its own outside any, and for an untitled text', async () => {
    const { client } = await serve(files, { pull: true });
    await client.open('file:///elsewhere/note.md', '{id: a}\n# Note\n\n![x](y.png)\n');
    expect(await client.pulled('file:///elsewhere/note.md')).toEqual(['4 missing-image']);
    await client.open('untitled:Untitled-1', '# Title\n\n{id: sec-a}\n## Section\n\nSome text.\n');
    expect(await client.pulled('untitled:Untitled-1')).toEqual(['1 missing-id']);
  });

  it('is settled when a Book.txt appears', async () => {
    const { client, host } = await serve({ 'a/one.md': cups }, { pull: true });
    host.write(at('a/Book.txt'), 'one.md\n');
    await client.fileEvent(at('a/Book.txt'), FileChangeType.Created);
    const { items } = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
      partialResultToken: 'stream',
    });
    expect(items.map(({ uri }) => uri)).toEqual([at('a/one.md')]);
  });

  it('keeps quiet about a folder that nothing calls a book, until it is asked', async () => {
    const { client } = await serve({ 'README.md': '{id: x}\n# Read\n\n![x](y.png)\n' }, { pull: true });
    const ask = { previousResultIds: [] };
    expect(await client.request('workspace/diagnostic', ask)).toEqual({ items: [] });
    expect(await client.request('handbook/lintBook', {})).toMatchObject({ books: 1, files: 1, errors: 1 });
    expect(await client.request('workspace/diagnostic', ask)).toMatchObject({ items: [{ uri: at('README.md') }] });
  });

  it('is kept apart between the folders of a workspace', async () => {
    const twins = { 'a/Book.txt': 'x.md\n', 'a/x.md': cups, 'b/Book.txt': 'x.md\n', 'b/x.md': `{id: ch-x}\n${cups}` };
    const { client } = await serve(twins, { pull: true, folders: [at('a'), at('b')] });
    expect(await client.pulled(at('a/x.md'))).toEqual(['1 missing-id', '5 missing-image']);
    expect(await client.pulled(at('b/x.md'))).toEqual(['6 missing-image']);
    expect(await client.request('handbook/lintBook', {})).toMatchObject({ books: 2, files: 2 });
  });
});

describe('handbook.json', () => {
  it('sets the rules at once, and its mistakes are shown in it', async () => {
    const { client } = await serve({ ...files, 'handbook.json': '{}\n' }, { pull: true });
    await client.open(at('cups.md'), cups);
    await client.open(at('handbook.json'), '{}\n', 'jsonc');
    expect(await client.pulled(at('cups.md'))).toEqual(['1 missing-id', '5 missing-image']);
    await client.change(at('handbook.json'), [{ text: '{\n  "rules": { "missing-id": "off" }\n}\n' }]);
    expect(await client.pulled(at('cups.md'))).toEqual(['5 missing-image']);
    expect(await client.pulled(at('handbook.json'))).toEqual([]);
    await client.change(at('handbook.json'), [{ text: '{\n  "rules": { "missing-idd": "off" }\n}\n' }]);
    await client.request('handbook/lintBook', {});
    expect(await client.pulled(at('handbook.json'))).toEqual(['2 configuration']);
    expect(await client.pulled(at('cups.md'))).toEqual(['1 missing-id', '5 missing-image']);
  });

  it('is looked at once it is there, though it was open before', async () => {
    const { client, host } = await serve({ 'text/Book.txt': 'a.md\n', 'text/a.md': '# A\n' }, { pull: true });
    await client.request('handbook/lintBook', {});
    host.write(at('handbook.json'), '{ "dialekt": "lfm" }\n');
    await client.open(at('handbook.json'), '{ "dialekt": "lfm" }\n', 'jsonc');
    expect(await client.pulled(at('handbook.json'))).toEqual([]);
    const before = client.count('workspace/diagnostic/refresh');
    await client.fileEvent(at('handbook.json'), FileChangeType.Created);
    await client.until('word of it', () => client.count('workspace/diagnostic/refresh') > before);
    expect(await client.pulled(at('handbook.json'))).toEqual(['1 configuration']);
  });

  it('says of an open one that it is no JSON unless the client does, and always what is wrong with its settings', async () => {
    const broken = '{\n  "dialekt": "lfm"\n  "rules": {}\n}\n';
    const told = async (initializationOptions: object) => {
      const { client } = await serve({ ...files, 'handbook.json': broken }, { pull: true, initializationOptions });
      await client.request('handbook/lintBook', {});
      const closed = await client.pulled(at('handbook.json'));
      await client.open(at('handbook.json'), broken, 'jsonc');
      const open = await client.pulled(at('handbook.json'));
      await client.close(at('handbook.json'));
      return { closed, open, again: await client.pulled(at('handbook.json')) };
    };
    const all = ['2 configuration', '3 configuration'];
    expect(await told({})).toEqual({ closed: all, open: all, again: all });
    expect(await told({ readsJson: true })).toEqual({ closed: all, open: ['2 configuration'], again: all });
  });
});

describe('settings', () => {
  it('keep diagnostics to open files', async () => {
    const { client } = await serve(files, { settings: { lint: { scope: 'openFiles' } } });
    await client.open(at('tea.md'), '# Tea\n');
    await client.until('tea.md', () => client.pushed(at('tea.md')));
    expect(client.published(at('cups.md'))).toBeUndefined();
    client.settings = {};
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until('cups.md', () => client.pushed(at('cups.md')));
    client.settings = { lint: { scope: 'openFiles' } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until('cups.md to go', () => client.pushed(at('cups.md'))?.length === 0);
  });

  it('hold findings back until a file is saved', async () => {
    const { client } = await serve(files, { pull: true, settings: { lint: { run: 'onSave' } } });
    await client.open(at('tea.md'), tea);
    const { resultId } = await client.pull(at('tea.md'));
    await client.edit(at('tea.md'), '{id: ch-tea}\n', '');
    expect(await client.pull(at('tea.md'), resultId!)).toEqual({ kind: 'unchanged', resultId });
    await client.save(at('tea.md'));
    expect(await client.pulled(at('tea.md'))).toEqual(['1 missing-id']);
  });

  it('cap what is shown of files that are not open', async () => {
    const many = Array.from({ length: 5 }, (_, n) => [`c${n}.md`, `# C${n}\n\nText.\n`]);
    const book = { 'Book.txt': many.map(([name]) => name).join('\n'), ...Object.fromEntries(many) };
    const { client } = await serve(book, {
      pull: true,
      settings: { problems: { maximum: 3 } },
      initializationOptions: { status: true },
    });
    const { items } = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
    });
    expect(items).toHaveLength(3);
    const status = await client.until('a status', () =>
      client.heard.findLast(({ method, params }) => method === 'handbook/status' && (params as Status).books[0]),
    );
    expect((status.params as Status).books).toMatchObject([{ chapters: 5, warnings: 5, hidden: 2 }]);
  });

  it('come with the initialization where the client cannot be asked', async () => {
    const { client } = await serve(files, {
      capabilities: { workspace: { configuration: false } },
      initializationOptions: { settings: { problems: { maximum: 0 } } },
    });
    await client.open(at('tea.md'), '# Tea\n');
    await client.until('tea.md', () => client.pushed(at('tea.md')));
    await client.request('handbook/lintBook', {});
    expect(client.published(at('cups.md'))).toBeUndefined();
  });
});

interface Status {
  readonly books: readonly unknown[];
}
