/** How long the steps of a run took, for `--timing` and the summary. */
export class Timing {
  readonly #now: () => number;
  readonly #start: number;
  readonly #steps = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
    this.#start = now();
  }

  async step<T>(name: string, work: () => Promise<T>): Promise<T> {
    const start = this.#now();
    try {
      return await work();
    } finally {
      this.#steps.set(name, (this.#steps.get(name) ?? 0) + this.#now() - start);
    }
  }

  /** Milliseconds since the run began. */
  total(): number {
    return this.#now() - this.#start;
  }

  toString(): string {
    const steps = [...this.#steps].map(([name, milliseconds]) => `${name} ${milliseconds.toFixed(0)} ms`);
    return `timing: ${steps.join(', ')}, all ${this.total().toFixed(0)} ms`;
  }
}
