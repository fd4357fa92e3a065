import { didYouMean } from '../base/nearest.ts';
import type { Span } from '../base/span.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { allOf } from './factReads.ts';
import { chapterRule, type Report } from './rule.ts';
import { definitionsFor } from './support/crosslinks.ts';
import { nearIds } from './support/nearIds.ts';

export default chapterRule({
  meta: {
    name: 'undefined-reference',
    summary: 'A link by label, such as `[text][label]`, whose label is defined nowhere in the book',
    about: ['links', 'resources'],
    touchedBy: { facts: allOf('links', 'resources', 'references') },
    group: 'anchors',
    severity: 'error',
    fix: 'safe',
    cases: {
      undefined: {
        message: 'The label "{label}" has no address anywhere in {scope}.{suggestion}',
        help: 'The reader sees the brackets instead of a link. Write a line such as [{label}]: https://… below, or correct the label.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const { label, labelForm, destinationSpan, span, text } of chapter.facts.links) {
      if (label === undefined || labelForm === 'shortcut' || isProse(chapter, span, text, label)) continue;
      yield* check(chapter, book, label, span, labelForm === 'full' ? destinationSpan : undefined);
    }
    for (const { label, destination, destinationSpan, span } of chapter.facts.resources) {
      if (label === undefined || destination !== '') continue;
      const isFull = chapter.text.slice(destinationSpan.start, destinationSpan.end) === label;
      yield* check(chapter, book, label, span, isFull ? destinationSpan : undefined);
    }
  },
});

function* check(
  chapter: Chapter,
  book: Handbook,
  label: string,
  span: Span,
  labelSpan: Span | undefined,
): Generator<Report<'undefined'>> {
  const within = book.dialect === 'markdown' ? chapter.uri : undefined;
  if (book.references(label, within).length > 0 || book.excluded(chapter.uri, span.start)) return;
  const crosslink = crosslinkMeant(chapter, book, label, labelSpan);
  if (crosslink) {
    yield crosslink;
    return;
  }
  const labels =
    book.dialect === 'markdown'
      ? chapter.facts.references.map((definition) => definition.label)
      : book.referenceLabels();
  const near = nearIds(
    label,
    labels.map((other) => other.toLowerCase()),
  );
  const [best] = near.ids;
  const fixes = near.ids.map((text, index) => ({
    title: `Change the label to "${text}"`,
    safety: near.isCertain && index === 0 ? ('safe' as const) : ('unsafe' as const),
    edits: labelSpan ? [{ uri: chapter.uri, span: labelSpan, text }] : [],
  }));
  yield {
    case: 'undefined',
    span: labelSpan ?? span,
    data: {
      label,
      scope: scopeOf(book),
      suggestion: didYouMean(best),
    },
    fixes: labelSpan ? fixes : [],
  };
}

/** `[text][#id]`, where `[text](#id)` was meant. */
function crosslinkMeant(
  chapter: Chapter,
  book: Handbook,
  label: string,
  labelSpan: Span | undefined,
): Report<'undefined'> | undefined {
  const id = label.slice(1);
  if (!labelSpan || !label.startsWith('#') || definitionsFor(book, chapter.uri, id).length === 0) return undefined;
  const brackets = { start: labelSpan.start - 1, end: labelSpan.end + 1 };
  return {
    case: 'undefined',
    span: labelSpan,
    data: { label, scope: scopeOf(book), suggestion: ` Did you mean the crosslink "(#${id})"?` },
    fixes: [
      { title: `Write "(#${id})"`, safety: 'safe', edits: [{ uri: chapter.uri, span: brackets, text: `(#${id})` }] },
    ],
  };
}

function scopeOf(book: Handbook): string {
  return book.dialect === 'markdown' ? 'this file' : 'the book';
}

/**
 * Brackets after brackets that need be no link: `a[i][j]`, `int[][]`, citations `[1][2]`, `[x][ ]` boxes. In doubt it is
 * prose.
 */
function isProse({ text }: Chapter, span: Span, linkText: string, label: string): boolean {
  if (/[\p{L}\p{N}_\])}]/u.test(text[span.start - 1] ?? '')) return true;
  if ('[(='.includes(text[span.end] ?? ' ')) return true;
  if (isPrompt(text, span) || isCharacterClass(label)) return true;
  if (!/\p{L}{2}/u.test(label) && !/\p{L}{2}/u.test(linkText)) return true;
  return /^[\s\d,;.–-]*$/.test(linkText) || linkText.trim() === '';
}

/** The second half of a pattern: `[_a-zA-Z][_a-zA-Z0-9]{0,254}`. */
function isCharacterClass(label: string): boolean {
  return /a-z|A-Z|0-9/.test(label) && !/[^\w.^$+-]/.test(label);
}

/** The prompt of a command line, as in `[tool][module] > help`: brackets first on their line, a prompt's sign after them. */
function isPrompt(text: string, { start, end }: Span): boolean {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return line.trim() === '' && /^ ?[>$#%] /.test(text.slice(end, end + 3));
}
