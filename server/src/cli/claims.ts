/** As many portions as a claim can count from either end. */
const MOST_PORTIONS = 0x7fff;
/** Files in a portion of a long list: some milliseconds' work, so that nobody waits long for the last. */
const MOST_FILES = 16;
const SHARES = 512;

/**
 * Who reads what of a list of files, told by a number that threads share: this many portions are taken from its
 * beginning (upper half), this many from its end.
 */
export class Claims {
  readonly portions: number;
  readonly #size: number;
  readonly #length: number;
  readonly #taken: Int32Array;

  /** `shared` has one element; 0 while nothing is taken. */
  constructor(shared: Int32Array, length: number) {
    this.#taken = shared;
    this.#length = length;
    const size = Math.min(MOST_FILES, Math.max(1, Math.ceil(length / SHARES)));
    this.#size = Math.max(size, Math.ceil(length / MOST_PORTIONS));
    this.portions = Math.ceil(length / this.#size);
  }

  /** The number of the first portion that nobody has taken; undefined when all are. */
  takeFirst(): number | undefined {
    return this.#take(0x10000, (first) => first);
  }

  takeLast(): number | undefined {
    return this.#take(1, (_, last) => this.portions - 1 - last);
  }

  of<T>(portion: number, list: readonly T[]): readonly T[] {
    return list.slice(portion * this.#size, Math.min(this.#length, (portion + 1) * this.#size));
  }

  #take(step: number, portionOf: (first: number, last: number) => number): number | undefined {
    for (let before = Atomics.load(this.#taken, 0); ; ) {
      const first = before >> 16;
      const last = before & 0xffff;
      if (first + last >= this.portions) return undefined;
      const seen = Atomics.compareExchange(this.#taken, 0, before, before + step);
      if (seen === before) return portionOf(first, last);
      before = seen;
    }
  }
}
