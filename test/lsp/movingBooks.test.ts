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
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: outer, name: 'book' }], removed: [] },
    });
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

async function reported(client: LspClient): Promise<string[]> {
  const report = await client.request<{ items: { uri: string }[] }>('workspace/diagnostic', { previousResultIds: [] });
  return report.items.map(({ uri }) => uri);
}

/** What is in a chapter when its book is read: what is told before that is a first glance. */
async function found(client: LspClient, uri: string): Promise<string[]> {
  await client.request('handbook/lintChapter', { uri });
  return client.pulled(uri);
}
