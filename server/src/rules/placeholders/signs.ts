import type { ProsePiece } from '../../markdown/facts.ts';
import {
  fillerDeclarations,
  fillerNames,
  fillerSentences,
  kitchenFamilies,
  nonsense,
  telling,
} from '../data/fillerFamilies.ts';
import { bracketedPhrases, internalPhrases, promiseWords } from '../data/internalNotes.ts';
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
  /** A word of a phrase for missing text. */
  phrase: 32,
  /** A word of a request to put something in. */
  request: 64,
  /** "this chapter", "diese Seite": what a statement about missing text is about. */
  subject: 128,
  /** A word of filler text. */
  filler: 256,
  /** A word of a note to colleagues. */
  internal: 512,
  /** Such a word in capitals. */
  shout: 1024,
  /** Such a word before a colon that comes after few words. */
  lead: 2048,
  /** A word of a promise to colleagues. */
  promise: 4096,
  /** No more words than a phrase has that counts where it is alone. */
  few: 8192,
} as const;

/** What a text is taken for that nobody has looked at. */
export const everySign = 16383;

/** Whether a text of `length` UTF-16 units can hold a mark of missing text (`findMarkers`) that the author did not define. */
export function mayHoldMark(signs: number, length: number, isAlt: boolean): boolean {
  if ((signs & (Sign.note | Sign.fact | Sign.subject | Sign.foreign)) !== 0) return true;
  if ((signs & (Sign.phrase | Sign.request)) === 0) return false;
  // Both count in brackets, or where the text is nothing else.
  if ((signs & Sign.bracket) !== 0) return true;
  if ((signs & Sign.phrase) !== 0 && (signs & Sign.few) !== 0) return true;
  return (signs & Sign.request) !== 0 && (isAlt || length <= longestRequest);
}

const longestRequest = 72;

/** Whether a text can hold a note to colleagues (`findInternalNotes`). */
export function mayHoldInternalNote(signs: number): boolean {
  if ((signs & (Sign.at | Sign.foreign)) !== 0) return true;
  if ((signs & Sign.bracket) !== 0) return (signs & (Sign.internal | Sign.promise)) !== 0;
  return (signs & Sign.internal) !== 0 && (signs & (Sign.shout | Sign.lead | Sign.few)) !== 0;
}

/** Whether a text can hold filler (`findFiller`). */
export function mayHoldFiller(signs: number): boolean {
  return (signs & (Sign.filler | Sign.foreign)) !== 0;
}

/** The signs (`Sign`, added up) of the pieces of a text that are read as one. */
export function signsOf(text: string, pieces: readonly ProsePiece[]): number {
  const seen = new Seen();
  let hash = 0;
  let last = 0;
  for (const { start, end, before } of pieces) {
    if (before !== '') {
      if (hash !== 0) seen.word(hash, last);
      hash = 0;
      last = 0;
    }
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      const kind = kinds[code]!;
      if (kind >= LETTER) {
        hash = (Math.imul(hash, 31) + kind) | 0;
        if ((code | 1) === Y && isFact(code, last)) seen.signs |= Sign.fact;
      } else {
        if (hash !== 0) seen.word(hash, last);
        hash = 0;
        if (kind !== BREAK) seen.mark(kind, last);
      }
      last = code;
    }
  }
  if (hash !== 0) seen.word(hash, last);
  return seen.words <= fewWords ? seen.signs | Sign.few : seen.signs;
}

/** What has been seen of a text, from its beginning. */
class Seen {
  signs = 0;
  words = 0;
  #previous = 0;

  /** `last`: the character that ends the word. */
  word(hash: number, last: number): void {
    this.words++;
    // Most words end here, at a table which the processor's cache holds.
    if (mayBeKnown[slotOf(hash)] !== 0) this.signs |= this.#known(hash, last);
    this.#previous = hash;
  }

  /** A character that is not in words; `last` is the one before it. */
  mark(kind: number, last: number): void {
    if (kind === QUESTION) this.signs |= last === 0x3f ? Sign.fact : 0;
    else if (kind !== COLON) this.signs |= kind;
    else if (this.words <= fewWords && (this.signs & Sign.internal) !== 0) this.signs |= Sign.lead;
  }

