import type { ProsePiece } from '../facts.ts';
import { joinLines } from '../joinLines.ts';
import { type SourceText, type Stretches, stretchAt } from '../source.ts';
import type { Mark, Range } from './scan.ts';

/** A run of mark-up as prose sees it; pictures count whole, their alt text being prose of its own. */
export interface Gap extends Range {
  readonly gap: '' | '\uFFFC';
}

/** The text of a range as a reader sees it: mark-up gone, references decoded, line breaks as blanks. */
export function readAs(text: string, range: Range, marks: readonly Mark[]): string {
  let read = '';
  let pos = range.start;
  for (let i = firstFrom(marks, range.start); i < marks.length; i++) {
    const mark = marks[i]!;
    if (mark.start >= range.end) break;
    if (mark.start < pos || mark.end > range.end) continue;
    read += text.slice(pos, mark.start) + mark.read;
    pos = mark.end;
  }
  return joinLines(read + text.slice(pos, range.end));
}

/**
 * The pieces of source text that make up a range of content, mark-up left out. Offsets are into the text as read.
 * Empty where nothing but blanks is left.
 */
export function piecesOf(
  text: string,
  range: Range,
  gaps: readonly Gap[],
  stretches: Stretches,
  source: SourceText,
): ProsePiece[] {
  if (gaps.length === 0 && stretches.from.length === 1 && range.end > range.start && isTrimmed(text, range)) {
    const shift = stretches.shift[0]!;
    const start = source.toOriginal(range.start + shift);
    return [{ start, end: source.toOriginal(range.end + shift), before: '' }];
  }
  const builder: Builder = { text, stretches, source, pieces: [], inks: [], before: '' };
  let pos = range.start;
  for (let i = pos === 0 ? 0 : firstFrom(gaps, pos); i < gaps.length && gaps[i]!.start < range.end; i++) {
    const gap = gaps[i]!;
    if (gap.end > range.end || gap.start < pos) continue;
    addRun(builder, pos, gap.start);
    pos = gap.end;
    if (gap.gap !== '') builder.before = gap.gap;
  }
  addRun(builder, pos, range.end);
  return trimPieces(builder.pieces, builder.inks);
}

interface Builder {
  readonly text: string;
  readonly stretches: Stretches;
  readonly source: SourceText;
  readonly pieces: ProsePiece[];
  /** For each piece: whether it is more than blanks. */
  readonly inks: boolean[];
  /** What stands for the gap before the next piece. */
  before: ProsePiece['before'];
}

/** Adds content without gaps, a piece a stretch; a line break between two stretches is in neither. */
function addRun(builder: Builder, start: number, end: number): void {
  const { stretches, text } = builder;
  if (stretches.from.length === 1) {
    addPiece(builder, start, end, stretches.shift[0]!);
    return;
  }
  let pos = start;
  for (let i = stretchAt(stretches, pos); pos < end; i++) {
    const next = Math.min(stretches.from[i + 1] ?? end, end);
    const lineBreak = next < end && text.charCodeAt(next - 1) === 0x0a;
    addPiece(builder, pos, lineBreak ? next - 1 : next, stretches.shift[i]!);
    if (lineBreak && builder.before === '') builder.before = '\n';
    pos = next;
  }
}

function addPiece(builder: Builder, start: number, end: number, shift: number): void {
  if (end <= start) return;
  const { source } = builder;
  builder.pieces.push({
    start: source.toOriginal(start + shift),
    end: source.toOriginal(end + shift),
    before: builder.before,
  });
  builder.inks.push(hasInk(builder.text, start, end));
  builder.before = '';
}

function trimPieces(pieces: ProsePiece[], inks: readonly boolean[]): ProsePiece[] {
  let first = 0;
  while (first < pieces.length && !inks[first]) first++;
  let last = pieces.length;
  while (last > first && !inks[last - 1]) last--;
  if (first === last) return [];
  const kept = pieces.slice(first, last);
  if (kept[0]!.before !== '') kept[0] = { ...kept[0]!, before: '' };
  return kept;
}

function hasInk(text: string, from: number, to: number): boolean {
  for (let pos = from; pos < to; pos++) {
    if (text.charCodeAt(pos) > 0x20) return true;
  }
  return false;
}

function isTrimmed(text: string, range: Range): boolean {
  return text.charCodeAt(range.start) > 0x20 && text.charCodeAt(range.end - 1) > 0x20;
}

function firstFrom(sorted: readonly Range[], start: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
