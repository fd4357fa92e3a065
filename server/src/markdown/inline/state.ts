import type { Memory } from './atoms.ts';
import type { Delimiter } from './emphasis.ts';
import type { LinkTail, Mark, Range, ScanContext, ScannedLink, ScannedList, ScannedNote, ScannedTag } from './scan.ts';

export const objectReplacement = '\uFFFC';

export interface Bracket {
  readonly start: number;
  readonly kind: 'link' | 'image' | 'code';
  /** How many delimiters stood open before it: emphasis does not cross a link's edge. */
  readonly delimiters: number;
}

/** The state of a scan: one object made at once, and little in it, as a book has a million small contents. */
export interface Scan extends Memory {
  readonly text: string;
  readonly context: ScanContext;
  marks: Mark[];
  links: ScannedLink[] | undefined;
  notes: ScannedNote[] | undefined;
  tags: ScannedTag[] | undefined;
  comments: Range[] | undefined;
  lists: ScannedList[] | undefined;
  brackets: Bracket[] | undefined;
  delimiters: Delimiter[] | undefined;
  /** What is emphasised, its markers left out at the start and counted at the end. */
  spans: Range[] | undefined;
  lastBrace: number | undefined;
  /** The last `[` or `]` that was no part of a link: a label holds none. */
  lastBracket: number;
  /** Link openers below this height of `brackets` hold a link already, and links do not nest. */
  spent: number;
  /** The construct that ends where the scan stands. */
  last: (Range & { kind: 'image' | 'link' | 'code-span' | 'brackets' }) | undefined;
}

export function newScan(text: string, context: ScanContext): Scan {
  return {
    text,
    context,
    marks: [],
    links: undefined,
    notes: undefined,
    tags: undefined,
    comments: undefined,
    lists: undefined,
    brackets: undefined,
    delimiters: undefined,
    spans: undefined,
    backticks: undefined,
    backticksKnown: false,
    missing: undefined,
    lastBrace: undefined,
    lastBracket: -1,
    spent: 0,
    last: undefined,
  };
}

/** Mark-up that leaves no gap: an emphasis marker, a back-slash. */
export function cut(scan: Scan, start: number, end: number): void {
  scan.marks.push({ start, end, gap: '', read: '' });
}

/** Mark-up that leaves a hole; returns its end. */
export function hole(scan: Scan, start: number, end: number, read: string): number {
  scan.marks.push({ start, end, gap: objectReplacement, read });
  return end;
}

export function pushBracket(scan: Scan, start: number, kind: Bracket['kind']): void {
  const bracket = { start, kind, delimiters: scan.delimiters?.length ?? 0 };
  if (scan.brackets) scan.brackets.push(bracket);
  else scan.brackets = [bracket];
}

export function addLink(scan: Scan, start: number, kind: ScannedLink['kind'], text: Range, tail: LinkTail): void {
  const { end, destination, title, label, labelForm } = tail;
  const link = { start, end, kind, text, destination, title, label, labelForm };
  if (scan.links) scan.links.push(link);
  else scan.links = [link];
}
