import type { ServerEnvironment } from './environment.ts';

/**
 * Keeps background work out of the author's way: after a keystroke it stays away for a moment, in which the editor asks
 * for all it wants to know about it. Under steady typing it still gets a turn now and then.
 */
export class Courtesy {
  readonly #environment: ServerEnvironment;
  #typedAt = Number.NEGATIVE_INFINITY;

  constructor(environment: ServerEnvironment) {
    this.#environment = environment;
  }

  /** The environment for background work: its pauses last until the author's turn is over. */
  get environment(): ServerEnvironment {
    return { ...this.#environment, pause: () => this.#pause() };
  }

  typed(): void {
    this.#typedAt = this.#environment.now();
  }

  async #pause(): Promise<void> {
    const { now, pause, sleep } = this.#environment;
    const begun = now();
    await pause();
    let seen = Number.NaN;
    while (this.#typedAt !== seen && now() - begun < PATIENCE) {
      seen = this.#typedAt;
      const left = seen + QUIET - now();
      if (left > 0) await sleep(left);
    }
  }
}

/** How long an editor takes to ask about a keystroke, in milliseconds. */
const QUIET = 30;

/** How long background work waits for a moment of quiet, in milliseconds. */
const PATIENCE = 300;
