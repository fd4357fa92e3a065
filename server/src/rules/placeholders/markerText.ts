import type { Span } from '../../base/span.ts';
import type { MarkerLanguage } from '../data/markerPhrases.ts';
import { isQuoted, quotations } from './quotations.ts';
import { everySign, Sign } from './signs.ts';

export type MarkerCase = 'note' | 'fact' | 'stand-in' | 'unwritten' | 'custom';

export interface MarkerMatch {
  /** UTF-16 offsets into the text that was searched. */
  readonly start: number;
  readonly end: number;
  readonly case: MarkerCase;
}

export type MarkerPlace = 'paragraph' | 'heading' | 'cell' | 'alt';

/** One stretch of prose, looked at from all sides once. A class and no literal, for the same reason as `TrackedBook`. */
export class MarkerText {
  readonly text: string;
  readonly place: MarkerPlace;
  readonly languages: ReadonlySet<MarkerLanguage>;
  readonly #signs: number;
  #quotes: readonly Span[] | undefined;
  #brackets: readonly Bracket[] | undefined;

  /** `signs`: what the text shows at a glance. */
  constructor(text: string, place: MarkerPlace, languages: ReadonlySet<MarkerLanguage>, signs = everySign) {
    this.text = text;
    this.place = place;
    this.languages = languages;
    this.#signs = signs;
  }

  /** False where the text cannot hold what has one of these signs. */
  mayHold(signs: number): boolean {
    return (this.#signs & (signs | Sign.foreign)) !== 0;
  }

  /** Innermost brackets, without those of links. */
  get brackets(): readonly Bracket[] {
    this.#brackets ??= this.mayHold(Sign.bracket) ? bracketsOf(this.text) : [];
    return this.#brackets;
  }

  isQuoted(start: number, end: number): boolean {
    this.#quotes ??= quotations(this.text);
    return isQuoted(this.#quotes, start, end);
  }
}

interface Bracket extends Span {
  /** What is between the two. */
  readonly inner: string;
}

const partner: Readonly<Record<string, string>> = { ')': '(', ']': '[', '）': '（', '】': '【', '］': '［' };

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

function bracketsOf(text: string): Bracket[] {
  const found: Bracket[] = [];
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
