import { dirname } from '../../base/uri.ts';
import { chapterAnchors } from '../../handbook/anchors.ts';
import type { Handbook } from '../../handbook/handbook.ts';
import { githubSlug } from '../../handbook/slug.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { Report } from '../rule.ts';
import { type BrokenCase, changeTo, didYouMean } from './brokenInBook.ts';
import type { Crosslink } from './crosslinks.ts';
import { nearIds } from './nearIds.ts';
import { fileName, pathFrom, related } from './places.ts';
import { rewrite } from './relativeLinks.ts';

/** Says what is wrong with `#x` in plain Markdown, where it leads to a heading or an anchor of its own file. */
export function diagnoseInFile(chapter: Chapter, book: Handbook): (link: Crosslink) => Report<BrokenCase> | undefined {
  let anchors: Anchors | undefined;
  return (link) => {
    // The chapter may be a section of the one that the link leads about in.
    const whole = book.chapter(chapter.uri) ?? chapter;
    anchors ??= anchorsOf(whole);
    return hasAnchor(anchors, link.id) ? undefined : (inOtherFile(whole, book, link) ?? misnamed(whole, anchors, link));
  };
}

/** The fragments a file has, and the same as the generators write them that make one hyphen of several. */
export interface Anchors {
  readonly names: ReadonlySet<string>;
  readonly folded: ReadonlySet<string>;
}

export function anchorsOf(chapter: Chapter): Anchors {
  const names = new Set(chapterAnchors(chapter).keys());
  return { names, folded: new Set([...names].map(foldHyphens)) };
}

export function hasAnchor({ names, folded }: Anchors, id: string): boolean {
  return (
    names.has(id) || NOT_ANCHORS.test(id) || folded.has(foldHyphens(id)) || names.has(id.replace(GITHUB_PREFIX, ''))
  );
}

/** The page's top, which every browser knows; GitHub's lines of a file; routes of web applications; quoted text. */
const NOT_ANCHORS = /^(?:top$|L\d+(?:-L\d+)?$|[!/:])/;

/** What GitHub puts before every id that a file defines itself; a link may or may not have it. */
const GITHUB_PREFIX = /^user-content-/;

function foldHyphens(slug: string): string {
  return slug.replace(/-{2,}/g, '-').replace(/^-|-$/g, '');
}

/** `#costs` where the heading is in one other file: pages have fragments of their own, so the file must be named. */
function inOtherFile(chapter: Chapter, book: Handbook, link: Crosslink): Report<BrokenCase> | undefined {
  const { id, span } = link;
  const sites = [...book.definitions(id), ...book.slugs(id)];
  const files = new Set(sites.map(({ uri }) => uri));
  const [uri] = files;
  if (uri === undefined || files.size > 1) return undefined;
  const destination = `${encodeURI(pathFrom(dirname(chapter.uri), uri, book.root))}${link.destination}`;
  return {
    case: 'unknown',
    span,
    data: { id, scope: 'this file', suggestion: ` It is in ${fileName(book, uri)}.` },
    related: [related(uri, { start: 0, end: 0 }, 'The file')],
    fixes: [rewrite(chapter, link, destination, 'unsafe')],
  };
}

function misnamed(chapter: Chapter, { names }: Anchors, link: Crosslink): Report<BrokenCase> {
  const { id, span } = link;
  const slug = githubSlug(id);
  const near = names.has(slug) ? { ids: [slug], isCertain: true, isTwin: true } : nearIds(id, names);
  const [best = ''] = near.ids;
  const fixes = near.ids.map((name, index) => changeTo(chapter, link, name, near.isCertain && index === 0));
  const data = { id, near: best, scope: 'this file', suggestion: didYouMean(near) };
  if (/\s/.test(id)) return { case: 'spaces', span, data, fixes };
  const isCase = best !== '' && best.toLowerCase() === id.toLowerCase();
  return { case: isCase ? 'case' : 'unknown', span, data, fixes };
}
