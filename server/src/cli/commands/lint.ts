import { resolve } from 'node:path';
import { fileUri } from '../../base/uri.ts';
import { NodeHost } from '../../host/nodeHost.ts';
import { describeBook } from '../../report/describeBook.ts';
import { allRules } from '../../rules/registry.generated.ts';
import { Baseline } from '../baseline.ts';
import { type Cli, debugLines } from '../cli.ts';
import { CliError } from '../cliError.ts';
import { type ConfigFlags, rejectUnknownRules } from '../configFlags.ts';
import { canBeKept, recordingHost } from '../keptRun.ts';
import type { LintFlags, Wanted } from '../lintOptions.ts';
import { type LintRun, lintOnce } from '../lintRun.ts';
import { findTargets, type Target, targetOfText } from '../targets.ts';
import { Timing } from '../timing.ts';

/** `handbook-lint [PATH…]`: finds the books, lints them, fixes them where asked, reports. */
export async function lint(
  cli: Cli,
  paths: readonly string[],
  flags: LintFlags,
  wanted: readonly Wanted[],
): Promise<void> {
  const { io } = cli;
  rejectContradictions(paths, flags, wanted);
  rejectUnknownRules(flags.rule ?? [], allRules);
  const timing = new Timing(io.now);
  const host = canBeKept(flags, wanted) ? recordingHost(flags, wanted, io.cwd) : new NodeHost();
  const { targets, overlay } = await timing.step('find', () => whatToLint(cli, host, paths, flags));
  const run: LintRun = {
    cli,
    flags,
    wanted,
    host,
    config: configFlags(io.cwd, flags, host),
    baseline: flags.baseline === undefined ? undefined : new Baseline(resolve(io.cwd, flags.baseline)),
    overlay,
  };
  const { exitCode, linted } = await lintOnce(run, targets, timing);
  cli.exitCode = exitCode;
  await debugLines(cli, () => [...linted.map(({ book }) => describeBook(book)), `${timing}`, `exit code ${exitCode}`]);
  if (!flags.watch) return;
  const { watchBooks } = await import('../watch.ts');
  await watchBooks(run, linted, () => findTargets(host, paths, io.cwd));
}

function rejectContradictions(paths: readonly string[], flags: LintFlags, wanted: readonly Wanted[]): void {
  const toStdout = wanted.filter(({ output }) => output === undefined || output === '-');
  if (toStdout.length > 1) {
    throw new CliError('two reports cannot both go to stdout', 'Give each --format but one its own --output FILE.');
  }
  if (flags.stdin && paths.length > 0) {
    throw new CliError('--stdin takes no PATH', 'Say which chapter the text stands for with --stdin-path.');
  }
  if (flags.stdinPath !== undefined && !flags.stdin) throw new CliError('--stdin-path needs --stdin');
  if (flags.updateBaseline && flags.baseline === undefined) {
    throw new CliError('--update-baseline needs --baseline FILE', 'Most books call it handbook.baseline.json.');
  }
  for (const [one, other] of contradictions) {
    if (flags[one] && flags[other])
      throw new CliError(`${optionNames[one]} and ${optionNames[other]} exclude each other`);
  }
}

type Excluding = keyof typeof optionNames;

const optionNames = {
  fix: '--fix',
  fixUnsafe: '--fix-unsafe',
  diff: '--diff',
  shard: '--shard',
  stdin: '--stdin',
  watch: '--watch',
  updateBaseline: '--update-baseline',
} as const;

/** A shard that mends would race the others; a baseline made from part of a book would lack the rest. */
const contradictions: readonly (readonly [Excluding, Excluding])[] = [
  ['fix', 'shard'],
  ['fixUnsafe', 'shard'],
  ['diff', 'shard'],
  ['stdin', 'shard'],
  ['stdin', 'watch'],
  ['fix', 'watch'],
  ['fixUnsafe', 'watch'],
  ['diff', 'watch'],
  ['shard', 'watch'],
  ['updateBaseline', 'shard'],
  ['updateBaseline', 'diff'],
  ['updateBaseline', 'watch'],
];

interface Work {
  readonly targets: readonly Target[];
  readonly overlay?: LintRun['overlay'];
}

async function whatToLint(cli: Cli, host: NodeHost, paths: readonly string[], flags: LintFlags): Promise<Work> {
  const { io } = cli;
  if (!flags.stdin) return { targets: await findTargets(host, paths, io.cwd) };
  const text = await io.readStdin();
  const { target, uri } = await targetOfText(host, flags.stdinPath ?? 'stdin.md', io.cwd);
  return { targets: [target], overlay: { uri, text } };
}

function configFlags(cwd: string, flags: LintFlags, host: NodeHost): ConfigFlags {
  const common = { cwd, preset: flags.preset, rules: flags.rule ?? [] };
  if (flags.config === false) return { ...common, file: 'none' };
  if (flags.config === undefined) return common;
  const file = fileUri(resolve(cwd, flags.config));
  if (host.stat(file)?.kind !== 'file')
    throw new CliError(`${flags.config}: no such file`, 'It was named by --config.');
  return { ...common, file };
}
