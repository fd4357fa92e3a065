import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BookLinter } from '../../server/src/lsp/bookLinter.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { at, openBook } from '../support/book.ts';
import { markdownText } from '../support/markdownText.ts';

/** What rules that read a section at a time have something to say of, and what they take from beside it. */
const blocks = [
  '# One',
  '{id: two}\n## Two',
  '### Template',
  '## Contact',
  'Words and more words.\n# Glued on\nWords below.',
  '{full: false}\n## Left out',
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.',
  '> Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod.',
  'This is what filler text looks like: lorem ipsum.',
  'As Cicero wrote in De finibus:',
  'TODO: write this.',
  'Ask jane.doe@example.com, john.roe@example.com or anna.poe@example.com.',
  'Write to jane.doe@example.com about it.',
  'See [a](#one), [b](#two), [c](#nowhere), [d][ref] and [e](#Two).',
  '[ref]: #two',
  '[ref]: https://example.com/?utm_source=x',
  '![](pics/none.png)',
  '![](pics\\none.png)',
  '![Plan](Plan.PNG)',
  '{alt: "x"}\n![y](plan.png)',
  '{format: js}\n```ts\nx\n```',
  '[p](plan.png)',
  '[x](http://localhost:3000) and [y](), http://example.com',
  '<!-- handbook-disable-next-line -->',
  '<!-- handbook-disable placeholder-marker -->',
  '{aside}',
  '{/aside}',
  'Note[^n].\n\n[^n]: Text.',
];
const block = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...blocks) }, markdownText(4));
const text = fc.array(block, { maxLength: 14 }).map((list) => list.join('\n\n'));
const edit = fc.record({
  file: fc.constantFrom('one.md', 'one.md', 'one.md', 'two.md'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.constant(0), fc.nat(4), fc.nat(80)),
  added: fc.oneof(block, fc.constantFrom('', 'x', '\n\n', '\n', '# ', '[')),
});

it('the findings of chapters that are typed in are those of the same chapters read afresh', async () => {
  await fc.assert(
    fc.asyncProperty(text, text, fc.constantFrom('', 'markdown', 'lfm'), fc.array(edit, { maxLength: 6 }), check),
    { numRuns: 120 },
  );
});

interface Edit {
  readonly file: string;
  readonly at: number;
  readonly removed: number;
  readonly added: string;
}

/** A file cannot hold half an astral character. */
function asOnDisk(text: string): string {
  return Buffer.from(text).toString();
}

async function check(one: string, two: string, dialect: string, edits: readonly Edit[]): Promise<void> {
  const settings = JSON.stringify({ extends: 'strict', ...(dialect ? { dialect } : {}) });
  const files = { 'Book.txt': 'one.md\ntwo.md\n', 'handbook.json': settings, 'resources/plan.png': 'x' };
  const texts = new Map([
    ['one.md', asOnDisk(one)],
    ['two.md', asOnDisk(two)],
  ]);
  const { workspace } = await openBook({ ...files, ...Object.fromEntries(texts) }, { rules: allRules });
  const linter = new BookLinter(allRules);
  for (const [file, content] of texts) workspace.setText(at(file), content);
  linter.update(await workspace.snapshot());
  while (linter.step([]));
  for (const { file, at: place, removed, added } of edits) {
    const before = texts.get(file)!;
    const from = Math.round(place * before.length);
    texts.set(file, asOnDisk(before.slice(0, from) + added + before.slice(from + removed)));
    workspace.setText(at(file), texts.get(file)!);
    linter.update(await workspace.snapshot());
    while (linter.step([]));
    const fresh = await openBook({ ...files, ...Object.fromEntries(texts) }, { rules: allRules });
    const afresh = new BookLinter(allRules);
    afresh.update(await fresh.workspace.snapshot());
    for (const name of texts.keys()) expect(linter.exactly(at(name))).toEqual(afresh.exactly(at(name)));
  }
}
