import { isEqual } from '../base/isEqual.ts';
import type { Uri } from '../base/uri.ts';
import type { Opening } from '../handbook/opening.ts';
import { openingBook, openingGrounds } from '../handbook/openingBook.ts';
import { readable } from '../handbook/readable.ts';
import { type Chapter, parseEdited } from '../markdown/chapter.ts';
import { ChapterMemo } from '../rules/chapterMemo.ts';
import type { Finding } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import { bySpan, lintChapter } from '../rules/run.ts';

/** What is known of a document before its book has been read. */
export interface Glimpse {
  readonly chapter: Chapter;
  /** By span. None of them can be taken back by anything else in the book. */
  readonly findings: readonly Finding[];
}

interface Reading {
  readonly chapter: Chapter;
  readonly grounds: string;
  readonly memo: ChapterMemo;
  readonly findings: readonly Finding[];
}

/**
 * Looks at an open document while its book is still being read: at what its own rules say without the rest of the book,
 * in whichever dialect the book turns out to be written.
 */
export class Glance {
  readonly #uri: Uri;
  readonly #opening: Opening;
  readonly #rules: readonly Rule[];
  readonly #today: () => string;
  #readings: readonly Reading[] = [];
  #last: Glimpse | undefined;
  #onLook: () => void = () => {};
  /** Resolves when somebody has looked for the first time. */
  readonly looked = new Promise<void>((resolve) => {
    this.#onLook = resolve;
  });

  constructor(uri: Uri, opening: Opening, rules: readonly Rule[], today: () => string) {
    this.#uri = uri;
    this.#opening = opening;
    // What the author's comments leave unused is known when all rules have spoken.
    this.#rules = rules.filter(({ meta }) => meta.scope === 'chapter' && !meta.readsSuppressions);
    this.#today = today;
  }

  look(open: string): Glimpse {
    const { text } = readable({ text: open, encoding: 'utf-8' });
    if (this.#last?.chapter.text === text) return this.#last;
    this.#readings = this.#opening.dialects.map((dialect, index) => {
      const before = this.#readings[index];
      const chapter = parseEdited(this.#uri, text, dialect, before?.chapter);
      const grounds = openingGrounds(this.#opening, chapter);
      const memo = before?.grounds === grounds ? before.memo : new ChapterMemo();
      memo.forget(new Set([`chapter:${this.#uri}`, 'settings']));
      const book = openingBook(this.#opening, chapter, this.#today());
      return { chapter, grounds, memo, findings: lintChapter(book, this.#uri, this.#rules, memo).findings };
    });
    const [first, ...others] = this.#readings;
    const findings = others.reduce((said, other) => inBoth(said, other.findings), first!.findings);
    this.#last = { chapter: first!.chapter, findings };
    this.#onLook();
    return this.#last;
  }
}

/** Of two lists by span what is in both. */
function inBoth(one: readonly Finding[], other: readonly Finding[]): Finding[] {
  let from = 0;
  return one.filter((finding) => {
    while (from < other.length && bySpan(other[from]!, finding) < 0) from++;
    for (let at = from; at < other.length && bySpan(other[at]!, finding) === 0; at++) {
      if (isEqual(other[at], finding)) return true;
    }
    return false;
  });
}
