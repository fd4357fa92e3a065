import type { ProsePiece } from '../facts.ts';
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
  return (read + text.slice(pos, range.end)).replace(/[ \t]*\n[ \t]*/g, ' ');
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
  const pieces: ProsePiece[] = [];
  const inks: boolean[] = [];
  let before: ProsePiece['before'] = '';
  let pos = range.start;
  const add = (from: number, to: number): void => {
    if (to <= from) return;
    const shift = stretches.shift[stretchAt(stretches, from)]!;
    pieces.push({ start: source.toOriginal(from + shift), end: source.toOriginal(to + shift), before });
    inks.push(hasInk(text, from, to));
    before = '';
  };
  const run = (to: number): void => {
    for (let i = stretchAt(stretches, pos); pos < to; i++) {
      const next = stretches.from[i + 1] ?? to;
      if (next >= to) {
        add(pos, to);
        break;
      }
      const lineBreak = text.charCodeAt(next - 1) === 0x0a;
      add(pos, lineBreak ? next - 1 : next);
      if (lineBreak && before === '') before = '\n';
      pos = next;
    }
    pos = to;
  };
  for (let i = firstFrom(gaps, range.start); i < gaps.length && gaps[i]!.start < range.end; i++) {
    const gap = gaps[i]!;
    if (gap.end > range.end || gap.start < pos) continue;
    run(gap.start);
    pos = gap.end;
    if (gap.gap !== '') before = gap.gap;
  }
  run(range.end);
  return trimPieces(pieces, inks);
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
