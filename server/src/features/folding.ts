import { sections } from '../handbook/sections.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Block, BlockKind } from '../markdown/facts.ts';

/** Lines from 0, both included, as `textDocument/foldingRange` counts them. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  readonly kind?: 'comment' | 'region';
}

const FOLDED: ReadonlySet<BlockKind> = new Set<BlockKind>([
  'list',
  'item',
  'quote',
  'aside',
  'blurb',
  'center',
  'quiz',
  'exercise',
  'code',
  'verbatim',
  'math',
  'table',
  'html',
  'definition-list',
  'footnote',
  'settings',
]);

/** Sections, boxes, fences, lists and comments of more than one line; of two that begin on one line the larger. */
export function folds(chapter: Chapter): Fold[] {
  const byStart = new Map<number, Fold>();
  const add = (start: number, end: number, kind?: Fold['kind']) => {
    const last = lastTextLine(chapter, start, end);
    const other = byStart.get(start);
    if (last > start && (!other || other.end < last)) byStart.set(start, { start, end: last, kind });
  };
  for (const { heading, span } of sections(chapter)) {
    const end = chapter.lines.lineAt(span.end);
    const isNext = span.end < chapter.text.length || chapter.lines.start(end) === span.end;
    add(chapter.lines.lineAt(heading.span.start), isNext ? end - 1 : end);
  }
  for (const block of chapter.facts.blocks) {
    if (FOLDED.has(block.kind)) add(chapter.lines.lineAt(block.span.start), lineOfEnd(chapter, block));
  }
  for (const { span } of chapter.facts.comments) {
    add(chapter.lines.lineAt(span.start), chapter.lines.lineAt(span.end), 'comment');
  }
  return [...byStart.values()].sort((a, b) => a.start - b.start);
}

function lineOfEnd(chapter: Chapter, { span }: Block): number {
  return chapter.lines.lineAt(Math.max(span.start, span.end - 1));
}

/** Blank lines at the end belong between the parts, not to either. */
function lastTextLine(chapter: Chapter, start: number, end: number): number {
  const { lines, text } = chapter;
  let last = Math.min(end, lines.count - 1);
  while (last > start && text.slice(lines.start(last), lines.end(last)).trim() === '') last--;
  return last;
}
