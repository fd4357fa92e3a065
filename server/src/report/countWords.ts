import { overlaps, type Span } from '../base/span.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Prose } from '../markdown/facts.ts';
import type { Finding } from '../rules/finding.ts';

/** The words a reader reads: code, addresses and mark-up left out; `bodyWords` without those of headings. */
export function countWords({ text, facts }: Chapter): { readonly words: number; readonly bodyWords: number } {
  let words = 0;
  let bodyWords = 0;
  for (const prose of facts.prose) {
    if (prose.kind === 'alt') continue;
    const count = wordsIn(text, prose, prose.span);
    words += count;
    if (prose.kind !== 'heading') bodyWords += count;
  }
  return { words, bodyWords };
}

/** The words of the stretch of a chapter, headings included. */
export function wordsWithin({ text, facts }: Chapter, span: Span): number {
  let words = 0;
  for (const prose of facts.prose) {
    if (prose.kind !== 'alt' && overlaps(prose.span, span)) words += wordsIn(text, prose, span);
  }
  return words;
}

/** How many words below headings are filler, or stand in a paragraph that a mark of missing text is in. */
export function placeholderWords({ text, facts }: Chapter, findings: readonly Finding[]): number {
  const filler = findings.filter(({ rule }) => rule === 'lorem-ipsum').map(({ span }) => span);
  const marks = findings.filter(({ rule }) => rule === 'placeholder-marker').map(({ span }) => span);
  if (filler.length + marks.length === 0) return 0;
  let words = 0;
  for (const prose of facts.prose) {
    if (prose.kind === 'alt' || prose.kind === 'heading') continue;
    if (marks.some((mark) => overlaps(prose.span, mark))) words += wordsIn(text, prose, prose.span);
    else for (const span of filler) if (overlaps(prose.span, span)) words += wordsIn(text, prose, span);
  }
  return words;
}

function wordsIn(text: string, prose: Prose, within: Span): number {
  let stretch = '';
  for (const piece of prose.pieces) {
    const start = Math.max(piece.start, within.start);
    const end = Math.min(piece.end, within.end);
    if (start < end) stretch += `${piece.before === '' ? '' : ' '}${text.slice(start, end)}`;
  }
  return stretch.match(word)?.length ?? 0;
}

/** Each character of a script without blanks counts as one, as word processors have it. */
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}](?:[\p{M}'’-]*(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}])*/gu;
