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

/**
 * Where the lines of one text begin. A line ends at `\n`, `\r\n` or a lone `\r`, which is how both LSP and
 * markdown-it count them.
 */
export class LineIndex {
  readonly #text: string;
  /** Found when first asked for: of a book's chapters most have nothing to be shown a line of. */
  #found: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get #starts(): readonly number[] {
    this.#found ??= lineStarts(this.#text);
    return this.#found;
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The offset at which line `line` (from 0) begins; the text's length for a line past the end. */
  start(line: number): number {
    return line < 0 ? 0 : (this.#starts[line] ?? this.#text.length);
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
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  position(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#text.length));
    const line = this.lineAt(clamped);
    return { line, character: clamped - this.start(line) };
  }

  /** The offset of a position; a character past the end of its line is read as the line's end. */
  offset(position: Position): number {
    if (position.line >= this.count) return this.#text.length;
    return Math.min(this.start(position.line) + position.character, this.end(position.line));
  }

  range(span: Span): Range {
    const start = this.position(span.start);
    const end = Math.max(0, Math.min(span.end, this.#text.length));
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

function lineStarts(text: string): number[] {
  const starts = [0];
  if (text.includes('\r')) {
    const lineBreak = /\r\n?|\n/g;
    while (lineBreak.exec(text)) starts.push(lineBreak.lastIndex);
  } else {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  }
  return starts;
}
