import type { Range } from './scan.ts';

/**
 * The bare web addresses of a text outside the ranges `taken` (ascending by start), as people write them in a
 * sentence: they end before closing punctuation, quotes and brackets, full-width punctuation and CJK text;
 * parentheses stay where they are balanced.
 */
export function findBareUrls(text: string, taken: readonly Range[]): Range[] {
  const found: Range[] = [];
  const opener = /[hH][tT][tT][pP][sS]?:\/\/(?=[\w[\u00a1-\u2fff])|(?:www|WWW)\.(?=[A-Za-z0-9-]+\.[A-Za-z])/g;
  let next = 0;
  let takenTo = 0;
  for (let match = opener.exec(text); match; match = opener.exec(text)) {
    const start = match.index;
    while (next < taken.length && taken[next]!.start <= start) takenTo = Math.max(takenTo, taken[next++]!.end);
    if (start < takenTo) {
      opener.lastIndex = takenTo;
      continue;
    }
    if (!mayBegin(text, start, match[0].length === 4)) continue;
    const limit = next < taken.length ? taken[next]!.start : text.length;
    const end = urlEnd(text, start, opener.lastIndex, limit);
    if (end > opener.lastIndex) found.push({ start, end });
    opener.lastIndex = Math.max(end, opener.lastIndex);
  }
  return found;
}

function mayBegin(text: string, at: number, www: boolean): boolean {
  if (at === 0) return true;
  return www ? !/[\w/.@:-]/.test(text[at - 1]!) : !/[A-Za-z0-9]/.test(text[at - 1]!);
}

function urlEnd(text: string, start: number, from: number, limit: number): number {
  let round = 0;
  let square = 0;
  let pos = from;
  for (; pos < limit; pos++) {
    const code = text.charCodeAt(pos);
    if (code === 0x28) round++;
    else if (code === 0x29 && --round < 0) break;
    else if (code === 0x5b && pos === from) square++;
    else if (code === 0x5b || (code === 0x5d && --square < 0)) break;
    else if (stops(code, text, pos)) break;
  }
  return trimEnd(text, start, pos);
}

/** A `)` at the end stays: `urlEnd` has stopped before one without its partner. */
function trimEnd(text: string, start: number, from: number): number {
  let end = from;
  while (end > start && /[.,;:!?'"*_`~\\(|\u2019\u201d\u2026]/.test(text[end - 1]!)) end--;
  return end;
}

function stops(code: number, text: string, pos: number): boolean {
  if (code <= 0x20 || code === 0x7f) return true;
  if (code < 0x80) {
    return (
      code === 0x3c ||
      code === 0x3e ||
      code === 0x22 ||
      code === 0x60 ||
      code === 0x7b ||
      code === 0x7d ||
      code === 0x5e ||
      code === 0x7c
    );
  }
  if (code >= 0xd800 && code <= 0xdfff) return true;
  if (code >= 0x2e80) return code <= 0x9fff || (code >= 0xac00 && code <= 0xd7a3) || code >= 0xf900;
  return (
    code === 0xa0 || (code >= 0x2000 && code <= 0x206f) || code === 0xbb || code === 0xab || /\p{Zs}/u.test(text[pos]!)
  );
}
