import { didYouMean } from '../../base/nearest.ts';
import { dirname } from '../../base/uri.ts';
import { type Anchors, anchorsOf, leadsToAnchor } from '../../handbook/anchors.ts';
import type { Handbook } from '../../handbook/handbook.ts';
import { githubSlug } from '../../handbook/slug.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { Report } from '../rule.ts';
import { type BrokenCase, changeTo } from './brokenInBook.ts';
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
    return leadsToAnchor(anchors, link.id)
      ? undefined
      : (inOtherFile(whole, book, link) ?? misnamed(whole, anchors, link));
  };
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
  const data = { id, near: best, scope: 'this file', suggestion: didYouMean(near.ids[0]) };
  if (/\s/.test(id)) return { case: 'spaces', span, data, fixes };
  const isCase = best !== '' && best.toLowerCase() === id.toLowerCase();
  return { case: isCase ? 'case' : 'unknown', span, data, fixes };
}
