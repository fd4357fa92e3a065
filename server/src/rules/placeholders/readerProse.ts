import type { Span } from '../../base/span.ts';
import type { Handbook } from '../../handbook/handbook.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { Prose } from '../../markdown/facts.ts';
import { signsOf } from './signs.ts';

/** A stretch of prose as one text, and the way back to the chapter. */
export interface ReaderProse {
  readonly prose: Prose;
  /** The pieces joined; U+FFFC stands for a code span, destination or other hole. */
  readonly text: string;
  /** What the text shows at a glance, as `Sign`s added up. */
  readonly signs: number;
  /** The chapter's span of a part of `text`; both in UTF-16 offsets. */
  span(start: number, end: number): Span;
}

/** The chapter's prose that reaches the reader, in order: code, comments and sections left out of the book are not in it. */
export function readerProse(chapter: Chapter, book: Handbook): ReaderProse[] {
  const found: ReaderProse[] = [];
  // Whether a section is left out is asked once a section, not once a paragraph.
  let section: number | undefined;
  let excluded = false;
  for (const prose of chapter.facts.prose) {
    if (prose.section !== section) {
      section = prose.section;
      excluded = book.excluded(chapter.uri, prose.span.start);
    }
    if (!excluded) found.push(new Stretch(chapter.text, prose));
  }
  return found;
}

/** Most stretches are looked at once and never searched, so they are joined only when they are asked for. */
class Stretch implements ReaderProse {
  readonly prose: Prose;
  readonly #source: string;
  #text: string | undefined;
  #signs = -1;
  /** Where in `text` each piece begins; made with it. */
  #starts: readonly number[] = [];

  constructor(source: string, prose: Prose) {
    this.prose = prose;
    this.#source = source;
  }

  get text(): string {
    this.#text ??= this.#join();
    return this.#text;
  }

  get signs(): number {
    if (this.#signs < 0) this.#signs = signsOf(this.#source, this.prose.pieces);
    return this.#signs;
  }

  span(start: number, end: number): Span {
    this.#text ??= this.#join();
    return { start: this.#offset(start, false), end: this.#offset(end, true) };
  }

  #join(): string {
    let text = '';
    this.#starts = this.prose.pieces.map((piece) => {
      text += piece.before;
      const start = text.length;
      text += this.#source.slice(piece.start, piece.end);
      return start;
    });
    return text;
  }

  #offset(at: number, isEnd: boolean): number {
    // The end of one piece and the start of the next may be one place in the text, but not in the chapter.
    const index = Math.max(0, countUpTo(this.#starts, isEnd ? at - 1 : at) - 1);
    const piece = this.prose.pieces[index]!;
    return Math.min(piece.start + at - (this.#starts[index] ?? 0), piece.end);
  }
}

/** How many of the ascending numbers are no greater than `limit`. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
