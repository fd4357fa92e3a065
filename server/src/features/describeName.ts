import { containsSpan, type Span } from '../base/span.ts';
import { englishTexts, type Texts } from '../base/texts.ts';
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
export function describeName(book: Handbook, name: Name, place?: Place, texts: Texts = englishTexts): string {
  switch (name.kind) {
    case 'id':
      return describeId(book, name, place, texts);
    case 'heading': {
      const chapter = book.chapter(name.uri)!;
      const { title, span } = chapter.facts.headings[name.index]!;
      return target(book, { chapter, title, from: span.end }, texts);
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
      return describeTargetFile(book, name.uri, place, texts);
  }
}

function describeId(book: Handbook, name: Name & { kind: 'id' }, place: Place | undefined, texts: Texts): string {
  const { t } = texts;
  const [site] = definitionsOf(book, name);
  if (!site) return '';
  if (place && isDefinedAt(book, name, place)) return usedIn(book, usesOf(book, name), texts);
  const chapter = book.chapter(site.uri)!;
  const named = nameOfId(book, name.id);
  const link = place?.chapter.facts.links.find((one) => one.span.start === place.around.start);
  const smart = link && smartText(link.text, named);
  const reads = smart === undefined ? '' : `\n\n${t('Reads: {0}', `**${escapeMarkdown(smart)}**`)}`;
  const doubt = site.doubt && describeDoubt(chapter, site, texts);
  const found = { chapter, title: named?.title ?? name.id, from: site.span.end, number: named?.number };
  return target(book, found, texts) + reads + (doubt ? `\n\n${doubt}` : '');
}

/** Why a crosslink to the only definition there is leads nowhere all the same. */
function describeDoubt({ facts }: Chapter, { doubt, span }: Occurrence, { t }: Texts): string | undefined {
  const isHtml = facts.ids.some((id) => id.span.start === span.start && id.origin === 'html');
  if (doubt === 'lost' && isHtml) return t('Markua leaves out HTML, and this id with it.');
  if (doubt === 'excluded') return t('This section is left out of the book.');
  if (doubt === 'lost') return t('A blank line separates this id from what it should name, so it is lost.');
  return doubt === 'unlisted' ? t('Book.txt does not list this file.') : undefined;
}

function isDefinedAt(book: Handbook, name: Name, { chapter, around }: Place): boolean {
  return definitionsOf(book, name).some(({ uri, span }) => uri === chapter.uri && containsSpan(around, span));
}

function usedIn(book: Handbook, uses: readonly Occurrence[], { t, count }: Texts): string {
  if (uses.length === 0) return t('No crosslink leads here yet.');
  const rows = uses.slice(0, MOST_ROWS).map(({ uri, span }) => {
    const { lines } = book.document(uri)!;
    return `- ${code(`${shortPath(book, uri)}:${lines.position(span.start).line + 1}`)}`;
  });
  const more = uses.length > MOST_ROWS ? `\n- ${t('and {0} more', uses.length - MOST_ROWS)}` : '';
  return `${count(uses.length, 'Used once:', 'Used {0} times:')}\n\n${rows.join('\n')}${more}`;
}

const MOST_ROWS = 12;
const EXCERPT_LINES = 6;

interface Target {
  readonly chapter: Chapter;
  readonly title: string;
  readonly number?: string | undefined;
  /** Where what is shown of it begins. */
  readonly from: number;
}

/** Heading, where it stands in the book, and the first lines below it. */
function target(book: Handbook, { chapter, title, number, from }: Target, { t }: Texts): string {
  const head = `**${escapeMarkdown(number === undefined ? title : `${number} ${title}`)}**`;
  const order = book.position(chapter.uri);
  const path = code(shortPath(book, chapter.uri));
  const where = order < 0 ? path : t('{0}, file {1} of {2}', path, order + 1, book.order.length);
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

function describeTargetFile(book: Handbook, uri: Uri, place: Place | undefined, texts: Texts): string {
  const chapter = book.chapter(uri);
  if (chapter) {
    const heading = chapter.facts.headings.find(({ nested }) => !nested);
    const title = heading?.title || shortPath(book, uri);
    return target(book, { chapter, title, from: heading?.span.end ?? 0 }, texts);
  }
  const resource = place?.chapter.facts.resources.find(({ span }) => span.start === place.around.start);
  return describeFile(book, uri, resource && { chapter: place!.chapter, resource }, texts);
}

/** The place of a name in a chapter; undefined in a list of chapters. */
export function placeOf(book: Handbook, uri: Uri, { around }: NameAt): Place | undefined {
  const chapter = book.chapter(uri);
  return chapter && { chapter, around };
}
