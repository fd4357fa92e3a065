import { commonEnds } from '../../base/commonEnds.ts';
import { LineIndex } from '../../base/lines.ts';
import type { Part } from './part.ts';
import type { Parts } from './parts.ts';

/** The parts that went and came; those before and after them are the same. */
export interface ChangedParts {
  /** How many parts at the beginning stay, and how many at the end. */
  readonly head: number;
  readonly tail: number;
  readonly was: readonly Part[];
  readonly now: readonly Part[];
}

export function changedParts({ list: old }: Pick<Parts, 'list'>, { list: now }: Pick<Parts, 'list'>): ChangedParts {
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  return { head, tail, was: old.slice(head, old.length - tail), now: now.slice(head, now.length - tail) };
}

/** What an edit did to a chapter in parts. */
export interface PartsEdit extends ChangedParts {
  /** UTF-16 offset of the first of the changed parts. */
  readonly from: number;
  /** What was replaced, as a span of the text before: the lines between blank ones that the edit is in, with the blank ones. */
  readonly start: number;
  readonly end: number;
  /** How far all that stands behind was moved. */
  readonly by: number;
}

export function editBetween(before: Parts, after: Parts): PartsEdit {
  const changed = changedParts(before, after);
  const { head, was, now } = changed;
  const old = was.map(({ text }) => text).join('');
  const text = now.map(({ text }) => text).join('');
  const same = commonEnds(old, text);
  const from = before.starts[head] ?? lengthOf(before);
  return {
    ...changed,
    from,
    start: from + afterOthers(old, same.head),
    end: from + beforeOthers(old, old.length - same.tail),
    by: text.length - old.length,
  };
}

/** An offset of the text before in the text after; undefined for one within what was replaced. */
export function movedBy({ start, end, by }: PartsEdit, offset: number): number | undefined {
  if (offset <= start) return offset;
  return offset >= end ? offset + by : undefined;
}

function lengthOf({ list, starts }: Parts): number {
  const last = list.length - 1;
  return last < 0 ? 0 : starts[last]! + list[last]!.text.length;
}

/** Where the lines end that stand before the blank ones above the line of an offset, and above what stands with it. */
function afterOthers(text: string, offset: number): number {
  const lines = new LineIndex(text);
  let line = lines.lineAt(offset);
  while (line > 0 && !isBlank(text, lines, line - 1)) line--;
  while (line > 0 && isBlank(text, lines, line - 1)) line--;
  return lines.start(line);
}

function beforeOthers(text: string, offset: number): number {
  const lines = new LineIndex(text);
  let line = lines.lineAt(offset);
  while (line + 1 < lines.count && !isBlank(text, lines, line + 1)) line++;
  while (line + 1 < lines.count && isBlank(text, lines, line + 1)) line++;
  return lines.start(line + 1);
}

function isBlank(text: string, lines: LineIndex, line: number): boolean {
  return text.slice(lines.start(line), lines.start(line + 1)).trim() === '';
}
