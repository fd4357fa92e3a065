import { Session } from 'node:inspector/promises';

type Range = readonly [start: number, end: number];

/**
 * Tells whether our own code went where it had not been before, by the counters that V8 keeps for profilers: an input
 * that leads there is worth keeping and changing further.
 */
export class Coverage {
  readonly #session: Session;
  /** By function: the stretches of it that nothing has reached yet. */
  readonly #dark = new Map<string, readonly Range[]>();

  private constructor(session: Session) {
    this.#session = session;
  }

  static async start(): Promise<Coverage> {
    const session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    return new Coverage(session);
  }

  /** How many functions went somewhere new since this was last asked. */
  async news(): Promise<number> {
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    let news = 0;
    for (const { url, functions } of result) {
      if (!url.includes('/server/src/')) continue;
      for (const { ranges } of functions) {
        const [whole] = ranges;
        if (!whole || whole.count === 0) continue;
        const key = `${url}:${whole.startOffset}`;
        const now = ranges
          .filter(({ count }) => count === 0)
          .map(({ startOffset, endOffset }): Range => [startOffset, endOffset]);
        const before = this.#dark.get(key);
        const left = before ? before.filter((range) => now.some((dark) => isWithin(range, dark))) : now;
        if (!before || left.length < before.length) news++;
        // What was hidden in a stretch that was dark as a whole is told apart once it is reached.
        const inner = before
          ? now.filter((range) => before.some((dark) => isWithin(range, dark) && !left.includes(dark)))
          : [];
        this.#dark.set(key, [...left, ...inner]);
      }
    }
    return news;
  }
}

function isWithin([start, end]: Range, [from, to]: Range): boolean {
  return from <= start && end <= to;
}
