import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at } from '../support/book.ts';
import { type LspClient, serve } from '../support/lspClient.ts';
import { markdownText } from '../support/markdownText.ts';

/** Findings that stay, move along, speak of other places, or come and go with their neighbours. */
const blocks = [
  '{id: ch-one}\n# One',
  '{id: two}\n## Two',
  '## Three',
  '{full: false}\n## Left out',
  'Words, and more words.',
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.',
  'TODO: write this.\nAnd this line, too.',
  'See [a](#two), [b](#nowhere) and [c](two.md#none).',
  '[ref]: #two',
  '![](none.png)\r\n\r\nText.',
  '```\ncode\n\nmore code\n```',
  '- item\n\n  {id: lost}\n\n  text',
  '<!-- handbook-disable-next-line -->',
  'Note[^n].\n\n[^n]: Text.',
];
const block = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...blocks) }, markdownText(3));
const text = fc.array(block, { minLength: 1, maxLength: 16 }).map((list) => list.join('\n\n'));
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
  added: fc.oneof(block, fc.constantFrom('', 'x', '\n', '\n\n', ' ', '#')),
});
const two = '{id: two}\n# Second\n\nSee [one](#ch-one).\n';

it('what a client is told of a chapter that is typed in is what it would be told of the same text opened', async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.array(edit, { maxLength: 5 }), async (start, edits) => {
      const files = {
        'Book.txt': 'one.md\ntwo.md\n',
        'handbook.json': '{"extends":"strict"}',
        'one.md': '# One\n',
        'two.md': two,
      };
      const { client } = await serve(files, { pull: true });
      await client.open(at('one.md'), start);
      await told(client);
      for (const { at: place, removed, added } of edits) {
        const before = client.text(at('one.md'));
        const from = Math.round(place * before.length);
        await client.change(at('one.md'), [{ text: before.slice(0, from) + added + before.slice(from + removed) }]);
        const { client: other } = await serve(files, { pull: true });
        await other.open(at('one.md'), client.text(at('one.md')));
        expect(await told(client)).toEqual(await told(other));
        await other.stop();
      }
      await client.stop();
    }),
    { numRuns: 40 },
  );
});

/** What is known when all is known. */
async function told(client: LspClient): Promise<unknown> {
  await client.pulled(at('one.md'));
  const report = await client.pull(at('one.md'));
  return report.kind === 'full' ? report.items : report;
}
