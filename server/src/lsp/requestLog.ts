import { Message, type MessageStrategy } from 'vscode-languageserver';

interface Entry {
  readonly method: string;
  readonly uri: string;
  /** Undefined while it is under way. */
  milliseconds: number | undefined;
}

/** How many requests are remembered: enough to tell what went before a failure. */
const MOST = 40;

/** The last messages of the client: what they asked, of which file, and how long it took. Nothing of any text. */
export class RequestLog implements MessageStrategy {
  readonly #now: () => number;
  readonly #entries: Entry[] = [];

  /** `now`: milliseconds from any fixed point. */
  constructor(now: () => number) {
    this.#now = now;
  }

  handleMessage(message: Message, next: (message: Message) => void | Promise<void>): void | Promise<void> {
    if (!Message.isRequest(message) && !Message.isNotification(message)) return next(message);
    const entry: Entry = { method: message.method, uri: uriOf(message.params), milliseconds: undefined };
    if (this.#entries.push(entry) > MOST) this.#entries.shift();
    const started = this.#now();
    const done = () => {
      entry.milliseconds = this.#now() - started;
    };
    const work = next(message);
    if (work instanceof Promise) return work.finally(done);
    done();
  }

  /** One line each, oldest first. */
  lines(): string[] {
    return this.#entries.map(({ method, uri, milliseconds }) => {
      const time = milliseconds === undefined ? 'under way' : `${milliseconds.toFixed(1)} ms`;
      return [method, uri, time].filter(Boolean).join(' ');
    });
  }
}

function uriOf(params: unknown): string {
  const { textDocument, uri = textDocument?.uri } = (params ?? {}) as {
    textDocument?: { uri?: unknown };
    uri?: unknown;
  };
  return typeof uri === 'string' ? uri : '';
}
