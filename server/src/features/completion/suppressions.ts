import type { Typed } from './context.ts';
import { rank, suggestions } from './rank.ts';
import { MOST_SUGGESTIONS, type Suggestion, type Suggestions } from './suggestion.ts';

/** What completion needs to know of a rule. */
export interface NamedRule {
  readonly name: string;
  readonly summary: string;
}

/** The comments that silence rules, and the rules they can name. */
export function completeSuppression(
  { kind, typed, span }: Typed<'suppression'> | Typed<'suppression-kind'>,
  rules: readonly NamedRule[],
): Suggestions {
  const items =
    kind === 'suppression'
      ? rules.map(({ name, summary }): Suggestion => ({ label: name, detail: summary, kind: 'rule', text: name }))
      : COMMENTS.map(([name, detail]): Suggestion => ({ label: name, detail, kind: 'directive', text: `${name} ` }));
  const { best } = rank(typed, { candidates: items, texts: ({ label }) => [label] }, MOST_SUGGESTIONS);
  return suggestions(span, best);
}

const COMMENTS: readonly (readonly [name: string, meaning: string])[] = [
  ['handbook-disable-next-line', 'Silences rules in the line below'],
  ['handbook-disable', 'Silences rules from here on'],
  ['handbook-enable', 'Lets silenced rules speak again'],
  ['handbook-disable-file', 'Silences rules in the whole file'],
];
