/** A half-open range of UTF-16 offsets into a text: `text.slice(start, end)` is what the span stands for. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * An offset behind the end of any text. Not infinite: from the first offset on that is no small integer V8 keeps those of
 * all spans in boxes of their own, which doubles what a span takes.
 */
export const BEHIND_ALL = 2 ** 30 - 1;

export function span(start: number, end: number): Span {
  return { start, end };
}

/** True where `inner` lies wholly within `outer`; an empty span at either edge counts as inside. */
export function containsSpan(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** True where the spans share a character, or an empty one lies inside or at the edge of the other. */
export function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** True where the spans share at least one character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** True where one of the spans has the character at an offset. */
export function coverOffset(spans: readonly Span[], offset: number): boolean {
  return spans.some((span) => span.start <= offset && offset < span.end);
}

/** Of things in order of their starts, the last one that starts at or before an offset. */
export function lastStarting<T>(things: readonly T[], offset: number, startOf: (thing: T) => number): T | undefined {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(things[middle]!) <= offset) low = middle + 1;
    else high = middle;
  }
  return things[low - 1];
}
