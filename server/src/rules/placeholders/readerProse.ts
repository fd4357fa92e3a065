import { lastStarting, type Span } from '../../base/span.ts';
import type { Handbook } from '../../handbook/handbook.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { Prose } from '../../markdown/facts.ts';

/** A stretch of prose as one text, and the way back to the chapter. */
export interface ReaderProse {
  readonly prose: Prose;
  /** The pieces joined; U+FFFC stands for a code span, destination or other hole. */
  readonly text: string;
  /** The chapter's span of a part of `text`; both in UTF-16 offsets. */
  span(start: number, end: number): Span;
}

/** The chapter's prose that reaches the reader, in order: code, comments and sections left out of the book are not in it. */
export function readerProse(chapter: Chapter, book: Handbook): ReaderProse[] {
  const found: ReaderProse[] = [];
  // Whether a section is left out is asked once a section, not once a paragraph.
  const left = new Map<number, boolean>();
  for (const prose of chapter.facts.prose) {
    let excluded = left.get(prose.section);
    if (excluded === undefined) {
      excluded = book.excluded(chapter.uri, prose.span.start);
      left.set(prose.section, excluded);
    }
    if (!excluded) found.push(joinPieces(chapter.text, prose));
  }
  return found;
}

function joinPieces(source: string, prose: Prose): ReaderProse {
  const [only] = prose.pieces;
  if (only && prose.pieces.length === 1) {
    return {
      prose,
      text: source.slice(only.start, only.end),
      span: (start, end) => ({ start: only.start + start, end: only.start + end }),
    };
  }
  let text = '';
  const starts: number[] = [];
  const indexes = new Map<number, number>();
  prose.pieces.forEach((piece, index) => {
    text += piece.before;
    starts.push(text.length);
    indexes.set(text.length, index);
    text += source.slice(piece.start, piece.end);
  });
  const offset = (at: number, isEnd: boolean) => {
    // The end of one piece and the start of the next may be one place in the text, but not in the chapter.
    const start = lastStarting(starts, isEnd ? at - 1 : at, (first) => first) ?? 0;
    const piece = prose.pieces[indexes.get(start) ?? 0]!;
    return Math.min(piece.start + at - start, piece.end);
  };
  return { prose, text, span: (start, end) => ({ start: offset(start, false), end: offset(end, true) }) };
}
