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
