import type { Span } from '../../base/span.ts';
import type { Suggestion, Suggestions } from './suggestion.ts';

/**
 * How well a candidate fits what was typed, smaller is better; undefined where its letters do not all come up in order.
 * A beginning beats the beginning of a word beats letters scattered through it.
 */
export function closeness(typed: string, candidate: string): number | undefined {
  if (typed === '') return 0;
  const wanted = typed.toLowerCase();
  const text = candidate.toLowerCase();
  if (text.startsWith(wanted)) return 1;
  const at = text.indexOf(wanted);
  if (at >= 0) return /[^a-z0-9]/.test(text[at - 1]!) ? 2 : 3;
  let from = 0;
  let gaps = 0;
  for (const letter of wanted) {
    const next = text.indexOf(letter, from);
    if (next < 0) return undefined;
    gaps += next - from;
    from = next + 1;
  }
  return 4 + gaps;
}

/** The best of the candidates, at most `most`; equals keep the order they came in. */
export function rank<T>(
  typed: string,
  candidates: Iterable<T>,
  texts: (candidate: T) => readonly string[],
  most: number,
): { best: T[]; isIncomplete: boolean } {
  const found: { candidate: T; score: number }[] = [];
  for (const candidate of candidates) {
    let score: number | undefined;
    for (const [index, text] of texts(candidate).entries()) {
      const own = closeness(typed, text);
      // A match in the title counts less than one in the id itself.
      if (own !== undefined && (score === undefined || own + index < score)) score = own + index;
    }
    if (score !== undefined) found.push({ candidate, score });
  }
  found.sort((a, b) => a.score - b.score);
  return { best: found.slice(0, most).map(({ candidate }) => candidate), isIncomplete: found.length > most };
}

export function suggestions(replaces: Span, items: readonly Suggestion[], isIncomplete = false): Suggestions {
  return { replaces, items, isIncomplete };
}
