import path from 'node:path';
import type { Io } from '../../server/src/cli/io.ts';
import { run } from '../../server/src/cli/main.ts';
import type { CliSandbox, RunResult } from './cliSandbox.ts';

/** The folder beside which the rules' pages are. */
const programFolder = path.resolve(import.meta.dirname, '../../server/src');

export interface InProcess {
  /** The working folder, relative to the sandbox. */
  readonly cwd?: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly today?: string;
  /** Stdout is a terminal of this width. */
  readonly columns?: number;
}

/** Runs the command line in this process: the same as `sandbox.run`, without the time a process takes to start. */
export async function runCli(
  sandbox: CliSandbox,
  args: readonly string[],
  options: InProcess = {},
): Promise<RunResult> {
  let stdout = '';
  let stderr = '';
  const io: Io = {
    stdout: memoryOutput((text) => {
      stdout += text;
    }, options.columns),
    stderr: memoryOutput((text) => {
      stderr += text;
    }),
    env: options.env ?? {},
    cwd: sandbox.path(options.cwd ?? '.'),
    readStdin: async () => options.stdin ?? '',
    now: () => performance.now(),
    today: () => options.today ?? '2026-03-15',
    programFolder,
  };
  const code = await run(args, io);
  return { code, stdout, stderr };
}

function memoryOutput(write: (text: string) => void, columns?: number): Io['stdout'] {
  return { write: async (text) => write(text), isTerminal: columns !== undefined, columns };
}

/** A JSON report without how long it took. */
export function timeless(report: string): string {
  return report.replace(/"durationMs": \d+/, '"durationMs": 0');
}
