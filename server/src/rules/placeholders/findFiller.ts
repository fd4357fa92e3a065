import { groupBy } from '../../base/groupBy.ts';
import {
  attribution,
  attributionCjk,
  common,
  fillerDeclarations,
  fillerDeclarationsCjk,
  fillerNames,
  fillerNamesCjk,
  fillerSentences,
  kitchenFamilies,
  nonsense,
  talkOfFiller,
  telling,
} from '../data/fillerFamilies.ts';
import { isQuoted, quotations } from './quotations.ts';
import { spellsAt, type Word, wordsOf } from './words.ts';

export interface FillerMatch {
  /** UTF-16 offsets into the text that was searched. */
  readonly start: number;
  readonly end: number;
  /** The text is nothing else. */
  readonly whole: boolean;
  /** `likely` is filler only where it touches `sure` filler; `brief` ("Lorem ipsum...") only where nobody speaks of filler. */
  readonly certainty: 'sure' | 'brief' | 'likely';
  readonly words: number;
}

/** What kind of text is searched: a paragraph between others, a heading's title, or a short text in a list, cell or picture. */
export type FillerPlace = 'paragraph' | 'heading' | 'short';

/** How far apart two words of filler may stand to speak for each other (PLACEHOLDERS.md §1). */
const window = 12;

/** Finds filler text in one stretch of prose, in order. Talking about filler, or quoting it, is none. */
export function findFiller(text: string, place: FillerPlace): FillerMatch[] {
  const words = wordsOf(text);
  if (words.length === 0) return [];
  if (place === 'heading') return isFillerTitle(words) ? [wholeOf(text, words, 'sure')] : [];
  if (declaresFiller(text, words, place) || isKitchenTalk(text, words)) return [wholeOf(text, words, 'sure')];
  const strengths = words.map(({ word }) => strengthOf(word));
  // "Bacon ipsum", "Forcem ipsum": the name of a family alone, where a paragraph should be.
  if (place === 'paragraph' && words.length === 2 && words[1]!.word === 'ipsum' && strengths[0] === 0)
    return /^["“„«]/.test(text.trimStart()) ? [] : [wholeOf(text, words, 'brief')];
  const latin = strengths.some((strength) => strength > 1);
  const sentence = sentenceAt(words);
  if ((!latin && sentence < 0) || hasAttribution(text, words)) return [];
  const quoted = isSpeech(text, words, strengths);
  if (sentence >= 0) return quoted(words[sentence]!) ? [] : [wholeOf(text, words, 'sure')];
  return findLatin(text, words, strengths, quoted);
}

/** True where a text names Cicero or his book, so that the Latin beside it is a quotation. */
export function hasAttribution(text: string, words: readonly Word[] = wordsOf(text)): boolean {
  const isNamed = words.some(
    ({ word }, at) => attribution.has(word) || (word === 'finibus' && words[at - 1]?.word === 'de'),
  );
  return isNamed || attributionCjk.some((name) => text.includes(name));
}

/** True where a text speaks of filler text as its subject. */
export function speaksOfFiller(text: string, words: readonly Word[] = wordsOf(text)): boolean {
  return words.some(({ word }) => talkOfFiller.has(word)) || hasAttribution(text, words);
}

function findLatin(
  text: string,
  words: readonly Word[],
  strengths: readonly number[],
  quoted: (region: { start: number; end: number }) => boolean,
): FillerMatch[] {
  const share = strengths.filter((strength) => strength > 0).length / words.length;
  const all = evidence(words, strengths, 0, words.length - 1);
  if (words.length === 2 && all.nonsense >= 2) return [wholeOf(text, words, 'brief')];
  if (words.length > 2 && share >= 0.6 && !hasOwnSentence(text, words, strengths)) {
    if (words.every((word, at) => strengths[at]! < 2 || quoted(word))) return [];
    if (all.nonsense >= 2 || (all.telling >= 3 && share >= 0.75)) return [wholeOf(text, words, 'sure')];
    if (all.telling >= 1) return [wholeOf(text, words, 'likely')];
  }
  if (speaksOfFiller(text, words)) return [];
  const found: FillerMatch[] = [];
  for (const { first, last } of regionsOf(strengths)) {
    const region = { start: words[first]!.start, end: words[last]!.end };
    if (quoted(region)) continue;
    const end = endOfSentence(text, region.end);
    const count = last - first + 1;
    const { nonsense: empty, telling: rare } = evidence(words, strengths, first, last);
    if (count >= 3 && empty >= 2 && first <= 2 && words[first]!.word === 'ipsum' && first > 0)
      return [wholeOf(text, words, 'sure')];
    if ((count >= 3 && empty >= 2) || (count >= 6 && rare >= 3)) {
      found.push({ start: region.start, end, whole: false, certainty: 'sure', words: count });
    } else if (empty >= 2 && /^(?:\.\.|…)/.test(text.slice(region.end, region.end + 2))) {
      if (first === 0 || /[.!?:)\]…]\s*$/.test(text.slice(Math.max(0, region.start - 8), region.start))) {
        found.push({ start: region.start, end, whole: false, certainty: 'brief', words: count });
      }
    }
  }
  return found;
}

