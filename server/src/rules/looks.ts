import type { Uri } from '../base/uri.ts';
import { type Assumptions, holds } from '../handbook/assumptions.ts';
import { type FirstLook, NotKnownYet } from '../handbook/firstLook.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Snapshot } from '../handbook/snapshot.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Rule } from './rule.ts';
import { type ChapterResult, findInChapter } from './run.ts';

type Found = Pick<ChapterResult, 'findings' | 'silenced'>;

/** What a first look saw. */
export interface Look extends Found {
  readonly assumed: Assumptions;
}

/**
 * What the rules said of chapters when these were read, before the rest of their book was. Most of it holds once all is
 * read, and only the other chapters are looked at again: so the facts of a whole book need not be kept, nor read twice.
 */
export class Looks {
  readonly #rules: readonly Rule[];
  /** By the chapter as it is kept: one that is read anew is another. */
  readonly #known = new WeakMap<Chapter, KeptLook>();

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
  }

  /**
   * Looks at a chapter whose facts are at hand; undefined where the rest of the book has to be known. `shown` is the book
   * as the rules are to see it, for who wants to know what they ask.
   */
  look(chapter: Chapter, book: FirstLook, shown: Handbook = book): Look | undefined {
    if (book.position(chapter.uri) < 0) return undefined;
    try {
      return { ...findInChapter(chapter, shown, this.#rules), assumed: book.assumed };
    } catch (error) {
      if (error instanceof NotKnownYet) return undefined;
      throw error;
    }
  }

  /** Remembers what a look saw, for `kept`, which is what is left of the chapter. */
  remember(kept: Chapter, look: KeptLook | undefined): void {
    if (look) this.#known.set(kept, look);
  }

  /** What is remembered of a chapter, whether it holds or not. */
  kept(chapter: Chapter): KeptLook | undefined {
    return this.#known.get(chapter);
  }

  /** The findings of a chapter in the book as it is: the same as `lintChapter`'s. */
  find(book: Snapshot, uri: Uri): Found {
    const chapter = book.chapter(uri);
    if (!chapter) return { findings: [], silenced: [] };
    return this.known(book, uri) ?? findInChapter(chapter, book, this.#rules);
  }

  /** What the first look saw, where it holds in the book as it is. */
  known(book: Snapshot, uri: Uri): Found | undefined {
    const chapter = book.chapter(uri);
    const known = chapter && this.#known.get(chapter);
    if (known === undefined) return undefined;
    const look = JSON.parse(known) as Look;
    return holds(look.assumed, uri, book) ? look : undefined;
  }
}

/**
 * A look as JSON: it takes a fraction of the memory, goes to another thread as it is, and holds on to none of the
 * chapter's text, which V8's slices would keep alive.
 */
export type KeptLook = string;

/** What JSON cannot hold is in no report either. */
export function keptLook({ findings, silenced, assumed }: Look): KeptLook {
  const settings = [...assumed.settings].map(([key, value]) => (value === undefined ? [key] : [key, value]));
  return JSON.stringify({ findings, silenced, assumed: { ...assumed, settings } });
}
