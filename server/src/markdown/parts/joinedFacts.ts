import type { Facts, Heading } from '../facts.ts';
import type { Parts } from './parts.ts';
import { type Place, placeFact } from './place.ts';

/** A part of a chapter with its place in the whole. */
export interface PlacedFacts {
  readonly facts: Facts;
  readonly place: Place;
}

/**
 * The facts of a chapter that is kept in parts. Each kind is put together when it is first asked for: after a keystroke
 * most kinds are not, and moving all facts of a long chapter would cost more than reading what changed.
 */
export class JoinedFacts implements Facts {
  readonly #parts: readonly PlacedFacts[];
  readonly #above: readonly Heading[];
  /** How many parts at the beginning are those of `#before`. */
  #kept = 0;
  readonly #before: { readonly [K in keyof Facts]?: Facts[K] } = {};
  readonly #joined: { -readonly [K in keyof Facts]?: Facts[K] } = {};

  /**
   * `above`: headings before those of the parts. `before`: the facts of the text before an edit, from which those above
   * the edit are taken.
   */
  constructor(parts: readonly PlacedFacts[], above: readonly Heading[] = [], before?: Facts) {
    this.#parts = parts;
    this.#above = above;
    if (!(before instanceof JoinedFacts)) return;
    this.#before = before.#joined;
    while (this.#kept < parts.length && parts[this.#kept]!.facts === before.#parts[this.#kept]?.facts) this.#kept++;
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

  #join<K extends keyof Facts>(kind: K): Facts[K] {
    const known = this.#joined[kind];
    if (known) return known;
    const place = placeFact[kind] as (fact: unknown, at: Place) => unknown;
    const kept = this.#before[kind] ? this.#kept : 0;
    const joined: unknown[] = kind === 'headings' ? [...this.#above] : [];
    if (kept > 0) {
      const count = this.#parts.slice(0, kept).reduce((sum, { facts }) => sum + facts[kind].length, 0);
      for (const fact of this.#before[kind]!.slice(0, count)) joined.push(fact);
    }
    for (let part = kept; part < this.#parts.length; part++) {
      const { facts, place: at } = this.#parts[part]!;
      const own: readonly unknown[] = facts[kind];
      for (let i = 0; i < own.length; i++) joined.push(place(own[i], at));
    }
    this.#joined[kind] = joined as never;
    return joined as unknown as Facts[K];
  }
}

/** All parts of a chapter, each with what stands before it. */
export function placedFacts(parts: Parts): PlacedFacts[] {
  const places = placesOf(parts);
  return parts.list.map(({ facts }, index) => ({ facts, place: places[index]! }));
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
