import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../server/src/base/dialect.ts';
import { editsForDeletion, editsForMoves } from '../../server/src/features/fileMoves.ts';
import { at, openBook } from '../support/book.ts';
import { edited } from '../support/marked.ts';

async function moved(
  files: Record<string, string>,
  moves: Record<string, string>,
  dialect?: Dialect,
): Promise<Record<string, string>> {
  const { workspace } = await openBook(files, { dialect });
  const { book } = await workspace.snapshot();
  return edited(
    book,
    editsForMoves(
      book,
      Object.entries(moves).map(([from, to]) => ({ from: at(from), to: at(to) })),
    ),
  );
}

describe('moving files in a book', () => {
  const files = {
    'Book.txt': 'one.md\npart\\two.md\n',
    'Sample.txt': 'one.md\n',
    'one.md': '![](08/plan.png) ![](resources/08/plan.png "t") ![](08\\plan.png)\n\n[two](part/two.md#x)\n',
    'part/two.md': '![](08/plan.png)\n',
    'resources/08/plan.png': 'x',
  };

  it('rewrites a picture’s destinations, each in its own manner', async () => {
    expect(await moved(files, { 'resources/08/plan.png': 'resources/09/site plan.png' })).toEqual({
      'one.md':
        '![](09/site plan.png) ![](resources/09/site plan.png "t") ![](09\\site plan.png)\n\n[two](part/two.md#x)\n',
      'part/two.md': '![](09/site plan.png)\n',
    });
  });

  it('follows a folder', async () => {
    expect(await moved(files, { 'resources/08': 'resources/eight' })).toMatchObject({
      'part/two.md': '![](eight/plan.png)\n',
    });
  });

  it('rewrites the lists and the links when a chapter moves', async () => {
    expect(await moved(files, { 'part/two.md': 'part/second.md', 'one.md': 'first.md' })).toEqual({
      'Book.txt': 'first.md\npart\\second.md\n',
      'Sample.txt': 'first.md\n',
      'one.md': files['one.md'].replace('part/two.md', 'part/second.md'),
    });
  });

  it('leaves alone what is not concerned, and what leaves the roots', async () => {
    expect(await moved(files, { 'resources/09': 'resources/10' })).toEqual({});
  });

  it('drops the lines of a deleted chapter', async () => {
    const { workspace } = await openBook(files);
    const { book } = await workspace.snapshot();
    const edits = editsForDeletion(book, [at('one.md')]);
    expect(edited(book, edits)).toEqual({ 'Book.txt': 'part\\two.md\n', 'Sample.txt': '' });
    expect(edits.map(({ doubt }) => doubt)).toEqual(['deleted-entry', 'deleted-entry']);
    expect(editsForDeletion(book, [at('Book.txt'), at('Sample.txt'), at('one.md')])).toEqual([]);
    expect(editsForDeletion(book, [at('resources/08')])).toEqual([]);
  });

  it('asks before a chapter that leaves the book leaves its list, and edits nothing outside', async () => {
    const { workspace } = await openBook(files);
    const { book } = await workspace.snapshot();
    const edits = editsForMoves(book, [{ from: at('one.md'), to: 'file:///elsewhere/one.md' }]);
    expect(edited(book, edits)).toMatchObject({ 'Book.txt': 'part\\two.md\n', 'Sample.txt': '' });
    expect(edits.filter(({ doubt }) => doubt === 'leaves-book')).toHaveLength(2);
    expect(edits.filter(({ uri }) => !uri.startsWith('file:///book/'))).toEqual([]);
  });

  it('moves the whole book without a change', async () => {
    const { workspace } = await openBook(files);
    const { book } = await workspace.snapshot();
    expect(editsForMoves(book, [{ from: 'file:///book', to: 'file:///library/book' }])).toEqual([]);
  });

  it('follows in files that no list names too', async () => {
    const draft = { ...files, 'draft.md': '![](08/plan.png)\n' };
    expect(await moved(draft, { 'resources/08/plan.png': 'resources/a.png' })).toMatchObject({
      'draft.md': '![](a.png)\n',
    });
  });

  it('follows a file that nobody has told of yet', async () => {
    const { 'resources/08/plan.png': _, ...before } = files;
    expect(await moved(before, { 'resources/08/plan.png': 'resources/a.png' })).toMatchObject({
      'part/two.md': '![](a.png)\n',
    });
  });
});

describe('moving files in plain Markdown', () => {
  const files = {
    'guide/one.md': '![](../img/a%20b.png) [two](./two.md) [top](../README.md#x) [web](https://example.org/two.md)\n',
    'guide/two.md': '',
    'README.md': '[one](guide/one.md)\n',
    'img/a b.png': 'x',
  };

  it('keeps a moved chapter’s own links, and those to it', async () => {
    expect(await moved(files, { 'guide/one.md': 'guide/deep/one.md' }, 'markdown')).toEqual({
      'guide/one.md':
        '![](../../img/a%20b.png) [two](../two.md) [top](../../README.md#x) [web](https://example.org/two.md)\n',
      'README.md': '[one](guide/deep/one.md)\n',
    });
  });

  it('follows a moved picture', async () => {
    expect(await moved(files, { 'img/a b.png': 'guide/c d.png' }, 'markdown')).toEqual({
      'guide/one.md': '![](c%20d.png) [two](./two.md) [top](../README.md#x) [web](https://example.org/two.md)\n',
    });
  });
});
