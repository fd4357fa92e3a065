import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseChapter } from '../../../server/src/markdown/chapter.ts';
import { ChapterPacker } from '../../../server/src/markdown/packedChapter.ts';
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

describe('a packed chapter', () => {
  const generated = [0, 1, 2, 3].map((index) =>
    chapterText({ seed: 7, dialect: 'markua', index, count: 9, length: 9000 }),
  );
  const page = readFileSync(path.resolve(import.meta.dirname, '../../../README.md'), 'utf8');
  it.each(['', everything, everything.replaceAll('\n', '\r\n'), page, ...generated])('has the same facts', (text) => {
    for (const dialect of ['markua', 'lfm', 'markdown'] as const) {
      const chapter = parseChapter('file:///book/ch.md', text, dialect);
      const packed = new ChapterPacker().pack(chapter);
      expect({ ...packed.facts, blocks: packed.facts.blocks, prose: packed.facts.prose }).toEqual(chapter.facts);
      expect(packed.facts.blocks).toBe(packed.facts.blocks);
      const packer = new ChapterPacker();
      const [first, ...others] = [1, 2, 3].map(() => packer.pack(chapter).facts);
      for (const facts of [...others, first!]) expect(facts.prose).toEqual(chapter.facts.prose);
      expect([packed.uri, packed.text, packed.dialect, packed.suppressions]).toEqual([
        chapter.uri,
        chapter.text,
        dialect,
        chapter.suppressions,
      ]);
    }
  });
});
