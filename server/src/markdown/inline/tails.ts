import type { LinkTail, Range } from './scan.ts';

/** CommonMark's bound on a link label's length. */
const longestLabel = 999;
/** markdown-it's bound on nested parentheses in a destination; it keeps the work linear. */
const deepestParentheses = 32;

/**
 * Reads `(destination "title")` from its `(`. Beyond CommonMark, crosslinks and pictures may have blanks in their
 * destination: Leanpub's older engines link `(#two words)` and `(images/my pic.png)`.
 */
export function readInlineTail(text: string, open: number, image: boolean): LinkTail | undefined {
  return readStrictTail(text, open) ?? readSpacedTail(text, open, image);
}

/** Reads `[label]` or `[]` from its `[`. */
export function readLabel(text: string, open: number): LinkTail | undefined {
  if (text.charCodeAt(open) !== 0x5b) return undefined;
  const limit = Math.min(text.length, open + longestLabel + 2);
  for (let pos = open + 1; pos < limit; pos++) {
    const code = text.charCodeAt(pos);
    if (code === 0x5c) pos++;
    else if (code === 0x5b) return undefined;
    else if (code === 0x5d) {
      const label = { start: open + 1, end: pos };
      return { end: pos + 1, label, labelForm: text.slice(label.start, pos).trim() === '' ? 'collapsed' : 'full' };
    }
  }
  return undefined;
}

function readStrictTail(text: string, open: number): LinkTail | undefined {
  let pos = skipWhite(text, open + 1);
  const destination = readDestination(text, pos);
  if (!destination)
    return text.charCodeAt(pos) === 0x29 ? { end: pos + 1, destination: { start: pos, end: pos } } : undefined;
  pos = destination.past;
  const next = skipWhite(text, pos);
  const title = next > pos ? readTitle(text, next) : undefined;
  pos = title ? skipWhite(text, title.end + 1) : next;
  if (text.charCodeAt(pos) !== 0x29) return undefined;
  return { end: pos + 1, destination: destination.range, title };
}

function readDestination(text: string, start: number): { range: Range; past: number } | undefined {
  if (text.charCodeAt(start) === 0x3c) return readAngled(text, start);
  let depth = 0;
  let pos = start;
  for (; pos < text.length; pos++) {
    const code = text.charCodeAt(pos);
    if (code <= 0x20 || code === 0x7f) break;
    if (code === 0x5c && text.charCodeAt(pos + 1) > 0x20) pos++;
    else if (code === 0x28 && ++depth > deepestParentheses) return undefined;
    else if (code === 0x29 && --depth < 0) break;
  }
  pos = Math.min(pos, text.length);
  if (pos === start || depth > 0) return undefined;
  return { range: { start, end: pos }, past: pos };
}

function readAngled(text: string, start: number): { range: Range; past: number } | undefined {
  for (let pos = start + 1; pos < text.length; pos++) {
    const code = text.charCodeAt(pos);
    if (code === 0x0a || code === 0x3c) return undefined;
    if (code === 0x5c) pos++;
    else if (code === 0x3e) return { range: { start: start + 1, end: pos }, past: pos + 1 };
  }
  return undefined;
}

/** The characters between a title's quotes; the closing quote is at `end`. */
function readTitle(text: string, start: number): Range | undefined {
  const quote = text.charCodeAt(start);
  if (quote !== 0x22 && quote !== 0x27 && quote !== 0x28) return undefined;
  const closing = quote === 0x28 ? 0x29 : quote;
  for (let pos = start + 1; pos < text.length; pos++) {
    const code = text.charCodeAt(pos);
    if (code === closing) return { start: start + 1, end: pos };
    if (code === 0x28 && closing === 0x29) return undefined;
    if (code === 0x5c) pos++;
  }
  return undefined;
}

const titleAtEnd = /\s(?:"[^"\n]*"|'[^'\n]*')\s*$/;

/**
 * A destination with blanks, or with invisible characters that came in with the name, on one line: a crosslink's without
 * parentheses, or a picture's, which may have a pair of them: `my pic (1).png`.
 */
function readSpacedTail(text: string, open: number, image: boolean): LinkTail | undefined {
  const limit = Math.min(text.length, open + longestLabel);
  let close = open + 1;
  let depth = 0;
  for (; close < limit; close++) {
    const code = text.charCodeAt(close);
    if (code === 0x0a || code === 0x3c || code === 0x5b) return undefined;
    if (code === 0x28 && (!image || ++depth > 1)) return undefined;
    if (code === 0x29 && --depth < 0) break;
  }
  if (close >= limit) return undefined;
  let start = open + 1;
  while (text.charCodeAt(start) === 0x20 || text.charCodeAt(start) === 0x09) start++;
  const inside = text.slice(start, close);
  const title = titleAtEnd.exec(inside);
  const written = (title ? inside.slice(0, title.index) : inside).trimEnd();
  if (!/\S[ \t]+\S|[\0-\x08\x0b-\x1f\x7f]/.test(written) || written.includes('"')) return undefined;
  if (!written.startsWith('#') && !(image && /\.[A-Za-z0-9]{2,5}$/.test(written))) return undefined;
  const destination = { start, end: start + written.length };
  if (!title) return { end: close + 1, destination };
  const quoted = title[0].trim();
  const titleStart = start + title.index + 2;
  return { end: close + 1, destination, title: { start: titleStart, end: titleStart + quoted.length - 2 } };
}

function skipWhite(text: string, from: number): number {
  let pos = from;
  for (;;) {
    const code = text.charCodeAt(pos);
    if (code !== 0x20 && code !== 0x09 && code !== 0x0a) return pos;
    pos++;
  }
}
