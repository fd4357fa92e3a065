import type { Uri } from '../base/uri.ts';
import { type Assumptions, type FirstLook, holds, NotKnownYet } from '../handbook/firstLook.ts';
import type { Snapshot } from '../handbook/snapshot.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Rule } from './rule.ts';
import { type ChapterResult, findInChapter } from './run.ts';

type Found = Pick<ChapterResult, 'findings' | 'silenced'>;

interface Look extends Found {
  readonly assumed: Assumptions;
}

/**
 * What the rules said of chapters when these were read, before the rest of their book was. Most of it holds once all is
 * read, and only the other chapters are looked at again: so the facts of a whole book need not be kept, nor read twice.
 */
export class Looks {
  readonly #rules: readonly Rule[];
  /** By the chapter as it is kept: one that is read anew is another. */
  readonly #known = new WeakMap<Chapter, Look>();

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
  }

  /** Looks at a chapter whose facts are at hand; `kept` is what will be left of it. */
  look(chapter: Chapter, kept: Chapter, book: FirstLook): void {
    if (book.position(chapter.uri) < 0) return;
    try {
      const found = findInChapter(chapter, book, this.#rules);
      this.#known.set(kept, { ...found, assumed: book.assumed });
    } catch (error) {
      if (!(error instanceof NotKnownYet)) throw error;
    }
  }

  /** The findings of a chapter in the book as it is: the same as `lintChapter`'s. */
  find(book: Snapshot, uri: Uri): Found {
    const chapter = book.chapter(uri);
    if (!chapter) return { findings: [], silenced: [] };
    const known = this.#known.get(chapter);
    return known && holds(known.assumed, uri, book) ? known : findInChapter(chapter, book, this.#rules);
  }
}
