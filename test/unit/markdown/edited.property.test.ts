import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chapterSigns, dialectSigns } from '../../../server/src/handbook/dialect.ts';
import { type Chapter, parseChapter, parseEdited } from '../../../server/src/markdown/chapter.ts';
import type { Dialect } from '../../../server/src/markdown/facts.ts';
import { allFacts } from '../../support/chapterFacts.ts';
import { markdownText } from '../../support/markdownText.ts';

const uri = 'file:///book/chapter.md';

/** Blocks with blank lines between them, as a chapter is made of. */
const paragraphs = fc
  .array(fc.tuple(markdownText(5), fc.constantFrom('\n\n', '\n\n', '\r\n\r\n', '\n \n', '\r\r')), { maxLength: 12 })
  .map((blocks) => blocks.flat().join(''));

/** Edits as an author makes them, and as a paste or an undo does: at any place, often where something begins or ends. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
  text: fc.oneof(
    markdownText(3),
    fc.constantFrom('', 'x', '\n', '\n\n', '  ', '{aside}\n', '```\n', '\r', '\uFEFF', '}\n'),
  ),
});

it.each(['markua', 'lfm', 'markdown'] satisfies Dialect[])('an edited %s text is read as a fresh one', (dialect) => {
  fc.assert(
    fc.property(paragraphs, fc.array(edit, { maxLength: 6 }), (start, edits) => {
      let text = start;
      let chapter: Chapter = parseEdited(uri, text, dialect, undefined);
      expectFresh(chapter);
      for (const { at, removed, text: added } of edits) {
        const from = Math.round(at * text.length);
        text = text.slice(0, from) + added + text.slice(from + removed);
        chapter = parseEdited(uri, text, dialect, chapter);
        expectFresh(chapter);
      }
    }),
    { numRuns: 400 },
  );
});

function expectFresh(chapter: Chapter): void {
  const fresh = parseChapter(uri, chapter.text, chapter.dialect);
  expect(allFacts(chapter)).toEqual(allFacts(fresh));
  expect(chapterSigns(chapter)).toEqual(dialectSigns(chapter.text));
  const starts = ({ lines }: Chapter) => Array.from({ length: lines.count + 1 }, (_, line) => lines.start(line));
  expect(starts(chapter)).toEqual(starts(fresh));
  const linesAt = ({ lines, text }: Chapter) =>
    Array.from({ length: text.length + 2 }, (_, at) => lines.lineAt(at - 1));
  expect(linesAt(chapter)).toEqual(linesAt(fresh));
  expect(chapter.parts!.list.map(({ text }) => text).join('')).toBe(chapter.text);
}
