import type { Facts, Heading } from '../facts.ts';
import type { Part } from './part.ts';
import type { Parts } from './parts.ts';
import { type Place, placeFact } from './place.ts';

type Joined = { [K in keyof Facts]?: Facts[K] };

/**
 * The facts of a chapter that is kept in parts. Each kind is put together when it is first asked for: after a keystroke
 * most kinds are not, and moving all facts of a long chapter would cost more than reading what changed.
 */
export class JoinedFacts implements Facts {
  readonly #parts: readonly Part[];
  readonly #work: () => readonly Place[];
  readonly #above: readonly Heading[];
  /** The facts of the text before an edit, as far as they were asked for, and its parts. */
  readonly #before: { readonly joined: Joined; readonly parts: readonly Part[] } | undefined;
  readonly #joined: Joined = {};
  #places: readonly Place[] | undefined;

  /**
   * `places` works out where the parts stand. `above`: headings before those of the parts. `before`: the facts of the
   * text before an edit, from which those above the edit are taken.
   */
  constructor(parts: readonly Part[], places: () => readonly Place[], above: readonly Heading[] = [], before?: Facts) {
    this.#parts = parts;
    this.#work = places;
    this.#above = above;
    // Not the facts themselves: they would keep those before them, and these the ones before.
    this.#before = before instanceof JoinedFacts ? { joined: before.#joined, parts: before.#parts } : undefined;
  }

  get headings() {
    return this.#join('headings');
  }
  get attributeLists() {
    return this.#join('attributeLists');
  }
  get ids() {
    return this.#join('ids');
  }
  get links() {
    return this.#join('links');
  }
  get resources() {
    return this.#join('resources');
  }
  get references() {
    return this.#join('references');
  }
  get footnotes() {
    return this.#join('footnotes');
  }
  get footnoteUses() {
    return this.#join('footnoteUses');
  }
  get blocks() {
    return this.#join('blocks');
  }
  get prose() {
    return this.#join('prose');
  }
  get directives() {
    return this.#join('directives');
  }
  get comments() {
    return this.#join('comments');
  }
  get settings() {
    return this.#join('settings');
  }

  /** One fact of a kind, without putting the others in their places. */
  at<K extends keyof Facts>(kind: K, index: number): Facts[K][number] | undefined {
    const known = this.#joined[kind];
    if (known || index < 0) return known?.[index];
    let own = index - (kind === 'headings' ? this.#above.length : 0);
    if (own < 0) return this.#above[index] as Facts[K][number];
    let nth = 0;
    for (; nth < this.#parts.length && own >= this.#parts[nth]!.facts[kind].length; nth++) {
      own -= this.#parts[nth]!.facts[kind].length;
    }
    const fact = this.#parts[nth]?.facts[kind][own];
    return fact && placing(kind)(fact, this.#placesOfParts[nth]!);
  }

  get #placesOfParts(): readonly Place[] {
    this.#places ??= this.#work();
    return this.#places;
  }

  #join<K extends keyof Facts>(kind: K): Facts[K] {
    const known = this.#joined[kind];
    if (known) return known;
    const place = placing(kind);
    const joined: Facts[K][number][] = kind === 'headings' ? [...(this.#above as Facts[K])] : [];
    const before = this.#before?.joined[kind];
    let part = 0;
    if (before) {
      let count = joined.length;
      for (; part < this.#parts.length && this.#parts[part] === this.#before!.parts[part]; part++) {
        count += this.#parts[part]!.facts[kind].length;
      }
      for (let nth = joined.length; nth < count; nth++) joined.push(before[nth]!);
    }
    for (; part < this.#parts.length; part++) {
      const own = this.#parts[part]!.facts[kind];
      for (let nth = 0; nth < own.length; nth++) joined.push(place(own[nth]!, this.#placesOfParts[part]!));
    }
    this.#joined[kind] = joined as never;
    return joined as unknown as Facts[K];
  }
}

function placing<K extends keyof Facts>(kind: K): (fact: Facts[K][number], at: Place) => Facts[K][number] {
  return placeFact[kind];
}

/** A fact of a chapter by its index, as `facts[kind][index]`: of one that is being edited the others are left alone. */
export function factAt<K extends keyof Facts>(
  { facts }: { readonly facts: Facts },
  kind: K,
  index: number,
): Facts[K][number] | undefined {
  return facts instanceof JoinedFacts ? facts.at(kind, index) : facts[kind][index];
}

/** Where each part of a chapter stands. */
export function placesOf({ list, starts }: Parts): Place[] {
  let headings = 0;
  let attributeLists = 0;
  let ids = 0;
  return list.map(({ facts }, index) => {
    const place = { start: starts[index]!, headings, attributeLists, ids };
    headings += facts.headings.length;
    attributeLists += facts.attributeLists.length;
    ids += facts.ids.length;
    return place;
  });
}
