import type { ProsePiece } from '../../markdown/facts.ts';
import {
  fillerDeclarations,
  fillerNames,
  fillerSentences,
  kitchenFamilies,
  nonsense,
  telling,
} from '../data/fillerFamilies.ts';
import { internalPhrases } from '../data/internalNotes.ts';
import { phraseRows, statementRows } from '../data/markerPhrases.ts';
import { insertVerbs } from '../data/markerWords.ts';

/**
 * What a stretch of prose shows at one glance. The rules about placeholder text know hundreds of phrases; nearly every
 * stretch of a book holds no word of any of them, and need not be searched for each. A sign may be there for nothing,
 * never missing.
 */
export const Sign = {
  /** Letters of a script whose words are not told apart here, or marks that stand on the letter before them. */
  foreign: 1,
  bracket: 2,
  /** `@` */
  at: 4,
  /** TODO and its like. */
  note: 8,
  /** XX, YYYYY, 5X, ??? */
  fact: 16,
  /** A word of a phrase for missing text, or of a request to put something in. */
  phrase: 32,
  /** "chapter", "section": what a statement about missing text is about. */
  subject: 64,
  /** A word of filler text. */
  filler: 128,
  /** A word of a note to colleagues. */
  internal: 256,
} as const;

/** What a text is taken for that nobody has looked at. */
export const everySign = 511;

/** Whether a text of `length` UTF-16 units can hold a mark of missing text (`findMarkers`) that the author did not define. */
export function mayHoldMark(signs: number, length: number, isAlt: boolean): boolean {
  if ((signs & (Sign.note | Sign.fact | Sign.subject | Sign.foreign)) !== 0) return true;
  // A phrase counts where it is alone: the whole of a short text, or in brackets.
  return (signs & Sign.phrase) !== 0 && ((signs & Sign.bracket) !== 0 || isAlt || length <= longestAlone);
}

const longestAlone = 72;

/** Whether a text can hold a note to colleagues (`findInternalNotes`): in any brackets there may be a promise. */
export function mayHoldInternalNote(signs: number): boolean {
  return (signs & (Sign.internal | Sign.bracket | Sign.at | Sign.foreign)) !== 0;
}

/** Whether a text can hold filler (`findFiller`). */
export function mayHoldFiller(signs: number): boolean {
  return (signs & (Sign.filler | Sign.foreign)) !== 0;
}

/** The signs (`Sign`, added up) of the pieces of a text that are read as one. */
export function signsOf(text: string, pieces: readonly ProsePiece[]): number {
  let signs = 0;
  let hash = 0;
  let before = 0;
  for (const piece of pieces) {
    if (piece.before !== '') {
      signs |= signsOfWord(hash);
      hash = 0;
      before = 0;
    }
    for (let at = piece.start; at < piece.end; at++) {
      const code = text.charCodeAt(at);
      const kind = code < 0x100 ? kinds[code]! : isOtherLetter(code) ? code : BREAK;
      if (kind >= LETTER) {
        hash = (Math.imul(hash, 31) + kind) | 0;
        if (code === 0x58 && (before === 0x58 || (before >= 0x30 && before <= 0x39))) signs |= Sign.fact;
        else if (code === 0x59 && before === 0x59) signs |= Sign.fact;
      } else {
        if (hash !== 0) {
          signs |= signsOfWord(hash);
          hash = 0;
        }
        if (kind !== BREAK) signs |= kind === QUESTION ? (before === 0x3f ? Sign.fact : 0) : kind;
        else if (code >= 0x100 && !isPlainSymbol(code)) signs |= Sign.foreign;
      }
      before = code;
    }
  }
  return signs | signsOfWord(hash);
}

const BREAK = 0;
/** No sign has this value alone, and it is below those of letters. */
const QUESTION = 3;
/** From here up: a letter or digit, in lower case, as a number to make the hash of a word of. */
const LETTER = 0x100;

