import { noteLabelEnd } from '../blocks/notes.ts';
import { decodeEscapes } from '../escapes.ts';
import type { Range, ScannedNote } from './scan.ts';

/** What a scan remembers so that looking for a partner that is not there is done once. */
export interface Memory {
  /** By length of a run of back-ticks: where the last such run begins; filled when a search has run to the end. */
  backticks: Map<number, number> | undefined;
  backticksKnown: boolean;
  /** Closers (`-->`, `}}` …) known not to come any more. */
  missing: Set<string> | undefined;
}

/** The closing run of a code span whose opening run is `open`, or undefined where there is none. */
export function closingBackticks(text: string, open: Range, memory: Memory): Range | undefined {
  const length = open.end - open.start;
  if (memory.backticksKnown && (memory.backticks?.get(length) ?? 0) <= open.start) return undefined;
  let pos = open.end;
  for (;;) {
    const start = text.indexOf('`', pos);
    if (start < 0) break;
    pos = runEnd(text, start);
    if (pos - start === length) return { start, end: pos };
    memory.backticks ??= new Map();
    memory.backticks.set(pos - start, start);
  }
  memory.backticksKnown = true;
  return undefined;
}

export function runEnd(text: string, start: number): number {
  const code = text.charCodeAt(start);
  let end = start + 1;
  while (text.charCodeAt(end) === code) end++;
  return end;
}

/** The end of `closer` after `from`, or -1; a search that fails is not made again. */
export function endOf(text: string, closer: string, from: number, memory: Memory): number {
  if (memory.missing?.has(closer)) return -1;
  const at = text.indexOf(closer, from);
  if (at >= 0) return at + closer.length;
  memory.missing ??= new Set();
  memory.missing.add(closer);
  return -1;
}

/** Spares the long way for the few that nearly all are. */
const commonEntities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#039;': "'",
  '&#39;': "'",
  '&nbsp;': '\u00a0',
};

/** The end of a character reference (`&amp;`, `&#8212;`) at `start` and what it stands for. */
export function readEntity(text: string, start: number): { end: number; read: string } | undefined {
  const entity = /&(?:#(?:[xX][0-9a-fA-F]{1,6}|\d{1,7})|[A-Za-z][A-Za-z0-9]{1,31});/y;
  entity.lastIndex = start;
  const match = entity.exec(text);
  if (!match) return undefined;
  const read = commonEntities[match[0]] ?? decodeEscapes(match[0]);
  return read === match[0] ? undefined : { end: entity.lastIndex, read };
}

/** `<https://…>`, `<a@b.c>`: the end past `>`. */
export function autolinkEnd(text: string, start: number): number {
  const autolink =
    /<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*|[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9][a-zA-Z0-9.-]*)>/y;
  autolink.lastIndex = start;
  return autolink.test(text) ? autolink.lastIndex : -1;
}

/** The end of a comment at `start`, or -1. */
export function commentEnd(text: string, start: number, memory: Memory): number {
  if (text.startsWith('>', start + 4)) return start + 5;
  if (text.startsWith('->', start + 4)) return start + 6;
  return endOf(text, '-->', start + 4, memory);
}

/** The end of a processing instruction, declaration or CDATA section, or -1. */
export function specialEnd(text: string, start: number, memory: Memory): number {
  if (text.startsWith('<![CDATA[', start)) return endOf(text, ']]>', start + 9, memory);
  if (text.charCodeAt(start + 1) === 0x3f) return endOf(text, '?>', start + 2, memory);
  return /[A-Za-z]/.test(text[start + 2] ?? '') ? endOf(text, '>', start + 3, memory) : -1;
}

/** `[^x]` and `[^^x]`. */
export function readNote(text: string, start: number): ScannedNote | undefined {
  const endnote = text.charCodeAt(start + 2) === 0x5e;
  const from = start + (endnote ? 3 : 2);
  const end = noteLabelEnd(text, from, text.length);
  return end < 0 ? undefined : { start, end: end + 1, label: { start: from, end }, endnote };
}
