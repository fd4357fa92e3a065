/** What rules asked the book, as keys (`SnapshotChange.keys`). */
export interface Questions {
  has(key: string): boolean;
  /** The `chapter:…` keys: whose texts were asked for. */
  texts(): Iterable<string>;
}

/** Questions that come and go with the results that rest on them: each counts as long as one does. */
export class CountedQuestions implements Questions {
  readonly #counts = new Map<string, number>();
  readonly #texts = new Set<string>();

  has(key: string): boolean {
    return this.#counts.has(key);
  }

  texts(): Iterable<string> {
    return this.#texts;
  }

  add(questions: Iterable<string>): void {
    for (const key of questions) {
      const count = this.#counts.get(key) ?? 0;
      this.#counts.set(key, count + 1);
      if (count === 0 && isText(key)) this.#texts.add(key);
    }
  }

  drop(questions: Iterable<string>): void {
    for (const key of questions) {
      const count = this.#counts.get(key)!;
      if (count > 1) {
        this.#counts.set(key, count - 1);
        continue;
      }
      this.#counts.delete(key);
      this.#texts.delete(key);
    }
  }

  clear(): void {
    this.#counts.clear();
    this.#texts.clear();
  }
}

/** All that several have been asked. */
export class AllQuestions implements Questions {
  readonly #all: readonly Questions[];

  constructor(all: readonly Questions[]) {
    this.#all = all;
  }

  has(key: string): boolean {
    return this.#all.some((questions) => questions.has(key));
  }

  *texts(): Generator<string> {
    for (const questions of this.#all) yield* questions.texts();
  }
}

/** Questions that were noted one by one. */
export class AskedQuestions implements Questions {
  readonly #keys: ReadonlySet<string>;

  constructor(keys: ReadonlySet<string>) {
    this.#keys = keys;
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  *texts(): Generator<string> {
    for (const key of this.#keys) if (isText(key)) yield key;
  }
}

function isText(key: string): boolean {
  return key.startsWith('chapter:');
}
