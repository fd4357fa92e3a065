import { beforeFact, metavariableTalk } from '../data/markerWords.ts';
import type { MarkerMatch, MarkerText } from './markerText.ts';
import { wordsOf } from './words.ts';

/**
 * XXXX, 199X and ??? where they stand for a fact the author meant to look up. Two X are never taken for one, and three
 * only where nothing else is in the bracket, cell or emphasis: the rest are Roman numbers, ratings and metavariables.
 */
export function findFacts(marked: MarkerText): MarkerMatch[] {
  return [...findCrosses(marked), ...findQuestions(marked)].sort((a, b) => a.start - b.start);
}

function* findCrosses(marked: MarkerText): Iterable<MarkerMatch> {
  const { text } = marked;
  for (const match of text.matchAll(
    /(?<![\p{L}\p{N}_\-./\\:#@$%&=+<{\uFFFC])(?:X{3,}|Y{5,}|(?:19|20)\dX)(?![\p{L}\p{N}_/\\:#@$%&=+>}\uFFFC]|[-.]\w|\.{0,1} ?(?:X{3,}|\d))/gu,
  )) {
    const start = match.index;
    const end = start + match[0].length;
    if (marked.isQuoted(start, end) || isMetavariable(text, start, end)) continue;
    const before = text.slice(Math.max(0, start - 24), start);
    const isSetOff = /(?:^|[\s([（])[*_]{1,3}$/.test(before) && /^[*_]{1,3}/.test(text.slice(end, end + 1));
    const isAlone =
      isSetOff || (/(?:^|[([（【])\s*$/.test(before) && /^\s*(?:$|[)\]）】])/.test(text.slice(end, end + 2)));
    const isTrailing = /^\.{2,}/.test(text.slice(end, end + 2));
    const word = /(?<!\p{L})(\p{L}+)\.? $/u.exec(before)?.[1]?.toLowerCase() ?? '';
    const needed = match[0].length > 3 && (beforeFact.has(word) || /[€$£¥] ?$/.test(before));
    if (isTrailing || needed || (isAlone && !(match[0] === 'XXX' && !isSetOff && marked.place === 'heading'))) {
      yield { start, end, case: 'fact' };
    }
  }
}

/** In prose `XXXX` is a metavariable where the text says what it stands for, or tells the reader to put something there. */
function isMetavariable(text: string, start: number, end: number): boolean {
  if (
    /^[\s*_,]{0,3}(?:is|are|varies|stands|represents|denotes|refers|means|being|ist|sind|steht|est|es|é|è)\b/.test(
      text.slice(end, end + 14),
    )
  )
    return true;
  if (/(?:^|\s)X{3,}[.,:]? ?$|\d $/.test(text.slice(Math.max(0, start - 20), start))) return true;
  return wordsOf(text.slice(Math.max(0, start - 60), start))
    .slice(-6)
    .some(({ word }) => metavariableTalk.has(word));
}

/** Readers are asked "Really???" too, so `???` counts where a word must follow: "contact us at ???". */
function* findQuestions(marked: MarkerText): Iterable<MarkerMatch> {
  const { text } = marked;
  for (const match of text.matchAll(/(?<=^|[\s([（【*_])[?？]{3,}(?=$|[\s)\]）】*_.,;])/g)) {
    const start = match.index;
    const end = start + match[0].length;
    if (marked.isQuoted(start, end)) continue;
    const before = text.slice(Math.max(0, start - 16), start).replace(/(?<![*_])[*_]+$/, '');
    const isAlone = bracketed(before, text.slice(end, end + 4)) && marked.place !== 'heading';
    const word = /(?<!\p{L})(\p{L}+)\s$/u.exec(before)?.[1]?.toLowerCase() ?? '';
    // "(Hence the ???)" speaks of question marks that stand elsewhere; at the end of a sentence a noun is missing.
    const isCut = needsMore.has(word) || (articles.has(word) && !/^[*_]*[)\]）】]/.test(text.slice(end, end + 3)));
    if (isAlone || isCut || /[:：=]\s$/.test(before)) yield { start, end, case: 'fact' };
  }
}

function bracketed(before: string, after: string): boolean {
  return /(?:^|[([（【])\s*$/.test(before) && /^[*_\s]*(?:$|[)\]）】])/.test(after);
}

/** No sentence ends with these, so what follows them is missing. */
const needsMore: ReadonlySet<string> = new Set(
  'at of to by from with for see about called named im am vom zum beim von für siehe du au des chez del por para no na da'.split(
    ' ',
  ),
);
const articles: ReadonlySet<string> = new Set('the a an der die das le la les el los o os il lo gli di'.split(' '));
