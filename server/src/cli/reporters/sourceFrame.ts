import { cellsOf, plain } from '../../report/plainText.ts';
import type { ReportRange } from '../../report/report.ts';
import type { Colours } from '../colour.ts';

/** A line of a file with a span in it. */
export interface MarkedLine {
  readonly source: string;
  readonly range: ReportRange;
  /** Cells to the left of the source. */
  readonly margin: number;
  readonly columns: number;
}

export interface Frame extends Omit<MarkedLine, 'source'> {
  /** `path:line:column`, which terminals make clickable. */
  readonly where: string;
  readonly source: string | undefined;
}

/**
 * The place, its line and carets under the span:
 *
 *     --> manuscript/ch1.md:3:7
 *   3 | The **region** you choose
 *     |       ^^^^^^
 */
export function sourceFrame({ where, source, ...frame }: Frame, paint: Colours): string[] {
  const place = `${' '.repeat(frame.margin - 2)}${paint.dim('-->')} ${paint.dim(where)}`;
  return source === undefined || source.trim() === '' ? [place] : [place, ...markedLine({ ...frame, source }, paint)];
}

/**
 * The line with its number, and carets under the span. A long line is shown around the span. A span that goes on below
 * is marked to the end of its first line.
 */
export function markedLine({ source, range, margin, columns }: MarkedLine, paint: Colours): string[] {
  const gutter = ' '.repeat(margin - 2);
  const room = Math.max(20, columns - margin - 1);
  const from = range.start.column - 1;
  const to = range.end.line > range.start.line ? source.trimEnd().length : range.end.column - 1;
  const view = windowOf(cellsAround(source, from, room), from, Math.max(to, from + 1), room);
  const number = String(range.start.line).padStart(margin - 2);
  return [
    `${paint.dim(`${number} |`)} ${view.text}`,
    `${gutter}${paint.dim(' |')} ${' '.repeat(view.before)}${paint.yellow('^'.repeat(view.marked))}`,
  ];
}

interface Cell {
  readonly text: string;
  readonly width: number;
  /** UTF-16 offset in the line. */
  readonly at: number;
}

/** The cells near the span: a line may be megabytes long, and hold thousands of findings. */
function cellsAround(source: string, from: number, room: number): Cell[] {
  const cells: Cell[] = [];
  let at = Math.max(0, from - room * 4);
  for (const character of source.slice(at, from + room * 4)) {
    const text = plain(character);
    cells.push({ text, width: text === '' ? 0 : cellsOf(text), at });
    at += character.length;
  }
  return cells;
}

interface View {
  readonly text: string;
  readonly before: number;
  readonly marked: number;
}

/** As much of the line as fits, with a little of what stands before the span, and where the carets go. */
function windowOf(cells: readonly Cell[], from: number, to: number, room: number): View {
  const first = firstShown(cells, from, to, room);
  let text = first > 0 ? '…' : '';
  let width = text.length;
  let before = width;
  let marked = 0;
  for (const cell of cells.slice(first)) {
    if (width + cell.width > room - 1 && cell !== cells.at(-1)) {
      text += '…';
      break;
    }
    text += cell.text;
    width += cell.width;
    if (cell.at < from) before += cell.width;
    else if (cell.at < to) marked += cell.width;
  }
  return { text: text.trimEnd(), before, marked: Math.max(marked, 1) };
}

/** The first cell to show: a little before the span, or more where the rest of the line leaves room for it. */
function firstShown(cells: readonly Cell[], from: number, to: number, room: number): number {
  const widthBetween = (start: number, end: number) =>
    cells.slice(start, end).reduce((sum, cell) => sum + cell.width, 0);
  const start = cells.findIndex((cell) => cell.at >= from);
  const end = cells.findIndex((cell) => cell.at >= to);
  if (widthBetween(0, end < 0 ? cells.length : end) < room - 1) return 0;
  let first = start < 0 ? cells.length - 1 : start;
  let tail = widthBetween(first, cells.length);
  const lead = Math.min(24, room >> 2);
  for (let width = 0; first > 0; first--) {
    width += cells[first - 1]!.width;
    tail += cells[first - 1]!.width;
    if (width > lead && tail > room - 2) break;
  }
  return first;
}
