import { release, type } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { CommanderError } from 'commander';
import { UserError } from '../base/userError.ts';
import { version } from '../base/version.generated.ts';
import { systemReason } from '../host/systemReason.ts';
import { plain } from '../report/plainText.ts';
import { ChangedMeanwhile } from './changedMeanwhile.ts';
import { type Cli, debugLines, threadArgument } from './cli.ts';
import { colours } from './colour.ts';
import { guarded } from './guardedIo.ts';
import { type Io, processIo } from './io.ts';
import { buildProgram } from './program.ts';
import { shownPath } from './targets.ts';

/**
 * Runs the command line as this process. It ends by itself once everything is written, never by `process.exit`,
 * which would cut off what a pipe has not taken yet.
 */
export async function runAsProcess(args: readonly string[]): Promise<void> {
  if (args[0] === threadArgument && !isMainThread) return (await import('./readingThread.ts')).runThread();
  process.once('SIGINT', () => process.exit(130));
  process.exitCode = await startedIn(process, args);
}

/** Runs one command to its end and answers the exit code; `args` are those after the program's name. */
export async function run(args: readonly string[], unguarded: Io): Promise<number> {
  const io = guarded(unguarded);
  const cli: Cli = { io, exitCode: 0, debug: args.includes('--debug') };
  try {
    await debugLines(cli, () => describeProgram(io, args));
    await buildProgram(cli).parseAsync(args, { from: 'user' });
    return cli.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    await io.stderr.write(describeError(error, cli));
    return 2;
  }
}

function describeProgram(io: Io, args: readonly string[]): string[] {
  const stdout = io.stdout.isTerminal ? `a terminal of ${io.stdout.columns ?? '?'} columns` : 'no terminal';
  return [
    `handbook-lint ${version} on Node ${process.version}, ${type()} ${release()} ${process.arch}; stdout is ${stdout}`,
    `${JSON.stringify(args)} in ${io.cwd}`,
  ];
}

async function startedIn(of: NodeJS.Process, args: readonly string[]): Promise<number> {
  let io: Io;
  try {
    io = processIo(of);
  } catch (error) {
    of.stderr.write(`error: the current folder cannot be used: ${systemReason(error)}\n`);
    return 2;
  }
  return run(args, io);
}

function describeError(error: unknown, cli: Cli): string {
  const { red, bold } = colours(undefined, cli.io.stderr, cli.io.env);
  const lines: string[] = [];
  if (error instanceof ChangedMeanwhile) {
    lines.push(
      `${red('error:')} ${bold(plain(`${shownPath(error.uri, cli.io.cwd)} was changed meanwhile; lint again`))}`,
    );
  } else if (error instanceof UserError) {
    lines.push(`${red('error:')} ${bold(plain(error.message))}`);
    if (error.detail) lines.push(error.detail);
  } else {
    lines.push(`${red('error:')} ${bold(`this should not have happened: ${systemReason(error)}`)}`);
    if (!cli.debug) lines.push('Please report it, with what --debug adds to this message.');
  }
  if (cli.debug && error instanceof Error && error.stack) lines.push(error.stack);
  return `${lines.join('\n')}\n`;
}
