import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Uri } from '../../server/src/base/uri.ts';
import { BookLinter } from '../../server/src/lsp/bookLinter.ts';
import type { Finding } from '../../server/src/rules/finding.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { lintBook } from '../../server/src/rules/run.ts';
import { at, openBook } from '../support/book.ts';
import { tinyPng } from '../support/tinyPng.ts';

const lines = fc.constantFrom(
  '# One',
  '# Two',
  '## One',
  '### Deep',
  '{id: one}',
  '{#two}',
  '{id: ch-one}',
  '{class: part}',
  '{full: false}',
  'Prose with [a link](#one) and [more](#two).',
  'See [it][ref] and [that](two.md#one).',
  '[ref]: https://example.com',
  'A note.[^n]',
  '[^n]: The note.',
  '![One](one.png)',
  '![](missing.png)',
  'word{id: two}',
  '> # Quoted',
  '```',
  '{aside}',
  '{/aside}',
  '<!-- handbook-disable-next-line missing-id -->',
  '<!-- handbook-disable -->',
  'Lorem ipsum dolor sit amet.',
  '',
  '',
  '',
);
const chapters = ['one.md', 'two.md', 'three.md'];
const orders = [
  'one.md\ntwo.md\nthree.md\n',
  'three.md\none.md\n',
  'one.md\ntwo.md\nnone.md\n',
  'ONE.md\ntwo.md\ntwo.md\n',
];

const step = fc.record({
  file: fc.constantFrom(...chapters, ...chapters, ...chapters, 'Book.txt'),
  line: fc.nat(),
  removed: fc.nat({ max: 2 }),
  added: fc.array(lines, { maxLength: 3 }),
  order: fc.constantFrom(...orders),
  /** How much of the work is done before the next edit comes. */
  steps: fc.nat({ max: 4 }),
});

describe('the findings of a book', () => {
  it('after any edits, in whatever state the work is, come out as those of a fresh look', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(lines, { maxLength: 8 }), { minLength: 3, maxLength: 3 }),
        fc.array(step, { maxLength: 8 }),
        async (texts, steps) => {
          const files: Record<string, string | Uint8Array> = { 'Book.txt': orders[0]!, 'resources/one.png': tinyPng };
          for (const [n, name] of chapters.entries()) files[name] = texts[n]!.join('\n');
          const { workspace } = await openBook(files, { rules: allRules });
          const linter = new BookLinter(allRules);
          linter.update(await workspace.snapshot());
          for (const { file, line, removed, added, order, steps: worked } of steps) {
            if (file === 'Book.txt') files[file] = order;
            else {
              const old = (files[file] as string).split('\n');
              old.splice(line % (old.length + 1), removed, ...added);
              files[file] = old.join('\n');
            }
            workspace.setText(at(file), files[file] as string);
            linter.update(await workspace.snapshot());
            for (let n = 0; n < worked; n++) linter.step([]);
          }
          while (linter.step([]));
          const fresh = await openBook(files, { rules: allRules });
          const { book } = await fresh.workspace.snapshot();
          const expected = byFile(lintBook(book, allRules));
          const found = byFile([...linter.files()].flatMap((uri) => [...linter.known(uri)]));
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 150 },
    );
  });
});

function byFile(findings: readonly Finding[]): Record<Uri, string[]> {
  const files: Record<Uri, string[]> = {};
  for (const finding of findings) {
    const { rule, case: kind, span, message, related, fixes } = finding;
    files[finding.uri] ??= [];
    files[finding.uri]!.push(JSON.stringify([rule, kind, span, message, related, fixes]));
  }
  return files;
}
