import type { BookDocument } from '../handbook/handbook.ts';
import type { Finding } from '../rules/finding.ts';

interface Known {
  readonly document: BookDocument | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Findings about an earlier text of a file, moved to where their words stand in the present one. One that the change
 * touches is dropped, and none keeps its fixes: they were made for the earlier text.
 */
export function carryOver({ document: before, findings }: Known, after: BookDocument | undefined): Finding[] {
  if (!before || !after) return [];
  const shortest = Math.min(before.text.length, after.text.length);
  let head = 0;
  while (head < shortest && before.text.charCodeAt(head) === after.text.charCodeAt(head)) head++;
  let tail = 0;
  const room = shortest - head;
  while (tail < room && before.text.at(-1 - tail) === after.text.at(-1 - tail)) tail++;
  const changeEnd = before.text.length - tail;
  const moved = after.text.length - before.text.length;
  return findings.flatMap((finding) => {
    const { start, end } = finding.span;
    if (end <= head) return [{ ...finding, fixes: [] }];
    if (start < changeEnd) return [];
    return [{ ...finding, span: { start: start + moved, end: end + moved }, fixes: [] }];
  });
}
