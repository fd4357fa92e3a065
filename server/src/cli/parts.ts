import type { Uri } from '../base/uri.ts';

/** One of `count` parts of a run, from 0: a shard on another machine. */
export interface Part {
  readonly index: number;
  readonly count: number;
}

/** What a part of a run looks at in one book. */
export interface Portion {
  /** The book's own files, Book.txt first among them; exactly one part has them. */
  readonly frame: boolean;
  readonly chapters: readonly Uri[];
}

interface Slot {
  readonly book: number;
  /** Undefined for the book's own files, which come before its chapters. */
  readonly chapter: Uri | undefined;
  readonly weight: number;
}

/** A chapter costs something even if it is empty. */
const leastWeight = 200;

/**
 * What of each book is left when the run is parted, and the part parted again. Every part is a stretch of the run in
 * its own order, about as long in text as the others, so that the findings of all parts, one after the other, are the
 * findings of the run.
 */
export function portionsOf(
  books: readonly { readonly chapters: readonly Uri[]; readonly lengthOf: (chapter: Uri) => number }[],
  parts: readonly Part[],
): Portion[] {
  // To ask the lengths of all chapters makes each of them ready to be asked more.
  if (parts.length === 0) return books.map(({ chapters }) => ({ frame: true, chapters }));
  let slots: readonly Slot[] = books.flatMap(({ chapters, lengthOf }, book) => [
    { book, chapter: undefined, weight: 0 },
    ...chapters.map((chapter) => ({ book, chapter, weight: leastWeight + lengthOf(chapter) })),
  ]);
  for (const part of parts) slots = stretch(slots, part);
  const portions = books.map(() => ({ frame: false, chapters: [] as Uri[] }));
  for (const { book, chapter } of slots) {
    if (chapter === undefined) portions[book]!.frame = true;
    else portions[book]!.chapters.push(chapter);
  }
  return portions;
}

function stretch(slots: readonly Slot[], { index, count }: Part): readonly Slot[] {
  const total = slots.reduce((sum, { weight }) => sum + weight, 0);
  let before = 0;
  return slots.filter(({ weight }) => {
    // By its middle: a chapter that begins just before the border is more of the next part.
    const owner = total === 0 ? 0 : Math.min(count - 1, Math.floor(((before + weight / 2) * count) / total));
    before += weight;
    return owner === index;
  });
}
