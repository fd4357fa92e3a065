import { Worker } from 'node:worker_threads';
import type { Uri } from '../base/uri.ts';
import type { FileText, HelpersReading, ReadChapter, ReadingHelpers } from '../handbook/bookState.ts';
import type { BookLocation } from '../handbook/discover.ts';
import type { IdWriting } from '../handbook/idStyle.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { KeptChapter } from '../markdown/restingChapter.ts';
import type { KeptLook } from '../rules/looks.ts';
import { threadArgument } from './cli.ts';
import type { ConfigFlags } from './configFlags.ts';
import type { RuleTimes } from './ruleTimes.ts';

/** What a thread is started with; all that is told to it and by it is plain data, which is copied. */
export interface ThreadTask {
  readonly location: BookLocation;
  readonly config: ConfigFlags;
  readonly today: string;
  /** The files whose findings are wanted, or folders of such; undefined for all. `none`: nothing is to be looked at. */
  readonly shown: readonly Uri[] | 'none' | undefined;
  readonly timing: boolean;
}

export type ToThread =
  | { readonly kind: 'begin'; readonly frame: Parameters<ReadingHelpers['begin']>[0] }
  | { readonly kind: 'read'; readonly files: readonly FileText[] };

export interface FromThread {
  readonly chapters: readonly SentChapter[];
  readonly folders: readonly Uri[];
  /** Of the thread's whole life so far. */
  readonly times: readonly (readonly [rule: string, milliseconds: number])[];
}

/** A `ReadChapter` on its way. */
export interface SentChapter {
  readonly kept: KeptChapter;
  readonly keys: readonly string[];
  readonly indexes: readonly number[];
  readonly writings: readonly IdWriting[];
  readonly speaksOfInclusion: boolean;
  readonly isUnsettled: boolean;
  readonly look: KeptLook | undefined;
}

export interface ThreadOwner {
  /** What stands here for a chapter that a thread has read. */
  restore(text: string, sent: SentChapter): Chapter;
  readonly times: RuleTimes | undefined;
}

/** Portions a thread has at once: the one at work, and the next. */
const AT_ONCE = 2;

interface Thread {
  readonly worker: Worker;
  readonly pending: ((answer: FromThread | undefined) => void)[];
  /** It came to an end, for want of memory mostly: what it was to read is read without it. */
  isDead: boolean;
  times: FromThread['times'];
}

/**
 * Threads that read chapters of a book beside this one. Each finds the book for itself while this one reads the texts, and
 * is then given portions of them.
 */
export class ReadingThreads implements ReadingHelpers {
  readonly #threads: readonly Thread[];
  readonly #owner: ThreadOwner;
  #hasBegun = false;

  constructor(count: number, program: string, task: ThreadTask, owner: ThreadOwner) {
    this.#owner = owner;
    this.#threads = Array.from({ length: count }, () => startThread(program, task));
  }

  begin({ dialect, gone, settings }: Parameters<ReadingHelpers['begin']>[0]): void {
    this.#hasBegun = true;
    for (const thread of this.#threads) send(thread, { kind: 'begin', frame: { dialect, gone, settings } });
  }

  get isWaiting(): boolean {
    return this.#hasBegun && this.#threads.some(({ pending, isDead }) => !isDead && pending.length < AT_ONCE);
  }

  async read(files: readonly FileText[]): Promise<HelpersReading | undefined> {
    const alive = this.#threads.filter(({ isDead }) => !isDead);
    if (alive.length === 0) return undefined;
    const thread = alive.reduce((a, b) => (b.pending.length < a.pending.length ? b : a));
    const answer = await new Promise<FromThread | undefined>((resolve) => {
      thread.pending.push(resolve);
      send(thread, { kind: 'read', files: files.map(({ uri, text, version }) => ({ uri, text, version })) });
    });
    if (!answer) return undefined;
    thread.times = answer.times;
    const chapters = answer.chapters.map((sent, index): ReadChapter => {
      const { text } = files[index]!;
      const { keys, indexes, writings, speaksOfInclusion, isUnsettled } = sent;
      const contributed = keys.map((key, at) => ({ key, index: indexes[at]! }));
      return { chapter: this.#owner.restore(text, sent), contributed, writings, speaksOfInclusion, isUnsettled };
    });
    return { chapters, folders: answer.folders };
  }

  end(): void {
    for (const { worker, times } of this.#threads) {
      for (const [rule, milliseconds] of times) this.#owner.times?.add(rule, milliseconds);
      void worker.terminate();
    }
  }
}

function startThread(program: string, task: ThreadTask): Thread {
  const worker = new Worker(program, { argv: [threadArgument], workerData: task });
  const thread: Thread = { worker, pending: [], isDead: false, times: [] };
  const die = () => {
    thread.isDead = true;
    for (const answer of thread.pending.splice(0)) answer(undefined);
  };
  worker.on('error', die);
  worker.on('exit', die);
  worker.on('message', (answer: FromThread) => thread.pending.shift()?.(answer));
  return thread;
}

function send({ worker }: Thread, message: ToThread): void {
  worker.postMessage(message);
}
