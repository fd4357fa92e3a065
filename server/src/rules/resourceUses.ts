import type { Handbook, ResourceLookup } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { ResourceUse } from '../markdown/facts.ts';
import type { Edit } from './finding.ts';

export interface CheckedResource {
  readonly use: ResourceUse;
  readonly lookup: ResourceLookup;
}

/** The chapter's resources that reach the reader and lie on disk, each with what stands at its destination. */
export function* resourcesToCheck(chapter: Chapter, book: Handbook): Generator<CheckedResource> {
  for (const use of chapter.facts.resources) {
    if (use.label !== undefined && use.destination === '') continue;
    if (book.excluded(chapter.uri, use.span.start)) continue;
    const lookup = book.resource(chapter.uri, use.destination);
    if (lookup.state === 'web' || lookup.state === 'data' || lookup.state === 'empty') continue;
    yield { use, lookup };
  }
}

/** Writes `path` in place of a destination, encoded as the old one was and fit for where it stands. */
export function replaceDestination(chapter: Chapter, use: ResourceUse, path: string): Edit {
  const wasEncoded = /%[0-9a-f]{2}/i.test(use.destination);
  const isBracketed = chapter.text[use.destinationSpan.start - 1] === '<';
  const needsCare = /[\s()<>]/.test(path) && !isBracketed && chapter.dialect === 'markdown';
  const text = wasEncoded || needsCare ? encodeURI(path).replaceAll('(', '%28').replaceAll(')', '%29') : path;
  return { uri: chapter.uri, span: use.destinationSpan, text };
}
