import type { Handbook, IdStyle } from '../handbook/handbook.ts';
import { githubSlug, idFromTitle } from '../handbook/slug.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Heading } from '../markdown/facts.ts';
import type { Edit } from './finding.ts';
import { chapterRule } from './rule.ts';

interface Options {
  readonly levels: readonly number[];
  readonly prefix: readonly string[];
  readonly syntax: string;
}

export default chapterRule<'missing', Options>({
  meta: {
    name: 'missing-id',
    summary: 'A chapter heading has no id of its own that other chapters could link to',
    group: 'anchors',
    severity: { markua: 'warning', lfm: 'warning', markdown: 'off' },
    strict: 'warning',
    fix: 'safe',
    cases: {
      missing: {
        message: 'The heading "{title}" has no id.',
        help: 'Without an id no crosslink can lead here, and Leanpub makes up one that changes with the title. Put a line such as {suggestion} directly above the heading.',
      },
    },
    options: {
      levels: {
        description: 'The levels of heading that need an id: 1 for chapters and parts, 2 for sections …',
        default: [1],
        type: 'array',
        items: { type: 'integer', minimum: 1, maximum: 6 },
      },
      prefix: {
        description:
          'What ids begin with, by level: ["ch-", "sec-"]. Empty: the prefix that the other ids of the level share.',
        default: [],
        type: 'array',
        items: { type: 'string' },
      },
      syntax: {
        description: 'How the fix writes the id. "auto" follows the book.',
        default: 'auto',
        type: 'string',
        enum: ['auto', '{id: x}', '{#x}', '<id: x>'],
      },
    },
    since: '0.1.0',
  },
  *check({ chapter, book, options }) {
    for (const heading of chapter.facts.headings) {
      if (heading.nested || heading.id >= 0 || !options.levels.includes(heading.level)) continue;
      // Leanpub drops a heading without text, and there is nothing to make an id from.
      if (heading.title === '' || book.excluded(chapter.uri, heading.span.start)) continue;
      const id = freshId(book, chapter, heading, options);
      const line = id && listFor(id, options.syntax, book.idStyle());
      yield {
        case: 'missing',
        span: heading.titleSpan,
        data: { title: heading.title, level: heading.level, id, suggestion: line || '{id: some-name}' },
        fixes: line ? [{ title: `Add ${line}`, safety: 'safe', edits: [insertAbove(chapter, heading, line)] }] : [],
      };
    }
  },
});

/** An id for a heading in the book's own style that nothing in the book has, nor will have when all such fixes are made. */
export function freshId(
  book: Handbook,
  chapter: Chapter,
  heading: Heading,
  { prefix = [] }: Partial<Options> = {},
): string {
  const style = book.idStyle();
  const name = idFromTitle(heading.title, style.separator);
  if (name === '') return '';
  const start = prefix[heading.level - 1] ?? (prefix.length > 0 ? '' : style.prefix(heading.level));
  const wanted = name.startsWith(start) ? name : start + name;
  // Headings of the same title are told apart by their order in the book, so that fixing all at once makes no duplicate.
  const twins = book.slugs(githubSlug(heading.title)).filter((site) => {
    const other = book.chapter(site.uri)?.facts.headings[site.index];
    return other !== undefined && other.id < 0 && isBefore(book, site.uri, other, chapter, heading);
  });
  for (let number = twins.length + 1; ; number++) {
    const id = number === 1 ? wanted : `${wanted}${style.separator}${number}`;
    if (book.definitions(id).length === 0 && book.strayDefinitions(id).length === 0) return id;
  }
}

function isBefore(book: Handbook, uri: string, other: Heading, chapter: Chapter, heading: Heading): boolean {
  if (uri === chapter.uri) return other.span.start < heading.span.start;
  return book.position(uri) < book.position(chapter.uri);
}

function listFor(id: string, syntax: string, style: IdStyle): string {
  if (syntax === '{#x}') return `{#${id}}`;
  if (syntax === '<id: x>') return `<id: ${id}>`;
  if (syntax === '{id: x}') return `{id: ${id}}`;
  switch (style.syntax) {
    case 'hash':
      return `{#${id}}`;
    case 'kramdown':
      return `{:#${id}}`;
    case 'lfm':
      return `{id="${id}"}`;
    default:
      return `{id: ${id}}`;
  }
}

/** The list on a line of its own directly above the heading, behind the same quote or list prefix. */
function insertAbove(chapter: Chapter, heading: Heading, line: string): Edit {
  const at = heading.insertAt;
  const lineStart = chapter.lines.start(chapter.lines.lineAt(at));
  const prefix = chapter.text.slice(lineStart, at).replace(/^\uFEFF/, '');
  const lineBreak = /\r\n|\r|\n/.exec(chapter.text)?.[0] ?? '\n';
  return { uri: chapter.uri, span: { start: at, end: at }, text: `${line}${lineBreak}${prefix}` };
}
