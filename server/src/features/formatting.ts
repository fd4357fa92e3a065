import { overlaps, type Span } from '../base/span.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Attribute, AttributeList } from '../markdown/facts.ts';

export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/**
 * Tidies Markua's own parts and nothing else (`textDocument/formatting`, `rangeFormatting`): one blank after `:` and `,` in
 * attribute lists, none before, none inside the braces, double quotes. Lists that cannot be read whole are left as they
 * are, prose always.
 */
export function formatChapter(chapter: Chapter, within: Span): TextEdit[] {
  if (chapter.dialect === 'markdown') return [];
  return chapter.facts.attributeLists.flatMap((list) => {
    if (!overlaps(list.span, within) || !isTidyable(list)) return [];
    const before = chapter.text.slice(list.span.start, list.span.end);
    const text = `${opening(before, list)}${list.attributes.map((one) => write(chapter, one)).join(', ')}}`;
    return text === before ? [] : [{ span: list.span, text }];
  });
}

/** An LFM list's `key=value` has a form of its own. */
function isTidyable({ problems, form, attributes }: AttributeList): boolean {
  if (problems.length > 0 || form !== 'brace' || attributes.length === 0) return false;
  return attributes.every((one) => one.form === 'hash' || (one.form === 'pair' && one.separator === ':'));
}

/** What stands before the attributes: the brace, and the name of a box that the list opens (`{aside, id: x}`). */
function opening(before: string, { place }: AttributeList): string {
  const name = place === 'opener' ? /^\{\s*([a-z]+)/.exec(before)?.[1] : undefined;
  if (name !== undefined) return `{${name}, `;
  return before.startsWith('{:') ? '{:' : '{';
}

function write(chapter: Chapter, { form, key, valueSpan, quote: mark }: Attribute): string {
  const value = valueSpan ? chapter.text.slice(valueSpan.start, valueSpan.end) : '';
  if (form === 'hash') return `#${value}`;
  // A value that has quotes in it keeps the ones around it.
  const quote = mark === undefined || /["\\]/.test(value) ? (mark ?? '') : '"';
  return `${key}: ${quote}${value}${quote}`;
}
