import type { Io } from './io.ts';

/** One run of the command line: what commands are given, and where they leave their outcome. */
export interface Cli {
  readonly io: Io;
  /** 0 nothing at or above `--fail-on`, 1 findings, 2 could not do it. */
  exitCode: 0 | 1 | 2;
  /** Stack traces with errors, and what a report of a bug needs. */
  debug: boolean;
}

/**
 * What `--debug` adds to stderr: names of files and rules, counts and times, so that it can be sent to others; nothing
 * of any text. The lines are only made if they are wanted.
 */
export async function debugLines({ io, debug }: Cli, lines: () => readonly string[]): Promise<void> {
  if (debug)
    await io.stderr.write(
      lines()
        .map((line) => `debug: ${line}\n`)
        .join(''),
    );
}

/** The first argument that makes the program a thread of a run (`readingThreads.ts`). */
export const threadArgument = '--lint-thread';
