import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';

/** An id of the book, for *Go to Crosslink…*. */
export interface CrosslinkTargetEntry {
  readonly id: string;
  /** The heading it names; '' for other ids. */
  readonly title: string;
  /** The chapter it is in. */
  readonly chapter: string;
  readonly uri: Uri;
  readonly offset: number;
}

/** Every id that a crosslink can lead to, in reading order. */
export function crosslinkTargets(book: Handbook): CrosslinkTargetEntry[] {
  return book.order.flatMap((uri) => {
    const { ids = [], headings = [] } = book.chapter(uri)?.facts ?? {};
    const chapter = headings.find(({ nested }) => !nested)?.title ?? '';
    return ids
      .filter(({ lost }) => !lost)
      .map(({ id, span, heading }) => ({
        id,
        title: headings[heading]?.title ?? '',
        chapter,
        uri,
        offset: span.start,
      }));
  });
}
