import type { Span } from '../base/span.ts';

/**
 * A chapter's text as markdown-it sees it (`\n` for every line break, U+FFFD for NUL, no byte order mark), and the
 * way back from offsets in it to offsets in the text as it was read.
 */
export class SourceText {
  readonly normal: string;
  readonly original: string;
  readonly #shift: number;
  /** Offsets in `normal` of the `\n`s that stand for `\r\n`, ascending. */
  readonly #pairs: readonly number[];

  /** `isStart` is false for a part of a text from its middle, where U+FEFF is a character like others. */
  constructor(text: string, isStart = true) {
    this.original = text;
    this.#shift = isStart && text.charCodeAt(0) === 0xfeff ? 1 : 0;
    const body = this.#shift === 1 ? text.slice(1) : text;
    const hasReturn = body.includes('\r');
    this.#pairs = hasReturn ? pairOffsets(body) : [];
    const unix = hasReturn ? body.replace(/\r\n?/g, '\n') : body;
    this.normal = unix.includes('\0') ? unix.replace(/\0/g, '\uFFFD') : unix;
  }

  /** The span in the text as read of a range in `normal`. */
  span(start: number, end: number): Span {
    if (this.#pairs.length === 0) return { start: start + this.#shift, end: end + this.#shift };
    const from = this.toOriginal(start);
    return { start: from, end: end === start ? from : this.toOriginal(end) };
  }

  /** The offset in the text as read of an offset in `normal`. */
  toOriginal(offset: number): number {
    return this.#pairs.length === 0 ? offset + this.#shift : offset + this.#shift + countBelow(this.#pairs, offset);
  }
}

/**
 * Where the characters of a block's inline content stand in the normalised text: from content offset `from[i]` on,
 * content offset `x` is text offset `x + shift[i]`. Lines of one paragraph share a stretch unless a container's
 * prefix lies between them.
 */
export interface Stretches {
  readonly from: readonly number[];
  readonly shift: readonly number[];
}

/** The stretches of content that is one piece of the text, beginning at `start`. */
export function onePiece(start: number): Stretches {
  return { from: [0], shift: [start] };
}

/** The index of the stretch that holds a content offset. */
export function stretchAt(stretches: Stretches, offset: number): number {
  let low = 0;
  let high = stretches.from.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stretches.from[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The offset in the normalised text of a content offset. */
export function toText(stretches: Stretches, offset: number): number {
  if (stretches.from.length === 1) return offset + stretches.shift[0]!;
  return offset + stretches.shift[stretchAt(stretches, offset)]!;
}

/** As `toText`, for the end of a half-open range: it belongs to the character before it. */
export function endToText(stretches: Stretches, start: number, end: number): number {
  return end > start ? toText(stretches, end - 1) + 1 : toText(stretches, end);
}

/**
 * The stretches of content whose lines are suffixes of the text's lines. `lineEnds[k]` is the text offset at which
 * the k-th line of the content ends.
 */
export function suffixStretches(content: string, lineEnd: (line: number) => number): Stretches {
  const from: number[] = [];
  const shift: number[] = [];
  let start = 0;
  for (let line = 0; ; line++) {
    const lineBreak = content.indexOf('\n', start);
    const end = lineBreak < 0 ? content.length : lineBreak;
    const delta = lineEnd(line) - end;
    if (shift.length === 0 || shift[shift.length - 1] !== delta) {
      from.push(start);
      shift.push(delta);
    }
    if (lineBreak < 0) return { from, shift };
    start = lineBreak + 1;
  }
}

function pairOffsets(body: string): number[] {
  const pairs: number[] = [];
  for (let at = body.indexOf('\r\n'); at >= 0; at = body.indexOf('\r\n', at + 2)) pairs.push(at - pairs.length);
  return pairs;
}

function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
