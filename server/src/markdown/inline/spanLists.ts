import { type ListReading, readCertainList } from '../attributeList.ts';
import { endOf } from './atoms.ts';
import { wordStart } from './emphasis.ts';
import type { ScannedList } from './scan.ts';
import { cut, hole, type Scan } from './state.ts';

/** At `{`: LFM's maths, a template's hole, a list after a span or at a heading's end, or a plain character. */
export function readBrace(scan: Scan, at: number): number {
  const text = scan.text;
  const { dialect } = scan.context;
  if (dialect === 'lfm' && text.startsWith('{$$}', at)) {
    const end = endOf(text, '{/$$}', at + 4, scan);
    return end < 0 ? at + 4 : hole(scan, at, end, '');
  }
  const next = text.charCodeAt(at + 1);
  if (dialect === 'markdown' && (next === 0x7b || next === 0x25)) {
    const end = endOf(text, next === 0x7b ? '}}' : '%}', at + 2, scan);
    return end < 0 ? at + 2 : hole(scan, at, end, '');
  }
  if (scan.lastBrace === undefined) scan.lastBrace = text.lastIndexOf('}');
  const reading = at < scan.lastBrace ? readCertainList(text, at, text.length) : undefined;
  if (!reading) return at + 1;
  const list = placeList(scan, at, reading);
  if (!list) return at + 1;
  scan.lists ??= [];
  scan.lists.push(list);
  return hole(scan, at, reading.end, '');
}

/** Once emphasis is known: lists after a `*` or `_` that ends none were prose (`x_{i=1}`); words get their start. */
export function settledLists(scan: Scan): readonly ScannedList[] {
  const { lists, spans, marks } = scan;
  if (!lists) return NONE;
  const settled: ScannedList[] = [];
  const starts = new Map((spans ?? []).map(({ start, end }) => [end, start]));
  const prose = new Set<number>();
  for (const list of lists) {
    if (list.place !== 'span' || list.targetStart !== undefined) settled.push(list);
    else if (starts.has(list.start)) settled.push({ ...list, targetStart: starts.get(list.start) });
    else if (/[*_~]/.test(scan.text[list.start - 1]!)) prose.add(list.start);
    else settled.push({ ...list, targetStart: wordStart(scan.text, list.start).start });
  }
  if (prose.size > 0) scan.marks = marks.filter((mark) => mark.gap === '' || !prose.has(mark.start));
  return settled;
}

const NONE: readonly ScannedList[] = [];

function placeList(scan: Scan, at: number, reading: ListReading): ScannedList | undefined {
  const range = { start: at, end: reading.end, reading };
  const last = scan.last?.end === at ? scan.last : undefined;
  if (scan.context.heading && reading.end === scan.text.length && last?.kind !== 'image') {
    return { ...range, place: 'tail', target: 'span', targetStart: undefined };
  }
  if (last?.kind === 'code-span' || last?.kind === 'image') {
    return { ...range, place: 'span', target: last.kind, targetStart: last.start };
  }
  const before = scan.text[at - 1] ?? ' ';
  if (!last && !/[\p{L}\p{N}\p{M}*_~.!?)"'’”»]/u.test(before)) return undefined;
  if (scan.context.dialect === 'markdown' && !isPlainSpanList(reading)) return undefined;
  if (last?.kind === 'brackets') {
    cut(scan, last.start, last.start + 1);
    cut(scan, last.end - 1, last.end);
  }
  return { ...range, place: 'span', target: 'span', targetStart: last?.start };
}

/** In plain Markdown braces after a word are an id, a class or kramdown's list, or they are prose. */
function isPlainSpanList(reading: ListReading): boolean {
  if (reading.form === 'kramdown') return true;
  return reading.attributes.every((attribute) => attribute.form !== 'pair' || attribute.key === 'id');
}
