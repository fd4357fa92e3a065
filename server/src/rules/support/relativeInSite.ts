import { didYouMean } from '../../base/nearest.ts';
import { dirname, extname, joinUri, relativePath, type Uri } from '../../base/uri.ts';
import { chapterAnchors } from '../../handbook/anchors.ts';
import type { Handbook } from '../../handbook/handbook.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { Report } from '../rule.ts';
import { nearIds } from './nearIds.ts';
import { fileName, pathFrom, related } from './places.ts';
import {
  isChapterPath,
  isPagePath,
  type RelativeCase,
  type RelativeLink,
  rewrite,
  schemeless,
  wrongCase,
} from './relativeLinks.ts';

/**
 * Says what is wrong with a link between files of plain Markdown. Links as sites have them are trusted: to folders, to
 * names without extension, from the site's root, with a query, to pages that a generator makes.
 */
export function diagnoseSiteLink(
  chapter: Chapter,
  book: Handbook,
): (link: RelativeLink) => Report<RelativeCase> | undefined {
  let folder: Uri | undefined;
  return (link) => {
    const { path, destination } = link;
    folder ??= dirname(chapter.uri);
    const target = path.startsWith('/') ? undefined : joinUri(folder, path);
    if (target !== undefined && book.hasChapter(target)) {
      const leads = link.fragment === '' || book.hasAnchor(target, link.fragment);
      return leads ? undefined : anchorReport(chapter, book, link, book.chapter(target)!);
    }
    if (path.startsWith('/') || path.endsWith('/') || link.query !== '' || extname(path) === '') return undefined;
    const lookup = book.resource(chapter.uri, destination);
    if (lookup.state === 'case' && lookup.corrected) {
      return wrongCase(chapter, link, path, lookup.corrected + fragmentOf(link));
    }
    if (lookup.state !== 'missing' || lookup.folder) return undefined;
    return schemeless(chapter, link) ?? (isPagePath(path) ? undefined : missing(chapter, book, link));
  };
}

function anchorReport(chapter: Chapter, book: Handbook, link: RelativeLink, target: Chapter): Report<RelativeCase> {
  const id = link.fragment;
  const near = nearIds(id, chapterAnchors(target).keys());
  const file = link.destination.slice(0, link.destination.indexOf('#'));
  return {
    case: 'anchor',
    span: link.span,
    data: { file: fileName(book, target.uri), id, suggestion: didYouMean(near.ids[0] && `#${near.ids[0]}`) },
    related: [related(target.uri, { start: 0, end: 0 }, 'The file')],
    fixes: near.ids.map((name, index) =>
      rewrite(chapter, link, `${file}#${name}`, near.isCertain && index === 0 ? 'safe' : 'unsafe'),
    ),
  };
}

function missing(chapter: Chapter, book: Handbook, link: RelativeLink): Report<RelativeCase> {
  const near = isChapterPath(link.path) ? nearFiles(chapter, book, link.path) : [];
  return {
    case: 'missing',
    span: link.span,
    data: {
      path: link.path,
      reason: 'there is no such file',
      suggestion: didYouMean(near[0]),
    },
    fixes: near.map((path) => rewrite(chapter, link, encodeURI(path) + fragmentOf(link), 'unsafe')),
  };
}

const MOST = 3;

/** The same name in another folder, where the name tells (`index.md` does not), or nearly the same path. */
function nearFiles(chapter: Chapter, book: Handbook, path: string): string[] {
  const wanted = joinUri(dirname(chapter.uri), path);
  const name = wanted.slice(wanted.lastIndexOf('/') + 1);
  const paths = new Map(book.order.map((uri) => [relativePath(book.root, uri) ?? uri, uri]));
  const sameName = [...paths].filter(([, uri]) => uri.endsWith(`/${name}`)).map(([other]) => other);
  const near = nearIds(relativePath(book.root, wanted) ?? path, paths.keys()).ids;
  const isTelling = sameName.length <= MOST && !/^_?(?:index|readme|summary)\./i.test(name);
  const found = [...new Set([...(isTelling ? sameName : []), ...near])].slice(0, MOST);
  return found.map((other) => pathFrom(dirname(chapter.uri), paths.get(other)!, book.root));
}

function fragmentOf({ destination }: RelativeLink): string {
  const hash = destination.indexOf('#');
  return hash < 0 ? '' : destination.slice(hash);
}
