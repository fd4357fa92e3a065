import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../server/src/base/dialect.ts';
import { relativePath } from '../../server/src/base/uri.ts';
import { at, openBook, ROOT } from '../support/book.ts';

/** What stands at a destination: state, the file, and what to write instead. */
async function lookUp(
  destination: string,
  files: readonly string[],
  { chapter = 'one.md', dialect = 'markua' as Dialect, book = true } = {},
) {
  const { workspace } = await openBook(
    {
      ...(book ? { 'Book.txt': `${chapter}\n` } : {}),
      [chapter]: `![x](<${destination}>)\n`,
      ...Object.fromEntries(files.map((file) => [file, 'x'])),
    },
    { dialect },
  );
  const { book: snapshot } = await workspace.snapshot();
  const found = snapshot.resource(at(chapter), destination);
  const file = found.file && relativePath(ROOT, found.file);
  return [found.state, found.illegal, file, found.corrected].filter((part) => part !== undefined).join(' ');
}

describe('in a book with Book.txt', () => {
  const files = [
    'resources/08/plan.png',
    'images/old.png',
    'part/beside.png',
    'resources/my pic.png',
    'resources/a_b(1).png',
    'resources/c&d.png',
    'resources/back\\slash.png',
    'resources/08/_draft.png',
    'resources/100%.png',
  ];
  it.each([
    ['08/plan.png', 'found resources/08/plan.png'],
    ['resources/08/plan.png', 'found resources/08/plan.png'],
    ['./08/plan.png', 'found resources/08/plan.png'],
    ['images/old.png', 'found images/old.png'],
    ['my pic.png', 'found resources/my pic.png'],
    ['my%20pic.png', 'found resources/my pic.png'],
    ['08\\plan.png', 'found resources/08/plan.png'],
    ['a\\_b\\(1\\).png', 'found resources/a_b(1).png'],
    ['c&amp;d.png', 'found resources/c&d.png'],
    ['back\\\\slash.png', 'found resources/back\\slash.png'],
    ['back\\slash.png', 'found resources/back\\slash.png'],
    ['08\\_draft.png', 'found resources/08/_draft.png'],
    ['100%.png', 'found resources/100%.png'],
    ['100%25.png', 'found resources/100%.png'],
    ['08/Plan.png', 'case resources/08/plan.png 08/plan.png'],
    ['MY%20pic.png', 'case resources/my pic.png my%20pic.png'],
    ['08\\Plan.png', 'case resources/08/plan.png 08\\plan.png'],
    ['beside.png', 'missing'],
    ['gone.png', 'missing'],
    ['/08/plan.png', 'illegal leading-slash resources/08/plan.png 08/plan.png'],
    ['../images/old.png', 'illegal outside images/old.png images/old.png'],
    ['C:/books/resources/08/plan.png', 'illegal absolute resources/08/plan.png 08/plan.png'],
    ['file:///x/manuscript/images/old.png', 'illegal file-url images/old.png images/old.png'],
    ['https://example.org/a.png', 'web'],
    ['//example.org/a.png', 'web'],
    ['data:image/png;base64,AA', 'data'],
    ['', 'empty'],
  ])('%s is %s', async (destination, expected) => {
    expect(await lookUp(destination, files, { chapter: 'part/one.md' })).toBe(expected);
  });
});

describe('in plain Markdown', () => {
  const files = ['guide/plan.png', 'images/map.png', 'static/logo.png', 'guide/.gitbook/assets/tour.png'];
  it.each([
    ['plan.png', 'found guide/plan.png'],
    ['../images/map.png', 'found images/map.png'],
    ['../images/Map.png', 'case images/map.png ../images/map.png'],
    ['/images/map.png', 'found images/map.png'],
    ['/logo.png', 'found static/logo.png'],
    ['.gitbook/assets/tour.png', 'found guide/.gitbook/assets/tour.png'],
    ['plan.png?raw=true#top', 'found guide/plan.png'],
    ['images/map.png', 'found images/map.png'],
    ['map.png', 'missing'],
  ])('%s is %s', async (destination, expected) => {
    expect(await lookUp(destination, files, { chapter: 'guide/one.md', dialect: 'markdown', book: false })).toBe(
      expected,
    );
  });
});

it('takes composed and decomposed names for the same', async () => {
  expect(await lookUp('\u00fcbersicht.png', ['resources/u\u0308bersicht.png'])).toMatch(/^found/);
});

it('names a folder outside of the book by the way there', async () => {
  const { workspace } = await openBook({
    'handbook.json': '{ "resources": ["resources", "../pictures"] }',
    'Book.txt': 'one.md\n',
    'one.md': '![x](gone.png)\n',
  });
  const { book } = await workspace.snapshot();
  expect(book.resource(at('one.md'), 'gone.png').lookedIn).toEqual(['resources/', '../pictures/']);
});
