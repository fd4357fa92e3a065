import type { Handbook, Site } from '../../handbook/handbook.ts';
import { rank } from '../../handbook/sections.ts';
import { idFromTitle } from '../../handbook/slug.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { Heading } from '../../markdown/facts.ts';
import type { Edit } from '../finding.ts';
import { lineBreakOf } from './lines.ts';

/** How ids are to be made and written; the options of `missing-id`. */
export interface IdOptions {
  readonly prefix?: readonly string[];
  readonly syntax?: string;
}

/** The id a heading has, or the one it would get, with the edits that give it one. */
export interface HeadingId {
  readonly id: string;
  readonly edits: readonly Edit[];
  /** The list that the edits put above the heading; '' where it has an id already. */
  readonly list: string;
}

/**
 * The id of a heading anywhere in the book, made if it has none: the same one that `missing-id` would make, so that
 * the fixes of two findings never give one heading two. Undefined where the title has nothing to make an id from, and
 * where no crosslink could lead there: the section is not in the book, or another place has the id first.
 */
export function headingId(book: Handbook, site: Site): HeadingId | undefined {
  const chapter = book.chapter(site.uri);
  const heading = chapter?.facts.headings[site.index];
  if (!chapter || !heading) return undefined;
  if (book.excluded(site.uri, heading.span.start)) return undefined;
  if (heading.id >= 0) {
    const { id } = chapter.facts.ids[heading.id]!;
    const [first] = book.definitions(id);
    const isReached = first?.uri === site.uri && first.index === heading.id;
    return isReached ? { id, edits: [], list: '' } : undefined;
  }
  const options: IdOptions = book.config.rules['missing-id']?.options ?? {};
  const id = freshId(book, chapter, heading, options);
  if (id === '') return undefined;
  const list = idList(id, book, options.syntax);
  return { id, edits: [insertAbove(chapter, heading, list)], list };
}

/** An id for a heading in the book's own style that nothing in the book has, nor will have when all such fixes are made. */
export function freshId(
  book: Handbook,
  chapter: Chapter,
  heading: Heading,
  { prefix = [] }: Pick<IdOptions, 'prefix'> = {},
): string {
  const style = book.idStyle();
  const name = idFromTitle(heading.title, style.separator);
  if (name === '') return '';
  const start = prefix[heading.level - 1] ?? (prefix.length > 0 ? '' : style.prefix(rank(heading)));
  const wanted = name.startsWith(start) ? name : start + name;
  let before = twinsBefore(book, chapter, heading, idFromTitle(heading.title, '-'));
  for (let number = 1; ; number++) {
    const id = number === 1 ? wanted : `${wanted}${style.separator}${number}`;
    if (!isFree(book, id) || (number > 1 && isWantedElsewhere(book, id, start))) continue;
    if (before-- === 0) return id;
  }
}

/**
 * How many headings without an id would be given the same one and have the first claim: higher headings before lower,
 * then in the book's order. So all can be given theirs at once, and no two get the same.
 */
function twinsBefore(book: Handbook, chapter: Chapter, heading: Heading, name: string): number {
  return book.unnamed(name).filter(({ uri, index }) => {
    const other = book.chapter(uri)?.facts.headings[index];
    if (!other || other.level > heading.level) return false;
    return other.level < heading.level || isBefore(book, uri, other, chapter, heading);
  }).length;
}

/** `alpha-2` is what a heading “Alpha 2” would be given. */
function isWantedElsewhere(book: Handbook, id: string, prefix: string): boolean {
  const names = [id, id.startsWith(prefix) ? id.slice(prefix.length) : id];
  return names.some((name) => book.unnamed(name.replaceAll('_', '-')).length > 0);
}

/** True where no file of the book has written this id anywhere, lost or left out of the book though it be. */
export function isFree(book: Handbook, id: string): boolean {
  return (
    book.definitions(id).length === 0 &&
    book.strayDefinitions(id).length === 0 &&
    book.excludedDefinitions(id).length === 0 &&
    book.lostDefinitions(id).length === 0
  );
}

/** The list that gives an id, in the syntax asked for (`{id: x}`, `{#x}`, `<id: x>`) or the one the book uses. */
export function idList(id: string, book: Handbook, syntax = 'auto'): string {
  if (syntax === '{#x}') return `{#${id}}`;
  if (syntax === '<id: x>') return `<id: ${id}>`;
  const style = syntax === 'auto' ? book.idStyle().syntax : 'id';
  if (style === 'hash') return `{#${id}}`;
  // The older forms are no Markua, even where a Markua book has them.
  if (style === 'id' || book.dialect === 'markua') return `{id: ${id}}`;
  return style === 'kramdown' ? `{:#${id}}` : `{id="${id}"}`;
}

/** Puts a line directly above a heading, behind the same quote, and where a list item would go on. */
export function insertAbove(chapter: Chapter, heading: Heading, line: string): Edit {
  const at = heading.insertAt;
  const lineStart = chapter.lines.start(chapter.lines.lineAt(at));
  const prefix = chapter.text.slice(lineStart, at).replace(/^\uFEFF/, '');
  const next = prefix.replace(/(?:[-+*]|(?<!\d)\d+[.)])(?=[ \t])/g, (marker) => ' '.repeat(marker.length));
  return { uri: chapter.uri, span: { start: at, end: at }, text: `${line}${lineBreakOf(chapter)}${next}` };
}

function isBefore(book: Handbook, uri: string, other: Heading, chapter: Chapter, heading: Heading): boolean {
  if (uri === chapter.uri) return other.span.start < heading.span.start;
  return book.position(uri) < book.position(chapter.uri);
}

/** The id, and the list that gives it, for a heading that is about to be written; '' twice where there can be none. */
export function idForTitle(
  book: Handbook,
  title: string,
  level: number,
): { readonly id: string; readonly list: string } {
  const options: IdOptions = book.config.rules['missing-id']?.options ?? {};
  const style = book.idStyle();
  const name = idFromTitle(title, style.separator);
  if (name === '' || book.dialect === 'markdown') return { id: '', list: '' };
  const { prefix = [] } = options;
  const start = prefix[level - 1] ?? (prefix.length > 0 ? '' : style.prefix(level));
  const wanted = name.startsWith(start) ? name : start + name;
  let id = wanted;
  for (let number = 2; !isFree(book, id); number++) id = `${wanted}${style.separator}${number}`;
  return { id, list: idList(id, book, options.syntax) };
}
