import { containsSpan, type Span } from '../base/span.ts';
import { dirname, relativePath, type Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { classifyHelpLink, type HelpLinkClass } from '../links/classify.ts';
import { helpCentreOf } from '../links/helpCentres.ts';
import { addressOf, type LinkRecord } from '../links/lock.ts';
import { attributeKeys, directives } from '../markdown/attributeKeys.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { code, escapeMarkdown, excerpt } from './markdownText.ts';
import { type Name, nameAt, type Occurrence, occurrences } from './names.ts';
import { nameOfId, smartText } from './numbering.ts';

/** What is shown over a place (`textDocument/hover`): Markdown in which text of the book is only ever text. */
export interface HoverText {
  readonly span: Span;
  readonly markdown: string;
}

/** `ruleSummary` gives a rule's one sentence, for comments that silence rules. */
export function hover(
  book: Handbook,
  uri: Uri,
  offset: number,
  ruleSummary: (name: string) => string | undefined,
): HoverText | undefined {
  const chapter = book.chapter(uri);
  const special = chapter && (suppressionHover(chapter, offset, ruleSummary) ?? webLinkHover(book, chapter, offset));
  if (special) return special;
  const at = nameAt(book, uri, offset);
  if (at) {
    const markdown = describe(book, at.name, at.around, chapter);
    if (markdown !== '') return { span: at.span, markdown };
  }
  return chapter && (attributeHover(chapter, offset) ?? directiveHover(chapter, offset));
}

/** What a name stands for, as completion shows it beside the list too. */
export function describeName(book: Handbook, name: Name): string {
  return describe(book, name, undefined, undefined);
}

function describe(book: Handbook, name: Name, around: Span | undefined, from: Chapter | undefined): string {
  switch (name.kind) {
    case 'id':
      return describeId(book, name.id, around, from);
    case 'heading': {
      const chapter = book.chapter(name.uri)!;
      return place(
        book,
        chapter,
        chapter.facts.headings[name.index]!.title,
        chapter.facts.headings[name.index]!.span.end,
      );
    }
    case 'note':
      return describeDefinition(
        book,
        name,
        ({ footnotes }, { span }) => footnotes.find((note) => sameStart(note.labelSpan, span))?.span,
      );
    case 'reference':
      return describeDefinition(
        book,
        name,
        ({ references }, { span }) => references.find((one) => sameStart(one.labelSpan, span))?.span,
      );
    case 'file':
      return describeFile(book, name.uri);
  }
}

function describeId(book: Handbook, id: string, around: Span | undefined, from: Chapter | undefined): string {
  const [site] = book.definitions(id);
  if (!site) return '';
  const chapter = book.chapter(site.uri)!;
  const definition = chapter.facts.ids[site.index]!;
  const isDefinition = chapter === from && around !== undefined && containsSpan(around, definition.span);
  const uses = occurrences(book, { kind: 'id', id }).filter(({ role }) => role === 'use');
  if (isDefinition) return usedIn(book, uses);
  const target = nameOfId(book, id);
  const link = from?.facts.links.find((one) => around !== undefined && one.span.start === around.start);
  const smart = link && smartText(link.text, target);
  const reads = smart === undefined ? '' : `\n\nReads: **${escapeMarkdown(smart)}**`;
  const title = target?.title ?? id;
  return place(book, chapter, title, definition.span.end, target?.number) + reads;
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
function place(book: Handbook, chapter: Chapter, title: string, from: number, number?: string): string {
  const head = `**${escapeMarkdown(number === undefined ? title : `${number} ${title}`)}**`;
  const order = book.position(chapter.uri);
  const where =
    order < 0
      ? code(shortPath(book, chapter.uri))
      : `${code(shortPath(book, chapter.uri))}, file ${order + 1} of ${book.order.length}`;
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
  const [found] = occurrences(book, name).filter(({ role }) => role === 'definition');
  const chapter = found && book.chapter(found.uri);
  const span = chapter && extent(chapter.facts, found);
  return span
    ? `${excerpt(chapter.text.slice(span.start, span.end).slice(0, 600))}\n\n${code(shortPath(book, found.uri))}`
    : '';
}

function describeFile(book: Handbook, uri: Uri): string {
  const chapter = book.chapter(uri);
  if (chapter) {
    const heading = chapter.facts.headings.find(({ nested }) => !nested);
    return place(book, chapter, heading?.title || shortPath(book, uri), heading?.span.end ?? 0);
  }
  const entry = book.file(uri);
  if (!entry) return '';
  const { image, size } = entry;
  const facts = [
    image?.format !== undefined && image.format !== 'unknown' ? image.format.toUpperCase() : undefined,
    image?.width && image.height ? `${image.width} × ${image.height} pixels` : undefined,
    size >= 0 ? bytes(size) : undefined,
    image?.width ? `${Math.round(image.width / TEXT_WIDTH_INCHES)} dpi over the full width of the text` : undefined,
  ].filter((fact) => fact !== undefined);
  const picture = image && SHOWN_FORMATS.has(image.format) ? `![](${uri}|height=180)\n\n` : '';
  return `${picture}${code(shortPath(book, uri))}${facts.length > 0 ? `\n\n${facts.join(' · ')}` : ''}`;
}

/** Of Leanpub's usual page. */
const TEXT_WIDTH_INCHES = 4.75;
const SHOWN_FORMATS = new Set(['png', 'jpeg', 'gif', 'svg', 'webp']);

function webLinkHover(book: Handbook, chapter: Chapter, offset: number): HoverText | undefined {
  const at = { start: offset, end: offset };
  const { links, references } = chapter.facts;
  const link = [...links, ...references].find(
    (one) => containsSpan(one.span, at) && addressOf(one.destination) !== undefined,
  );
  if (!link) return undefined;
  const record = book.links?.record(link.destination);
  const markdown = record ? describeRecord(record) : describeUnchecked(book, link.destination);
  return markdown === undefined ? undefined : { span: link.destinationSpan, markdown };
}

/** A help link that no check has seen: what its form tells. Undefined for any other link. */
function describeUnchecked(book: Handbook, destination: string): string | undefined {
  const { helpLinks } = book.config;
  const form = classifyHelpLink(destination, helpLinks);
  if (!form && !helpCentreOf(destination, helpLinks)) return undefined;
  const rows = ['Not checked yet'];
  if (form) rows.push(FORM[form.case]);
  if (form?.replacement !== undefined)
    rows.push(`${form.exact ? 'Its' : 'Probably its'} new address: ${code(form.replacement)}`);
  return rows.join('\n\n');
}

const FORM: Readonly<Record<HelpLinkClass['case'], string>> = {
  moved: 'By its form, the page has moved',
  legacy: 'An old form of address that its site no longer gives out',
  home: 'The front page of the help centre',
};

function describeRecord(record: LinkRecord): string {
  const rows = [
    record.title === undefined ? undefined : `**${escapeMarkdown(record.title)}**`,
    `${STATUS[record.status]} · last checked ${record.checked}`,
    record.final === undefined ? undefined : `Leads to ${code(record.final)}`,
    record.updated === undefined ? undefined : `The page was last updated ${record.updated}`,
    record.reviewed === undefined ? 'Not reviewed yet' : `Last reviewed ${record.reviewed}`,
  ];
  return rows.filter((row) => row !== undefined).join('\n\n');
}

const STATUS: Readonly<Record<LinkRecord['status'], string>> = {
  ok: 'Works',
  moved: 'Has moved',
  gone: 'Is gone',
  hollow: 'Answers, but without the page',
  home: 'Leads to the front page only',
  blocked: 'Could not be checked: the site turns programs away',
  failing: 'Could not be reached lately',
};

function attributeHover(chapter: Chapter, offset: number): HoverText | undefined {
  const at = { start: offset, end: offset };
  for (const list of chapter.facts.attributeLists) {
    if (!containsSpan(list.span, at)) continue;
    const attribute = list.attributes.find(({ span }) => containsSpan(span, at));
    const known = attribute && attributeKeys.find(({ key }) => key === attribute.key);
    if (known) return { span: attribute.keySpan, markdown: `**${code(known.key)}** ${known.meaning}` };
  }
  return undefined;
}

function directiveHover(chapter: Chapter, offset: number): HoverText | undefined {
  const found = chapter.facts.directives.find(({ span }) => containsSpan(span, { start: offset, end: offset }));
  const known = found && directives.find(({ name }) => name === found.name);
  return known && { span: found.span, markdown: `**${code(`{${known.name}}`)}** ${known.meaning}` };
}

function suppressionHover(
  chapter: Chapter,
  offset: number,
  ruleSummary: (name: string) => string | undefined,
): HoverText | undefined {
  for (const { rules } of chapter.suppressions) {
    const rule = rules.find(({ span }) => containsSpan(span, { start: offset, end: offset }));
    const summary = rule && ruleSummary(rule.name);
    if (summary !== undefined)
      return { span: rule!.span, markdown: `**${code(rule!.name)}** ${escapeMarkdown(summary)}.` };
  }
  return undefined;
}

function sameStart(a: Span, b: Span): boolean {
  return a.start === b.start;
}

function shortPath(book: Handbook, uri: Uri): string {
  return relativePath(book.root, uri) ?? relativePath(dirname(book.root), uri) ?? uri;
}

function bytes(size: number): string {
  if (size < 1024) return `${size} bytes`;
  return size < 1024 * 1024 ? `${Math.round(size / 1024)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`;
}
