import type { Io } from './io.ts';

/** One run of the command line: what commands are given, and where they leave their outcome. */
export interface Cli {
  readonly io: Io;
  /** 0 nothing at or above `--fail-on`, 1 findings, 2 could not do it. */
  exitCode: 0 | 1 | 2;
  /** Stack traces with errors. */
  debug: boolean;
}

/** The first argument that makes the program a thread of a run (`threads.ts`). */
export const threadArgument = '--lint-thread';