  #known(hash: number, last: number): number {
    let signs = knownWords.get(hash) ?? 0;
    if ((signs & Sign.subject) !== 0 && !pointers.has(this.#previous)) signs &= ~Sign.subject;
    if ((signs & DECLARED) !== 0) signs = (signs & ~DECLARED) | (this.words <= fewWords ? Sign.filler : 0);
    return (signs & Sign.internal) !== 0 && isCapital(last) ? signs | Sign.shout : signs;
  }
}

const X = 0x58;
const Y = 0x59;

/** XX, 5X and YY */
function isFact(code: number, last: number): boolean {
  return last === code || (code === X && last >= 0x30 && last <= 0x39);
}

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}

const BREAK = 0;
/** No sign has these values alone, and they are below those of letters. */
const QUESTION = 3;
const COLON = 5;
/** From here up: a letter, in lower case, as a number to make the hash of a word of. */
const LETTER = 0x100;

/** Characters beyond Latin-1 that part words, like digits: no phrase has them. */
const plain: readonly (readonly [first: number, last: number])[] = [
  // Scripts in which no phrase is known, Greek to Ethiopic and Hangul.
  [0x370, 0x1dff],
  [0xac00, 0xd7a3],
  // Typographic punctuation, currencies, arrows, emoji, the mark for a hole, the byte order mark.
  [0x2010, 0x2060],
  [0x20a0, 0x20cf],
  [0x2190, 0x2bff],
  [0xd83c, 0xd83e],
  [0xdc00, 0xdfff],
  [0xfe0f, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xfffc, 0xfffc],
];

/** By character: `BREAK`, `QUESTION`, `COLON`, a sign, or a letter. */
const kinds: Uint16Array = kindTable();

function kindTable(): Uint16Array {
  const table = new Uint16Array(0x10000).fill(Sign.foreign, 0x100);
  for (let code = 0; code < 0x100; code++) {
    const character = String.fromCharCode(code);
    if (/\p{L}/u.test(character)) table[code] = LETTER + character.toLowerCase().charCodeAt(0);
  }
  for (const bracket of '[]()') table[bracket.charCodeAt(0)] = Sign.bracket;
  table['@'.charCodeAt(0)] = Sign.at;
  table['?'.charCodeAt(0)] = QUESTION;
  table[':'.charCodeAt(0)] = COLON;
  for (const [first, last] of plain) table.fill(BREAK, first, last + 1);
  return table;
}
/** Of words only: filler, where the word is one of the first. */
const DECLARED = 16384;

const SLOTS = 1 << 14;

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}

const alonePhrases: readonly string[] = phraseRows.flatMap(({ phrases }) => phrases.split(';'));

/** Three words may name the author before such a phrase ("Author's note: coming soon"). */
const fewWords: number = 3 + Math.max(...[...alonePhrases, ...internalPhrases].map((phrase) => wordsIn(phrase).length));

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
    for (const word of words) if (word !== '') table.set(hashOf(word), (table.get(hashOf(word)) ?? 0) | sign);
  };
  // "TO DO" and "TO-DO" are two words; the second one is rare enough.
  add(Sign.note, ['todo', 'fixme', 'tbd', 'do']);
  add(Sign.phrase, telltales(alonePhrases));
  add(Sign.request, Object.values(insertVerbs).flatMap(wordsIn));
  add(Sign.request, ['here', 'einfügen', 'ergänzen', 'einsetzen', 'platzhalter']);
  for (const { nouns } of statementRows) add(Sign.subject, wordsIn(nouns));
  add(Sign.filler, [...nonsense, ...telling, ...kitchenFamilies.flatMap(({ rare }) => [...rare])]);
  add(Sign.filler, telltales(fillerSentences));
  add(DECLARED, telltales([...fillerDeclarations, ...fillerNames]));
  add(Sign.internal, telltales([...internalPhrases, ...bracketedPhrases]));
  add(Sign.internal, ['publish', 'publication', 'internal', 'publishing']);
  add(Sign.promise, promiseWords);
  return table;
}

/** The hashes of the words that a noun must follow to be the subject of a statement. */
const pointers: ReadonlySet<number> = new Set(statementRows.flatMap((row) => wordsIn(row.pointers)).map(hashOf));

function hashOf(word: string): number {
  let hash = 0;
  for (const character of word) hash = (Math.imul(hash, 31) + LETTER + character.charCodeAt(0)) | 0;
  return hash;
}

/** Of each phrase its longest word, and no word that most texts have: where that is missing, the phrase is not there. */
function telltales(phrases: readonly string[]): string[] {
  return phrases.map((phrase) => {
    const words = wordsIn(phrase);
    const rare = words.filter((word) => word !== 'this' && word !== 'here');
    return (rare.length > 0 ? rare : words).reduce((best, word) => (word.length > best.length ? word : best), '');
  });
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}
