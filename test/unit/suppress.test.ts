import { describe, expect, it } from 'vitest';
import type { Finding } from '../../server/src/rules/finding.ts';
import { chapterRule } from '../../server/src/rules/rule.ts';
import { lintBook } from '../../server/src/rules/run.ts';
import { openBook } from '../support/book.ts';

/** Finds every word BAD and, as another rule, every WORSE. */
const rules = (['BAD', 'WORSE'] as const).map((word) =>
  chapterRule({
    meta: {
      name: `no-${word.toLowerCase()}`,
      summary: 'x',
      group: 'book',
      severity: 'warning',
      fix: 'none',
      cases: { found: { message: 'found' } },
      options: {},
      since: '0',
    },
    *check({ chapter }) {
      for (const { index } of chapter.text.matchAll(new RegExp(word, 'g')))
        yield { case: 'found' as const, span: { start: index, end: index + word.length } };
    },
  }),
);

/** The 1-based lines on which something is still found. */
async function linesFound(text: string): Promise<number[]> {
  const { workspace } = await openBook({ 'Book.txt': 'a.md\n', 'a.md': text }, { rules });
  const { book } = await workspace.snapshot();
  return lintBook(book, rules).map(
    (finding: Finding) => book.document(finding.uri)!.lines.position(finding.span.start).line + 1,
  );
}

describe('comments that silence rules', () => {
  it.each([
    ['the next line, all rules', '<!-- handbook-disable-next-line -->\nBAD WORSE\n\nBAD', [4]],
    ['the next line with text', '<!-- handbook-disable-next-line no-bad -->\n\nBAD\nBAD', [4]],
    ['an attribute list and what it belongs to', '<!-- handbook-disable-next-line -->\n{id: BAD}\n# BAD\n\nBAD', [5]],
    ['only the rules named', '<!-- handbook-disable-next-line no-bad -- quoted -->\nBAD WORSE', [2]],
    ['several rules', '<!-- handbook-disable-next-line no-bad, no-worse -->\nBAD WORSE', []],
    [
      'from here to there',
      'BAD\n\n<!-- handbook-disable no-bad -->\n\nBAD\n\n<!-- handbook-enable no-bad -->\n\nBAD',
      [1, 9],
    ],
    ['from here to the end', '<!-- handbook-disable -->\n\nBAD\n\nWORSE', []],
    ['the whole file, wherever it stands', 'BAD\n\nWORSE\n\n<!-- handbook-disable-file no-bad -->', [3]],
    ['nothing inside code', '```\n<!-- handbook-disable-file -->\n```\n\nBAD', [5]],
    [
      'enabling one of two',
      '<!-- handbook-disable no-bad, no-worse -->\n\n<!-- handbook-enable no-worse -->\n\nBAD WORSE',
      [5],
    ],
  ])('%s', async (_, text, lines) => {
    expect(await linesFound(text)).toEqual(lines);
  });
});

it('makes a rule that throws one finding, and lets the others run', async () => {
  const broken = chapterRule({
    meta: { ...rules[0]!.meta, name: 'is-broken', scope: undefined as never },
    check() {
      throw new Error('out of luck');
    },
  } as never);
  const { workspace } = await openBook({ 'Book.txt': 'a.md\n', 'a.md': 'BAD' });
  const { book } = await workspace.snapshot();
  const found = lintBook(book, [broken, ...rules]);
  expect(found.map(({ rule, case: kind }) => `${rule}: ${kind}`).sort()).toEqual([
    'is-broken: internal-error',
    'no-bad: found',
  ]);
});
