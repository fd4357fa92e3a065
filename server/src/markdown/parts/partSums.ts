import type { Part } from './part.ts';
import type { ChangedParts } from './partsEdit.ts';

/** What is counted in one part: of it alone, and in no time (`Part.once`), for a part that goes is asked again. */
export type PartCount = (part: Part) => number;

/**
 * What is counted over the parts of a chapter. An edit corrects what is known by the parts it changed: adding it all up
 * again at each keystroke would go through thousands of parts for each question.
 */
export class PartSums {
  readonly #list: readonly Part[];
  readonly #known: Map<PartCount, number>;

  constructor(list: readonly Part[], known = new Map<PartCount, number>()) {
    this.#list = list;
    this.#known = known;
  }

  of(count: PartCount): number {
    let sum = this.#known.get(count);
    if (sum === undefined) {
      sum = total(this.#list, count);
      this.#known.set(count, sum);
    }
    return sum;
  }

  /** The sums over the parts as they are after an edit. */
  after(list: readonly Part[], { was, now }: Pick<ChangedParts, 'was' | 'now'>): PartSums {
    const known = new Map<PartCount, number>();
    for (const [count, sum] of this.#known) known.set(count, sum - total(was, count) + total(now, count));
    return new PartSums(list, known);
  }
}

function total(list: readonly Part[], count: PartCount): number {
  let sum = 0;
  for (const part of list) sum += count(part);
  return sum;
}
