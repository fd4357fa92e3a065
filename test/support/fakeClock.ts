import type { Clock } from '../../server/src/links/fetch.ts';

/** A clock that jumps to the next sleeper's time instead of waiting; whoever else has work to do goes first. */
export class FakeClock implements Clock {
  #now: number;
  readonly #sleepers: { at: number; wake: () => void }[] = [];
  /** Every sleep that was asked for, in milliseconds. */
  readonly slept: number[] = [];

  constructor(now = Date.parse('2026-03-15T12:00:00Z')) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number): Promise<void> {
    this.slept.push(milliseconds);
    return new Promise((wake) => {
      this.#sleepers.push({ at: this.#now + milliseconds, wake });
      setImmediate(() => this.#wakeNext());
    });
  }

  #wakeNext(): void {
    this.#sleepers.sort((a, b) => a.at - b.at);
    const next = this.#sleepers.shift();
    if (!next) return;
    this.#now = Math.max(this.#now, next.at);
    next.wake();
  }
}
