import type { Dialect } from '../../base/dialect.ts';
import { destinationsOf } from '../extract/labels.ts';
import { findCuts, normalizeLabel } from '../markdownIt.ts';
import { SourceText } from '../source.ts';
import { Part, type PartBlocks, readPartBlocks } from './part.ts';

/** A chapter taken apart at its cuts. Immutable; after an edit most parts are those of before. */
export interface Parts {
  readonly list: readonly Part[];
  /** The offset in the chapter's text at which each part begins. */
  readonly starts: readonly number[];
  /** By normalised label: the destination of the chapter's first definition. */
  readonly destinations: ReadonlyMap<string, string>;
  /** An unfinished beginning of document settings: the whole text has to be read again after any edit. */
  readonly isUnsettled: boolean;
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
  const read = list.map((part, index) => {
    if (!(part instanceof Part)) return new Part(part, index === 0, dialect, destinations);
    return isRead(part)
      ? part
      : new Part(readPartBlocks(part.text, index === 0, dialect), index === 0, dialect, destinations);
  });
  return { list: read, starts: startsOf(read), destinations, isUnsettled };
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
  const same = sameFromStart(text, list);
  const kept = Math.max(0, same.count - 1);
  const from = same.count === 0 ? 0 : same.end - list[same.count - 1]!.text.length;
  const tail = sameFromEnd(text, list, kept, from);
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

/** How many parts the text begins with, and where the last of them ends. A line that goes on is another line. */
function sameFromStart(text: string, list: readonly Part[]): { count: number; end: number } {
  let end = 0;
  let count = 0;
  for (; count < list.length; count++) {
    const part = list[count]!.text;
    if (!standsAt(text, part, end)) break;
    const next = end + part.length;
    if (next < text.length && !endsLine(text, next)) break;
    end = next;
  }
  return { count, end };
}

/** V8 compares whole strings many times quicker than it looks for one within another. */
function standsAt(text: string, part: string, at: number): boolean {
  return text.slice(at, at + part.length) === part;
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

function sameFromEnd(text: string, list: readonly Part[], kept: number, from: number): Tail {
  let start = text.length;
  let first = list.length;
  while (first > kept + 1) {
    const part = list[first - 1]!.text;
    if (start - part.length <= from || !standsAt(text, part, start - part.length)) break;
    start -= part.length;
    first--;
  }
  return { first, start };
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
