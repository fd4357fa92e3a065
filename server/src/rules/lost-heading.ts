import { LineIndex } from '../base/lines.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Facts, Heading } from '../markdown/facts.ts';
import type { Part } from '../markdown/parts/part.ts';
import { allOf } from './factReads.ts';
import type { Fix } from './finding.ts';
import { chapterRule } from './rule.ts';
import { type Paragraph, type ParagraphLine, topBlocks } from './support/paragraphLines.ts';

export default chapterRule({
  meta: {
    name: 'lost-heading',
    summary: 'A question or title in the middle of the text that reads like the headings around it',
    about: ['headings'],
    touchedBy: { facts: allOf('headings'), also: paragraphMarks },
    group: 'book',
    severity: 'info',
    fix: 'unsafe',
    cases: {
      question: {
        message: 'This question reads like the headings around it, but is no heading.',
        help: 'Its marks may have been lost in an import, and what follows is now printed as part of the text before. Put "{marks}" and a space in front of it if it is one.',
      },
      title: {
        message: 'This line reads like the headings around it, but is no heading.',
        help: 'Its marks may have been lost in an import, and what follows is now printed as part of the text before. Put "{marks}" and a space in front of it if it is one.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const { line, kind, heading } of lostHeadings(chapter)) {
      if (isLeftOut(book, chapter, line)) continue;
      const marks = '#'.repeat(heading.level);
      yield {
        case: kind,
        span: line.span,
        data: { marks, title: line.text },
        fixes: [makeHeading(chapter, line, marks)],
      };
    }
  },
});

type Kind = 'question' | 'title';

interface Lost {
  readonly line: ParagraphLine;
  readonly kind: Kind;
  /** The heading of the section it stands in, whose sister it seems to be. */
  readonly heading: Heading;
}

function* lostHeadings(chapter: Chapter): Generator<Lost> {
  const kinds = kindsOfTitles(chapter);
  // In most chapters no title reads like any kind, or no heading is a model: their paragraphs need not be cut into lines.
  if (kinds.every((kinds) => kinds.length === 0)) return;
  const headings: Heading[] = [];
  const likenesses: (readonly Kind[])[] = [];
  for (const [index, heading] of chapter.facts.headings.entries()) {
    if (heading.nested) continue;
    headings.push(heading);
    likenesses.push(kinds[index]!);
  }
  const models = modelsOf(headings, likenesses);
  if (models.every((kinds) => kinds.length === 0)) return;
  const blocks = topBlocks(chapter);
  let current = -1;
  for (const [index, paragraph] of blocks.entries()) {
    if (!paragraph) continue;
    while (current + 1 < headings.length && headings[current + 1]!.span.start < paragraph.block.span.start) current++;
    const heading = headings[current];
    if (!heading) continue;
    const wanted = models[current]!;
    if (wanted.length === 0) continue;
    for (const [at, line] of paragraph.lines.entries()) {
      const kind = wanted.find((one) => readsLike[one](line.text));
      if (kind && isBetween(paragraph, at, blocks[index - 1], blocks[index + 1])) yield { line, kind, heading };
    }
  }
}

/** What the lines of a part's paragraphs may be, and what they may be to those beside them; all of it where one may be a heading. */
function paragraphMarks({ facts, text }: Part): string {
  const marks: string[] = [];
  for (const paragraph of topBlocks({ facts, text, lines: new LineIndex(text) })) {
    const lines = paragraph?.lines ?? [];
    if (lines.some((line) => allKinds.some((kind) => readsLike[kind](line.text)))) return text;
    const [first, last] = [lines[0], lines.at(-1)];
    marks.push(first && last ? `${isBody(first.text)} ${isFinished(last.text)}` : '');
  }
  return marks.join();
}

/** For each heading what most of those of its level and parent are like; one alone is no pattern. */
function modelsOf(headings: readonly Heading[], likenesses: readonly (readonly Kind[])[]): (readonly Kind[])[] {
  const models: (readonly Kind[])[] = headings.map(() => []);
  /** By level: the sisters met since a higher heading. */
  const open: number[][] = [];
  const close = (above: number) => {
    for (const sisters of open.splice(above)) {
      const kinds = kindsOf((sisters ?? []).map((index) => likenesses[index]!));
      for (const index of sisters ?? []) models[index] = kinds;
    }
  };
  for (const [index, { level }] of headings.entries()) {
    close(level + 1);
    open[level] ??= [];
    open[level].push(index);
  }
  close(0);
  return models;
}

function kindsOf(sisters: readonly (readonly Kind[])[]): Kind[] {
  if (sisters.length < 2) return [];
  return allKinds.filter((kind) => {
    const alike = sisters.filter((likeness) => likeness.includes(kind)).length;
    return alike >= 2 && alike * 2 >= sisters.length;
  });
}

/** What each title of a chapter reads like, by the index of its heading; of an edited chapter each part is read once. */
function kindsOfTitles({ facts, parts }: Chapter): (readonly Kind[])[] {
  return parts ? parts.list.flatMap((part) => part.once(readTitles)) : readTitles({ facts });
}

function readTitles({ facts }: { readonly facts: Facts }): (readonly Kind[])[] {
  return facts.headings.map(({ title }) => kindsOfTitle(title));
}

function kindsOfTitle(title: string): readonly Kind[] {
  for (const kind of allKinds) if (readsLike[kind](title)) return allKinds.filter((one) => readsLike[one](title));
  return NO_KIND;
}

const NO_KIND: readonly Kind[] = [];

const allKinds = ['question', 'title'] as const;

const readsLike: Readonly<Record<Kind, (text: string) => boolean>> = {
  question: (text) =>
    (text.endsWith('?') || text.endsWith('？')) &&
    /^[\p{Lu}\p{Lo}¿][^*_`[\]<>{}|\\"“”„«»]{8,158}[?？]$/u.test(text) &&
    !/[.!?;:…](?:\s|$)/.test(text.slice(0, -1)),
  title: isTitle,
};

/** `Data Transfer and Management`: two to eight words, every long one with a capital, and no stop at the end. */
function isTitle(text: string): boolean {
  // Most headings end at the first test: `Moving to another region` has a long word without a capital.
  if (text.length > 60 || /[\s/-][a-z]{4}/.test(text) || !/^\p{Lu}[\p{L}\p{N} /&'’(),-]*[\p{L}\p{N})]$/u.test(text))
    return false;
  const words = text.split(/[\s/-]+/).filter((word) => /\p{L}/u.test(word));
  if (words.length < 2 || words.length > 8) return false;
  return words.every((word) => word.replace(/[^\p{L}]/gu, '').length < 4 || /^[('’]?\p{Lu}/u.test(word));
}

/** Between a paragraph that has come to its end and one that says more than the line does. */
function isBetween(
  paragraph: Paragraph,
  at: number,
  before: Paragraph | undefined,
  after: Paragraph | undefined,
): boolean {
  const { lines } = paragraph;
  const last = at > 0 ? lines[at - 1] : before?.lines.at(-1);
  const next = at + 1 < lines.length ? lines[at + 1] : after?.lines[0];
  if (!last || !next || !isFinished(last.text) || !isBody(next.text)) return false;
  // Text that is broken to a width has its lines end anywhere, in the end of a question too.
  const width = Math.max(...lines.map(({ text }) => text.length));
  if (at + 1 < lines.length) return isBroken(lines[at]!, next, width);
  return at === 0 || isBroken(last, lines[at]!, width);
}

/** The author ended the line: the next word would have had room on it. */
function isBroken(line: ParagraphLine, next: ParagraphLine, width: number): boolean {
  return line.text.length + 1 + next.text.search(/\s|$/) <= width;
}

function isFinished(text: string): boolean {
  return /[.!?。！？…][)\]"”’»*_]*$/.test(text) && text.split(/\s+/).length >= 5;
}

/** Two sentences or more on one line: neither one more line of a list, nor a text with a line for each sentence. */
function isBody(text: string): boolean {
  return /^[\p{Lu}\p{Lo}]/u.test(text) && (text.match(/[.!?](?=\s+\p{Lu}|$)|[。！？]/gu)?.length ?? 0) >= 2;
}

function isLeftOut(book: Handbook, chapter: Chapter, line: ParagraphLine): boolean {
  return book.excluded(chapter.uri, line.span.start);
}

/** The marks, and the blank lines that a heading is usually given. */
function makeHeading({ uri, text, lines }: Chapter, { span }: ParagraphLine, marks: string): Fix {
  const lineBreak = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const line = lines.lineAt(span.start);
  const above = line > 0 && text.slice(lines.start(line - 1), lines.end(line - 1)).trim() !== '' ? lineBreak : '';
  const below =
    line + 1 < lines.count && text.slice(lines.start(line + 1), lines.end(line + 1)).trim() !== '' ? lineBreak : '';
  return {
    title: `Make it a heading: "${marks}"`,
    safety: 'unsafe',
    edits: [
      { uri, span: { start: span.start, end: span.start }, text: `${above}${marks} ` },
      { uri, span: { start: span.end, end: span.end }, text: below },
    ],
  };
}
