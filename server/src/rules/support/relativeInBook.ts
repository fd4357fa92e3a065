import { didYouMean } from '../../base/nearest.ts';
import { basename, dirname, extname, joinUri, type Uri } from '../../base/uri.ts';
import type { Handbook, Site } from '../../handbook/handbook.ts';
import { rank } from '../../handbook/sections.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { Fix } from '../finding.ts';
import type { Report } from '../rule.ts';
import { changeTo } from './brokenInBook.ts';
import { headingId } from './headingId.ts';
import { nearDefinedIds } from './nearIds.ts';
import { fileName, related } from './places.ts';
import {
  isChapterPath,
  isPagePath,
  type RelativeCase,
  type RelativeLink,
  rewrite,
  schemeless,
  wrongCase,
} from './relativeLinks.ts';

/** Says what is wrong with a link to a file in a Leanpub book, where only web addresses and crosslinks lead anywhere. */
export function diagnoseBookLink(
  chapter: Chapter,
  book: Handbook,
): (link: RelativeLink) => Report<RelativeCase> | undefined {
  return (link) => {
    const { path, span } = link;
    if (isChapterPath(path)) return chapterLink(chapter, book, link);
    if (book.definitions(path).length > 0) {
      return { case: 'no-hash', span, data: { path }, fixes: [rewrite(chapter, link, `#${path}`, 'safe')] };
    }
    const lookup = book.resource(chapter.uri, link.destination);
    if (lookup.state === 'found' || lookup.file !== undefined) {
      return lookup.state === 'case' && lookup.corrected
        ? wrongCase(chapter, link, lookup.path, lookup.corrected)
        : undefined;
    }
    const address = schemeless(chapter, link);
    if (address) return address;
    // Without a Book.txt it can also be a site, whose folders and pages are not files.
    if (!book.manifest && (extname(path) === '' || path.startsWith('/') || isPagePath(path))) return undefined;
    const near = extname(path) === '' ? nearDefinedIds(book, path) : { ids: [], isCertain: false };
    return {
      case: 'missing',
      span,
      data: {
        path: link.destination,
        reason: REASON,
        suggestion: near.isCertain ? didYouMean(`#${near.ids[0]}`) : '',
      },
      fixes: near.isCertain ? near.ids.slice(0, 1).map((id) => rewrite(chapter, link, `#${id}`, 'unsafe')) : [],
    };
  };
}

const REASON = 'the book has no such file';

function chapterLink(chapter: Chapter, book: Handbook, link: RelativeLink): Report<RelativeCase> {
  const { path, span } = link;
  const targets = findChapters(chapter, book, path);
  const [uri] = targets;
  const target = uri === undefined ? undefined : book.chapter(uri);
  if (!target || book.position(target.uri) < 0) {
    const reason = target ? 'the book does not list this file' : REASON;
    return { case: 'missing', span, data: { path, reason, suggestion: '' } };
  }
  const place = placeIn(book, target, link.fragment);
  const isCertain = targets.length === 1 && place !== undefined && !place.isGuess;
  const fixes: Fix[] = place ? [changeTo(chapter, { ...link, id: '' }, place.id, isCertain, place.edits)] : [];
  return {
    case: 'chapter',
    span,
    data: { file: fileName(book, target.uri), target: place ? `: "#${place.id}"` : '' },
    related: [related(target.uri, place?.span ?? { start: 0, end: 0 }, 'The chapter')],
    fixes,
  };
}

/** Chapters written so: beside the one that links, from the book's root, or of that name anywhere. */
function findChapters(chapter: Chapter, book: Handbook, path: string): Uri[] {
  const relative = path.replace(/^\/+/, '');
  for (const folder of path.startsWith('/') ? [book.root] : [dirname(chapter.uri), book.root]) {
    const uri = joinUri(folder, relative);
    if (book.chapter(uri)) return [uri];
  }
  const name = relative.slice(relative.lastIndexOf('/') + 1);
  return [...book.order, ...book.strays].filter((uri) => basename(uri) === name);
}

function placeIn(book: Handbook, target: Chapter, fragment: string) {
  const { facts, uri } = target;
  const defined = book.definitions(fragment).find((site) => site.uri === uri);
  if (defined) return { id: fragment, edits: [], span: facts.ids[defined.index]!.span, isGuess: false };
  const sites = fragment === '' ? firstHeading(target) : book.slugs(fragment).filter((site) => site.uri === uri);
  const [site] = sites;
  const named = site && headingId(book, site);
  if (!site || !named) return undefined;
  return { ...named, span: facts.headings[site.index]!.titleSpan, isGuess: sites.length > 1 };
}

/** The heading that stands for the whole file: its highest one, the first of them. */
function firstHeading({ uri, facts }: Chapter): Site[] {
  let best = -1;
  for (const [index, heading] of facts.headings.entries()) {
    if (heading.nested) continue;
    if (best < 0 || rank(heading) < rank(facts.headings[best]!)) best = index;
  }
  return best < 0 ? [] : [{ uri, index: best }];
}
