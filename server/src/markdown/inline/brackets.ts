import { readNote } from './atoms.ts';
import { type Delimiter, pairDelimiters } from './emphasis.ts';
import type { LinkTail, Range } from './scan.ts';
import { addLink, type Bracket, cut, hole, pushBracket, type Scan } from './state.ts';
import { readInlineTail, readLabel } from './tails.ts';

/** At `[`: a note's use, or what may become a link. Returns where to go on. */
export function openBracket(scan: Scan, at: number): number {
  if (scan.text.charCodeAt(at + 1) === 0x5e) {
    const note = readNote(scan.text, at);
    if (note) {
      scan.notes ??= [];
      scan.notes.push(note);
      return hole(scan, at, note.end, '');
    }
  }
  pushBracket(scan, at, 'link');
  scan.lastBracket = at;
  return at + 1;
}

/** At `]`: settles whether its partner began a link, a picture, or nothing. Returns where to go on. */
export function closeBracket(scan: Scan, at: number): number {
  const opener = scan.brackets?.pop();
  const holdsBrackets = opener !== undefined && scan.lastBracket > opener.start;
  scan.lastBracket = at;
  if (!opener) return at + 1;
  const height = scan.brackets!.length;
  const spent = opener.kind !== 'image' && height < scan.spent;
  scan.spent = Math.min(scan.spent, height);
  const textStart = opener.start + (opener.kind === 'link' ? 1 : opener.kind === 'image' ? 2 : 3);
  const tail = spent ? undefined : readTail(scan, opener, textStart, at, holdsBrackets);
  if (!tail) {
    scan.last = { start: opener.start, end: at + 1, kind: 'brackets' };
    return at + 1;
  }
  if (scan.delimiters && scan.delimiters.length > opener.delimiters) {
    pair(scan, scan.delimiters.splice(opener.delimiters));
  }
  cut(scan, opener.start, textStart);
  hole(scan, at, tail.end, '');
  const kind = opener.kind;
  addLink(scan, opener.start, kind, { start: textStart, end: at }, tail);
  if (kind === 'link') scan.spent = height;
  scan.last = { start: opener.start, end: tail.end, kind: kind === 'image' ? 'image' : 'link' };
  return tail.end;
}

function readTail(
  scan: Scan,
  opener: Bracket,
  textStart: number,
  at: number,
  holdsBrackets: boolean,
): LinkTail | undefined {
  const text = scan.text;
  const next = text.charCodeAt(at + 1);
  const inline = next === 0x28 ? readInlineTail(text, at + 1, opener.kind !== 'link') : undefined;
  if (inline || opener.kind === 'code') return inline;
  const isNote = text.charCodeAt(at + 2) === 0x5e;
  const reference = next === 0x5b && !isNote ? readLabel(text, at + 1) : undefined;
  const full = reference?.labelForm === 'full';
  const label = full ? reference.label! : { start: textStart, end: at };
  if ((holdsBrackets && !full) || label.end - label.start > 999) return undefined;
  const isDefined = scan.context.isDefined(text.slice(label.start, label.end));
  if (reference && (isDefined || isPlainlyReference(scan, opener, textStart, at, label)))
    return { ...reference, label };
  return isDefined && !reference ? { end: at + 1, label, labelForm: 'shortcut' } : undefined;
}

/** `a[i][j]`, `[ ][ ]` and `[<user>][<path>]` may be prose; `[the guide][guide]` is a reference, defined or not. */
function isPlainlyReference(scan: Scan, opener: Bracket, textStart: number, at: number, label: Range): boolean {
  const text = scan.text;
  if (opener.start > 0 && !/[\s([{"'\u201c\u2018\u201e\u00ab*_\u2013\u2014>|/]/.test(text[opener.start - 1]!))
    return false;
  if (/[&<>=|{}$`\\]/.test(text.slice(label.start, label.end))) return false;
  return /\p{L}{2}/u.test(text.slice(textStart, Math.min(at, textStart + 200)));
}

/** Settles the emphasis among delimiters that nothing outside them can pair with. */
export function pair(scan: Scan, delimiters: readonly Delimiter[]): void {
  if (delimiters.length === 0) return;
  scan.spans ??= [];
  pairDelimiters(delimiters, scan.marks, scan.spans);
}
