import type { Uri } from '../base/uri.ts';
import type { Host } from '../host/host.ts';
import type { LinkNetwork } from '../links/network.ts';
import type { PastBook } from '../report/burnDown.ts';
import type { RequestLog } from './requestLog.ts';

/** What the server needs from where it runs: a Node process, a web worker, a test. */
export interface ServerEnvironment {
  /** Called once, when the client has said what it can. `clientFiles` are those it can reach, where it offers them. */
  createHost(clientFiles: Host | undefined): Host;
  /** Where a file really lies, symbolic links followed; undefined where there is none. Absent where there are no such links. */
  realUri?(uri: Uri): Uri | undefined;
  /** What the server runs on, for a report of a bug. */
  platform?(): string;
  /** How much memory it takes, for the same. */
  memory?(): string;
  /** The client's last messages, where the connection notes them. */
  readonly requests?: RequestLog;
  /** The day, `YYYY-MM-DD`. */
  today(): string;
  /** Milliseconds from any fixed point, never going back. */
  now(): number;
  /** Resolves in a later turn of the event loop, after the messages that wait have been read. */
  pause(): Promise<void>;
  /** Resolves after so many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
  /** The last commits of a folder, oldest first, at most `limit`; absent where no git can be asked. */
  history?(folder: Uri, limit: number): AsyncIterable<PastBook>;
  /** Where a rule's page can be opened, for `codeDescription`. */
  rulePage(rule: string): Uri | undefined;
  /** Loads what checks links over the network, when it is first needed; absent where there is no such thing. */
  readonly linkNetwork?: () => Promise<LinkNetwork>;
}

/** How long work may go on, in milliseconds, before it lets the event loop have a turn: well under a keystroke. */
const BREATH = 3;

/** Lets long work be interrupted by messages, at most once every few milliseconds: a turn of the loop is not free. */
export class Breather {
  readonly #environment: ServerEnvironment;
  #last: number;
  #pause: Promise<void> | undefined;

  constructor(environment: ServerEnvironment) {
    this.#environment = environment;
    this.#last = environment.now();
  }

  /** Undefined while there is nothing to wait for. All who ask during a pause wait for the same one. */
  breathe(): Promise<void> | undefined {
    if (!this.#pause && this.#environment.now() - this.#last >= BREATH) {
      this.#pause = this.#environment.pause().then(() => {
        this.#pause = undefined;
        this.#last = this.#environment.now();
      });
    }
    return this.#pause;
  }
}
