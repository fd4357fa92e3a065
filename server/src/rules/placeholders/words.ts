export interface Word {
  /** Offsets into the text the words were taken from. */
  readonly start: number;
  readonly end: number;
  /** In lower case, apostrophes within it kept; a hyphen parts two words. */
  readonly word: string;
}

/** The words of a text in order; a run of Chinese or Japanese is one word. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu)) {
    words.push({ start: match.index, end: match.index + match[0].length, word: match[0].toLowerCase() });
  }
  return words;
}

/** Where the words spell `phrase` (lower case, one space between words), beginning at word `at`. */
export function spellsAt(words: readonly Word[], at: number, phrase: readonly string[]): boolean {
  if (at + phrase.length > words.length) return false;
  return phrase.every((word, index) => words[at + index]!.word === word);
}
