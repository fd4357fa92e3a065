import type { Span } from './span.ts';

/**
 * What a JSON parser's error is about, in UTF-16 offsets: a character at least where there is one, and no half of a line
 * break, though the parser takes the `\r` behind a back-slash into a string that ends there.
 */
export function parseErrorSpan(
  text: string,
  { offset, length }: { readonly offset: number; readonly length: number },
): Span {
  const end = Math.min(text.length, offset + Math.max(length, 1));
  const isInBreak = end > offset + 1 && text[end - 1] === '\r' && text[end] === '\n';
  return { start: offset, end: isInBreak ? end - 1 : end };
}
