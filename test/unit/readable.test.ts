import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readable } from '../../server/src/handbook/readable.ts';
import { decodeText } from '../../server/src/host/decodeText.ts';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';
import { at, openBook } from '../support/book.ts';
import { bytesOf, standIn } from '../support/standIns.ts';

it.each([
  ['plain text', undefined],
  ['Café — 地域 🙂', undefined],
  ['\\xef\\xbb\\xbf# One', undefined],
  ['one \\x1b[1m stray sign', undefined],
  ['🙂é\\n Caf\\xe9 au lait', 'invalid-utf8 at 8'],
  ['\\xff\\xfe#\\0 \\0A\\0', 'utf-16 at 0'],
  ['\\xfe\\xff\\0#\\0 \\0A', 'utf-16 at 0'],
  ['\\xcf\\xf0\\xe8\\xe2\\xe5\\xf2, \\xec\\xe8\\xf0', 'invalid-utf8 at 0'],
  ['%PDF-1.7\\n\\x01\\x02\\x03\\x04\\0\\xff', 'binary at 0'],
])('%s', (content, expected) => {
  for (const read of [decodeText, (bytes: Uint8Array) => new MemoryHost([[at('a'), bytes]]).read(at('a'))]) {
    const { trouble } = readable(read(bytesOf(content)));
    expect(trouble && `${trouble.kind} at ${trouble.at}`).toBe(expected);
  }
});

it('gives the place of the first character that was lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (before) => {
      const good = new TextEncoder().encode(before.replace(/[\0-\x1f]/g, ' '));
      const bytes = Uint8Array.of(...good, 0xe9, 0x20);
      const { text, trouble } = readable(decodeText(bytes));
      expect(trouble?.kind).toBe('invalid-utf8');
      expect(text.slice(trouble!.at)).toBe('\uFFFD ');
    }),
  );
});

it('keeps a picture’s noise and a file that refuses to be read out of the book’s text', async () => {
  const { workspace, host } = await openBook({ 'Book.txt': 'a.md\nb.md\n', 'a.md': standIn('a.png'), 'b.md': null });
  const { book } = await workspace.snapshot();
  expect(book.order.map((uri) => book.chapter(uri)?.text)).toEqual(['', '']);
  expect([...book.troubles.values()].map(({ kind }) => kind)).toEqual(['binary', 'unreadable']);

  host.write(at('b.md'), '# B\n');
  workspace.filesChanged([at('b.md')]);
  const after = await workspace.snapshot();
  expect([...after.book.troubles.keys()]).toEqual([at('a.md')]);
  expect(after.keys.has('troubles')).toBe(true);
});