/** By character below U+0100: `BREAK`, `QUESTION`, a sign, or a letter. */
const kinds: Uint16Array = kindTable();

function kindTable(): Uint16Array {
  const table = new Uint16Array(0x100);
  for (let code = 0; code < 0x100; code++) {
    const character = String.fromCharCode(code);
    if (/[\p{L}\p{M}\p{N}]/u.test(character)) table[code] = LETTER + character.toLowerCase().charCodeAt(0);
  }
  for (const bracket of '[]()') table[bracket.charCodeAt(0)] = Sign.bracket;
  table['@'.charCodeAt(0)] = Sign.at;
  table['?'.charCodeAt(0)] = QUESTION;
  return table;
}

/** Letters of scripts in which no phrase is known, Greek to Ethiopic and Hangul, as parts of words. */
function isOtherLetter(code: number): boolean {
  return (code >= 0x370 && code <= 0x1dff) || (code >= 0xac00 && code <= 0xd7a3);
}

/** Typographic punctuation, currencies, arrows, emoji, the mark for a hole, the byte order mark: no word has them. */
function isPlainSymbol(code: number): boolean {
  return (
    (code >= 0x2010 && code <= 0x2060) ||
    (code >= 0x20a0 && code <= 0x20cf) ||
    (code >= 0x2190 && code <= 0x2bff) ||
    (code >= 0xd83c && code <= 0xd83e) ||
    (code >= 0xdc00 && code <= 0xdfff) ||
    code === 0xfe0f ||
    code === 0xfeff ||
    code === 0xfffc
  );
}

/** Most words end at the first table, which the processor's cache holds. */
function signsOfWord(hash: number): number {
  return mayBeKnown[slotOf(hash)] === 0 ? 0 : (knownWords.get(hash) ?? 0);
}

const SLOTS = 1 << 14;

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}

/** By a word's hash: its signs. */
const knownWords: ReadonlyMap<number, number> = wordTable();
/** By the slot of a word's hash: 1 where a known word falls there. */
const mayBeKnown: Uint8Array = slotTable();

function slotTable(): Uint8Array {
  const table = new Uint8Array(SLOTS);
  for (const hash of knownWords.keys()) table[slotOf(hash)] = 1;
  return table;
}

function wordTable(): Map<number, number> {
  const table = new Map<number, number>();
  const add = (sign: number, words: Iterable<string>) => {
    for (const word of words) {
      let hash = 0;
      for (const character of word) hash = (Math.imul(hash, 31) + LETTER + character.charCodeAt(0)) | 0;
      if (hash !== 0) table.set(hash, (table.get(hash) ?? 0) | sign);
    }
  };
  // "TO DO" and "TO-DO" are two words; the second one is rare enough.
  add(Sign.note, ['todo', 'fixme', 'tbd', 'do']);
  add(Sign.phrase, telltales(phraseRows.flatMap(({ phrases }) => phrases.split(';'))));
  add(Sign.phrase, Object.values(insertVerbs).flatMap(wordsIn));
  add(Sign.phrase, ['here', 'einfügen', 'ergänzen', 'einsetzen', 'platzhalter']);
  // Of `this (?:chapter|section) ` the nouns: what stands before them is too common.
  for (const { subject } of statementRows) add(Sign.subject, wordsIn(subject.slice(subject.lastIndexOf('(?:'))));
  add(Sign.filler, [...nonsense, ...telling, ...kitchenFamilies.flatMap(({ rare }) => [...rare])]);
  add(Sign.filler, telltales([...fillerDeclarations, ...fillerNames, ...fillerSentences]));
  add(Sign.internal, telltales(internalPhrases));
  add(Sign.internal, ['publish', 'publication', 'internal', 'publishing']);
  return table;
}

/** Of each phrase its longest word: where that is missing, the phrase is not there. */
function telltales(phrases: readonly string[]): string[] {
  return phrases.map((phrase) => wordsIn(phrase).reduce((best, word) => (word.length > best.length ? word : best), ''));
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
