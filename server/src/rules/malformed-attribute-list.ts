import type { Handbook } from '../handbook/handbook.ts';
import { directives } from '../markdown/attributeKeys.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Attribute, AttributeList, AttributeProblem, AttributeProblemKind } from '../markdown/facts.ts';
import { attributeKeys } from './data/attributeKeys.ts';
import { someOf } from './factReads.ts';
import { chapterRule } from './rule.ts';
import { mendList } from './support/mendList.ts';

export default chapterRule<AttributeProblemKind>({
  meta: {
    name: 'malformed-attribute-list',
    summary: 'An attribute list that Leanpub cannot read',
    about: ['attributeLists'],
    touchedBy: { facts: [someOf('attributeLists', ({ problems }) => problems.length > 0)] },
    group: 'anchors',
    severity: { markua: 'error', lfm: 'error', markdown: 'off' },
    fix: 'safe',
    cases: {
      'unclosed-quote': {
        message: 'The quotation mark in {list} is never closed.',
        help: 'Leanpub drops the whole list, and what it was to say is lost. Close the quotation mark.',
      },
      'unclosed-brace': {
        message: 'The brace of {list} is never closed.',
        help: 'Leanpub cannot read the list: it prints it as text, or drops it. Close the brace.',
      },
      'upper-case-key': {
        message: 'The name "{key}" has capital letters.',
        help: 'Names in attribute lists are written small; Leanpub drops a list with any other. Write "{lower}".',
      },
      'equals-sign': {
        message: 'The list {list} has "=" where Markua wants ":".',
        help: 'This is how Leanpub’s older Markdown wrote attributes. Markua cannot read it and drops the list. Write {mended}.',
      },
      'angle-form': {
        message: 'The id "{id}" is written in angle brackets.',
        help: 'Leanpub takes this for an HTML tag and removes it, and the id with it. Write {mended} instead.',
      },
      'empty-id': {
        message: 'The list {list} gives no id.',
        help: 'Something was to be named here and was not. Write the id, or remove the list.',
      },
      'repeated-key': {
        message: 'The list {list} says "{key}" twice.',
        help: 'Only the first counts. Remove the other.',
      },
      'above-opener': {
        message: 'The list {list} stands above {opener}, where it is not allowed.',
        help: 'Attributes of a box written in braces belong inside: {mended}.',
      },
      unreadable: {
        message: 'The list {list} cannot be read at {part}.',
        help: 'Leanpub drops a list it cannot read, and never prints its line. Write attributes as {key: value, other: "value with, comma"}, a quotation mark inside a value as \\"; to print a line in braces, put a backslash before its first.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const list of chapter.facts.attributeLists) {
      if (list.problems.length === 0 || book.excluded(chapter.uri, list.span.start)) continue;
      if (isTemplate(chapter, list) || isSelector(chapter, list)) continue;
      for (const found of oneOfAKind(list.problems)) {
        const problem = isPrintedLine(list, found) ? { ...found, kind: 'unreadable' as const } : found;
        if (problem.kind === 'angle-form' && isAngleChosen(book)) continue;
        const mend = mendList(chapter, book, list, problem);
        yield {
          case: problem.kind,
          span: spanOf(list, problem),
          data: dataOf(chapter, list, problem, mend),
          fixes: mend.fixes,
        };
      }
    }
  },
});

/**
 * What other programs read before Leanpub does, or in its place: Liquid's tags (`{% … %}`, `{{ … }}`), and the
 * instructions of kramdown that LFM's engine knows (`{::options …/}`).
 */
function isTemplate(chapter: Chapter, { span }: AttributeList): boolean {
  const { text, dialect } = chapter;
  if (text.startsWith('{%', span.start) || text.startsWith('{{', span.start)) return true;
  return dialect !== 'markua' && text.startsWith('{::', span.start);
}

/** `http_requests_total{job="api"}`: a query that stands in prose, behind a word and with names that no span has. */
function isSelector({ text }: Chapter, { place, span, attributes }: AttributeList): boolean {
  if (place !== 'span' || !/[\p{L}\p{N}_]/u.test(text[span.start - 1] ?? '')) return false;
  const isOther = ({ key, separator }: Attribute) => separator === '=' && !attributeKeys.has(key);
  return attributes.length > 0 && attributes.every(isOther);
}

/** Most faults of a list are the consequence of another: the root is said, and of a kind the first. */
function oneOfAKind(problems: readonly AttributeProblem[]): AttributeProblem[] {
  const isClosed = !problems.some(({ kind }) => kind === 'unclosed-brace' || kind === 'unclosed-quote');
  const isReadable = !isClosed || !problems.some(({ kind }) => kind === 'unreadable');
  const kinds = new Set<AttributeProblemKind>();
  return problems.filter(({ kind }) => {
    if (kind === 'unreadable' && !isClosed) return false;
    if (kind === 'upper-case-key' && !isReadable) return false;
    if (kinds.has(kind) && kind !== 'upper-case-key' && kind !== 'repeated-key') return false;
    kinds.add(kind);
    return true;
  });
}

/** `{userName}` alone on its line: no attribute, no directive, but words meant for the reader. */
function isPrintedLine({ attributes: [word, ...others] }: AttributeList, { kind }: AttributeProblem): boolean {
  if (kind !== 'upper-case-key' || !word || word.form !== 'bare' || others.length > 0) return false;
  return !directives.some(({ name }) => name === word.key.toLowerCase());
}

/** Where `missing-id` is told to write `<id: x>`, the author wants it so. */
function isAngleChosen(book: Handbook): boolean {
  return book.config.rules['missing-id']?.options.syntax === '<id: x>';
}

function spanOf(list: AttributeList, problem: AttributeProblem) {
  return problem.kind === 'above-opener' ? list.span : problem.span;
}

function dataOf(chapter: Chapter, list: AttributeList, problem: AttributeProblem, mend: ReturnType<typeof mendList>) {
  const part = chapter.text.slice(problem.span.start, problem.span.end);
  const id = list.attributes.find(({ key }) => key === 'id')?.value ?? '';
  return {
    list: shorten(chapter.text.slice(list.span.start, list.span.end)),
    part: shorten(part),
    key: part,
    lower: part.toLowerCase(),
    id,
    opener: mend.opener,
    mended: mend.mended,
  };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
