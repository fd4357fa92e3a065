import { describe, expect, it } from 'vitest';
import { openBook } from '../support/book.ts';

/** The entries of a Book.txt beside the given files, one a line: kind, state, name, real name or duplicate. */
async function entries(bookTxt: string, files: readonly string[]): Promise<string[]> {
  const { workspace } = await openBook({
    'Book.txt': bookTxt,
    ...Object.fromEntries(files.map((file) => [file, '# A\n'])),
  });
  const { book } = await workspace.snapshot();
  const { text, entries: found } = book.manifest!;
  return found.map((entry) => {
    const extra = [entry.actual, entry.duplicateOf === undefined ? undefined : `again ${entry.duplicateOf}`];
    return [entry.kind, entry.state, text.slice(entry.span.start, entry.span.end), ...extra]
      .filter((part) => part !== undefined)
      .join(' | ');
  });
}

describe('Book.txt', () => {
  it('lists one name a line, blank and indented lines and trailing blanks allowed', async () => {
    expect(
      await entries('one.md\r\n\r\n   two words.md  \r\n\tthree\r\n', ['one.md', 'two words.md', 'three']),
    ).toEqual(['file | found | one.md', 'file | found | two words.md', 'file | found | three']);
  });

  it('holds markers, comments and separators', async () => {
    const text = 'frontmatter:\n{mainmatter}\nbackmatter\n%% later\n# old\n-# Part One\n-----\n';
    expect(await entries(text, ['x.md'])).toEqual([
      'marker | frontmatter:',
      'marker | {mainmatter}',
      'marker | backmatter',
      'comment | %% later',
      'comment | # old',
      'comment | -# Part One',
      'separator | -----',
    ]);
  });

  it('prefers a file that is there to a marker of the same name', async () => {
    expect(await entries('frontmatter\n', ['frontmatter'])).toEqual(['file | found | frontmatter']);
  });

  it('tells missing names, other cases, folders, ways out and repetitions', async () => {
    const text = 'a.md\nA.md\nb.md\n../c.md\n/d.md\nC:\\e.md\npart\na.md\n';
    expect(await entries(text, ['a.md', 'part/f.md'])).toEqual([
      'file | found | a.md',
      'file | case | A.md | a.md | again 0',
      'file | missing | b.md',
      'file | outside | ../c.md',
      'file | outside | /d.md',
      'file | outside | C:\\e.md',
      'file | folder | part',
      'file | found | a.md | again 0',
    ]);
  });

  it('reads backslashes and a leading ./ as paths, with the case of every folder', async () => {
    expect(
      await entries('part\\one.md\n./part/two.md\nPart/three.md\n', ['part/one.md', 'part/two.md', 'part/three.md']),
    ).toEqual([
      'file | found | part\\one.md',
      'file | found | ./part/two.md',
      'file | case | Part/three.md | part/three.md',
    ]);
  });

  it('may begin with a byte order mark', async () => {
    expect(await entries('\uFEFFone.md\n', ['one.md'])).toEqual(['file | found | one.md']);
  });

  it('finds a name that macOS decomposed', async () => {
    expect(await entries('Einf\u00fchrung.md\n', ['Einfu\u0308hrung.md'])).toEqual([
      'file | found | Einf\u00fchrung.md',
    ]);
  });
});

describe('a book', () => {
  it('is the files of Book.txt in its order; other Markdown files beside them are strays', async () => {
    const { workspace } = await openBook({
      'manuscript/Book.txt': 'b.md\na.txt\n',
      'manuscript/a.txt': '',
      'manuscript/b.md': '',
      'manuscript/c.md': '',
      'README.md': '',
    });
    const { book } = await workspace.snapshot();
    expect(book.order.map(name)).toEqual(['b.md', 'a.txt']);
    expect(book.strays.map(name)).toEqual(['c.md']);
  });

  it('is the Markdown files of a folder without one, ignored and hidden folders left out', async () => {
    const { workspace } = await openBook({
      '.gitignore': 'out/\n',
      'handbook.json': '{ "ignore": ["drafts/"] }',
      'ch10.md': '',
      'ch2.md': '',
      'drafts/x.md': '',
      'out/ch2.md': '',
      '.git/y.md': '',
      'node_modules/z/readme.md': '',
      'notes.txt': '',
    });
    const { book } = await workspace.snapshot();
    expect(book.order.map(name)).toEqual(['ch2.md', 'ch10.md']);
  });
});

function name(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}
