import { containsSpan, type Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { smartText } from '../markdown/smartText.ts';
import { shortPath } from './bookPath.ts';
import { describeFile } from './describeFile.ts';
import { code, escapeMarkdown, excerpt } from './markdownText.ts';
import type { Name, NameAt } from './names.ts';
import { nameOfId } from './numbering.ts';
import { definitionsOf, type Occurrence, usesOf } from './occurrences.ts';

/** Where a name is looked at: what stands there decides how much there is to say. */
export interface Place {
  readonly chapter: Chapter;
  /** All that stands for the name there. */
  readonly around: Span;
}

/** What a name stands for, as Markdown; '' for a name that leads nowhere. */
export function describeName(book: Handbook, name: Name, place?: Place): string {
  switch (name.kind) {
    case 'id':
      return describeId(book, name, place);
    case 'heading': {
      const chapter = book.chapter(name.uri)!;
      const { title, span } = chapter.facts.headings[name.index]!;
      return target(book, chapter, title, span.end);
    }
    case 'note':
      return describeDefinition(book, name, ({ footnotes }, { span }) => {
        return footnotes.find((note) => note.labelSpan.start === span.start)?.span;
      });
    case 'reference':
      return describeDefinition(book, name, ({ references }, { span }) => {
        return references.find((one) => one.labelSpan.start === span.start)?.span;
      });
    case 'file':
      return describeTargetFile(book, name.uri, place);
  }
}

function describeId(book: Handbook, name: Name & { kind: 'id' }, place: Place | undefined): string {
  const [site] = definitionsOf(book, name);
  if (!site) return '';
  if (place && isDefinedAt(book, name, place)) return usedIn(book, usesOf(book, name));
  const chapter = book.chapter(site.uri)!;
  const named = nameOfId(book, name.id);
  const link = place?.chapter.facts.links.find((one) => one.span.start === place.around.start);
  const smart = link && smartText(link.text, named);
  const reads = smart === undefined ? '' : `\n\nReads: **${escapeMarkdown(smart)}**`;
  const warning = site.doubt && DOUBTS[site.doubt] ? `\n\n${DOUBTS[site.doubt]}` : '';
  return target(book, chapter, named?.title ?? name.id, site.span.end, named?.number) + reads + warning;
}

/** Why a crosslink to the only definition there is leads nowhere all the same. */
const DOUBTS: Readonly<Partial<Record<NonNullable<Occurrence['doubt']>, string>>> = {
  excluded: 'This section is left out of the book.',
  lost: 'A blank line parts this id from what it should name, so that it is lost.',
  unlisted: 'Book.txt does not list this file.',
};

function isDefinedAt(book: Handbook, name: Name, { chapter, around }: Place): boolean {
  return definitionsOf(book, name).some(({ uri, span }) => uri === chapter.uri && containsSpan(around, span));
}

function usedIn(book: Handbook, uses: readonly Occurrence[]): string {
  if (uses.length === 0) return 'No crosslink leads here yet.';
  const rows = uses.slice(0, MOST_ROWS).map(({ uri, span }) => {
    const { lines } = book.document(uri)!;
    return `- ${code(`${shortPath(book, uri)}:${lines.position(span.start).line + 1}`)}`;
  });
  const more = uses.length > MOST_ROWS ? `\n- and ${uses.length - MOST_ROWS} more` : '';
  return `Used ${uses.length === 1 ? 'once' : `${uses.length} times`}:\n\n${rows.join('\n')}${more}`;
}

const MOST_ROWS = 12;
const EXCERPT_LINES = 6;

/** Heading, where it stands in the book, and the first lines below it. */
function target(book: Handbook, chapter: Chapter, title: string, from: number, number?: string): string {
  const head = `**${escapeMarkdown(number === undefined ? title : `${number} ${title}`)}**`;
  const order = book.position(chapter.uri);
  const path = code(shortPath(book, chapter.uri));
  const where = order < 0 ? path : `${path}, file ${order + 1} of ${book.order.length}`;
  const lines = firstLines(chapter, from);
  return [head, where, ...(lines === '' ? [] : [excerpt(lines)])].join('\n\n');
}

function firstLines(chapter: Chapter, from: number): string {
  const { lines, text, facts } = chapter;
  const result: string[] = [];
  // After the attribute list comes the heading itself, which stands in the first line already.
  const heading = facts.headings.find(({ span }) => span.end >= from);
  const start = heading && lines.lineAt(heading.span.start) <= lines.lineAt(from) + 1 ? heading.span.end : from;
  for (let line = lines.lineAt(start) + 1; line < lines.count && result.length < EXCERPT_LINES; line++) {
    const content = text.slice(lines.start(line), lines.end(line));
    if (/^(?:#{1,6} |\{)/.test(content) && result.length > 0) break;
    if (content.trim() !== '' || result.length > 0) result.push(content.slice(0, 160));
  }
  return result.join('\n').trim();
}

function describeDefinition(
  book: Handbook,
  name: Name,
  extent: (facts: Chapter['facts'], place: Occurrence) => Span | undefined,
): string {
  const [found] = definitionsOf(book, name);
  const chapter = found && book.chapter(found.uri);
  const span = chapter && extent(chapter.facts, found);
  return span
    ? `${excerpt(chapter.text.slice(span.start, span.end).slice(0, 600))}\n\n${code(shortPath(book, found.uri))}`
    : '';
}

function describeTargetFile(book: Handbook, uri: Uri, place: Place | undefined): string {
  const chapter = book.chapter(uri);
  if (chapter) {
    const heading = chapter.facts.headings.find(({ nested }) => !nested);
    return target(book, chapter, heading?.title || shortPath(book, uri), heading?.span.end ?? 0);
  }
  const resource = place?.chapter.facts.resources.find(({ span }) => span.start === place.around.start);
  return describeFile(book, uri, resource && { chapter: place!.chapter, resource });
}

/** The place of a name in a chapter; undefined in a list of chapters. */
export function placeOf(book: Handbook, uri: Uri, { around }: NameAt): Place | undefined {
  const chapter = book.chapter(uri);
  return chapter && { chapter, around };
}
