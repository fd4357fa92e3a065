import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Uri } from '../base/uri.ts';
import type { HelpersReading, ReadChapter, ReadingHelpers } from '../handbook/bookState.ts';
import type { DialectSigns } from '../handbook/dialect.ts';
import type { BookLocation } from '../handbook/discover.ts';
import type { FileTrouble } from '../handbook/handbook.ts';
import type { PackedContributions } from '../handbook/keyedSites.ts';
import { PackedReading } from '../handbook/packedReading.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { KeptChapter } from '../markdown/restingChapter.ts';
import type { KeptLook } from '../rules/looks.ts';
import { Claims } from './claims.ts';
import { threadArgument } from './cli.ts';
import type { ConfigFlags } from './configFlags.ts';
import type { DiskAnswer } from './recordingHost.ts';
import type { RuleTimes } from './ruleTimes.ts';

/** What a thread is started with; all that is told to it and by it is plain data, which is copied. */
export interface ThreadTask {
  readonly location: BookLocation;
  readonly config: ConfigFlags;
  readonly today: string;
  /** The files whose findings are wanted, or folders of such; undefined for all. `none`: nothing is to be looked at. */
  readonly shown: readonly Uri[] | 'none' | undefined;
  readonly timing: boolean;
  /** Texts are wanted, too. */
  readonly sendsTexts: boolean;
  /** What is asked of the disk is to be told, but for these files of our own (`RecordingHost`). */
  readonly recording: readonly Uri[] | undefined;
}

export interface ThreadStart extends ThreadTask {
  /** The URIs of the book's files, one a line: one string is copied in no time. */
  readonly files: string;
  /** What is taken of them (`Claims`): of the texts, then of the chapters. */
  readonly taken: Int32Array;
}

/** What a thread is told when all texts are read. */
export type ThreadFrame = Parameters<ReadingHelpers['begin']>[0];

export type FromThread = ThreadSigns | ThreadReading;

/** Of all texts that a thread took. */
interface ThreadSigns {
  readonly kind: 'signs';
  readonly portions: readonly number[];
  /** Of each file, in the order of the portions; `noSigns` where it could not be read. */
  readonly signs: readonly DialectSigns[];
}

/** Of one portion of the chapters. */
interface ThreadReading extends Pick<HelpersReading, 'folders' | 'images'> {
  readonly kind: 'chapters';
  /** JSON of `SentChapter`s, which is made and read faster than a copy of many small objects. */
  readonly chapters: string;
  readonly looks: readonly (KeptLook | undefined)[];
  readonly texts: readonly string[] | undefined;
  /** Of the thread's whole life so far. */
  readonly times: readonly (readonly [rule: string, milliseconds: number])[];
  /** Since this was told last. */
  readonly answers: readonly DiskAnswer[];
}

/** A `ReadChapter` on its way. */
export interface SentChapter extends Omit<ReadChapter, 'chapter' | 'contributed'>, PackedContributions {
  readonly kept: KeptChapter;
  readonly trouble: FileTrouble | undefined;
}

export interface ThreadOwner {
  /** What stands here for a chapter that a thread has read. */
  restore(kept: KeptChapter, text: string | undefined, look: KeptLook | undefined): Chapter;
  /** Takes down what a thread asked of the disk. */
  record(answers: readonly DiskAnswer[]): void;
  readonly times: RuleTimes | undefined;
}

interface Thread {
  readonly worker: Worker;
  times: ThreadReading['times'];
}

/** In megabytes. Half of V8's own choice: a thread lives for a second or two, and what it makes is soon sent away. */
const LIMITS: ResourceLimits = { maxYoungGenerationSizeMb: 24 };

/** Threads that read a book beside this one. */
export class ReadingThreads implements ReadingHelpers {
  readonly #files: readonly Uri[];
  readonly #owner: ThreadOwner;
  /** Those that have not come to an end, as they do for want of memory mostly. */
  readonly #alive = new Set<Thread>();
  readonly #threads: readonly Thread[];
  readonly #claims: readonly [texts: Claims, chapters: Claims];
  #hasBegun = false;
  /** Portions of the texts, then of the chapters, that were read here, or of which a thread has told. */
  #done = 0;
  readonly #signs = new Map<Uri, DialectSigns>();
  #readings: HelpersReading[] = [];
  #wake = () => {};

  constructor(count: number, program: string, files: readonly Uri[], task: ThreadTask, owner: ThreadOwner) {
    this.#files = files;
    this.#owner = owner;
    const taken = new Int32Array(new SharedArrayBuffer(8));
    this.#claims = claimsOf(taken, files.length);
    const start: ThreadStart = { ...task, files: files.join('\n'), taken };
    this.#threads = Array.from({ length: count }, () => this.#start(program, start));
  }

  take(): readonly Uri[] | undefined {
    const portion = this.#phase.takeFirst();
    if (portion === undefined) return undefined;
    this.#done++;
    return this.#phase.of(portion, this.#files);
  }

  async signs(): Promise<ReadonlyMap<Uri, DialectSigns>> {
    await this.#settled();
    return this.#signs;
  }

  begin({ dialect, gone, settings }: ThreadFrame): void {
    this.#hasBegun = true;
    this.#done = 0;
    const frame: ThreadFrame = { dialect, gone, settings };
    for (const { worker } of this.#alive) worker.postMessage(frame);
  }

  async chapters(all: boolean): Promise<readonly HelpersReading[]> {
    if (all) await this.#settled();
    const readings = this.#readings;
    this.#readings = [];
    return readings;
  }

  end(): void {
    for (const { worker, times } of this.#threads) {
      for (const [rule, milliseconds] of times) this.#owner.times?.add(rule, milliseconds);
      void worker.terminate();
    }
  }

  get #phase(): Claims {
    return this.#claims[this.#hasBegun ? 1 : 0];
  }

  /** Resolves when every portion is done, or nobody is left to do it. */
  async #settled(): Promise<void> {
    while (this.#done < this.#phase.portions && this.#alive.size > 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #start(program: string, start: ThreadStart): Thread {
    const worker = new Worker(program, { argv: [threadArgument], workerData: start, resourceLimits: LIMITS });
    const thread: Thread = { worker, times: [] };
    this.#alive.add(thread);
    const die = () => {
      this.#alive.delete(thread);
      this.#wake();
    };
    worker.on('error', die);
    worker.on('exit', die);
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'signs') this.#hearSigns(message);
      else this.#hearChapters(thread, message);
      this.#wake();
    });
    return thread;
  }

  #hearSigns({ portions, signs }: ThreadSigns): void {
    this.#done += portions.length;
    const files = portions.flatMap((portion) => this.#claims[0].of(portion, this.#files));
    for (const [index, uri] of files.entries()) if (signs[index]!.files > 0) this.#signs.set(uri, signs[index]!);
  }

  #hearChapters(thread: Thread, { chapters, looks, texts, folders, images, times, answers }: ThreadReading): void {
    this.#done++;
    thread.times = times;
    this.#owner.record(answers);
    const sent = JSON.parse(chapters) as SentChapter[];
    const read = sent.map(({ kept, keys, indexes, trouble, ...one }, at): HelpersReading['chapters'][number] => {
      const chapter = this.#owner.restore(kept, texts?.[at], looks[at]);
      return { read: new PackedReading({ ...one, chapter }, { keys, indexes }), trouble };
    });
    this.#readings.push({ chapters: read, folders, images });
  }
}

export function claimsOf(taken: Int32Array, files: number): [texts: Claims, chapters: Claims] {
  return [new Claims(taken.subarray(0, 1), files), new Claims(taken.subarray(1, 2), files)];
}
