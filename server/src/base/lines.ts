import type { Span } from './span.ts';

/** A place in a text, both counted from 0, `character` in UTF-16 units: LSP's `Position`. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A text that is not at hand, and what is known of it. */
export interface RestingText {
  /** In UTF-16 units. */
  readonly length: number;
  readonly beginsWithMark: boolean;
  /** The lengths of its lines, as `lineLengths` packs them; undefined where they have to be counted anew. */
  readonly lineLengths: string | undefined;
  read(): string;
}

/** Where lines begin, as UTF-16 offsets; they are counted from 0. */
export interface LineStarts {
  readonly count: number;
  /** Of a line that is there. */
  start(line: number): number;
  /** The last line that begins at an offset or before it; the first one where none does. */
  lineAt(offset: number): number;
}

/**
 * Where the lines of one text begin. A line ends at `\n`, `\r\n` or a lone `\r`, which is how both LSP and
 * markdown-it count them.
 */
export class LineIndex {
  readonly #source: string | RestingText;
  /** Found when first asked for: of a book's chapters most have nothing to be shown a line of. */
  #found: LineStarts | undefined;
  readonly #find: (() => LineStarts) | undefined;

  /** `find` finds where the lines begin, for who knows of a quicker way than to look through the text. */
  constructor(source: string | RestingText, find?: () => LineStarts) {
    this.#source = source;
    this.#find = find;
  }

  get #text(): string {
    return typeof this.#source === 'string' ? this.#source : this.#source.read();
  }

  get #starts(): LineStarts {
    if (!this.#found) {
      const resting = typeof this.#source === 'string' ? undefined : this.#source;
      const plain = () => (resting?.lineLengths ? startsOf(resting.lineLengths) : lineStarts(this.#text));
      this.#found = this.#find?.() ?? new PlainLineStarts(plain());
    }
    return this.#found;
  }

  /** Of the text, in UTF-16 units. */
  get length(): number {
    return this.#source.length;
  }

  /** The UTF-16 units of the byte order mark that the first line begins with, which is no column. */
  get markLength(): 0 | 1 {
    const { beginsWithMark = this.#text.startsWith('\uFEFF') } = typeof this.#source === 'string' ? {} : this.#source;
    return beginsWithMark ? 1 : 0;
  }

  /** What it takes to have this index again without the text; undefined where a line is too long for that. */
  get lineLengths(): string | undefined {
    const starts = Array.from({ length: this.count }, (_, line) => this.start(line));
    return packed(starts, this.length);
  }

  get count(): number {
    return this.#starts.count;
  }

  /** The offset at which line `line` (from 0) begins; the text's length for a line past the end. */
  start(line: number): number {
    return line < 0 ? 0 : line < this.count ? this.#starts.start(line) : this.length;
  }

  /** The offset at which line `line` ends, its line break not counted. */
  end(line: number): number {
    let end = this.start(line + 1);
    const floor = this.start(line);
    if (line + 1 < this.count) {
      if (end > floor && this.#text.charCodeAt(end - 1) === 10) end--;
      if (end > floor && this.#text.charCodeAt(end - 1) === 13) end--;
    }
    return end;
  }

  /** The line (from 0) that holds `offset`; offsets outside the text are clamped into it. */
  lineAt(offset: number): number {
    return this.#starts.lineAt(offset);
  }

  position(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.length));
    const line = this.lineAt(clamped);
    return { line, character: clamped - this.start(line) };
  }

  /** The offset of a position; a character past the end of its line is read as the line's end. */
  offset(position: Position): number {
    if (position.line >= this.count) return this.length;
    return Math.min(this.start(position.line) + position.character, this.end(position.line));
  }

  range(span: Span): Range {
    const start = this.position(span.start);
    const end = Math.max(0, Math.min(span.end, this.length));
    // Most spans end in the line they begin in, which is then not looked for again.
    const isSameLine = end >= span.start && (start.line + 1 >= this.count || end < this.start(start.line + 1));
    return {
      start,
      end: isSameLine ? { line: start.line, character: end - this.start(start.line) } : this.position(end),
    };
  }

  /** The span of the whole line (from 0), without its line break. */
  line(line: number): Span {
    return { start: this.start(line), end: this.end(line) };
  }
}

class PlainLineStarts implements LineStarts {
  readonly #starts: readonly number[];

  constructor(starts: readonly number[]) {
    this.#starts = starts;
  }

  get count(): number {
    return this.#starts.length;
  }

  start(line: number): number {
    return this.#starts[line]!;
  }

  lineAt(offset: number): number {
    return lastUpTo(this.#starts, offset);
  }
}

/** The index of the last of ascending numbers that is no greater than `limit`; 0 where none is. */
export function lastUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ascending[middle]! <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function lineStarts(text: string): number[] {
  const starts = [0];
  if (text.includes('\r')) {
    const lineBreak = /\r\n?|\n/g;
    while (lineBreak.exec(text)) starts.push(lineBreak.lastIndex);
  } else {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  }
  return starts;
}

/** A character a line, none of them one that JSON has to write in six. */
const PACKED_FROM = 35;

function packed(starts: readonly number[], end: number): string | undefined {
  const codes = starts.map((start, line) => (starts[line + 1] ?? end) - start + PACKED_FROM);
  return codes.length < 10_000 && Math.max(...codes) < 0x10000 ? String.fromCharCode(...codes) : undefined;
}

function startsOf(lengths: string): number[] {
  const starts = [0];
  for (let line = 0; line + 1 < lengths.length; line++) {
    starts.push(starts[line]! + lengths.charCodeAt(line) - PACKED_FROM);
  }
  return starts;
}
