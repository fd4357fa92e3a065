import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseChapter } from '../../../server/src/markdown/chapter.ts';
import type { Facts } from '../../../server/src/markdown/facts.ts';
import { RestingChapters } from '../../../server/src/markdown/restingChapter.ts';
import { chapterText } from '../../bench/book/chapter.ts';

const everything = `{aside}
# In a box {#x}

Text of **two** \`pieces\` and [a link](u).

> A quote
> TODO: of *lines*

{/aside}

1. One
   - Two

W> warned

| a | b |
|---|---|
| c | d |

[^n]: A note

\`\`\`js
never closed
`;

describe('a resting chapter', () => {
  const generated = [0, 1, 2, 3].map((index) =>
    chapterText({ seed: 7, dialect: 'markua', index, count: 9, length: 9000 }),
  );
  const page = readFileSync(path.resolve(import.meta.dirname, '../../../README.md'), 'utf8');
  it.each(['', everything, everything.replaceAll('\n', '\r\n'), page, ...generated])('has the same facts', (text) => {
    for (const dialect of ['markua', 'lfm', 'markdown'] as const) {
      const chapter = parseChapter('file:///book/ch.md', text, dialect);
      const resting = new RestingChapters().rest(chapter);
      for (const kind of Object.keys(chapter.facts) as (keyof Facts)[]) {
        expect(resting.facts[kind]).toEqual(chapter.facts[kind]);
      }
      expect(resting.facts.blocks).toBe(resting.facts.blocks);
      const chapters = new RestingChapters();
      const [first, ...others] = [1, 2, 3, 4, 5, 6].map(() => chapters.rest(chapter).facts);
      for (const facts of [...others, first!]) expect(facts.prose).toEqual(chapter.facts.prose);
      expect([resting.uri, resting.text, resting.dialect, resting.suppressions]).toEqual([
        chapter.uri,
        chapter.text,
        dialect,
        chapter.suppressions,
      ]);
    }
  });
});

describe('a resting chapter without its text', () => {
  it.each(['', everything, everything.replaceAll('\n', '\r\n'), `\uFEFF${everything}`, 'x'.repeat(70_000)])(
    'reads it again, with the same facts and lines',
    (text) => {
      for (const hasFindings of [true, false]) {
        const chapter = parseChapter('file:///book/ch.md', text, 'markua');
        const version = { size: 1, mtime: 2 };
        let times = 0;
        const chapters = new RestingChapters((uri, of) => {
          expect([uri, of]).toEqual([chapter.uri, version]);
          times++;
          return text;
        });
        const resting = chapters.rest(chapter, version, hasFindings);
        expect(resting.facts.ids).toEqual(chapter.facts.ids);
        const { lines } = resting;
        expect([lines.length, lines.markLength]).toEqual([text.length, text.startsWith('\uFEFF') ? 1 : 0]);
        for (let offset = -1; offset <= Math.min(text.length, 2000) + 1; offset++) {
          expect(lines.position(offset)).toEqual(chapter.lines.position(offset));
        }
        if (hasFindings && text.length < 70_000) expect(times).toBe(0);
        for (let line = -1; line <= lines.count; line++) expect(lines.line(line)).toEqual(chapter.lines.line(line));
        expect(resting.text).toBe(text);
        expect(resting.facts.blocks).toEqual(chapter.facts.blocks);
        expect(times).toBeLessThanOrEqual(1);
      }
    },
  );
});
