import { commonEnds } from '../../base/commonEnds.ts';
import type { Dialect } from '../../base/dialect.ts';
import { lastUpTo } from '../../base/lines.ts';
import { destinationsOf } from '../extract/labels.ts';
import { findCuts, normalizeLabel } from '../markdownIt.ts';
import { SourceText } from '../source.ts';
import { Part, type PartBlocks, readPartBlocks } from './part.ts';
import { PartSums } from './partSums.ts';
import { type ChangedParts, changedParts } from './partsEdit.ts';

/** A chapter taken apart at its cuts. Immutable; after an edit most parts are those of before. */
export interface Parts {
  readonly text: string;
  readonly list: readonly Part[];
  /** The offset in the chapter's text at which each part begins. */
  readonly starts: readonly number[];
  /** By normalised label: the destination of the chapter's first definition. */
  readonly destinations: ReadonlyMap<string, string>;
  /** An unfinished beginning of document settings: the whole text has to be read again after any edit. */
  readonly isUnsettled: boolean;
  /** What was counted over the parts. */
  readonly sums: PartSums;
}

/** Reads a text in parts, those of `before` taken over where they stay as they are. Takes time by what changed. */
export function readParts(text: string, dialect: Dialect, before: Parts | undefined): Parts {
  const { kept, cut, rest, isUnsettled } = findChange(text, dialect, before);
  const old = before?.list ?? [];
  const reusable = new Map(old.slice(kept, old.length - rest).map((part) => [part.text, part]));
  const fresh = cut.map((piece, index) => {
    const isStart = kept === 0 && index === 0;
    const known = reusable.get(piece);
    return known?.isStart === isStart ? known : readPartBlocks(piece, isStart, dialect);
  });
  const list: (Part | PartBlocks)[] = [...old.slice(0, kept), ...fresh, ...old.slice(old.length - rest)];
  const destinations = before && !mayDefine(list, old, kept, rest) ? before.destinations : destinationsIn(list);
  const isRead = before ? unlessLabelsChange(before.destinations, destinations) : () => false;
  // What stays need not be looked at where no label leads elsewhere now.
  const isKept = destinations === before?.destinations;
  for (let nth = isKept ? kept : 0; nth < list.length - (isKept ? rest : 0); nth++) {
    const part = list[nth]!;
    if (!(part instanceof Part)) list[nth] = new Part(part, nth === 0, dialect, destinations);
    else if (!isRead(part))
      list[nth] = new Part(readPartBlocks(part.text, nth === 0, dialect), nth === 0, dialect, destinations);
  }
  return joined(text, list as Part[], destinations, isUnsettled, before);
}

function joined(
  text: string,
  list: readonly Part[],
  destinations: ReadonlyMap<string, string>,
  isUnsettled: boolean,
  before: Parts | undefined,
): Parts {
  const same = { text, list, destinations, isUnsettled };
  if (!before) return { ...same, starts: startsOf(list), sums: new PartSums(list) };
  const changed = changedParts(before, { list });
  return { ...same, starts: movedStarts(before, same, changed), sums: before.sums.after(list, changed) };
}

interface Change {
  /** How many parts at the beginning stay. */
  readonly kept: number;
  /** The texts of the parts after them. */
  readonly cut: readonly string[];
  /** How many parts at the end stay. */
  readonly rest: number;
  readonly isUnsettled: boolean;
}

/**
 * Cuts the changed stretch anew, from the part before it (whose last block may go on into what was typed) to the first
 * old cut that is one again with the same text below it.
 */
function findChange(text: string, dialect: Dialect, before: Parts | undefined): Change {
  if (!before || before.isUnsettled || before.list.length === 0) return cutAll(text, dialect);
  const { list } = before;
  const ends = commonEnds(before.text, text);
  const same = sameFromStart(text, before, ends.head);
  const kept = Math.max(0, same - 1);
  const from = before.starts[kept]!;
  const tail = sameFromEnd(text, before, ends.tail, kept);
  for (let ahead = 2; ; ahead *= 4) {
    const isToEnd = tail.first + ahead >= list.length;
    const seen = isToEnd ? list.length : tail.first + ahead;
    const to = isToEnd ? text.length : tail.start + lengthOf(list, tail.first, seen);
    const { cuts, isUnsettled } = cutsOf(text.slice(from, to), dialect, kept === 0);
    if (isUnsettled) return cutAll(text, dialect);
    const met = firstMeeting(cuts, from, tail, list, seen);
    if (met) return { kept, cut: pieces(text, from, met.at, cuts), rest: list.length - met.part, isUnsettled: false };
    if (isToEnd) return { kept, cut: pieces(text, from, to, cuts), rest: 0, isUnsettled: false };
  }
}

function cutAll(text: string, dialect: Dialect): Change {
  const { cuts, isUnsettled } = cutsOf(text, dialect, true);
  return { kept: 0, cut: pieces(text, 0, text.length, cuts), rest: 0, isUnsettled };
}

/** The cuts of a stretch, as offsets into it. */
function cutsOf(stretch: string, dialect: Dialect, isStart: boolean): { cuts: number[]; isUnsettled: boolean } {
  const source = new SourceText(stretch, isStart);
  const { at, isUnsettled } = findCuts(source.normal, dialect, isStart);
  return { cuts: at.map((offset) => source.toOriginal(offset)), isUnsettled };
}

