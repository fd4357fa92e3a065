import type { Facts, Heading } from '../facts.ts';
import type { Part } from './part.ts';
import type { PartCount, PartSums } from './partSums.ts';
import { type Place, placeFact } from './place.ts';

type Joined = { [K in keyof Facts]?: Facts[K] };

/**
 * The facts of a chapter that is kept in parts. Each kind is put together when it is first asked for: after a keystroke
 * most kinds are not, and moving all facts of a long chapter would cost more than reading what changed.
 */
export class JoinedFacts implements Facts {
  readonly #parts: readonly Part[];
  readonly #start: number;
  readonly #above: readonly Heading[];
  readonly #sums: PartSums | undefined;
  /** The facts of the text before an edit, as far as they were asked for, and its parts. */
  readonly #before: { readonly joined: Joined; readonly parts: readonly Part[] } | undefined;
  readonly #joined: Joined = {};
  #places: readonly Place[] | undefined;

  constructor(parts: readonly Part[], { start = 0, above = [], sums, before }: Around = {}) {
    this.#parts = parts;
    this.#start = start;
    this.#above = above;
    this.#sums = sums;
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

  /** How many facts of a kind there are, without putting them together. */
  count(kind: keyof Facts): number {
    const ofParts = this.#sums?.of(counts[kind]);
    return ofParts === undefined ? this.#join(kind).length : ofParts + (kind === 'headings' ? this.#above.length : 0);
  }

  /** One fact of a kind, without putting the others in their places. */
  at<K extends keyof Facts>(kind: K, index: number): Facts[K][number] | undefined {
    const known = this.#joined[kind];
    if (known || index < 0) return known?.[index];
    let own = index - (kind === 'headings' ? this.#above.length : 0);
    if (own < 0) return this.#above[index] as Facts[K][number];
    let place = this.#first;
    for (const part of this.#parts) {
      const facts = part.facts[kind];
      if (own < facts.length) return placing(kind)(facts[own]!, place);
      own -= facts.length;
      place = placeBehind(place, part);
    }
    return undefined;
  }

  get #first(): Place {
    return { start: this.#start, headings: this.#above.length, attributeLists: 0, ids: 0 };
  }

  get #placesOfParts(): readonly Place[] {
    this.#places ??= placesOf(this.#parts, this.#first);
    return this.#places;
  }

  #join<K extends keyof Facts>(kind: K): Facts[K] {
    const known = this.#joined[kind];
    if (known) return known;
    const place = placing(kind);
    const joined: Facts[K][number][] = kind === 'headings' ? [...(this.#above as Facts[K])] : [];
    if (this.#sums?.of(counts[kind]) === 0) return this.#keep(kind, joined);
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
    return this.#keep(kind, joined);
  }

  #keep<K extends keyof Facts>(kind: K, joined: Facts[K][number][]): Facts[K] {
    this.#joined[kind] = joined as never;
    return joined as unknown as Facts[K];
  }
}

interface Around {
  /** UTF-16 offset at which the first of the parts begins. */
  readonly start?: number;
  /** Headings before those of the parts. */
  readonly above?: readonly Heading[];
  /** Over the parts. */
  readonly sums?: PartSums;
  /** The facts of the text before an edit, from which those above the edit are taken. */
  readonly before?: Facts | undefined;
}

const counts = Object.fromEntries(
  Object.keys(placeFact).map((kind) => [kind, ({ facts }: Part) => facts[kind as keyof Facts].length]),
) as Record<keyof Facts, PartCount>;

function placing<K extends keyof Facts>(kind: K): (fact: Facts[K][number], at: Place) => Facts[K][number] {
  return placeFact[kind];
}

/** How many facts of a kind a chapter has. */
export function countFacts({ facts }: { readonly facts: Facts }, kind: keyof Facts): number {
  return facts instanceof JoinedFacts ? facts.count(kind) : facts[kind].length;
}

/** A fact of a chapter by its index, as `facts[kind][index]`: of one that is being edited the others are left alone. */
export function factAt<K extends keyof Facts>(
  { facts }: { readonly facts: Facts },
  kind: K,
  index: number,
): Facts[K][number] | undefined {
  return facts instanceof JoinedFacts ? facts.at(kind, index) : facts[kind][index];
}

const atTheStart: Place = { start: 0, headings: 0, attributeLists: 0, ids: 0 };

/** Where each of the parts stands, which follow on each other. */
export function placesOf(parts: readonly Part[], first: Place = atTheStart): Place[] {
  let place = first;
  return parts.map((part) => {
    const here = place;
    place = placeBehind(place, part);
    return here;
  });
}

function placeBehind({ start, headings, attributeLists, ids }: Place, { text, facts }: Part): Place {
  return {
    start: start + text.length,
    headings: headings + facts.headings.length,
    attributeLists: attributeLists + facts.attributeLists.length,
    ids: ids + facts.ids.length,
  };
}
