import { nearest } from '../base/nearest.ts';
import { basename, extname, relativePath, type Uri } from '../base/uri.ts';
import type { Handbook, ResourceLookup } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { ResourceUse } from '../markdown/facts.ts';
import type { Fix } from './finding.ts';
import { replaceDestination, resourcesToCheck } from './resourceUses.ts';
import { chapterRule } from './rule.ts';

export default chapterRule({
  meta: {
    name: 'missing-image',
    summary: 'A picture or other resource is not where the book looks for it',
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
    since: '0.1.0',
  },
  *check({ chapter, book }) {
    for (const { use, lookup } of resourcesToCheck(chapter, book)) {
      if (lookup.state !== 'missing') continue;
      const near = candidates(lookup.path, book);
      const data = { path: lookup.path, lookedIn: lookup.lookedIn.join(', '), suggestion: didYouMean(near) };
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

/** Files the author may have meant, best first: the very name elsewhere, the name with another extension, a near name. */
function candidates(path: string, book: Handbook): string[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const stem = withoutExtension(name).toLowerCase();
  const paths = resourcePaths(book);
  const sameName = book.resourceFilesNamed(name).map((uri) => resourcePath(uri, book));
  const sameStem = paths.filter((other) => withoutExtension(lastSegment(other)).toLowerCase() === stem);
  const sameKind = paths.filter((other) => kindOf(other) === kindOf(name));
  const near = nearest(path, sameKind, MOST);
  const nearName = nearest(name, new Set(sameKind.map(lastSegment)), MOST).flatMap((other) =>
    sameKind.filter((full) => lastSegment(full) === other),
  );
  return [...new Set([...sameName, ...sameStem, ...near, ...nearName])].slice(0, MOST);
}

const MOST = 3;

function resourcePaths(book: Handbook): string[] {
  return book.resourceFiles().map((uri) => resourcePath(uri, book));
}

/** As it may be written: from the first root, or else from the book's. */
function resourcePath(uri: Uri, book: Handbook): string {
  const [first = book.root] = book.resourceRoots;
  return relativePath(first, uri) ?? relativePath(book.root, uri) ?? basename(uri);
}

/** Pictures are not mistaken for sound or code. */
function kindOf(path: string): string {
  const extension = extname(path);
  return IMAGE_EXTENSIONS.has(extension) ? 'image' : extension;
}

const IMAGE_EXTENSIONS = new Set([
  '.png',
  '.jpg',
  '.jpeg',
  '.gif',
  '.svg',
  '.svgz',
  '.webp',
  '.bmp',
  '.tif',
  '.tiff',
  '',
]);

function didYouMean(near: readonly string[]): string {
  return near.length > 0 ? ` Did you mean "${near[0]}"?` : '';
}

/** Safe only where exactly one file of the book has that very name. */
function pointTo(path: string, chapter: Chapter, use: ResourceUse, lookup: ResourceLookup, book: Handbook): Fix {
  const name = lastSegment(lookup.path);
  const withName = book.resourceFilesNamed(name);
  const isCertain = withName.length === 1 && resourcePath(withName[0]!, book) === path && lastSegment(path) === name;
  return {
    title: `Change to "${path}"`,
    safety: isCertain ? 'safe' : 'unsafe',
    edits: [replaceDestination(chapter, use, path)],
  };
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function withoutExtension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
