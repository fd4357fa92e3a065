import { type CancellationToken, CancellationTokenSource } from 'vscode-languageserver';
import { throwIfCancelled } from '../base/cancellation.ts';
import type { Uri } from '../base/uri.ts';
import type { WorkspaceOptions } from '../handbook/bookState.ts';
import type { BookLocation } from '../handbook/discover.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { BookWorkspace } from '../handbook/workspace.ts';
import type { Host } from '../host/host.ts';
import type { Finding } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import { BookLinter } from './bookLinter.ts';
import { cancellable } from './cancel.ts';
import { Breather, type ServerEnvironment } from './environment.ts';

export interface OpenBookOptions {
  readonly host: Host;
  readonly environment: ServerEnvironment;
  readonly rules: readonly Rule[];
  readonly readConfig: WorkspaceOptions['readConfig'];
  /** The open documents, which are looked at before the rest. */
  readonly openFiles: () => Iterable<Uri>;
  /** Called after each stretch of background work, and once more when there is nothing left to do. */
  readonly onProgress: (book: OpenBook, isDone: boolean) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * A book somebody works on: its workspace, its findings, and the background work that keeps the two together. Changes
 * are taken at once, at any time; the workspace, which must not be changed while it reads, gets them when it has read.
 */
export class OpenBook {
  readonly location: BookLocation;
  /** Whether files that are not open are reported on. */
  isWhole: boolean;
  readonly #options: OpenBookOptions;
  readonly #workspace: BookWorkspace;
  readonly #linter: BookLinter;
  readonly #breather: Breather;
  readonly #dispose = new CancellationTokenSource();
  #waiting: ((workspace: BookWorkspace) => void)[] = [];
  #isStale = true;
  #reading: Promise<void> | undefined;
  #working: Promise<boolean> | undefined;
  #book: Handbook | undefined;
  #names = 0;

  constructor(location: BookLocation, isWhole: boolean, options: OpenBookOptions) {
    this.location = location;
    this.isWhole = isWhole;
    this.#options = options;
    this.#breather = new Breather(options.environment);
    this.#linter = new BookLinter(options.rules);
    this.#workspace = new BookWorkspace(options.host, location, {
      readConfig: options.readConfig,
      today: options.environment.today,
      breathe: () => this.#breather.breathe(),
    });
  }

  /** The latest snapshot, however old; undefined before the book was first read. */
  get latest(): Handbook | undefined {
    return this.#book;
  }

  /** Another number whenever ids, headings, files or anything else that other chapters speak of may have changed. */
  get names(): number {
    return this.#names;
  }

  get linter(): BookLinter {
    return this.#linter;
  }

  /** Closed for good: what still waits for it ends with `CancelledError`. */
  get isDisposed(): boolean {
    return this.#dispose.token.isCancellationRequested;
  }

  /** True while findings may still change without anybody changing a file. */
  get isBusy(): boolean {
    return this.#isStale || this.#reading !== undefined || this.#linter.pending > 0;
  }

  /** True while a snapshot is made: it may hold texts that no snapshot before it had. */
  get isReading(): boolean {
    return this.#reading !== undefined;
  }

  /** Lets others have a turn; undefined while nobody has waited long. */
  readonly breathe = (): Promise<void> | undefined => this.#breather.breathe();

  setText(uri: Uri, text: string): void {
    if (this.#waiting.length === 0 && this.#workspace.openText(uri) === text) return;
    this.#change((workspace) => workspace.setText(uri, text));
  }

  closeText(uri: Uri): void {
    this.#change((workspace) => {
      workspace.closeText(uri);
      if (this.#book?.position(uri) === -1) this.#linter.forget(uri);
    });
  }

  filesChanged(uris: readonly Uri[]): void {
    this.#change((workspace) => workspace.filesChanged(uris));
  }

  /** Reads everything from the disk again at the next occasion. */
  reread(): void {
    this.#options.host.forget?.([this.location.root]);
    this.filesChanged([`${this.location.root}/`]);
  }

  covers(uri: Uri): boolean {
    return this.#workspace.covers(uri);
  }

  /** The snapshot with every change that was told before the call. */
  async current(token?: CancellationToken): Promise<Handbook> {
    while (this.#isStale || this.#reading || !this.#book) {
      this.#reading ??= this.#read().finally(() => {
        this.#reading = undefined;
      });
      await cancellable(cancellable(this.#reading, this.#dispose.token), token);
    }
    return this.#book;
  }

  /** The findings of one file, before any others are looked for; the rest follows in the background. */
  async findings(uri: Uri, token?: CancellationToken): Promise<readonly Finding[]> {
    await this.current(token);
    const findings = this.#linter.now(uri);
    if (this.#linter.pending > 0) this.work();
    this.#forgetStray(uri);
    return findings;
  }

  /** The findings of one file by the latest snapshot, those of the whole-book rules among them. */
  exactly(uri: Uri): readonly Finding[] {
    const findings = this.#linter.exactly(uri);
    this.#forgetStray(uri);
    return findings;
  }

  /** Of a chapter that no list names nothing is kept true unless it is open; so nothing is kept. */
  #forgetStray(uri: Uri): void {
    if (this.#book?.position(uri) !== -1) return;
    for (const open of this.#options.openFiles()) if (open === uri) return;
    this.#linter.forget(uri);
  }

  /** A copy of the workspace to try edits out on. */
  async fork(token?: CancellationToken): Promise<BookWorkspace> {
    await this.current(token);
    return this.#workspace.fork();
  }

  /** Resolves when the whole book is looked at. */
  async settle(token?: CancellationToken): Promise<void> {
    while (this.isBusy) {
      const isDone = await cancellable(this.work(), token);
      throwIfCancelled(this.#dispose.token);
      if (!isDone) throw new Error('the book could not be read');
    }
  }

  /** Starts the background work unless it is under way; resolves with true when it is done, false when it failed. */
  work(): Promise<boolean> {
    this.#working ??= this.#work().then((isDone) => {
      this.#working = undefined;
      // What came in between the last look and here must not lie until the next keystroke.
      if (isDone && this.isBusy) void this.work();
      return isDone;
    });
    return this.#working;
  }

  dispose(): void {
    this.#dispose.cancel();
  }

  #change(change: (workspace: BookWorkspace) => void): void {
    this.#isStale = true;
    if (this.#reading) this.#waiting.push(change);
    else change(this.#workspace);
  }

  async #read(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const change of waiting) change(this.#workspace);
    this.#isStale = false;
    try {
      const change = await this.#workspace.snapshot(this.#dispose.token);
      this.#book = change.book;
      this.#linter.update(change);
      if (change.all || hasNames(change.keys)) this.#names++;
    } catch (error) {
      this.#isStale = true;
      throw error;
    }
  }

  async #work(): Promise<boolean> {
    const { environment, openFiles, onProgress, onError } = this.#options;
    try {
      for (;;) {
        await environment.pause();
        throwIfCancelled(this.#dispose.token);
        await this.current();
        let isDone = false;
        const until = environment.now() + SLICE;
        while (!isDone && environment.now() < until) isDone = !this.#linter.step(openFiles());
        onProgress(this, isDone);
        if (isDone && !this.#isStale) return true;
      }
    } catch (error) {
      if (!this.#dispose.token.isCancellationRequested) onError(error);
      return false;
    }
  }
}

/** Milliseconds of linting between two turns of the event loop. */
const SLICE = 3;

/** Whether more has changed than the text of chapters: `chapter:` keys stand for no name. */
function hasNames(keys: ReadonlySet<string>): boolean {
  for (const key of keys) if (!key.startsWith('chapter:')) return true;
  return false;
}
