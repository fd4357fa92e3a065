import { BEHIND_ALL, lastStarting, type Span } from '../base/span.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { sectionStart } from '../handbook/sections.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Facts, Heading } from '../markdown/facts.ts';
import type { Part } from '../markdown/parts/part.ts';
import { allOf } from './factReads.ts';
import type { Fix } from './finding.ts';
import { sectionSkeleton } from './placeholders/sectionText.ts';
import { chapterRule } from './rule.ts';
import { lineBreakOf } from './support/lines.ts';

interface Place {
  readonly chapter: Chapter;
  readonly book: Handbook;
  readonly content: readonly number[];
}

export default chapterRule<'empty' | 'only-headings'>({
  meta: {
    name: 'empty-section',
    summary: 'A heading has nothing under it',
    about: ['headings'],
    touchedBy: { facts: allOf('headings'), also: outline },
    group: 'placeholders',
    severity: 'warning',
    fix: 'unsafe',
    cases: {
      empty: {
        message: 'There is nothing under the heading "{title}".',
        help: 'The contents list promises a section, and the reader finds an empty one. Write it, or delete the heading. To keep it out of the book until it is written, put {full: false} on the line above it.',
      },
      'only-headings': {
        message: 'This chapter has {count} headings and no text.',
        help: 'The contents list promises a chapter, and the reader finds only its outline. Write it, or take it out of the book until it is written.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    if (book.position(chapter.uri) < 0) return;
    const headings = chapter.facts.headings.filter(({ nested, title }) => !nested && title !== '');
    const content = contentOf(chapter);
    const empty = headings.filter((heading, at) => isEmpty({ chapter, book, content }, heading, headings[at + 1]));
    if (empty.length === 0 || (content.length === 0 && isTitlePage(chapter, book))) return;
    const [first] = headings;
    if (first && headings.length > 1 && content.length === 0 && isFinal(empty, headings)) {
      if (!book.excluded(chapter.uri, first.span.start)) {
        yield {
          case: 'only-headings',
          span: first.titleSpan,
          data: { title: first.title, count: headings.length },
          fixes: [fill(chapter, headings.at(-1)!)],
        };
      }
      return;
    }
    for (const heading of empty) {
      if (book.excluded(chapter.uri, heading.span.start)) continue;
      yield { case: 'empty', span: heading.titleSpan, data: { title: heading.title }, fixes: [fill(chapter, heading)] };
    }
  },
});

/**
 * Part pages are meant to be bare. A section whose first thing is a sub-heading is not empty: its text is there. The
 * last section of a file goes on in the next one of the book (Markua, "Concatenating manuscript files").
 */
function isEmpty(place: Place, heading: Heading, next: Heading | undefined): boolean {
  const { chapter, book, content } = place;
  if (next && next.level > heading.level) return false;
  if (hasContent(content, heading.span.end, next?.span.start ?? chapter.text.length)) return false;
  if (heading.part || isPartTitle(heading.title) || isPartLine(chapter, heading) || isText(heading.title)) return false;
  if (isMade(heading.title) || isLink(chapter, heading) || isSubtitle(chapter, heading)) return false;
  if (next && (isRunningTitle(chapter, book, heading, next) || isDocumentTitle(place, heading, next))) return false;
  return next !== undefined || !goesOn(chapter, book, heading);
}

/** `#### and back again` right below `# There`: a second line of the title, which leaves out a level for its looks. */
function isSubtitle(chapter: Chapter, heading: Heading): boolean {
  const [title, second] = chapter.facts.headings;
  return (
    heading === second &&
    title !== undefined &&
    heading.level > title.level + 1 &&
    chapter.text.slice(title.span.end, sectionStart(chapter, heading)).trim() === ''
  );
}

/** `## [Engineering](engineering.md)`: what is under it is on the page it leads to. */
function isLink({ facts }: Chapter, { titleSpan }: Heading): boolean {
  const link = lastStarting(facts.links, titleSpan.start, ({ span }) => span.start);
  return link !== undefined && link.span.start === titleSpan.start && link.span.end === titleSpan.end;
}

/** The book's own title above the chapter's, in each of its files. */
function isRunningTitle(chapter: Chapter, book: Handbook, heading: Heading, next: Heading): boolean {
  if (heading.level !== 1 || next.level !== 1 || heading !== chapter.facts.headings[0]) return false;
  const at = book.position(chapter.uri);
  return [book.order[at - 1], book.order[at + 1]].some((uri) => {
    const [first, second] = (uri && book.chapter(uri)?.facts.headings) || [];
    return first?.level === 1 && first.title === heading.title && second?.level === 1;
  });
}

/** Lines of level 1 above all text of a page of plain Markdown: its title, in several headings or above the chapters. */
function isDocumentTitle({ chapter, content }: Place, heading: Heading, next: Heading): boolean {
  return (
    chapter.dialect === 'markdown' &&
    heading.level === 1 &&
    next.level === 1 &&
    content.length > 0 &&
    content[0]! > heading.span.start
  );
}

/** Where the chapter's content begins, block by block, in the order of the text. */
function contentOf({ facts, parts }: Chapter): number[] {
  if (!parts) return contentStarts({ facts });
  const found: number[] = [];
  for (let nth = 0; nth < parts.list.length; nth++) {
    for (const start of parts.list[nth]!.once(contentStarts)) found.push(start + parts.starts[nth]!);
  }
  return found;
}

function contentStarts({ facts }: { readonly facts: Facts }): number[] {
  const starts: number[] = [];
  for (const { kind, depth, span } of facts.blocks) if (depth === 0 && !bareBlocks.has(kind)) starts.push(span.start);
  const ofBlocks = starts.length;
  for (const { name, span } of facts.directives) if (generated.has(name)) starts.push(span.start);
  return starts.length > ofBlocks ? starts.sort((a, b) => a - b) : starts;
}

/** Where in a part headings stand, content, and what is neither. */
function outline(part: Part): string {
  const content = part.once(contentStarts);
  let marks = '';
  let from = 0;
  for (const { start, end } of [...part.facts.headings.map(({ span }) => span), AT_THE_END]) {
    const isBlank = part.text.slice(from, start).trim() === '';
    marks += hasContent(content, from, start) ? 'content,' : isBlank ? 'blank,' : 'bare,';
    from = end;
  }
  return marks;
}

const AT_THE_END: Span = { start: BEHIND_ALL, end: BEHIND_ALL };

function hasContent(content: readonly number[], start: number, end: number): boolean {
  let low = 0;
  let high = content.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (content[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low < content.length && content[low]! < end;
}

/** Whether the book's next file begins with text or with a heading below this one. */
function goesOn(chapter: Chapter, book: Handbook, heading: Heading): boolean {
  if (!book.manifest) return false;
  for (let at = book.position(chapter.uri) + 1; at < book.order.length; at++) {
    const next = book.chapter(book.order[at]!);
    const first = next?.facts.headings.find(({ nested }) => !nested);
    if (next && hasContent(contentOf(next), 0, first?.span.start ?? next.text.length)) return true;
    if (first) return first.level > heading.level && !first.part;
  }
  return false;
}

/** The outline of a chapter whose last section is written in the next file is no empty chapter. */
function isFinal(empty: readonly Heading[], headings: readonly Heading[]): boolean {
  return empty.at(-1) === headings.at(-1);
}

/** A book may begin with a file that holds its title and subtitle and nothing else. */
function isTitlePage(chapter: Chapter, book: Handbook): boolean {
  return book.manifest !== undefined && book.position(chapter.uri) === 0;
}

/** A whole sentence set as a heading for its looks is the text itself. */
function isText(title: string): boolean {
  return title.length > 100 || (title.length > 40 && /[.!。！]$/.test(title));
}

/** Parts that are not marked as such: "Part One", "Teil II: Netze", "第一部分". */
function isPartTitle(title: string): boolean {
  return /^(?:part|teil|partie|parte)\s+(?:\d+|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten|eins|zwei|drei|vier|fünf|un[oa]?|une|due|deux|dos|dois|tre|trois|tres|três|[a-h])\b|^第.{1,3}(?:部分|部|篇|编|編)|^(?:appendi(?:x|xes|ces)|anhang|anhänge|annexes?|apéndices?|apêndices?|appendic[ei]|附录|附錄|付録)$/iu.test(
    title,
  );
}

/** `# Part #`: how many books in Markua write a part; their chapters have no "#" at the end. */
function isPartLine({ text, dialect }: Chapter, { level, span }: Heading): boolean {
  return dialect === 'markua' && level === 1 && /^#[ \t][^\n]*[ \t]#[ \t]*$/.test(text.slice(span.start, span.end));
}

/** What the processor fills when the book is made: an index, the contents. */
function isMade(title: string): boolean {
  return /^(?:index|general index|subject index|(?:table of )?contents|register|sachregister|stichwortverzeichnis|inhalt(?:sverzeichnis)?|sommaire|table des matières|índice(?: analítico)?|indice(?: analitico)?|索引|目录|目次)$/iu.test(
    title.trim(),
  );
}

function fill(chapter: Chapter, heading: Heading): Fix {
  const lineBreak = lineBreakOf(chapter);
  const at = heading.span.end;
  const text = `${lineBreak}${lineBreak}${sectionSkeleton(heading.title, lineBreak)}`;
  return {
    title: 'Lay out the section with notes on what to write',
    safety: 'unsafe',
    edits: [{ uri: chapter.uri, span: { start: at, end: at }, text }],
  };
}

const bareBlocks: ReadonlySet<string> = new Set(['heading', 'comment', 'settings', 'rule']);

/** Directives for which Leanpub makes the content: the lists of a book's front and back matter. */
const generated: ReadonlySet<string> = new Set([
  'toc',
  'figures',
  'equations',
  'tables',
  'listings',
  'index',
  'exercise-answers',
  'quiz-answers',
  'copyright',
  'dedication',
  'epigraph',
]);
