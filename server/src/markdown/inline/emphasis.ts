import type { Mark, Range } from './scan.ts';

/** A run of `*`, `_` or `~~`. */
export interface Delimiter {
  readonly code: number;
  readonly length: number;
  readonly opens: boolean;
  readonly closes: boolean;
  /** What of the run is not used yet. */
  start: number;
  end: number;
  /** Its place among those it is paired with. */
  order: number;
}

/** The run of delimiters at `start`, with CommonMark's flanking rules applied; it ends before `limit`. */
export function readDelimiter(text: string, start: number): Delimiter {
  const code = text.charCodeAt(start);
  let end = start + 1;
  while (text.charCodeAt(end) === code) end++;
  const before = kindBefore(text, start);
  const after = kindAfter(text, end);
  const left = after !== 'white' && (after !== 'punctuation' || before !== 'letter');
  const right = before !== 'white' && (before !== 'punctuation' || after !== 'letter');
  const inWord = code !== 0x5f;
  return {
    code,
    length: end - start,
    opens: left && (inWord || !right || before === 'punctuation'),
    closes: right && (inWord || !left || after === 'punctuation'),
    start,
    end,
    order: 0,
  };
}

/** Pairs delimiters as CommonMark does, in linear time; the used characters become marks, each pair one of `spans`. */
export function pairDelimiters(delimiters: readonly Delimiter[], marks: Mark[], spans: Range[]): void {
  const open: Delimiter[] = [];
  const bottoms: Bottoms = { orders: undefined };
  for (let order = 0; order < delimiters.length; order++) {
    const closer = delimiters[order]!;
    closer.order = order;
    if (closer.closes && open.length > 0) closeWith(closer, open, bottoms, marks, spans);
    if (closer.opens && closer.end > closer.start) open.push(closer);
  }
}

/** Below which openers need not be looked for again, by the kind of closer that has not found one. */
interface Bottoms {
  orders: Map<number, number> | undefined;
}

function closeWith(closer: Delimiter, open: Delimiter[], bottoms: Bottoms, marks: Mark[], spans: Range[]): void {
  const key = closer.code * 8 + (closer.opens ? 4 : 0) + (closer.length % 3);
  const bottom = bottoms.orders?.get(key) ?? -1;
  while (closer.end > closer.start) {
    let at = open.length - 1;
    while (at >= 0 && open[at]!.order > bottom && !fits(open[at]!, closer)) at--;
    if (at < 0 || open[at]!.order <= bottom) {
      bottoms.orders ??= new Map();
      bottoms.orders.set(key, open.length > 0 ? open[open.length - 1]!.order : -1);
      return;
    }
    const opener = open[at]!;
    const used = closer.code === 0x7e ? 2 : opener.end - opener.start > 1 && closer.end - closer.start > 1 ? 2 : 1;
    while (open.length > at + 1) open.pop();
    marks.push(emptyMark(opener.end - used, opener.end), emptyMark(closer.start, closer.start + used));
    opener.end -= used;
    closer.start += used;
    spans.push({ start: opener.end, end: closer.start });
    if (opener.end === opener.start) open.pop();
  }
}

function emptyMark(start: number, end: number): Mark {
  return { start, end, gap: '', read: '' };
}

function fits(opener: Delimiter, closer: Delimiter): boolean {
  if (opener.code !== closer.code) return false;
  if (opener.code === 0x7e) return opener.end - opener.start === 2 && closer.end - closer.start === 2;
  if (!opener.closes && !closer.opens) return true;
  return (opener.length + closer.length) % 3 !== 0 || (opener.length % 3 === 0 && closer.length % 3 === 0);
}

type Kind = 'white' | 'punctuation' | 'letter';

function kindBefore(text: string, at: number): Kind {
  if (at === 0) return 'white';
  const low = text.charCodeAt(at - 1);
  if (low < 0x80) return kindOf(low);
  const pair = (low & 0xfc00) === 0xdc00 && at > 1 && (text.charCodeAt(at - 2) & 0xfc00) === 0xd800;
  return kindOfRare(text.slice(at - (pair ? 2 : 1), at));
}

function kindAfter(text: string, at: number): Kind {
  if (at >= text.length) return 'white';
  const code = text.charCodeAt(at);
  return code < 0x80 ? kindOf(code) : kindOfRare(String.fromCodePoint(text.codePointAt(at)!));
}

/** Of an ASCII character. */
function kindOf(code: number): Kind {
  if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) return 'white';
  const alphanumeric =
    (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  return alphanumeric || code < 0x20 || code === 0x7f ? 'letter' : 'punctuation';
}

function kindOfRare(character: string): Kind {
  if (/^\p{Zs}$/u.test(character)) return 'white';
  return /^[\p{P}\p{S}]$/u.test(character) ? 'punctuation' : 'letter';
}

/** The text offset at which a span that ends at `end` begins, for the spans that are words. */
export function wordStart(text: string, end: number): Range {
  let start = end;
  while (start > 0 && /[\p{L}\p{N}\p{M}_'’-]/u.test(text[start - 1]!)) start--;
  return { start, end };
}
