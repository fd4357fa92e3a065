import { basename, decodePercent } from '../base/uri.ts';
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
    if (use.origin === 'html' && lookup.state === 'missing' && isServedElsewhere(chapter, use, book)) continue;
    yield { use, lookup };
  }
}

/**
 * A site generator moves `docs/contact.md` to `/contact/` and mends the paths of Markdown's pictures, but not those in
 * raw tags: their authors count from the page. So a file of that path anywhere in a plain handbook is the one meant.
 */
function isServedElsewhere(chapter: Chapter, { destination }: ResourceUse, book: Handbook): boolean {
  if (chapter.dialect !== 'markdown') return false;
  const path = decodePercent(destination.replace(/[?#].*$/s, '')).replace(/^(?:\.{0,2}\/)+/, '');
  if (!destination.startsWith('../') && !path.includes('/')) return false;
  const end = `/${path}`;
  return book
    .resourceFilesNamed(basename(path))
    .some((file) => decodePercent(file).normalize().endsWith(end.normalize()));
}

/** Writes `path` in place of a destination, encoded as the old one was and fit for where it stands. */
export function replaceDestination(chapter: Chapter, use: ResourceUse, path: string): Edit {
  const wasEncoded = /%[0-9a-f]{2}/i.test(use.destination);
  const isBracketed = chapter.text[use.destinationSpan.start - 1] === '<';
  const needsCare = /[\s()<>]/.test(path) && !isBracketed && chapter.dialect === 'markdown';
  const text = wasEncoded || needsCare ? encodeURI(path).replaceAll('(', '%28').replaceAll(')', '%29') : path;
  return { uri: chapter.uri, span: use.destinationSpan, text };
}
