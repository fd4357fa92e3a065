import { resolve } from 'node:path';
import { fileUri } from '../../base/uri.ts';
import { NodeHost } from '../../host/nodeHost.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../cliError.ts';
import { type ConfigFlags, rejectUnknownRules } from '../configFlags.ts';
import { fixBooks } from '../fixBooks.ts';
import { type LintedBook, type LintSetting, lintTargets } from '../lintBooks.ts';
import type { LintFlags, Wanted } from '../lintOptions.ts';
import { makeReport } from '../makeReport.ts';
import { reportContext, writeReports } from '../output.ts';
import type { ReportSummary } from '../report.ts';
import { findTargets, shownPath, type Target, targetOfText } from '../targets.ts';
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
  const host = new NodeHost();
  const { targets, overlay } = await timing.step('find', () => whatToLint(cli, host, paths, flags));
  const setting: LintSetting = {
    host,
    rules: allRules,
    config: configFlags(io.cwd, flags, host),
    today: io.today(),
    overlay,
  };
  let linted = await timing.step('lint', () => lintTargets(setting, targets));
  await noteNothingRead(cli, linted, targets);

  let failed = await noteFailedRules(cli, linted);
  let toStdout = true;
  if (flags.fix || flags.fixUnsafe || flags.diff) {
    const fixed = await timing.step('fix', () => fixBooks(cli, setting, linted, flags));
    linted = fixed.linted;
    failed ||= fixed.failed;
    toStdout = !fixed.wroteStdout;
  }
  const listing = { quiet: flags.quiet === true, hints: flags.hints === true };
  const report = makeReport(linted, io.cwd, listing, timing.total());
  await writeReports(cli, report, reportContext(linted, allRules, io), {
    wanted: wanted.filter(({ output }) => toStdout || output !== undefined),
    silentByDefault: !toStdout,
    color: flags.color,
    timing: flags.timing ? timing.toString() : undefined,
  });
  cli.exitCode = failed ? 2 : isFailure(report.summary, flags) ? 1 : 0;
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
}

interface Work {
  readonly targets: readonly Target[];
  readonly overlay?: LintSetting['overlay'];
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

/** A rule that failed has looked at nothing: the run must not pass for that. */
async function noteFailedRules({ io, debug }: Cli, linted: readonly LintedBook[]): Promise<boolean> {
  const failures = linted.flatMap(({ findings }) => findings).filter((finding) => finding.case === 'internal-error');
  for (const { uri, message, data } of failures) {
    const detail = debug && typeof data?.stack === 'string' ? `${data.stack}\n` : '';
    await io.stderr.write(`error: ${shownPath(uri, io.cwd)}: ${message}\n${detail}`);
  }
  return failures.length > 0;
}

/** A chapter that handbook.json leaves out must not look as if it had been found clean. */
async function noteNothingRead(cli: Cli, linted: readonly LintedBook[], targets: readonly Target[]): Promise<void> {
  if (linted.some(({ chapters }) => chapters.length > 0)) return;
  const named = targets.some(({ shown }) => shown);
  await cli.io.stderr.write(
    `note: ${named ? 'what was named is left out by handbook.json ("ignore")' : 'the book lists no chapter that is there'}\n`,
  );
}

const failing: Record<LintFlags['failOn'], readonly (keyof ReportSummary)[]> = {
  error: ['errors'],
  warning: ['errors', 'warnings'],
  info: ['errors', 'warnings', 'infos'],
  never: [],
};

function isFailure(summary: ReportSummary, { failOn, maxWarnings }: LintFlags): boolean {
  if (maxWarnings !== undefined && summary.warnings > maxWarnings) return true;
  return failing[failOn].some((count) => summary[count] > 0);
}
