import type { Span } from '../base/span.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Block, BlockKind } from '../markdown/facts.ts';
import { choosing } from '../markdown/parts/chosenFacts.ts';
import type { Part } from '../markdown/parts/part.ts';
import { someOf } from './factReads.ts';
import type { Related } from './finding.ts';
import { chapterRule } from './rule.ts';
import { lineText } from './support/lines.ts';
import { related } from './support/places.ts';

type Case = 'fence' | 'inverted' | 'cut-off' | 'unopened' | 'box' | 'quiz' | 'math' | 'comment';

export default chapterRule<Case>({
  meta: {
    name: 'unclosed-block',
    summary: 'A box, quiz, code fence or comment that is opened and never closed',
    touchedBy: {
      facts: [someOf('blocks', isSuspect), someOf('directives', ({ name }) => name.startsWith('/'))],
      also: fenceMarks,
    },
    group: 'anchors',
    severity: 'error',
    fix: 'none',
    cases: {
      fence: {
        message: 'The code that begins here with {opener} never ends.',
        help: 'Everything below is shown as code: {swallowed}. Put a line with {closer} after the code’s last line.',
      },
      inverted: {
        message: 'This {opener} begins code, though it seems to end it: the one that begins the code above is missing.',
        help: 'From here on the text is shown as code, and the code as text. Put a line with {closer} above the first line of the code.',
      },
      'cut-off': {
        message: 'The code that begins here with {opener} ends too early: the line after it is not indented as far.',
        help: 'In a list, code goes on only as long as its lines are indented as the list item is. The rest of the code is shown as text. Indent all of it, with the closing {closer}.',
      },
      box: {
        message: '{opener} is never closed.',
        help: 'Everything below becomes part of the box: {swallowed}. Put a line with {closer} where the box ends.',
      },
      unopened: {
        message: '{opener} closes nothing: no {name} is open here.',
        help: 'Leanpub drops this line, and there is no box. The line that opens one holds nothing but {name} and its attributes; put what follows it on the next line. Or remove this line.',
      },
      quiz: {
        message: '{opener} is never closed.',
        help: 'Everything below becomes part of it, and Leanpub stops with an error: {swallowed}. Put a line with {closer} where it ends.',
      },
      math: {
        message: 'The formula that begins here with {opener} never ends.',
        help: 'Everything below is read as a formula: {swallowed}. Put {closer} where it ends.',
      },
      comment: {
        message: 'The comment that begins here is never closed.',
        help: 'Nothing below it reaches the reader: {swallowed}. Put --> where the comment ends.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    const blocks = suspects(chapter).map(({ fact }) => fact);
    const inverted = invertedFence(chapter, blocks);
    for (const block of blocks) {
      const kind = block === inverted ? 'inverted' : block.closed ? cutOff(chapter, block) : caseOf(block.kind);
      if (!kind || book.excluded(chapter.uri, block.span.start)) continue;
      // The fence that is left open at the end is the last of those that changed places.
      if (kind === 'fence' && inverted && block.span.start > inverted.span.start) continue;
      const span = block.opener ?? firstLine(chapter, block);
      const opener = chapter.text.slice(span.start, span.end).trim();
      const data = { opener, closer: closerOf(opener), swallowed: swallowed(chapter, book, block) };
      yield { case: kind, span, data, related: kind === 'fence' ? nextFence(chapter, block, opener) : [] };
    }
    for (const { name, span } of chapter.facts.directives) {
      if (!name.startsWith('/') || book.dialect === 'markdown' || book.excluded(chapter.uri, span.start)) continue;
      const opener = chapter.text.slice(span.start, span.end);
      yield { case: 'unopened', span, data: { opener, name: `{${name.slice(1)}}` } };
    }
  },
});

/** The blocks that a fault can be in. */
const suspects = choosing('blocks', isSuspect);

function isSuspect({ kind, form, closed }: Block): boolean {
  return form === 'fence' || (!closed && caseOf(kind) !== undefined);
}

/** The lines of a part that may end a search for a fence's lost end, and where they stand in it. */
function fenceMarks({ text }: Part): string {
  const lines = text.split(/\r\n?|\n/);
  const marks = lines.map((line, nth) =>
    /^[\s>]*(?:[A-Z]>\s*)?(?:`{3}|~{3}|#{1,6} )/.test(line) ? `${nth}${line}` : '',
  );
  return `${lines.length}${marks.join('')}`;
}

function caseOf(kind: BlockKind): Case | undefined {
  switch (kind) {
    case 'code':
    case 'verbatim':
      return 'fence';
    case 'aside':
    case 'blurb':
    case 'quote':
    case 'center':
      return 'box';
    case 'quiz':
    case 'exercise':
      return 'quiz';
    case 'math':
      return 'math';
    case 'comment':
    case 'html':
      return 'comment';
    default:
      return undefined;
  }
}

/**
 * The first fence that opens where it was to close. Its opener stands directly below a line of code, and what it holds
 * ends with the attribute list of the next code:
 *
 *     {lang: bash}
 *     make all
 *     ```
 */
function invertedFence({ lines, text }: Chapter, blocks: readonly Block[]): Block | undefined {
  return blocks.find(({ form, info, opener, span }) => {
    if (form !== 'fence' || !opener || info) return false;
    const first = lines.lineAt(span.start);
    const above = first > 0 ? text.slice(lines.start(first - 1), lines.end(first - 1)).trim() : '';
    if (above === '' || /[}>]$/.test(above)) return false;
    const last = lines.lineAt(span.end);
    const end = last - (/^(?:`{3,}|~{3,})$/.test(text.slice(lines.start(last), lines.end(last)).trim()) ? 1 : 0);
    if (end <= first + 2 || text.slice(lines.start(end - 1), lines.end(end - 1)).trim() !== '') return false;
    return /^\{:?\s*(?:lang|language|title|caption|format|linenos|line-numbers|number-from|id)\s*[:=].*\}$/.test(
      text.slice(lines.start(end), lines.end(end)).trim(),
    );
  });
}

function cutOff(chapter: Chapter, block: Block): Case | undefined {
  return isCutOff(chapter, block) ? 'cut-off' : undefined;
}

/**
 * A fence in a list whose item ends before it does: a line that is not indented cuts it off, and its closing fence comes
 * to nothing further down.
 */
function isCutOff(chapter: Chapter, { form, depth, span }: Block): boolean {
  if (form !== 'fence' || depth === 0) return false;
  const { lines } = chapter;
  const first = lines.lineAt(span.start);
  const last = lines.lineAt(span.end);
  const closer = /^[\s>]*(?:[A-Z]>\s*)?(?:`{3,}|~{3,})[ \t]*$/;
  const isClosed = (line: number) => closer.test(lineText(chapter, line));
  for (let line = last; line > first; line--) {
    if (isClosed(line)) return false;
    if (lineText(chapter, line).trim() !== '') break;
  }
  for (let line = last + 1; line < Math.min(last + 1 + REACH, lines.count); line++) {
    const text = lineText(chapter, line);
    if (isClosed(line)) return /^\s/.test(text);
    if (/^\s*(?:`{3}|~{3}|#{1,6} )/.test(text)) return false;
  }
  return false;
}

/** How far below the cut the lost end of the code is looked for, in lines. */
const REACH = 30;

function closerOf(opener: string): string {
  const name = /^\{([^\s,}]+)/.exec(opener)?.[1];
  return name === undefined ? (/^(?:`+|~+)/.exec(opener)?.[0] ?? opener) : `{/${name}}`;
}

/** What the block takes with it, for the author to see how much is at stake. */
function swallowed(chapter: Chapter, book: Handbook, { span }: Block): string {
  const { lines } = chapter;
  const left = lines.lineAt(span.end) - lines.lineAt(span.start);
  const here = left === 1 ? 'one line of this file' : `${left} lines of this file`;
  const isLast = book.position(chapter.uri) === book.order.length - 1;
  return book.dialect === 'markdown' || isLast ? here : `${here}, and the chapters after it`;
}

/** A fence that opens inside the open one, with a language: the end is missing somewhere above it. */
function nextFence(chapter: Chapter, { span }: Block, opener: string): Related[] {
  const { lines, uri } = chapter;
  const mark = opener.slice(0, 3);
  for (let line = lines.lineAt(span.start) + 1; line <= lines.lineAt(span.end); line++) {
    const text = lineText(chapter, line).trim();
    if (text.startsWith(mark) && /[^`~\s]/.test(text)) {
      return [related(uri, lines.line(line), 'Another one is meant to begin here; the end is missing above this line')];
    }
  }
  return [];
}

function firstLine(chapter: Chapter, { span }: Block): Span {
  const { lines } = chapter;
  return { start: span.start, end: Math.min(span.end, lines.end(lines.lineAt(span.start))) };
}
