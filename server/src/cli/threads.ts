import { Worker } from 'node:worker_threads';
import type { Uri } from '../base/uri.ts';
import type { Finding } from '../rules/finding.ts';
import { threadArgument } from './cli.ts';
import { CliError } from './cliError.ts';
import type { ConfigFlags } from './configFlags.ts';
import { type LintedBook, type LintSetting, lintTargets } from './lintBooks.ts';
import type { LintRun } from './lintRun.ts';
import type { Part } from './parts.ts';
import type { RuleTimes } from './ruleTimes.ts';
import type { Target } from './targets.ts';

/** What a thread is told: plain data, which is copied to it. */
export interface ThreadTask {
  readonly targets: readonly Target[];
  readonly config: ConfigFlags;
  readonly today: string;
  readonly parts: readonly Part[];
  readonly changedSince: string | undefined;
  /** Where results are kept, if they are. */
  readonly cacheFolder: string | undefined;
  readonly program: string;
  readonly timing: boolean;
}

/** What a thread found, by book in the order of the run; or why it could not. */
export interface ThreadResult {
  readonly books: readonly { readonly chapters: readonly Uri[]; readonly findings: readonly Finding[] }[];
  readonly times: readonly (readonly [rule: string, milliseconds: number])[];
  readonly failure?: { readonly message: string; readonly detail: string | undefined };
}

export interface Threading {
  readonly run: LintRun;
  readonly setting: LintSetting;
  readonly targets: readonly Target[];
  readonly threads: number;
  readonly times: RuleTimes;
}

/**
 * The same as `lintTargets`, with the chapters parted among threads, this one among them. Each reads the books for
 * itself, since what a chapter is asked about lies all over the book, and copying a read book takes longer.
 */
export async function lintInThreads({ run, setting, targets, threads, times }: Threading): Promise<LintedBook[]> {
  const { program } = run.cli.io;
  if (program === undefined) return lintTargets(setting, targets);
  const parts = (index: number): Part[] => [...(setting.parts ?? []), { index, count: threads }];
  const workers: Worker[] = [];
  const results: Promise<ThreadResult>[] = [];
  for (let index = 1; index < threads; index++) {
    const task: ThreadTask = {
      targets,
      config: setting.config,
      today: setting.today,
      parts: parts(index),
      changedSince: run.flags.changedSince,
      cacheFolder: setting.cache?.folder,
      program,
      timing: run.flags.timing === true,
    };
    const worker = new Worker(program, { argv: [threadArgument], workerData: task });
    workers.push(worker);
    results.push(resultOf(worker));
  }
  // One that fails early is heard of when its turn comes.
  for (const result of results) result.catch(() => {});
  try {
    const own = await lintTargets({ ...setting, parts: parts(0) }, targets);
    const others: ThreadResult[] = [];
    for (const result of results) others.push(await result);
    for (const { times: spent } of others) for (const [rule, milliseconds] of spent) times.add(rule, milliseconds);
    return own.map((book, index) =>
      joined(
        book,
        others.map(({ books }) => books[index]),
      ),
    );
  } finally {
    for (const worker of workers) void worker.terminate();
  }
}

/** Parts are stretches of the run, so the book's findings in order are those of its parts, one after the other. */
function joined(book: LintedBook, others: readonly (ThreadResult['books'][number] | undefined)[]): LintedBook {
  if (others.includes(undefined)) throw new CliError('the book changed while it was linted', 'Please run it again.');
  return {
    ...book,
    chapters: [...book.chapters, ...others.flatMap((other) => other!.chapters)],
    findings: [...book.findings, ...others.flatMap((other) => other!.findings)],
  };
}

function resultOf(worker: Worker): Promise<ThreadResult> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a thread ended early (${code})`)));
    worker.once('message', (result: ThreadResult) => {
      if (result.failure) reject(new CliError(result.failure.message, result.failure.detail));
      else resolve(result);
    });
  });
}