/** True where a sentence of some length is not filler, so that the text as a whole is not. */
function hasOwnSentence(text: string, words: readonly Word[], strengths: readonly number[]): boolean {
  let filler = 0;
  let count = 0;
  return words.some((word, at) => {
    count++;
    if (strengths[at]! > 0) filler++;
    const next = words[at + 1];
    if (next && !/[.!?…]/.test(text.slice(word.end, next.start))) return false;
    const isOwn = count >= 3 && filler < count * 0.4;
    count = 0;
    filler = 0;
    return isOwn;
  });
}

/** The most distinct words of each strength that stand within one window. */
function evidence(
  words: readonly Word[],
  strengths: readonly number[],
  first: number,
  last: number,
): { nonsense: number; telling: number } {
  const best = { nonsense: 0, telling: 0 };
  const strong: number[] = [];
  for (let at = first; at <= last; at++) {
    if (strengths[at]! < 2) continue;
    strong.push(at);
    while (at - strong[0]! >= window) strong.shift();
    const distinct = new Set(strong.map((index) => words[index]!.word));
    const empty = [...distinct].filter((word) => nonsense.has(word)).length;
    best.nonsense = Math.max(best.nonsense, empty);
    best.telling = Math.max(best.telling, distinct.size);
  }
  return best;
}

/**
 * Runs of words that are mostly filler: each family word lengthens a run, each other word speaks against it, and four
 * more against than for end it at its last good word.
 */
function regionsOf(strengths: readonly number[]): { first: number; last: number }[] {
  const regions: { first: number; last: number }[] = [];
  let region: { first: number; last: number } | undefined;
  let score = 0;
  let best = 0;
  strengths.forEach((strength, at) => {
    if (strength > 0) {
      region ??= { first: at, last: at };
      score++;
      if (score >= best) {
        best = score;
        region.last = at;
      }
    } else if (region) {
      score--;
      if (score <= 0 || best - score >= 4) {
        regions.push(region);
        region = undefined;
        score = 0;
        best = 0;
      }
    }
  });
  if (region) regions.push(region);
  return regions;
}

function strengthOf(word: string): number {
  if (nonsense.has(word)) return 3;
  if (telling.has(word)) return 2;
  return common.has(word) ? 1 : 0;
}

function isFillerTitle(words: readonly Word[]): boolean {
  const strengths = words.map(({ word }) => strengthOf(word));
  return (
    words.length > 2 && strengths.every((s) => s > 0) && evidence(words, strengths, 0, words.length - 1).nonsense > 2
  );
}

/**
 * Says of a region whether it is quoted or set off as a specimen by somebody who has something else to say. A filler
 * paragraph that is a quotation from end to end is still filler.
 */
function isSpeech(
  text: string,
  words: readonly Word[],
  strengths: readonly number[],
): (region: { start: number; end: number }) => boolean {
  const quotes = quotations(text);
  const own = words.filter((word, at) => strengths[at] === 0 && !isQuoted(quotes, word.start, word.end)).length;
  return ({ start, end }) =>
    own >= 3 && (isQuoted(quotes, start, end) || (start > 0 && '*_'.includes(text[start - 1]!)));
}

function declaresFiller(text: string, words: readonly Word[], place: FillerPlace): boolean {
  const plain = text.replace(/^[\s*_(（[【]+/, '');
  if (fillerDeclarationsCjk.some((phrase) => plain.startsWith(phrase))) return true;
  if (/^["'“„«»「『]/.test(plain)) return false;
  if (declarations.some((phrase) => spellsAt(words, 0, phrase))) return true;
  if (place !== 'paragraph') return false;
  return fillerNamesCjk.includes(words.map(({ word }) => word).join('')) || isRepetition(words);
}

/** Nothing but the name of filler, once or over and over. */
function isRepetition(words: readonly Word[]): boolean {
  const name = names.find((phrase) => words.length % phrase.length === 0 && spellsAt(words, 0, phrase));
  return name !== undefined && words.every(({ word }, at) => word === name[at % name.length]);
}

function isKitchenTalk(text: string, words: readonly Word[]): boolean {
  if (words.length < 8 || text.includes(',')) return false;
  return kitchenFamilies.some((family) => {
    const rare = new Set(words.filter(({ word }) => family.rare.has(word)).map(({ word }) => word));
    return rare.size >= 2 && words.filter(({ word }) => family.words.has(word)).length >= words.length * 0.9;
  });
}

/** The index of the word at which a filler sentence begins, or -1. */
function sentenceAt(words: readonly Word[]): number {
  return words.findIndex(({ word }, at) => sentences.get(word)?.some((phrase) => spellsAt(words, at, phrase)));
}

function wholeOf(text: string, words: readonly Word[], certainty: FillerMatch['certainty']): FillerMatch {
  const start = text.length - text.trimStart().length;
  return { start, end: text.trimEnd().length, whole: true, certainty, words: words.length };
}

/** Takes in the full stop or dots directly behind a region. */
function endOfSentence(text: string, end: number): number {
  let at = end;
  while (at < text.length && '.…!?'.includes(text[at]!)) at++;
  return at;
}

const declarations = fillerDeclarations.map((phrase) => phrase.split(' '));
const names = fillerNames.map((phrase) => phrase.split(' '));
const sentences = groupBy(
  fillerSentences.map((phrase) => phrase.split(' ')),
  ([first]) => first!,
);
