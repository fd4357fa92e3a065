import type { Span } from '../../base/span.ts';
import type { Suggestion, Suggestions } from './suggestion.ts';

/**
 * How well a candidate fits what was typed, smaller is better; undefined where its letters do not all come up in order.
 * A beginning beats the beginning of a word beats letters scattered through it.
 */
function closeness(typed: string): (candidate: string) => number | undefined {
  if (typed === '') return () => 0;
  const wanted = typed.toLowerCase();
  return (candidate) => {
    const text = candidate.toLowerCase();
    const at = text.indexOf(wanted);
    if (at === 0) return 1;
    if (at > 0) return /[^a-z0-9]/.test(text[at - 1]!) ? 2 : 3;
    let from = 0;
    let gaps = 0;
    for (const letter of wanted) {
      const next = text.indexOf(letter, from);
      if (next < 0) return undefined;
      gaps += next - from;
      from = next + 1;
    }
    return 4 + gaps;
  };
}

export interface Ranking<T> {
  readonly candidates: Iterable<T>;
  /** What is matched: the name first, then other words it is known by, which count less. */
  readonly texts: (candidate: T) => readonly string[];
  /** Asked of the best only, so that it may take longer. */
  readonly isValid?: (candidate: T) => boolean;
}

/** The best of the candidates, at most `most`; equals keep the order they came in. */
export function rank<T>(
  typed: string,
  { candidates, texts, isValid = () => true }: Ranking<T>,
  most: number,
): { best: T[]; isIncomplete: boolean } {
  const score = closeness(typed);
  const found: { candidate: T; score: number }[] = [];
  for (const candidate of candidates) {
    const own = texts(candidate);
    let best: number | undefined;
    for (let place = 0; place < own.length; place++) {
      const one = score(own[place]!);
      if (one !== undefined && (best === undefined || one + place < best)) best = one + place;
    }
    if (best !== undefined) found.push({ candidate, score: best });
  }
  if (typed !== '') found.sort((a, b) => a.score - b.score);
  const best: T[] = [];
  for (const { candidate } of found) {
    if (!isValid(candidate)) continue;
    if (best.length === most) return { best, isIncomplete: true };
    best.push(candidate);
  }
  return { best, isIncomplete: false };
}

export function suggestions(replaces: Span, items: readonly Suggestion[], isIncomplete = false): Suggestions {
  return { replaces, items, isIncomplete };
}
