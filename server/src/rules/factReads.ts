import { isEqual } from '../base/isEqual.ts';
import type { Span } from '../base/span.ts';
import type { Facts } from '../markdown/facts.ts';
import type { Part } from '../markdown/parts/part.ts';
import type { PartsEdit } from '../markdown/parts/partsEdit.ts';
import { type Place, placeFact } from '../markdown/parts/place.ts';

/**
 * What a rule reads of a chapter: facts of some kinds, and the text between the blank lines around them. After an edit
 * that touches none of these it has to say what it said before, wherever that stands now.
 */
export interface FactReads {
  readonly facts: readonly FactChoice[];
  /** What else it takes from a part of the chapter, told without offsets. */
  readonly also?: (part: Part) => string;
}

export interface FactChoice<K extends keyof Facts = keyof Facts> {
  readonly kind: K;
  /** Those of the kind that it has an eye for, by what they are in themselves; all by default. */
  readonly isChosen?: ((fact: Facts[K][number], of: Part) => boolean) | undefined;
}

export function allOf(...kinds: readonly (keyof Facts)[]): FactChoice[] {
  return kinds.map((kind) => ({ kind }));
}

export function someOf<K extends keyof Facts>(
  kind: K,
  isChosen: (fact: Facts[K][number], of: Part) => boolean,
): FactChoice {
  return { kind, isChosen: isChosen as NonNullable<FactChoice['isChosen']> };
}

/** Whether an edit leaves all that a rule reads as it was. */
export function isUntouched({ facts, also }: FactReads, edit: PartsEdit): boolean {
  const { was, now } = edit;
  for (const choice of facts) if (!isSame(choice, edit)) return false;
  if (!also || (was.length === 0 && now.length === 0)) return true;
  return was.length === now.length && was.every((part, nth) => part.once(also) === now[nth]!.once(also));
}

function isSame(choice: FactChoice, edit: PartsEdit): boolean {
  const { was, now } = edit;
  if (was.length !== 1 || now.length !== 1)
    return [...was, ...now].every((part) => chosenOf(choice, part).length === 0);
  const before = chosenOf(choice, was[0]!);
  const after = chosenOf(choice, now[0]!);
  if (before.length !== after.length) return false;
  const place = placeFact[choice.kind] as (fact: unknown, at: Place) => unknown;
  const [start, end] = [edit.start - edit.from, edit.end - edit.from];
  return before.every((fact, nth) => {
    const { span } = fact;
    if (span.end <= start) return isEqual(fact, after[nth]);
    return span.start >= end && isEqual(place(fact, { ...NOWHERE, start: edit.by }), after[nth]);
  });
}

const NOWHERE: Place = { start: 0, headings: 0, attributeLists: 0, ids: 0 };

function chosenOf({ kind, isChosen }: FactChoice, part: Part): readonly { readonly span: Span }[] {
  const facts: Facts[keyof Facts] = part.facts[kind];
  return isChosen ? facts.filter((fact) => isChosen(fact, part)) : facts;
}
