import { coverOffset } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { likenessKeys } from './idLikeness.ts';
import { excludedSpans, type Inclusion } from './inclusion.ts';

/** Of a book with what is in it. */
interface BookOfIds {
  readonly positions: ReadonlyMap<Uri, number>;
  /** In reading order. */
  readonly chapters: ReadonlyMap<Uri, Pick<Chapter, 'facts'>>;
  readonly inclusion: Inclusion;
}

/** The live ids that are filed under one of `likenessKeys`, in reading order, one for each place that defines it. */
export type IdsFiled = (half: string) => readonly string[];

/**
 * Which ids of a book are alike, told without its index of keys, of which that would be a quarter: most books ask little
 * or nothing of it, so it is worked out when it is first asked. Not for a book that is edited.
 */
export function lateLikenesses(book: BookOfIds): IdsFiled {
  let filed: ReadonlyMap<string, readonly string[]> | undefined;
  return (half) => {
    filed ??= filedIds(book);
    return filed.get(half) ?? [];
  };
}

function filedIds({ chapters, positions, inclusion }: BookOfIds): ReadonlyMap<string, readonly string[]> {
  const filed = new Map<string, string[]>();
  for (const [uri, { facts }] of chapters) {
    if (!positions.has(uri)) continue;
    const excluded = excludedSpans(inclusion, uri);
    for (const { id, lost, span } of facts.ids) {
      if (lost || coverOffset(excluded, span.start)) continue;
      for (const half of likenessKeys(id)) {
        const ids = filed.get(half);
        if (ids) ids.push(id);
        else filed.set(half, [id]);
      }
    }
  }
  return filed;
}
