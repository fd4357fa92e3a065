import { lastStarting, type Span } from '../../base/span.ts';

/**
 * The quoted parts of a text, marks included, in order. Quotation marks that never close quote nothing, and the single
 * straight one is always an apostrophe.
 */
export function quotations(text: string): Span[] {
  const found: Span[] = [];
  let open: { readonly at: number; readonly closers: string } | undefined;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!;
    if (open?.closers.includes(mark)) {
      found.push({ start: open.at, end: at + 1 });
      open = undefined;
    } else if (!open) {
      const closers = closersOf(mark);
      if (closers) open = { at, closers };
    } else if (mark === '\n' && text[at + 1] === '\n') {
      open = undefined;
    }
  }
  return found;
}

/** True where one of the quoted parts, as `quotations` gives them, holds the whole of `start` to `end`. */
export function isQuoted(quoted: readonly Span[], start: number, end: number): boolean {
  const last = lastStarting(quoted, start, (quote) => quote.start);
  return last !== undefined && end <= last.end;
}

function closersOf(mark: string): string | undefined {
  switch (mark) {
    case '"':
      return '"';
    case '“':
      return '”"';
    case '„':
      return '“”"';
    case '«':
      return '»';
    case '»':
      return '«';
    case '‘':
      return '’';
    case '‚':
      return '‘’';
    case '「':
      return '」';
    case '『':
      return '』';
    default:
      return undefined;
  }
}
