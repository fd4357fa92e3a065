import type { ServerEnvironment } from './environment.ts';

/**
 * Keeps background work out of the author's way: while a document is opened that can be told about at once it waits, and
 * after a keystroke or a question it stays away for a moment, in which the editor asks for all it wants to know about it.
 * Under steady typing it still gets a turn now and then.
 */
export class Courtesy {
  readonly #environment: ServerEnvironment;
  #heardAt = Number.NEGATIVE_INFINITY;
  #opened: Promise<unknown> | undefined;

  constructor(environment: ServerEnvironment) {
    this.#environment = environment;
  }

  /** The environment for background work: its pauses last until the author's turn is over. */
  get environment(): ServerEnvironment {
    return { ...this.#environment, pause: () => this.#pause() };
  }

  /** The author has typed, or asked for something. */
  heard(): void {
    this.#heardAt = this.#environment.now();
  }

  /** A document was opened: until `shown`, its first findings come before all else. */
  opened(shown: Promise<unknown>): void {
    const waiting = Promise.race([shown, this.#environment.sleep(PATIENCE)]).then(() => {
      if (this.#opened === waiting) this.#opened = undefined;
    });
    this.#opened = waiting;
  }

  async #pause(): Promise<void> {
    const { now, pause, sleep } = this.#environment;
    const begun = now();
    await pause();
    while (this.#opened) {
      await this.#opened;
      // What there is to tell goes out first.
      await pause();
    }
    let seen = Number.NaN;
    while (this.#heardAt !== seen && now() - begun < PATIENCE) {
      seen = this.#heardAt;
      const left = seen + QUIET - now();
      if (left > 0) await sleep(left);
    }
  }
}

/** How long an editor takes to ask about a keystroke, in milliseconds. */
const QUIET = 30;

/** How long background work waits for a moment of quiet or for an opened document, in milliseconds. */
const PATIENCE = 300;
