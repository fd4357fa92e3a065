/** How many UTF-16 units two texts have in common at their beginning, and at their end without those. */
export function commonEnds(a: string, b: string): { readonly head: number; readonly tail: number } {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head + STRETCH <= most && a.slice(head, head + STRETCH) === b.slice(head, head + STRETCH)) head += STRETCH;
  while (head < most && a.charCodeAt(head) === b.charCodeAt(head)) head++;
  let tail = 0;
  while (tail + STRETCH <= most - head && endingAt(a, tail) === endingAt(b, tail)) tail += STRETCH;
  while (tail < most - head && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail)) tail++;
  return { head, tail };
}

/** UTF-16 units. V8 compares whole strings many times quicker than one unit after the other. */
const STRETCH = 4096;

function endingAt(text: string, fromEnd: number): string {
  const end = text.length - fromEnd;
  return text.slice(end - STRETCH, end);
}
