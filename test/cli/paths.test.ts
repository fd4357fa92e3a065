import { describe, expect, test } from 'vitest';
import { CliSandbox } from '../support/cliSandbox.ts';

interface Seen {
  readonly books: string[];
  readonly files: string[];
  readonly code: number | null;
  readonly stderr: string;
}

/** The books read, as `root (chapters)`, and the files with findings. */
async function seen(files: Record<string, string>, args: readonly string[], cwd = '.'): Promise<Seen> {
  const { stdout, code, stderr } = await new CliSandbox(files).run(['--format', 'json', ...args], { cwd });
  const report = stdout === '' ? { books: [], findings: [] } : JSON.parse(stdout);
  return {
    books: report.books.map(({ root, chapters }: { root: string; chapters: number }) => `${root} (${chapters})`),
    files: [...new Set<string>(report.findings.map(({ file }: { file: string }) => file))],
    code,
    stderr,
  };
}

/** A chapter with one finding, a picture that is not there, and with an id others can link to. */
function chapter(id: string, more = ''): string {
  return `{id: ${id}}\n# ${id}\n\n![Plan](${id}.png)\n\n${more}\n`;
}

const twoBooks = {
  'one/manuscript/Book.txt': 'a.md\nparts/b.md\n',
  'one/manuscript/a.md': chapter('a', 'See [the other](#b).'),
  'one/manuscript/parts/b.md': chapter('b', 'See [the first](#a).'),
  'one/manuscript/notes.md': chapter('notes'),
  'two/Book.txt': 'c.md\n',
  'two/c.md': chapter('c'),
  'two/c.txt': chapter('c'),
  'node_modules/three/Book.txt': 'd.md\n',
  'node_modules/three/d.md': chapter('d'),
  '.hidden/Book.txt': 'e.md\n',
  '.hidden/e.md': chapter('e'),
  'out/Book.txt': 'f.md\n',
  'out/f.md': chapter('f'),
  '.gitignore': 'out/\n',
};
const allOfOne = ['one/manuscript/a.md', 'one/manuscript/parts/b.md'];

describe('a path means', () => {
  test.each<[string, string[], string[], string[]]>([
    ['a folder, the books in it', ['.'], ['one/manuscript (2)', 'two (1)'], [...allOfOne, 'two/c.md']],
    ['the folder around manuscript/, its book', ['one'], ['one/manuscript (2)'], allOfOne],
    ['Book.txt, its book', ['one/manuscript/Book.txt'], ['one/manuscript (2)'], allOfOne],
    [
      'a chapter, its findings in the whole book',
      ['one/manuscript/a.md'],
      ['one/manuscript (2)'],
      ['one/manuscript/a.md'],
    ],
    [
      'chapters of a book, the book once',
      ['one/manuscript/parts/b.md', 'one/manuscript/a.md'],
      ['one/manuscript (2)'],
      allOfOne,
    ],
    ['a chapter and its book, the book', ['one/manuscript/a.md', 'one'], ['one/manuscript (2)'], allOfOne],
    [
      'a folder inside a book, its part of the book',
      ['one/manuscript/parts'],
      ['one/manuscript (2)'],
      ['one/manuscript/parts/b.md'],
    ],
    [
      'a file beside the listed ones, itself',
      ['one/manuscript/notes.md'],
      ['one/manuscript (1)'],
      ['one/manuscript/notes.md'],
    ],
    ['books, in the order named', ['two', 'one'], ['two (1)', 'one/manuscript (2)'], ['two/c.md', ...allOfOne]],
    [
      'a path as Windows writes it, the same',
      ['one\\manuscript\\a.md'],
      ['one/manuscript (2)'],
      ['one/manuscript/a.md'],
    ],
  ])('%s', async (_, args, books, files) => {
    expect(await seen(twoBooks, args)).toMatchObject({ books, files, code: 1 });
  });

  test('nothing named: the books below the working folder', async () => {
    expect((await seen(twoBooks, [])).books).toEqual(['one/manuscript (2)', 'two (1)']);
  });

  test('nothing named, inside a book: that book', async () => {
    const { books, files } = await seen(twoBooks, [], 'one/manuscript/parts');
    expect(books).toEqual(['.. (2)']);
    expect(files).toEqual(['../a.md', 'b.md']);
  });

  test('nothing named and nothing there: it says so', async () => {
    const { code, stderr } = await seen({ 'notes.txt': '' }, []);
    expect(code).toBe(2);
    expect(stderr).toContain('no book in ');
  });

  test('a listed chapter whatever it is called', async () => {
    const files = { 'Book.txt': 'intro.txt\n', 'intro.txt': chapter('intro') };
    expect(await seen(files, ['intro.txt'])).toMatchObject({ books: ['. (1)'], files: ['intro.txt'] });
  });
});

describe('without a Book.txt', () => {
  const loose = { 'docs/a.md': chapter('a', '[b](#b)'), 'docs/sub/b.md': chapter('b'), 'docs/c.txt': 'no chapter' };

  test('the Markdown files of a folder are one book', async () => {
    expect(await seen(loose, ['docs'])).toMatchObject({ books: ['docs (2)'], files: ['docs/a.md', 'docs/sub/b.md'] });
  });

  test('a file is a book of one', async () => {
    expect(await seen(loose, ['docs/sub/b.md'])).toMatchObject({ books: ['docs/sub (1)'], files: ['docs/sub/b.md'] });
  });

  test('files of one folder are one book, in the order named', async () => {
    const files = { 'x.md': chapter('x', '[y](#y)'), 'y.md': chapter('y') };
    expect(await seen(files, ['y.md', 'x.md', 'y.md'])).toMatchObject({ books: ['. (2)'], files: ['y.md', 'x.md'] });
  });

  test('files of different folders have nothing to do with each other', async () => {
    const { books } = await seen(loose, ['docs/a.md', 'docs/sub/b.md']);
    expect(books).toEqual(['docs (1)', 'docs/sub (1)']);
  });

  test('a file below a handbook.json belongs to its book, unless that leaves it out', async () => {
    const files = { ...loose, 'docs/handbook.json': '{ "ignore": ["sub/"] }' };
    expect(await seen(files, ['docs/a.md'])).toMatchObject({ books: ['docs (1)'], files: ['docs/a.md'] });
    const { code, stderr, files: found } = await seen(files, ['docs/sub/b.md']);
    expect({ code, found }).toEqual({ code: 0, found: [] });
    expect(stderr).toContain('left out by handbook.json');
  });
});
