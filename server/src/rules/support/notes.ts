import type { Uri } from '../../base/uri.ts';
import type { Handbook, Site } from '../../handbook/handbook.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { FootnoteUse } from '../../markdown/facts.ts';

/** The definitions a note's label has: in the book, or in plain Markdown in the file. */
export function noteDefinitions(book: Handbook, chapter: Chapter, label: string, endnote: boolean): readonly Site[] {
  return book.footnotes(label, endnote, scopeOf(book, chapter));
}

export function noteUses(book: Handbook, chapter: Chapter, label: string, endnote: boolean): readonly Site[] {
  return book.footnoteUses(label, endnote, scopeOf(book, chapter));
}

/**
 * True where `[^x]` can only be a note. In regular expressions that stand in prose it is a set of characters: `[^/]+`,
 * `([^"]*)`, `[^\s]`, and `[^xyz]` where `[xyz]` is explained, too.
 */
export function isSurelyNote(chapter: Chapter, { label, span }: FootnoteUse): boolean {
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N}_.:-]*$/u.test(label)) return false;
  const { text } = chapter;
  if (/^(?:[a-z]-[a-z]|[A-Z]-[A-Z]|\d-\d){1,3}/.test(label)) return false;
  // "[xyz] matches one of these characters, [^xyz] any other."
  if (/^[A-Za-z]{1,6}$/.test(label) && text.includes(`[${label}] `)) return false;
  return !'([|\\^'.includes(text[span.start - 1] ?? ' ') && !'+*?{|\\$'.includes(text[span.end] ?? ' ');
}

export function noteName(endnote: boolean): string {
  return endnote ? 'endnote' : 'footnote';
}

/** A note as it is written in the text. */
export function noteMark(label: string, endnote: boolean): string {
  return endnote ? `[^^${label}]` : `[^${label}]`;
}

function scopeOf(book: Handbook, { uri }: Chapter): Uri | undefined {
  return book.dialect === 'markdown' ? uri : undefined;
}
