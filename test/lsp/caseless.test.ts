import { describe, expect, it } from 'vitest';
import { FileChangeType } from 'vscode-languageserver-protocol';
import { at, type Files } from '../support/book.ts';
import { CaselessHost } from '../support/caselessHost.ts';
import { connect, type LspClient, serve } from '../support/lspClient.ts';

const tea = '{id: ch-tea}\n# Tea\n\nSee [cups](#ch-cups).\n';
const files = { 'Book.txt': 'tea.md\ncups.md\n', 'tea.md': tea, 'cups.md': '{id: ch-cups}\n# Cups\n\nWarm.\n' };

async function served(book: Files, folders?: string[]) {
  const host = new CaselessHost(Object.entries(book).map(([path, content]) => [at(path), content]));
  const environment = { realUri: (uri: string) => (host.stat(uri) ? host.spelling(uri) : undefined) };
  const client = connect(host, { pull: true, environment, ...(folders && { folders }) });
  return { client: await client.start(), host };
}

async function reported(client: LspClient): Promise<Record<string, string[]>> {
  const report = await client.request<{ items: { uri: string; items: { code: string }[] }[] }>('workspace/diagnostic', {
    previousResultIds: [],
  });
  return Object.fromEntries(report.items.map(({ uri, items }) => [uri, items.map(({ code }) => code)]));
}

/** macOS and Windows open what is asked for in any case; a book is printed where that is not so. */
describe('on a disk that does not tell upper and lower case apart', () => {
  it('a list that names a chapter in another case is told so, and the chapter is in the book once', async () => {
    const { client } = await served({ ...files, 'Book.txt': 'TEA.md\ncups.md\n' });
    expect(await reported(client)).toEqual({ [at('Book.txt')]: ['book-entry'] });
  });
  it('a picture is found by its name in any case, and it is said that others will not find it', async () => {
    const { client } = await served({
      ...files,
      'tea.md': `${tea}\n![A kettle](Kettle.svg)\n`,
      'resources/kettle.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
    });
    expect(await reported(client)).toEqual({ [at('tea.md')]: ['image-case'] });
  });
  it('a link to another chapter', async () => {
    const links = '# Tea\n\nSee [cups](Cups.md#cups) and [cups](cups.md#cups).\n';
    const book = { 'handbook.json': '{"dialect": "markdown"}', 'tea.md': links, 'cups.md': '# Cups\n\nWarm.\n' };
    const { client } = await served(book);
    expect(await reported(client)).toEqual({ [at('tea.md')]: ['relative-link'] });
  });

  it('a Book.txt and a folder of pictures may be called as they like', async () => {
    const { 'Book.txt': list, ...chapters } = files;
    const { client } = await served({ ...chapters, 'BOOK.TXT': `${list}gone.md\n` });
    expect(await reported(client)).toEqual({ [at('BOOK.TXT')]: ['book-entry'] });
  });

  it('a document that is opened by another name is the chapter of the book, and is spoken of by that name', async () => {
    const { client } = await served(files);
    await client.open(at('TEA.md'), '# Tea\n\nHot.\n');
    expect(await client.pulled(at('TEA.md'))).toEqual(['1 missing-id']);
    expect(await reported(client)).toEqual({ [at('TEA.md')]: ['missing-id'] });
    await client.edit(at('TEA.md'), '# Tea', '{id: ch-tea}\n# Tea');
    expect(await client.pulled(at('TEA.md'))).toEqual([]);
    await client.edit(at('TEA.md'), 'Hot.', 'Hot. See [cups](#ch-cup).');
    expect(await client.pulled(at('TEA.md'))).toEqual(['4 broken-crosslink']);
    await client.close(at('TEA.md'));
    // The client is told that there is nothing any more.
    expect(await reported(client)).toEqual({ [at('tea.md')]: [] });
  });

  it('a file that is told of by another name is read again', async () => {
    const { client, host } = await served(files);
    await reported(client);
    host.write(at('tea.md'), '# Tea\n\nHot.\n');
    await client.fileEvent(at('TEA.md'), FileChangeType.Changed);
    expect(await reported(client)).toEqual({ [at('tea.md')]: ['missing-id'] });
  });

  it('a chapter that is renamed in its case alone is named otherwise by the list, and read by its new name', async () => {
    const { client, host } = await served(files);
    await reported(client);
    host.remove(at('tea.md'));
    host.write(at('Tea.md'), '# Tea\n\nHot.\n');
    await client.fileEvent(at('tea.md'), FileChangeType.Deleted);
    await client.fileEvent(at('Tea.md'), FileChangeType.Created);
    expect(await reported(client)).toEqual({ [at('Book.txt')]: ['book-entry'], [at('Tea.md')]: ['missing-id'] });
  });

  it('a folder that is in the workspace by two names is there once, by the first', async () => {
    const folder = at('x').slice(0, -2);
    const book = { ...files, 'tea.md': '# Tea\n\nHot.\n' };
    const { client } = await served(book, [folder, folder.replace('book', 'Book')]);
    expect(await reported(client)).toEqual({ [at('tea.md')]: ['missing-id'] });
    const upper = await served(book, [folder.replace('book', 'BOOK')]);
    await upper.client.open(at('TEA.md'), '# Tea\n\nHot.\n');
    const inFolder = at('TEA.md').replace('book', 'BOOK');
    await upper.client.open(inFolder, '# Tea\n\nHot.\n');
    expect(await upper.client.pulled(inFolder)).toEqual(['1 missing-id']);
  });
});

it('where they are told apart, two names are two files', async () => {
  const { client } = await serve(files, { pull: true, environment: { realUri: (uri) => uri } });
  await client.open(at('TEA.md'), '# Tea\n\nHot.\n');
  expect(await client.pulled(at('TEA.md'))).toEqual([]);
  expect(await reported(client)).toEqual({});
});
