import { describe, expect, it } from 'vitest';
import { crosslinkTargets } from '../../server/src/features/crosslinkTargets.ts';
import { newChapter } from '../../server/src/features/newChapter.ts';
import { figureFolder, newSection, type SectionKind, sectionKinds } from '../../server/src/features/newSection.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { lintBook } from '../../server/src/rules/run.ts';
import { at, type Files, openBook } from '../support/book.ts';
import { tinyPng } from '../support/tinyPng.ts';

const BOOK = {
  'Book.txt': '01-first-steps.md\n02-next-steps.md\n',
  '01-first-steps.md':
    '{id: ch-first-steps}\n# First Steps\n\nText.\n\n{id: sec-a}\n## A\n\nText a.\n\n{id: sec-b}\n## B\n\nText b.\n',
  '02-next-steps.md': '{id: ch-next-steps}\n# Next Steps\n\nText.\n',
};

async function snapshot(files: Files = BOOK) {
  const { workspace } = await openBook(files, { rules: allRules, dialect: 'markua' });
  return (await workspace.snapshot()).book;
}

/** A chapter with the section in it, tab stops at what they offer. */
async function inserted(kind: SectionKind, title: string, near: string): Promise<string> {
  const book = await snapshot();
  const uri = at('01-first-steps.md');
  const { text } = book.chapter(uri)!;
  const made = newSection(book, uri, text.indexOf(near), { kind, title })!;
  const plain = made.snippet
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/(?<!\\)\$\d/g, '')
    .replace(/\\(.)/g, '$1');
  return text.slice(0, made.offset) + plain + text.slice(made.offset);
}

describe('a new section', () => {
  it('stands after the one the cursor is in, with an id in the book’s style', async () => {
    expect(await inserted('section', 'What $5 buys', 'Text a')).toBe(
      BOOK['01-first-steps.md'].replace(
        '{id: sec-b}',
        '{id: sec-what-5-buys}\n## What $5 buys\n\nThe point of the section in one sentence.\n\n{id: sec-b}',
      ),
    );
  });

  it('stands last after the last, and before the first for a cursor above them', async () => {
    expect(await inserted('section', 'New', 'Text b')).toMatch(/Text b\.\n\n\{id: sec-new\}\n## New\n\n[^\n]+\n$/);
    expect(await inserted('section', 'New', '# First')).toMatch(
      /Text\.\n\n\{id: sec-new\}\n## New\n\n[^\n]+\n\n\{id: sec-a\}/,
    );
  });

  it('of the third level stays in its section', async () => {
    expect(await inserted('subsection', 'Deep', 'Text a')).toMatch(
      /Text a\.\n\n\{id: [a-z-]*deep\}\n### Deep\n\n[^\n]+\n\n\{id: sec-b\}/,
    );
  });

  it('gets an id that nothing has', async () => {
    expect(await inserted('section', 'A', 'Text a')).toContain('{id: sec-a-2}\n## A\n');
  });

  it.each(Object.keys(sectionKinds).filter((kind) => kind !== 'figure') as SectionKind[])(
    '%s has no finding',
    async (kind) => {
      const text = await inserted(kind, 'Going Live', 'Text a');
      const book = await snapshot({ ...BOOK, '01-first-steps.md': text });
      expect(
        lintBook(book, allRules).map(({ rule, message }) => `${rule}: ${message}`),
        text,
      ).toEqual([]);
    },
  );

  it('that is a figure looks for its picture where the chapter’s others are', async () => {
    const files = {
      ...BOOK,
      '01-first-steps.md': '# A\n\n![One](01/one.png)\n',
      '02-next-steps.md': '# B\n\nText.\n',
      '03-more.md': '# C\n\nText.\n',
      'Book.txt': '01-first-steps.md\n02-next-steps.md\n03-more.md\n',
      'resources/01/one.png': tinyPng,
      'resources/02/two.png': tinyPng,
    };
    const book = await snapshot(files);
    expect(['01-first-steps.md', '02-next-steps.md', '03-more.md'].map((name) => figureFolder(book, at(name)))).toEqual(
      ['01/', '02/', '03/'],
    );
    const made = newSection(book, at('02-next-steps.md'), 0, { kind: 'figure', title: 'A plan' })!;
    expect(made.snippet).toContain(`![A plan](02/\${1:picture.png})`);
  });
});

describe('a new chapter', () => {
  it('is named, numbered and listed as its neighbours are', async () => {
    const book = await snapshot();
    const { uri, text, list } = newChapter(book, 'Going Live', at('01-first-steps.md'));
    expect(uri).toBe(at('03-going-live.md'));
    expect(text).toBe('{id: ch-going-live}\n# Going Live\n\n');
    expect(list?.text).toBe('03-going-live.md\n');
  });

  it('follows other habits, and takes no name that is there', async () => {
    const book = await snapshot({
      'Book.txt': 'first_steps.txt\nnext_steps.txt\n',
      'first_steps.txt': '# A\n',
      'next_steps.txt': '# B\n',
    });
    expect(newChapter(book, 'Next steps', undefined).uri).toBe(at('next_steps_2.txt'));
  });

  it('has a name even where the title has no Latin letter', async () => {
    expect(newChapter(await snapshot(), '第一章', undefined).uri).toBe(at('03-第一章.md'));
  });

  it('is the first line of an empty list', async () => {
    const { list } = newChapter(await snapshot({ 'Book.txt': '# mine\n' }), 'A', undefined);
    expect(list?.text).toBe('a.md\n');
  });
});

it('lists every id with what it names', async () => {
  expect(crosslinkTargets(await snapshot()).map(({ id, title, chapter }) => `${id}: ${title} (${chapter})`)).toEqual([
    'ch-first-steps: First Steps (First Steps)',
    'sec-a: A (First Steps)',
    'sec-b: B (First Steps)',
    'ch-next-steps: Next Steps (Next Steps)',
  ]);
});
