import { expect, test } from 'vitest';
import { parseEdited } from '../../../server/src/markdown/chapter.ts';
import type { Part } from '../../../server/src/markdown/parts/part.ts';

const sections = Array.from({ length: 40 }, (_, nth) => `## Cup ${nth}\n\n${'Warm it well. '.repeat(80)}\n`);
const text = sections.join('\n');

function read(from: string, before?: ReturnType<typeof parseEdited>) {
  return parseEdited('file:///b/tea.md', from, 'markua', before);
}

test('what is counted over the parts of a chapter is corrected by those that an edit changes', () => {
  const asked: Part[] = [];
  const warm = (part: Part) => {
    asked.push(part);
    return part.text.split('Warm').length - 1;
  };
  let chapter = read(text);
  expect(chapter.parts!.sums.of(warm)).toBe(40 * 80);
  expect(asked.length).toBe(chapter.parts!.list.length);
  for (const [was, now, count] of [
    ['Cup 20', 'Warm 20', 3201],
    ['## Cup 7\n', 'Warm\n', 3202],
    ['Warm 20', 'Cup', 3201],
    [sections[30]!, '', 3121],
  ] as const) {
    asked.length = 0;
    chapter = read(chapter.text.replace(was, now), chapter);
    expect(chapter.parts!.sums.of(warm)).toBe(count);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThan(10);
  }
});
