import { didYouMean } from '../../base/nearest.ts';
import type { Handbook, Site } from '../../handbook/handbook.ts';
import { githubSlug } from '../../handbook/slug.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { Edit, Fix } from '../finding.ts';
import type { Report } from '../rule.ts';
import type { Crosslink } from './crosslinks.ts';
import { headingId } from './headingId.ts';
import { type NearIds, nearDefinedIds } from './nearIds.ts';
import { fileName, placeName, related } from './places.ts';

export type BrokenCase = 'unknown' | 'case' | 'unlisted' | 'excluded' | 'slug' | 'generated' | 'spaces';

/** Says what is wrong with a crosslink of a Leanpub book; undefined where it leads somewhere. */
export function diagnoseInBook(chapter: Chapter, book: Handbook): (link: Crosslink) => Report<BrokenCase> | undefined {
  return (link) => {
    if (book.isDefined(link.id)) return undefined;
    return outOfBook(chapter, book, link) ?? lost(chapter, book, link) ?? misnamed(chapter, book, link);
  };
}

/** The destination changed to another id, after whatever edits that id needs. */
export function changeTo(
  chapter: Chapter,
  link: Crosslink,
  id: string,
  safe: boolean,
  edits: readonly Edit[] = [],
): Fix {
  const own = { uri: chapter.uri, span: link.span, text: `#${asDestination(id)}` };
  const isSame = link.destination === own.text;
  return {
    title: isSame ? `Give the heading the id "${id}"` : `Change to "#${id}"`,
    safety: safe ? 'safe' : 'unsafe',
    edits: isSame ? edits : [...edits, own],
  };
}

/** An id as a link can have it: what would end the destination is written in percent, which reads as the same id. */
function asDestination(id: string): string {
  return id
    .replace(/[\s<>%]/g, encodeURIComponent)
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
}

function outOfBook(chapter: Chapter, book: Handbook, { id, span }: Crosslink): Report<BrokenCase> | undefined {
  const [stray] = book.strayDefinitions(id);
  if (stray) {
    const target = book.chapter(stray.uri)!.facts.ids[stray.index]!;
    return {
      case: 'unlisted',
      span,
      data: { id, file: fileName(book, stray.uri) },
      related: [related(stray.uri, target.span, 'Defined here, outside the book')],
    };
  }
  const [excluded] = book.excludedDefinitions(id);
  if (!excluded) return undefined;
  const target = book.chapter(excluded.uri)!.facts.ids[excluded.index]!;
  return {
    case: 'excluded',
    span,
    data: { id, place: placeName(book, excluded.uri, target.span.start, chapter.uri) },
    related: [related(excluded.uri, target.span, 'Defined here, in a section left out of the book')],
  };
}

/** The id is written, and lost to a blank line or as HTML: that is to be mended there, and the link is right. */
function lost(chapter: Chapter, book: Handbook, { id, span }: Crosslink): Report<BrokenCase> | undefined {
  const [site] = book.lostDefinitions(id);
  if (!site) return undefined;
  const target = book.chapter(site.uri)!.facts.ids[site.index]!;
  const place = placeName(book, site.uri, target.span.start, chapter.uri);
  const suggestion =
    target.origin === 'html'
      ? ` It is written ${place} in HTML, which Markua leaves out: write {id: ${id}} there.`
      : ` It is written ${place}, but lost: a blank line parts it from what it should name.`;
  return {
    case: 'unknown',
    span,
    data: { id, scope: SCOPE, suggestion },
    related: [related(site.uri, target.span, 'Written here, but lost')],
  };
}

const SCOPE = 'the book';

function misnamed(chapter: Chapter, book: Handbook, link: Crosslink): Report<BrokenCase> {
  const { id, span } = link;
  const near = nearDefinedIds(book, id);
  const hasSpaces = /\s/.test(id);
  const [best = ''] = near.ids;
  if (best !== '' && best.toLowerCase() === id.toLowerCase()) {
    return { case: 'case', span, data: { id, near: best, scope: SCOPE }, ...choices(chapter, book, link, near) };
  }
  const asSlug = hasSpaces || near.isTwin ? undefined : headingReport(chapter, book, link);
  if (asSlug) return asSlug;
  if (!hasSpaces) {
    return {
      case: 'unknown',
      span,
      data: { id, scope: SCOPE, suggestion: didYouMean(near.ids[0]) },
      ...choices(chapter, book, link, near),
    };
  }
  // `(#two words)` is often the heading's very text.
  const headings = near.isCertain ? [] : headingFixes(chapter, book, link, book.slugs(githubSlug(id)));
  const fixes = [...headings, ...choices(chapter, book, link, near).fixes];
  return { case: 'spaces', span, data: { id, near: best, suggestion: didYouMean(near.ids[0]) }, fixes };
}

function choices(chapter: Chapter, book: Handbook, link: Crosslink, near: NearIds) {
  const definitions = near.ids.flatMap((id) => book.definitions(id).slice(0, 1));
  return {
    fixes: near.ids.map((id, index) => changeTo(chapter, link, id, near.isCertain && index === 0)),
    related: definitions.slice(0, 1).map(({ uri, index }) => {
      const definition = book.chapter(uri)!.facts.ids[index]!;
      return related(uri, definition.span, `The id "${definition.id}"`);
    }),
  };
}

/** `#my-heading` as GitHub links, `#my-heading-1` for the second, `#leanpub-auto-my-heading` as Leanpub's own pages have it. */
function headingReport(chapter: Chapter, book: Handbook, link: Crosslink): Report<BrokenCase> | undefined {
  const { id, span } = link;
  const generated = /^leanpub-auto-(.+)$/.exec(id)?.[1];
  const sites = headingsOf(chapter, book, generated ?? id);
  const [first] = sites;
  const heading = first && book.chapter(first.uri)?.facts.headings[first.index];
  if (!first || !heading) return undefined;
  // Leanpub makes up an id only for a heading that has none.
  const isGone = generated !== undefined && heading.id >= 0;
  const near = headingId(book, first)?.id ?? 'some-id';
  const suggestion = isGone ? ` The heading "${heading.title}" has one of its own: "${near}".` : '';
  return {
    case: isGone ? 'unknown' : generated === undefined ? 'slug' : 'generated',
    span,
    data: { id, scope: SCOPE, title: heading.title, near, suggestion },
    related: [related(first.uri, heading.titleSpan, 'The heading')],
    fixes: headingFixes(chapter, book, link, sites),
  };
}

/** The headings a slug means: in its own file before others. */
function headingsOf(chapter: Chapter, book: Handbook, slug: string): readonly Site[] {
  const sites = book.slugs(slug);
  if (sites.length > 0) {
    const own = sites.filter(({ uri }) => uri === chapter.uri);
    return own.length > 0 ? own : sites;
  }
  const numbered = /^(.+)-([1-9]\d?)$/.exec(slug);
  const twins = numbered ? book.slugs(numbered[1]!).filter(({ uri }) => uri === chapter.uri) : [];
  const nth = twins[Number(numbered?.[2])];
  return nth ? [nth] : [];
}

function headingFixes(chapter: Chapter, book: Handbook, link: Crosslink, sites: readonly Site[]): Fix[] {
  return sites.slice(0, MOST).flatMap((site) => {
    const target = headingId(book, site);
    return target ? [changeTo(chapter, link, target.id, sites.length === 1, target.edits)] : [];
  });
}

const MOST = 4;
