import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileUri } from '../base/uri.ts';
import type { LintReport, ReportStatus } from '../report/report.ts';
import type { LintedBook } from './lintBooks.ts';
import type { LintFlags, Wanted } from './lintOptions.ts';
import type { LintRun } from './lintRun.ts';
import { answersTheSame, type DiskAnswer, RecordingHost } from './recordingHost.ts';
import { cacheFolder, type ResultCache } from './resultCache.ts';
import { readLines, writeLines } from './storedLines.ts';
import type { Target } from './targets.ts';

/** What a run found, before baseline and flags choose what of it is listed. */
export interface RunOutcome {
  readonly report: LintReport;
  /** The chapters looked at, as reports name them. */
  readonly files: readonly string[];
  /** Of a shard. */
  readonly status?: readonly ReportStatus[];
}

interface KeptOutcome extends RunOutcome {
  /** Milliseconds since 1970. */
  readonly keptAt: number;
  /** The day the findings speak of; empty where none can depend on it. */
  readonly day: string;
  readonly answers: readonly DiskAnswer[];
}

/**
 * The outcome of the same run before, to be given again where the disk answers all its questions as it did: a run over
 * a book in which nothing changed reads no chapter at all. One file a run; a file that is not whole is not looked at.
 */
export class KeptRun {
  readonly #file: string;
  readonly #host: RecordingHost;
  readonly #today: string;

  constructor(cache: ResultCache, host: RecordingHost, run: LintRun, targets: readonly Target[]) {
    const { flags, config, wanted } = run;
    const what = [
      cache.tool,
      targets.map(({ location, shown, only }) => [location, shown && [...shown], only && [...only]]),
      config,
      flags.shard,
      wanted.some(showsSuppressed),
    ];
    this.#file = cache.file('run', JSON.stringify(what));
    this.#host = host;
    this.#today = run.cli.io.today();
  }

  /** The outcome, if it still holds. */
  recall(): RunOutcome | undefined {
    const stored = readLines(this.#file);
    const kept = stored && (JSON.parse(stored.head) as KeptOutcome);
    if (!kept || (kept.day !== '' && kept.day !== this.#today)) return undefined;
    return answersTheSame(kept.answers, kept.keptAt, this.#host.own) ? kept : undefined;
  }

  /** Keeps the outcome of this run. A disk that cannot be written to only costs time, so it is no error. */
  keep({ report, files, status }: RunOutcome, linted: readonly LintedBook[]): void {
    const day = linted.some(({ book }) => book.links) ? this.#today : '';
    const kept: KeptOutcome = { report, files, status, day, keptAt: Date.now(), answers: this.#host.answers };
    writeLines(this.#file, JSON.stringify(kept), []);
  }
}

/** Whether a run is of the kind whose outcome its questions to the disk decide: it changes nothing and asks nobody else. */
export function canBeKept(flags: LintFlags, wanted: readonly Wanted[]): boolean {
  const { cache, fix, fixUnsafe, diff, stdin, watch, timing, changedSince } = flags;
  if (!cache || fix || fixUnsafe || diff || stdin || watch || timing || changedSince !== undefined) return false;
  // It shows how far the books are, which takes the books.
  return wanted.every(({ format }) => format !== 'html');
}

/** A host for such a run. The cache's folder is made before any folder is listed, so that the next run sees no new one. */
export function recordingHost(flags: LintFlags, wanted: readonly Wanted[], cwd: string): RecordingHost {
  const folder = cacheFolder(flags, cwd);
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    // Then nothing is kept.
  }
  const outputs = wanted.map(({ output }) => output).filter((output) => output !== undefined && output !== '-');
  return new RecordingHost(new Set([folder, ...outputs.map((output) => resolve(cwd, output!))].map(fileUri)));
}

/** Formats that tell of what comments silence. */
export function showsSuppressed({ format }: Wanted): boolean {
  return format === 'sarif' || format === 'json';
}
