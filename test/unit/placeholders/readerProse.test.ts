import { describe, expect, it } from 'vitest';
import { readerProse } from '../../../server/src/rules/placeholders/readerProse.ts';
import { at, openBook } from '../../support/book.ts';

/** The prose of a chapter as one text each, holes as `▯`. */
async function prose(text: string): Promise<string[]> {
  const stretches = await read(text);
  return stretches.map((stretch) => stretch.text.replaceAll('\uFFFC', '▯'));
}

async function read(text: string) {
  const { workspace } = await openBook({ 'chapter.md': text }, { dialect: 'markua' });
  const { book } = await workspace.snapshot();
  return readerProse(book.chapter(at('chapter.md'))!, book);
}

describe('the prose that reaches the reader', () => {
  it('has no code, comment or section that is left out', async () => {
    const text = '# Zones\n\nA `code` zone.\n\n    code\n\n<!-- no -->\n\n{full: false}\n## Draft\n\nNot yet.\n';
    expect(await prose(text)).toEqual(['Zones', 'A ▯ zone.']);
  });

  it('joins what a quote, aside or code span parts, and leads back to the chapter', async () => {
    const text = '> A region\n> is `x` a group\n> TODO of zones.\n\nA> Line one\nA> TODO two.\n';
    for (const stretch of await read(text)) {
      for (const word of stretch.text.matchAll(/\p{L}+/gu)) {
        const span = stretch.span(word.index, word.index + word[0].length);
        expect(text.slice(span.start, span.end)).toBe(word[0]);
      }
      const whole = stretch.span(0, stretch.text.length);
      expect(whole).toEqual(stretch.prose.span);
    }
  });
});
