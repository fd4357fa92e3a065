import { didYouMean } from '../base/nearest.ts';
import { basename, dirname, joinUri, pathFrom, relativePath, type Uri } from '../base/uri.ts';
import type { Handbook, ResourceLookup } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { ResourceUse } from '../markdown/facts.ts';
import { allOf } from './factReads.ts';
import type { Fix } from './finding.ts';
import { replaceDestination, resourcesToCheck } from './resourceUses.ts';
import { chapterRule } from './rule.ts';

export default chapterRule({
  meta: {
    name: 'missing-image',
    summary: 'A picture or other resource is not where the book looks for it',
    about: ['resources'],
    reads: 'section',
    touchedBy: { facts: allOf('resources', 'attributeLists') },
    group: 'resources',
    severity: 'error',
    fix: 'safe',
    cases: {
      unknown: {
        message: 'The file "{path}" is not there (looked in {lookedIn}).{suggestion}',
        help: 'The reader will see a gap or a broken picture. Add the file, or correct the path.',
      },
      beside: {
        message: 'The file "{path}" lies beside the chapter, but the book looks only in {lookedIn}.',
        help: 'Leanpub never looks in the chapter’s own folder. Move the file below the resources folder, or write its path from there.',
      },
      folder: {
        message: '"{path}" is a folder, not a file.{suggestion}',
        help: 'Name the file in it that is meant.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const { use, lookup } of resourcesToCheck(chapter, book)) {
      if (lookup.state !== 'missing') continue;
      const near = candidates(chapter, lookup, book).map((uri) => writtenPath(uri, chapter, book));
      const data = { path: lookup.path, lookedIn: lookup.lookedIn.join(', '), suggestion: didYouMean(near[0]) };
      const isBeside = lookup.beside !== undefined;
      yield {
        case: isBeside ? 'beside' : lookup.folder ? 'folder' : 'unknown',
        span: use.destinationSpan,
        data,
        fixes: near.map((path) => pointTo(path, chapter, use, lookup, book)),
      };
    }
  },
});

/** Files the author may have meant, best first. */
function candidates(chapter: Chapter, { path }: ResourceLookup, book: Handbook): readonly Uri[] {
  // LFM's pictures lie below the book's root, the others' below the first of the roots looked in.
  const [first = book.root] = book.dialect === 'lfm' ? [] : book.resourceRoots;
  const folder = book.manifest ? first : dirname(chapter.uri);
  return book.resourceFilesLike(relativePath(book.root, joinUri(folder, path)) ?? path);
}

/** As the chapter would write it: from a root, or without a Book.txt from its own folder. */
function writtenPath(uri: Uri, chapter: Chapter, book: Handbook): string {
  if (!book.manifest) return pathFrom(chapter.uri, uri);
  const [first = book.root] = book.resourceRoots;
  return relativePath(first, uri) ?? relativePath(book.root, uri) ?? basename(uri);
}

/** Safe only where exactly one file of the book has that very name. */
function pointTo(path: string, chapter: Chapter, use: ResourceUse, lookup: ResourceLookup, book: Handbook): Fix {
  const name = lastSegment(lookup.path).normalize();
  const [only, ...others] = book.resourceFilesNamed(name);
  const isCertain =
    only !== undefined &&
    others.length === 0 &&
    basename(only).normalize() === name &&
    writtenPath(only, chapter, book) === path;
  return {
    title: `Change to "${path}"`,
    safety: isCertain ? 'safe' : 'unsafe',
    edits: [replaceDestination(chapter, use, path)],
  };
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
