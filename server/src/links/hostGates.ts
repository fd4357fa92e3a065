import type { Clock } from './fetch.ts';

export interface Politeness {
  /** Requests to one host at once. */
  readonly perHost: number;
  /** Milliseconds between the starts of two requests to one host. */
  readonly spacing: number;
}

interface Gate {
  spacing: number;
  running: number;
  nextStart: number;
  pausedUntil: number;
  readonly waiting: (() => void)[];
}

/** Holds requests back so that no host is asked more often, or more at once, than is polite. */
export class HostGates {
  readonly #clock: Clock;
  readonly #politeness: Politeness;
  readonly #gates = new Map<string, Gate>();

  constructor(clock: Clock, politeness: Politeness) {
    this.#clock = clock;
    this.#politeness = politeness;
  }

  /** Runs `work` when it is its turn at the host. */
  async run<T>(host: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const gate = this.#gate(host);
    while (gate.running >= this.#politeness.perHost) await new Promise<void>((resolve) => gate.waiting.push(resolve));
    gate.running++;
    try {
      signal?.throwIfAborted();
      for (;;) {
        const wait = Math.max(gate.nextStart, gate.pausedUntil) - this.#clock.now();
        if (wait <= 0) break;
        await this.#clock.sleep(wait, signal);
      }
      gate.nextStart = this.#clock.now() + gate.spacing;
      return await work();
    } finally {
      gate.running--;
      gate.waiting.shift()?.();
    }
  }

  /** Nothing is asked of the host before this time. */
  pause(host: string, until: number): void {
    const gate = this.#gate(host);
    gate.pausedUntil = Math.max(gate.pausedUntil, until);
  }

  /** The host asks for at least so many milliseconds between two requests. */
  slowDown(host: string, spacing: number): void {
    const gate = this.#gate(host);
    gate.spacing = Math.max(gate.spacing, spacing);
  }

  /** Milliseconds until the host may be asked again. */
  wait(host: string): number {
    return Math.max(0, this.#gate(host).pausedUntil - this.#clock.now());
  }

  #gate(host: string): Gate {
    let gate = this.#gates.get(host);
    if (!gate) {
      gate = { spacing: this.#politeness.spacing, running: 0, nextStart: 0, pausedUntil: 0, waiting: [] };
      this.#gates.set(host, gate);
    }
    return gate;
  }
}
