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
    const settings = '{ "book": "Book.txt", "resources": ["./resources/"], "ignore": ["/part/x.md"] }';
    const { workspace } = await openBook({ ...files, 'handbook.json': settings });
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

describe('moving what handbook.json names', () => {
  const files = {
    'Book.txt': 'one.md\npart/two.md\n',
    'one.md': '![](08/plan.png)\n',
    'part/two.md': '',
    'pictures/08/plan.png': 'x',
    'drafts/a.md': '',
    'old.md': '',
  };

  it.each<[what: string, before: string, moves: Record<string, string>, after: string]>([
    ['Book.txt', '{ "book": "./Book.txt" }', { 'Book.txt': 'Chapters.txt' }, '{ "book": "./Chapters.txt" }'],
    [
      'a folder of pictures',
      '{ "resources": ["pictures/", "./"] }',
      { pictures: 'images' },
      '{ "resources": ["images/", "./"] }',
    ],
    [
      'settings built upon',
      '{ "extends": ["strict", "base.json"] }',
      { 'base.json': 'lint/b.json' },
      '{ "extends": ["strict", "lint/b.json"] }',
    ],
    ['a file left out', '{ "ignore": ["/old.md"] }', { 'old.md': 'part/old.md' }, '{ "ignore": ["/part/old.md"] }'],
    ['what is let in again', '{ "ignore": ["!part/two.md"] }', { part: 'unit' }, '{ "ignore": ["!unit/two.md"] }'],
    ['the folder of a pattern', '{ "ignore": ["part/**/*.txt"] }', { part: 'unit' }, '{ "ignore": ["unit/**/*.txt"] }'],
    [
      'a name that is left out in any folder',
      '{ "ignore": ["drafts/"] }',
      { drafts: 'sketches' },
      '{ "ignore": ["sketches/"] }',
    ],
    [
      'a file of an override',
      '{ "overrides": [{ "files": ["part/two.md"], "rules": {} }] }',
      { 'part/two.md': 'b [1].md' },
      '{ "overrides": [{ "files": ["b \\\\[1\\\\].md"], "rules": {} }] }',
    ],
    [
      'the settings themselves',
      '{ "extends": "a/b.json", "ignore": ["part/x/**"] }',
      { 'handbook.json': 'part/handbook.json' },
      '{ "extends": "../a/b.json", "ignore": ["x/**"] }',
    ],
    [
      'names beside comments',
      '{\r\n  // here\r\n  "ignore": ["old.md",],\r\n}',
      { 'old.md': 'new.md' },
      '{\r\n  // here\r\n  "ignore": ["new.md",],\r\n}',
    ],
  ])('follows %s', async (_, before, moves, after) => {
    const changed = await moved({ ...files, 'handbook.json': before }, moves);
    expect(changed['handbook.json']).toBe(after);
  });

  it.each<[what: string, settings: string, moves: Record<string, string>]>([
    ['a name that still fits', '{ "ignore": ["drafts/"] }', { drafts: 'part/drafts' }],
    ['a pattern of anything', '{ "ignore": ["**/old.md", "*.md"] }', { 'old.md': 'new.md' }],
    [
      'one of the files of a pattern',
      '{ "overrides": [{ "files": ["part/*"], "rules": {} }] }',
      { 'part/two.md': 'x.md' },
    ],
    [
      'presets and what only begins the same',
      '{ "extends": "strict", "ignore": ["/drafts-old"] }',
      { drafts: 'x', strict: 'y' },
    ],
  ])('leaves %s', async (_, settings, moves) => {
    const { 'handbook.json': changed, ...rest } = await moved({ ...files, 'handbook.json': settings }, moves);
    expect(changed).toBeUndefined();
    expect(Object.keys(rest).filter((file) => file === 'one.md')).toEqual([]);
  });

  it('leaves the pictures’ destinations where their folder keeps its part in the book', async () => {
    const book = { ...files, 'handbook.json': '{ "resources": ["pictures"] }' };
    expect(await moved(book, { pictures: 'images' })).toEqual({ 'handbook.json': '{ "resources": ["images"] }' });
    expect(await moved(book, { 'pictures/08': 'pictures/8' })).toEqual({ 'one.md': '![](8/plan.png)\n' });
  });

  it('follows in settings above the book’s folder, and asks where other books may share them', async () => {
    const below = Object.fromEntries(Object.entries(files).map(([path, text]) => [`manuscript/${path}`, text]));
    const edits = async (settings: string, moves: Record<string, string>) => {
      const { workspace } = await openBook({ ...below, 'handbook.json': settings });
      const { book } = await workspace.snapshot();
      return editsForMoves(
        book,
        Object.entries(moves).map(([from, to]) => ({ from: at(from), to: at(to) })),
      ).map(({ uri, text, doubt }) => `${uri.split('/').at(-1)} ${text}${doubt ? ` ${doubt}` : ''}`);
    };
    expect(await edits('{ "book": "manuscript/Book.txt" }', { manuscript: 'text' })).toEqual([
      'handbook.json text/Book.txt',
    ]);
    const pictures = { 'manuscript/pictures': 'manuscript/images' };
    expect(await edits('{ "resources": ["pictures"] }', pictures)).toEqual(['handbook.json images other-books']);
    const own = '{ "book": "manuscript/Book.txt", "resources": ["pictures"] }';
    expect(await edits(own, pictures)).toEqual(['handbook.json images']);
  });

  it('asks where a name that is ignored is borne by others', async () => {
    const book = {
      'one.md': '',
      'drafts/a.md': '',
      'part/drafts/b.md': '',
      'handbook.json': '{ "ignore": ["drafts"] }',
    };
    const { workspace } = await openBook(book, { dialect: 'markdown' });
    const edits = editsForMoves((await workspace.snapshot()).book, [{ from: at('drafts'), to: at('sketches') }]);
    expect(edits.map(({ text, doubt }) => [text, doubt])).toEqual([['sketches', 'other-files']]);
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
