import type { Message, MessageStrategy } from 'vscode-languageserver';

type Next = (message: Message) => void | Promise<void>;

/** Keeps the client's messages, in their order, while who is to handle them is being loaded. */
export class HeldMessages implements MessageStrategy {
  readonly #strategy: MessageStrategy;
  #ready: Promise<void> | undefined;

  /** `strategy` gets the messages when they are let through. */
  constructor(strategy: MessageStrategy) {
    this.#strategy = strategy;
  }

  /** Lets no message through until `ready` resolves. */
  until(ready: Promise<void>): void {
    this.#ready = ready.finally(() => {
      this.#ready = undefined;
    });
  }

  handleMessage(message: Message, next: Next): void | Promise<void> {
    if (!this.#ready) return this.#strategy.handleMessage(message, next);
    return this.#ready.then(() => this.#strategy.handleMessage(message, next));
  }
}
