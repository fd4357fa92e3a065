import { describe, expect, it } from 'vitest';
import { bookOutline, type OutlineEntry } from '../../server/src/features/bookOutline.ts';
import { moveChapters } from '../../server/src/features/moveChapters.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { lintBook } from '../../server/src/rules/run.ts';
import { at, type Files, openBook } from '../support/book.ts';

async function outlineOf(files: Files): Promise<string[]> {
  const { workspace } = await openBook(files, { rules: allRules });
  const { book } = await workspace.snapshot();
  const findings = lintBook(book, allRules);
  const lines: string[] = [];
  const write = (entries: readonly OutlineEntry[], indent: string): void => {
    for (const { kind, title, words, problems, placeholders, children } of entries) {
      lines.push(`${indent}${kind} ${title}: ${words} words, ${problems} problems, ${placeholders} placeholders`);
      write(children, `${indent}  `);
    }
  };
  write(
    bookOutline(book, (uri) => findings.filter((finding) => finding.uri === uri)),
    '',
  );
  return lines;
}

describe('the outline of a book', () => {
  it('has parts, chapters and sections in the order of Book.txt, what is missing and what is not listed', async () => {
    expect(
      await outlineOf({
        'Book.txt': 'intro.md\npart1.md\none.md\ngone.md\n',
        'intro.md': '{id: intro}\n# Hello There\n\nThree more words.\n',
        'part1.md': '{id: p1, class: part}\n# The Part\n',
        'one.md': '{id: one}\n# One\n\n## A\n\nTODO: write this.\n\n### B\n\nText.\n\n## C\n\nLast.\n',
        'stray.md': '# Left Out\n\nText.\n',
      }),
    ).toEqual([
      'chapter Hello There: 5 words, 0 problems, 0 placeholders',
      'part The Part: 2 words, 0 problems, 0 placeholders',
      '  chapter One: 9 words, 1 problems, 1 placeholders',
      '    section A: 6 words, 1 problems, 1 placeholders',
      '      section B: 2 words, 0 problems, 0 placeholders',
      '    section C: 2 words, 0 problems, 0 placeholders',
      '  missing gone.md: 0 words, 0 problems, 0 placeholders',
      'unlisted Left Out: 3 words, 1 problems, 0 placeholders',
    ]);
  });
});

describe('moving chapters', () => {
  const chapters = { 'a.md': '# A\n', 'b.md': '# B\n', 'c.md': '# C\n', 'new.md': '# New\n' };

  async function moved(
    list: string,
    names: string[],
    target?: readonly ['before' | 'after', string],
  ): Promise<string | undefined> {
    const { workspace } = await openBook({ ...chapters, 'Book.txt': list });
    const { book } = await workspace.snapshot();
    const edit = moveChapters(book, names.map(at), target && { side: target[0], uri: at(target[1]) });
    return edit && list.slice(0, edit.span.start) + edit.text + list.slice(edit.span.end);
  }

  it('moves their lines and leaves comments and blank lines where they are', async () => {
    const list = '# The list\n\na.md\n\n%% later\nb.md\n  c.md\n';
    expect(await moved(list, ['c.md'], ['before', 'a.md'])).toBe('# The list\n\n  c.md\na.md\n\n%% later\nb.md\n');
    expect(await moved(list, ['a.md'], ['after', 'b.md'])).toBe('# The list\n\n\n%% later\nb.md\na.md\n  c.md\n');
  });

  it('keeps the file’s line breaks, and its end', async () => {
    expect(await moved('a.md\r\nb.md\r\nc.md', ['c.md'], ['before', 'a.md'])).toBe('c.md\r\na.md\r\nb.md');
    expect(await moved('a.md\nb.md', ['a.md'], ['after', 'b.md'])).toBe('b.md\na.md');
  });

  it('moves several together, and puts in what was not listed', async () => {
    expect(await moved('a.md\nb.md\nc.md\n', ['b.md', 'c.md'], ['before', 'a.md'])).toBe('b.md\nc.md\na.md\n');
    expect(await moved('a.md\nb.md\n', ['new.md'], ['after', 'a.md'])).toBe('a.md\nnew.md\nb.md\n');
  });

  it('takes chapters off the list', async () => {
    expect(await moved('a.md\nb.md\nc.md\n', ['b.md'])).toBe('a.md\nc.md\n');
    expect(await moved('a.md', ['a.md'])).toBe('');
  });

  it('changes nothing where nothing is to change', async () => {
    expect(await moved('a.md\nb.md\n', ['a.md'], ['before', 'b.md'])).toBeUndefined();
    expect(await moved('a.md\nb.md\n', ['a.md'], ['before', 'a.md'])).toBeUndefined();
    expect(await moved('a.md\nb.md\n', ['a.md'], ['before', 'new.md'])).toBeUndefined();
  });
});
