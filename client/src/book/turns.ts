/** Runs one piece of work after another, so that each begins from what the one before it left. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Settles as `work` does; what fails keeps nobody behind it waiting. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
