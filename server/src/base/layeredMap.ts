/** What a map of many files is asked for. */
export interface Lookup<K, V> {
  get(key: K): V | undefined;
  has(key: K): boolean;
}

/** So many changes are looked up beside the map below before a new one is made of both. */
const MOST_OVER = 64;

/**
 * A map that a few changes are laid over, so that a keystroke in a book of 10,000 files need not copy 10,000 entries.
 * Immutable; nothing can be taken out.
 */
export class LayeredMap<K, V> implements Lookup<K, V> {
  readonly #below: ReadonlyMap<K, V>;
  readonly #over: ReadonlyMap<K, V>;

  constructor(below: ReadonlyMap<K, V>, over: ReadonlyMap<K, V> = new Map()) {
    this.#below = below;
    this.#over = over;
  }

  get(key: K): V | undefined {
    // Mostly nothing is laid over, and who asks for ten thousand files pays for each look.
    if (this.#over.size === 0) return this.#below.get(key);
    return this.#over.has(key) ? this.#over.get(key) : this.#below.get(key);
  }

  has(key: K): boolean {
    return this.#over.has(key) || this.#below.has(key);
  }

  with(entries: Iterable<readonly [K, V]>): LayeredMap<K, V> {
    const over = new Map(this.#over);
    for (const [key, value] of entries) over.set(key, value);
    return over.size <= MOST_OVER
      ? new LayeredMap(this.#below, over)
      : new LayeredMap(new Map([...this.#below, ...over]));
  }
}