/** How many parts the text begins with, of those in what it has in common with the text before. */
function sameFromStart(text: string, { list, starts }: Parts, head: number): number {
  let count = lastUpTo(starts, head) + 1;
  while (count > 0) {
    const end = starts[count - 1]! + list[count - 1]!.text.length;
    // A line that goes on is another line.
    if (end <= head && (end === text.length || endsLine(text, end))) break;
    count--;
  }
  return count;
}

/** Whether a line ends just before the offset, `\r\n` not torn apart. */
function endsLine(text: string, offset: number): boolean {
  const last = text.charCodeAt(offset - 1);
  return last === 0x0a || (last === 0x0d && text.charCodeAt(offset) !== 0x0a);
}

interface Tail {
  /** Index of the first of the parts the text ends with, not reaching back before the first changed one. */
  readonly first: number;
  /** The offset at which it begins in the new text. */
  readonly start: number;
}

/** `tail`: the length of what the texts have in common at their end. The part before the first changed one is cut anew. */
function sameFromEnd(text: string, { text: old, list, starts }: Parts, tail: number, kept: number): Tail {
  const by = text.length - old.length;
  const lowest = Math.max(old.length - tail, starts[kept]! - by + 1);
  let first = list.length;
  while (first > kept + 1 && starts[first - 1]! >= lowest) first--;
  return { first, start: first < list.length ? starts[first]! + by : text.length };
}

/** The first old part, of those seen whole and with one more below them, that begins at a cut. */
function firstMeeting(
  cuts: readonly number[],
  from: number,
  tail: Tail,
  list: readonly Part[],
  seen: number,
): { part: number; at: number } | undefined {
  let at = tail.start;
  let next = 0;
  for (let part = tail.first; part < seen; part++) {
    while (next < cuts.length && from + cuts[next]! < at) next++;
    if (next < cuts.length && from + cuts[next]! === at) return { part, at };
    at += list[part]!.text.length;
  }
  return undefined;
}

function pieces(text: string, from: number, to: number, cuts: readonly number[]): string[] {
  const found: string[] = [];
  let start = from;
  for (const cut of cuts) {
    const at = from + cut;
    if (at >= to) break;
    if (at - start < SMALL && !isAboveHeading(text, at)) continue;
    found.push(text.slice(start, at));
    start = at;
  }
  if (start < to || from === to) found.push(text.slice(start, to));
  return found.filter((piece) => piece !== '' || to === 0);
}

/**
 * UTF-16 units. What a keystroke costs grows with the number of parts and with the size of the one it changes: parts of
 * about a screen are the middle.
 */
const SMALL = 900;

/** Whether a heading begins there, or the attribute list above one: what rules read by sections is cut there. */
function isAboveHeading(text: string, at: number): boolean {
  if (text[at] === '#') return true;
  return text[at] === '{' && text[text.indexOf('\n', at) + 1] === '#';
}

function lengthOf(list: readonly Part[], from: number, to: number): number {
  let length = 0;
  for (let index = from; index < to; index++) length += list[index]!.text.length;
  return length;
}

function startsOf(list: readonly Part[]): number[] {
  const starts = new Array<number>(list.length);
  let start = 0;
  for (let index = 0; index < list.length; index++) {
    starts[index] = start;
    start += list[index]!.text.length;
  }
  return starts;
}

/** The same after an edit, told from those before it. */
function movedStarts(
  before: Parts,
  { text, list }: Pick<Parts, 'text' | 'list'>,
  { head, now }: ChangedParts,
): number[] {
  const starts = before.starts.slice(0, head);
  let start = head === 0 ? 0 : starts[head - 1]! + list[head - 1]!.text.length;
  for (const part of now) {
    starts.push(start);
    start += part.text.length;
  }
  const by = text.length - before.text.length;
  const ahead = before.starts.length - list.length;
  for (let index = starts.length; index < list.length; index++) starts.push(before.starts[index + ahead]! + by);
  return starts;
}

/** Whether references came, went or changed with the parts that did. */
function mayDefine(list: readonly (Part | PartBlocks)[], old: readonly Part[], kept: number, rest: number): boolean {
  const defines = (part: Part | PartBlocks) => referencesOf(part).length > 0;
  return list.slice(kept, list.length - rest).some(defines) || old.slice(kept, old.length - rest).some(defines);
}

function destinationsIn(list: readonly (Part | PartBlocks)[]): Map<string, string> {
  return destinationsOf(list.flatMap(referencesOf));
}

function referencesOf(part: Part | PartBlocks) {
  return part instanceof Part ? part.facts.references : part.references;
}

/** Tells of a part read with the references of before whether it reads the same with those of now. */
function unlessLabelsChange(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): (part: Part) => boolean {
  if (before === now) return () => true;
  const changed = new Set<string>();
  for (const [label, destination] of now) if (before.get(label) !== destination) changed.add(label);
  for (const label of before.keys()) if (!now.has(label)) changed.add(label);
  return ({ askedLabels }) => {
    if (changed.size === 0) return true;
    for (const label of askedLabels) if (changed.has(normalizeLabel(label))) return false;
    return true;
  };
}
