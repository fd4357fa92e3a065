import type { Span } from '../../base/span.ts';
import type { MarkerLanguage } from '../data/markerPhrases.ts';
import { isQuoted, quotations } from './quotations.ts';

export type MarkerCase = 'note' | 'fact' | 'stand-in' | 'unwritten' | 'custom';

export interface MarkerMatch {
  /** UTF-16 offsets into the text that was searched. */
  readonly start: number;
  readonly end: number;
  readonly case: MarkerCase;
}

export type MarkerPlace = 'paragraph' | 'heading' | 'cell' | 'alt';

/** One stretch of prose, looked at from all sides once. */
export interface MarkerText {
  readonly text: string;
  readonly place: MarkerPlace;
  readonly languages: ReadonlySet<MarkerLanguage>;
  /** Innermost brackets, without those of links; `inner` is between them. */
  readonly brackets: readonly (Span & { readonly inner: string })[];
  isQuoted(start: number, end: number): boolean;
}

const partner: Readonly<Record<string, string>> = { ')': '(', ']': '[', '）': '（', '】': '【', '］': '［' };

export function markerText(text: string, place: MarkerPlace, languages: ReadonlySet<MarkerLanguage>): MarkerText {
  let quotes: Span[] | undefined;
  let brackets: MarkerText['brackets'] | undefined;
  return {
    text,
    place,
    languages,
    get brackets() {
      brackets ??= bracketsOf(text);
      return brackets;
    },
    isQuoted(start, end) {
      quotes ??= quotations(text);
      return isQuoted(quotes, start, end);
    },
  };
}

/** The text with blanks, emphasis, brackets and closing punctuation taken from both ends, in lower case. */
export function bare(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && openings.has(text[start]!)) start++;
  while (end > start && closings.has(text[end - 1]!)) end--;
  return text.slice(start, end).toLowerCase();
}

const openings: ReadonlySet<string> = new Set(' \t\r\n\u00A0\u3000*_~([{（【［<>–—-');
const closings: ReadonlySet<string> = new Set(' \t\r\n\u00A0\u3000*_~)]}）】］<>.…!:：。！–—-');

function bracketsOf(text: string): (Span & { inner: string })[] {
  const found: (Span & { inner: string })[] = [];
  let open = -1;
  for (const { 0: mark, index: at } of text.matchAll(/[([（【［)\]）】］]/g)) {
    const opener = partner[mark];
    if (!opener) {
      open = at;
      continue;
    }
    const isLink = mark === ']' && /[([{:]/.test(text[at + 1] ?? '') && text[open - 1] !== '[';
    if (open >= 0 && opener === text[open] && !isLink)
      found.push({ start: open, end: at + 1, inner: text.slice(open + 1, at) });
    open = -1;
  }
  return found;
}
