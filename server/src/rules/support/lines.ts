import type { Span } from '../../base/span.ts';
import type { Chapter } from '../../markdown/chapter.ts';

/** How the chapter's lines end; `\n` where it has only one. */
export function lineBreakOf(chapter: Chapter): string {
  const { lines, text } = chapter;
  return lines.count > 1 ? text.slice(lines.end(0), lines.start(1)) : '\n';
}

/** The text of a line (from 0), its line break not counted. */
export function lineText(chapter: Chapter, line: number): string {
  return chapter.text.slice(chapter.lines.start(line), chapter.lines.end(line));
}

/** True for a line on which nothing stands but the marks of quotes and boxes (`>`, `A>`) around it. */
export function isBlankLine(chapter: Chapter, line: number): boolean {
  const marks = chapter.dialect === 'markdown' ? /^(?:[ \t]*>)*[ \t]*$/ : /^(?:[ \t]*[A-Z]?>)*[ \t]*$/;
  return marks.test(lineText(chapter, line));
}

/** What to delete so that a span goes: its whole line where nothing else stands on it, else the span alone. */
export function removalOf(chapter: Chapter, span: Span): Span {
  const { lines, text } = chapter;
  const first = lines.lineAt(span.start);
  const last = lines.lineAt(span.end);
  const before = text.slice(lines.start(first), span.start);
  const after = text.slice(span.end, lines.end(last));
  if (before.replace(/^\uFEFF/, '').trim() !== '' || after.trim() !== '') return span;
  return { start: before.startsWith('\uFEFF') ? 1 : lines.start(first), end: lines.start(last + 1) };
}
