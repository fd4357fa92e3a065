import type { Chapter } from '../chapter.ts';
import type { Facts } from '../facts.ts';
import { placesOf } from './joinedFacts.ts';
import type { Part } from './part.ts';
import { type Place, placeFact } from './place.ts';

/** A fact and its index among the chapter's of its kind. */
export interface Chosen<K extends keyof Facts> {
  readonly fact: Facts[K][number];
  readonly index: number;
}

/** The chapter or the part that a fact is of: its offsets are those of the text. */
type Around = Pick<Chapter, 'text' | 'dialect'>;

/**
 * Chooses facts of a chapter by what they are in themselves, wherever they stand. Of a chapter that is being edited each
 * part is asked once, and only what is chosen is put in its place: a rule that has something to say of few facts of many
 * need not go through all of them at each keystroke.
 */
export function choosing<K extends keyof Facts>(
  kind: K,
  isChosen: (fact: Facts[K][number], of: Around) => boolean,
): (chapter: Chapter) => Chosen<K>[] {
  const inPart = (part: Part) => chosenOf(part.facts[kind], (fact) => isChosen(fact, part));
  const place = placeFact[kind] as (fact: Facts[K][number], at: Place) => Facts[K][number];
  return (chapter) => {
    const { parts } = chapter;
    if (!parts) return chosenOf(chapter.facts[kind], (fact) => isChosen(fact, chapter));
    const found: Chosen<K>[] = [];
    let places: readonly Place[] | undefined;
    let before = 0;
    for (let nth = 0; nth < parts.list.length; nth++) {
      const part = parts.list[nth]!;
      for (const { fact, index } of part.once(inPart)) {
        places ??= placesOf(parts.list);
        found.push({ fact: place(fact, places[nth]!), index: before + index });
      }
      before += part.facts[kind].length;
    }
    return found;
  };
}

function chosenOf<K extends keyof Facts>(facts: Facts[K], isChosen: (fact: Facts[K][number]) => boolean): Chosen<K>[] {
  const found: Chosen<K>[] = [];
  for (const [index, fact] of facts.entries()) if (isChosen(fact)) found.push({ fact, index });
  return found;
}
