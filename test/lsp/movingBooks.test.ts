import { describe, expect, it } from 'vitest';
import { FileChangeType } from 'vscode-languageserver-protocol';
import { at, type Files } from '../support/book.ts';
import { type LspClient, type LspClientOptions, serve } from '../support/lspClient.ts';

const files = { 'Book.txt': 'tea.md\n', 'tea.md': '{id: ch-tea}\n# Tea\n\nSee [cups](#ch-cups).\n' };
const outer = at('x').slice(0, -2);

/** Found by playing sessions: where books lie in each other, come, or go while their chapters are open. */
describe('books that move under an author', () => {
  it('lie in each other: both go by the text that is open, and no edit is made for the one on disk', async () => {
    const open = '# Cups, of which many words may be said\n\nAll of them.\n';
    const { client } = await served({ 'sub/cups.md': '# Cups\n\nOf tea.\n' }, { folders: [outer, at('sub')] });
    await client.request('handbook/lintBook', {});
    await client.open(at('sub/cups.md'), open);
    expect(await found(client, at('sub/cups.md'))).toEqual([]);
    await client.open(at('tea.md'), '# Tea\n');
    await client.request('handbook/fixBook', { uri: at('tea.md') });
    expect(client.text(at('sub/cups.md'))).toBe(open);
  });

  it('a Book.txt comes where a chapter is open that was in no book', async () => {
    const { client, host } = await served({ 'tea.md': '# Tea\n\nHot.\n' }, { folders: [] });
    await client.open(at('tea.md'), '# Tea\n\nHot.\n');
    expect(await found(client, at('tea.md'))).toEqual([]);
    host.write(at('Book.txt'), 'tea.md\ncups.md\n');
    await client.fileEvent(at('Book.txt'), FileChangeType.Created);
    expect(await found(client, at('tea.md'))).toEqual(['1 missing-id']);
  });

  it('a Book.txt that is opened before the first of its chapters is shown its findings', async () => {
    const { client } = await served({ ...files, 'Book.txt': 'tea.md\ngone.md\n' }, { folders: [] });
    await client.open(at('Book.txt'), 'tea.md\ngone.md\n', 'plaintext');
    expect(await found(client, at('Book.txt'))).toEqual([]);
    await client.open(at('tea.md'), files['tea.md']);
    await client.pull(at('tea.md'));
    expect(await found(client, at('Book.txt'))).toEqual(['2 book-entry']);
  });

  it('a folder joins the workspace whose chapter was open already: now all of its book is reported on', async () => {
    const book = { ...files, 'Book.txt': 'tea.md\ncups.md\n', 'cups.md': '# Cups\n\nOf tea.\n' };
    const { client } = await served(book, { folders: [] });
    await client.open(at('tea.md'), files['tea.md']);
    await client.pull(at('tea.md'));
    expect(await reported(client)).toEqual([at('tea.md')]);
    await setFolders(client, [outer], []);
    expect(await reported(client)).toEqual([at('tea.md'), at('cups.md')]);
    // The folder is watched with the others from now on.
    await client.until('the watch to end', () => client.count('client/unregisterCapability') > 0);
    await client.pull(at('tea.md'));
  });

  it('of a chapter that no list names and nobody has open, nothing is kept that would grow old', async () => {
    const { client } = await served({ ...files, 'cups.md': '# Cups\n\nOf [tea](#ch-no-tea).\n' });
    expect(await client.request('handbook/lintChapter', { uri: at('cups.md') })).toMatchObject({ isChapter: true });
    await client.request('handbook/lintBook', {});
    const { items } = await client.request<{ items: { uri: string; items: { code: string }[] }[] }>(
      'workspace/diagnostic',
      { previousResultIds: [] },
    );
    const cups = items.find(({ uri }) => uri === at('cups.md'));
    expect(cups?.items.map(({ code }) => code)).toEqual(['orphan-chapter']);
  });

  it('a chapter can be made the list by handbook.json, and is then no chapter that the list leaves out', async () => {
    const list = 'tea.md\n';
    const { client } = await served({ ...files, 'handbook.json': '{"book": "list.md"}', 'list.md': list });
    await client.open(at('list.md'), list);
    expect(await found(client, at('list.md'))).toEqual([]);
    await client.edit(at('list.md'), 'tea.md', 'tea.md\ngone.md');
    await reported(client);
    expect(await found(client, at('list.md'))).toEqual(['2 book-entry']);
  });

  it('a list is shown its findings as long as a chapter of it is open, and no longer', async () => {
    const { client } = await served({ ...files, 'Book.txt': 'tea.md\ngone.md\n' }, { folders: [] });
    await client.open(at('Book.txt'), 'tea.md\ngone.md\n', 'plaintext');
    // That somebody asked about a file which is not open changes nothing.
    await client.request('handbook/lintChapter', { uri: at('tea.md') });
    expect(await found(client, at('Book.txt'))).toEqual([]);
    await client.open(at('tea.md'), files['tea.md']);
    await client.pulled(at('tea.md'));
    expect(await found(client, at('Book.txt'))).toEqual(['2 book-entry']);
    await client.close(at('tea.md'));
    expect(await found(client, at('Book.txt'))).toEqual([]);
  });

  it('the folder leaves the workspace: its open chapters are in one book as before, whichever is looked for first', async () => {
    const book = { 'tea.md': files['tea.md'], 'sub/cups.md': '{id: ch-cups}\n# Cups\n\nFor [tea](#ch-tea).\n' };
    const { client } = await served({ ...book, 'handbook.json': '{}' });
    await client.open(at('sub/cups.md'), book['sub/cups.md']);
    await client.open(at('tea.md'), book['tea.md']);
    await setFolders(client, [], [outer]);
    expect(await found(client, at('sub/cups.md'))).toEqual([]);
    expect(await found(client, at('tea.md'))).toEqual([]);
  });

  it('a handbook.json that two books share, and the disk does not give away, counts for both as it is open', async () => {
    const { client, host } = await served(
      { 'Book.txt': 'tea.md\n', 'tea.md': '# Tea\n\nHot.\n', 'sub/cups.md': '# Cups\n\nWarm.\n' },
      { folders: [outer, at('sub')] },
    );
    host.refuse(at('handbook.json'));
    await client.fileEvent(at('handbook.json'), FileChangeType.Created);
    expect(await reported(client)).toContain(at('tea.md'));
    await client.open(at('handbook.json'), '{"rules": {"missing-id": "off"}}', 'json');
    expect(await reported(client)).toEqual([]);
  });

  it('a chapter in two books is said the same of, open or not: what the inner one says', async () => {
    const cups = '# Cups\n\n![A cup](cup.png)\n';
    const book = { ...files, 'Book.txt': 'tea.md\nsub/cups.md\n', 'sub/cups.md': cups, 'sub/Book.txt': 'cups.md\n' };
    const { client } = await served(book);
    const said = () => messages(client, at('sub/cups.md'));
    const closed = await said();
    expect(closed).toContainEqual(expect.stringContaining('cup.png'));
    await client.open(at('sub/cups.md'), cups);
    expect(await said()).toEqual(closed);
  });

  it('two files that are in no folder and not open are asked about at once, and both are answered', async () => {
    const book = { 'tea.md': '# Tea\n\nHot.\n', 'sub/cups.md': '# Cups\n\nWarm.\n' };
    const { client } = await served(book, { folders: [] });
    const asked = ['tea.md', 'sub/cups.md', 'tea.md', 'sub/cups.md'].map((name) => client.pull(at(name)));
    for (const report of await Promise.all(asked)) expect(report.kind).toBe('full');
  });

  it('half a character in a name is in no name', async () => {
    const { client } = await served({ 'tea.md': '# Tea\n\nSee [this](cups.md).\n' });
    await client.open(at('tea.md'), '# Tea\n\nSee [this](cups.md).\n');
    await client.edit(at('tea.md'), 'cups.md', '\uD800/cups.md');
    expect(await found(client, at('tea.md'))).toEqual(['3 relative-link']);
  });
});

function served(book: Files, options: LspClientOptions = {}) {
  return serve(book, { pull: true, ...options });
}

async function setFolders(client: LspClient, added: readonly string[], removed: readonly string[]): Promise<void> {
  const as = (uris: readonly string[]) => uris.map((uri) => ({ uri, name: 'book' }));
  const event = { added: as(added), removed: as(removed) };
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
}

async function reported(client: LspClient): Promise<string[]> {
  return (await reports(client)).map(({ uri }) => uri);
}

async function messages(client: LspClient, file: string): Promise<string[]> {
  return (await reports(client)).find(({ uri }) => uri === file)!.items.map(({ message }) => message);
}

async function reports(client: LspClient): Promise<{ uri: string; items: { message: string }[] }[]> {
  const { items } = await client.request<{ items: { uri: string; items: { message: string }[] }[] }>(
    'workspace/diagnostic',
    { previousResultIds: [] },
  );
  return items;
}

/** What is in a chapter when its book is read: what is told before that is a first glance. */
async function found(client: LspClient, uri: string): Promise<string[]> {
  await client.request('handbook/lintChapter', { uri });
  return client.pulled(uri);
}
