import type { Prose } from '../facts.ts';
import { type Gap, piecesOf } from '../inline/prose.ts';
import type { InlineScan, Range, ScannedLink } from '../inline/scan.ts';
import type { Stretches } from '../source.ts';
import type { Draft } from './draft.ts';

/** A block's inline content: its text and where that stands. */
export interface Content {
  readonly text: string;
  readonly stretches: Stretches;
  readonly kind: 'paragraph' | 'heading' | 'cell' | 'term' | 'html' | 'verbatim';
  /** Lists above the block. */
  readonly lists: readonly number[];
}

const noGaps: readonly Gap[] = [];

/** The prose of content without any mark-up. */
export function addPlainProse(draft: Draft, content: Content): void {
  addProse(draft, content, { start: 0, end: content.text.length }, noGaps);
}

/** The prose of scanned content, and of its pictures' alt texts; not of a list at a heading's end. */
export function addAllProse(draft: Draft, content: Content, scan: InlineScan, pictures: readonly ScannedLink[]): void {
  const { text, marks } = scan;
  const tail = scan.lists.length > 0 ? scan.lists[scan.lists.length - 1] : undefined;
  const end = tail?.place === 'tail' ? trimRange(text, { start: 0, end: tail.start }).end : text.length;
  const first = draft.prose.length;
  addProse(draft, content, { start: 0, end }, pictures.length === 0 ? marks : withPictures(marks, pictures));
  for (const picture of pictures) {
    if (picture.kind === 'image') addProse(draft, content, picture.text, marks, 'alt');
  }
  const { prose } = draft;
  // A picture at the block's beginning puts its alt text before the block's own prose.
  if (prose.length > first + 1 && prose[first + 1]!.span.start < prose[first]!.span.start) {
    for (const one of prose.splice(first).sort((a, b) => a.span.start - b.span.start)) prose.push(one);
  }
}

function addProse(draft: Draft, content: Content, range: Range, gaps: readonly Gap[], kind?: 'alt'): void {
  if (content.kind === 'verbatim') return;
  const pieces = piecesOf(content.text, range, gaps, content.stretches, draft.source);
  if (pieces.length === 0) return;
  const own: Prose['kind'] = content.kind === 'html' ? 'paragraph' : content.kind;
  draft.prose.push({
    kind: kind ?? own,
    span: { start: pieces[0]!.start, end: pieces[pieces.length - 1]!.end },
    pieces,
    container: content.kind === 'html' ? 'html' : draft.container,
    quoted: draft.quoted,
    section: draft.section,
  });
}

/** The marks with each picture one hole: its alt text is prose of its own. */
function withPictures(marks: readonly Gap[], pictures: readonly Range[]): Gap[] {
  const gaps: Gap[] = [];
  let next = 0;
  let coveredTo = 0;
  for (const mark of marks) {
    while (next < pictures.length && pictures[next]!.start <= mark.start) {
      const { start, end } = pictures[next++]!;
      if (start < coveredTo) continue;
      gaps.push({ start, end, gap: '\uFFFC' });
      coveredTo = end;
    }
    if (mark.start >= coveredTo) gaps.push(mark);
  }
  return gaps;
}

/** Without the blanks at its ends. */
export function trimRange(text: string, range: Range): Range {
  let { start, end } = range;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return { start, end };
}
