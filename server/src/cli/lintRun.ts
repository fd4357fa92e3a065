import { fsPath } from '../base/uri.ts';
import { version } from '../base/version.generated.ts';
import { gitHistory } from '../host/gitHistory.ts';
import type { NodeHost } from '../host/nodeHost.ts';
import { partStatus } from '../report/bookStatus.ts';
import { type BurnDownPoint, burnDown, commitsToLookAt } from '../report/burnDown.ts';
import { makeReport, withListing, withSuppressed } from '../report/makeReport.ts';
import { plain, plural } from '../report/plainText.ts';
import type { LintReport, ReportContext, ReportStatus } from '../report/report.ts';
import { allRules } from '../rules/registry.generated.ts';
import type { Baseline } from './baseline.ts';
import { changedFiles } from './changedSince.ts';
import type { Cli } from './cli.ts';
import type { ConfigFlags } from './configFlags.ts';
import { tuneEngine } from './engine.ts';
import { isFailure } from './failure.ts';
import { fixBooks } from './fixBooks.ts';
import { KeptRun, showsSuppressed } from './keptRun.ts';
import { type LintedBook, type LintSetting, lintTargets } from './lintBooks.ts';
import type { LintFlags, Wanted } from './lintOptions.ts';
import { diskContext, reportContext, writeReports } from './output.ts';
import { lintProgress } from './progress.ts';
import { RecordingHost } from './recordingHost.ts';
import { cacheFolder, ResultCache } from './resultCache.ts';
import { RuleTimes } from './ruleTimes.ts';
import { shownPath, type Target } from './targets.ts';
import type { Timing } from './timing.ts';
import { whyUnread } from './unreadBook.ts';

/** What a run of `lint` was asked to do. */
export interface LintRun {
  readonly cli: Cli;
  readonly flags: LintFlags;
  readonly wanted: readonly Wanted[];
  readonly host: NodeHost;
  readonly config: ConfigFlags;
  readonly baseline: Baseline | undefined;
  readonly overlay?: LintSetting['overlay'];
}

export interface LintOutcome {
  readonly exitCode: 0 | 1 | 2;
  readonly linted: readonly LintedBook[];
}

/** Lints the targets from what is on the disk now, mends where asked, and reports. */
export async function lintOnce(run: LintRun, targets: readonly Target[], timing: Timing): Promise<LintOutcome> {
  const { cli, flags } = run;
  const kept = keptRun(run, targets);
  const known = kept?.recall();
  if (known) {
    const summary = { ...known.report.summary, durationMs: Math.round(timing.total()) };
    const context = diskContext(known.files, cli.io);
    return {
      exitCode: await publish(run, { ...known.report, summary }, context, { toStdout: true, status: known.status }),
      linted: [],
    };
  }
  const times = new RuleTimes(cli.io.now);
  const progress = lintProgress(cli.io, flags.progress);
  const setting = lintSetting(run, { progress, rules: flags.timing ? times.watching(allRules) : allRules });
  tuneEngine();
  let linted: LintedBook[];
  try {
    const { program } = cli.io;
    const threading =
      program === undefined ? undefined : { program, count: flags.threads, times: flags.timing ? times : undefined };
    linted = await timing.step('lint', () => lintTargets({ ...setting, threading }, targets));
  } finally {
    await progress.end();
  }
  await noteNothingRead(run, linted, targets);
  let failed = (await noteFailedRules(cli, linted)) || (await noteUnread(cli, linted));
  let toStdout = true;
  if (flags.fix || flags.fixUnsafe || flags.diff) {
    const fixed = await timing.step('fix', () => fixBooks(cli, setting, linted, flags));
    linted = fixed.linted;
    failed ||= fixed.failed;
    toStdout = !fixed.wroteStdout;
  }
  const timed = flags.timing ? [timing.toString(), ...times.lines()].join('\n') : undefined;
  const context = await contextOf(run, linted);
  const whole = wholeReport(run, linted, timing.total());
  const status = statusOf(run, linted);
  if (!failed && linted.some(({ chapters }) => chapters.length > 0))
    kept?.keep({ report: whole, files: context.files, status }, linted);
  const exitCode = await publish(run, whole, context, { toStdout, timed, status });
  return { exitCode: failed ? 2 : exitCode, linted };
}

/** How the books of a run are linted. */
export function lintSetting(
  { cli, flags, host, config, overlay }: LintRun,
  { rules, progress }: Pick<LintSetting, 'rules' | 'progress'>,
): LintSetting {
  const { io } = cli;
  const { changedSince, shard, fix, fixUnsafe, diff, watch } = flags;
  return {
    host,
    rules,
    config,
    today: io.today(),
    overlay,
    parts: shard ? [shard] : [],
    narrow: changedSince === undefined ? undefined : (book) => changedFiles(book, changedSince),
    cache: flags.cache ? new ResultCache(cacheFolder(flags, io.cwd), version, io.program) : undefined,
    keepsTexts: fix === true || fixUnsafe === true || diff === true || watch === true,
    progress,
  };
}

interface Reporting {
  readonly toStdout: boolean;
  readonly timed?: string;
  /** How far the chapters of a shard are. */
  readonly status?: readonly ReportStatus[];
}

/** Writes the reports; answers 1 where what was found makes the run fail. */
export async function report(
  run: LintRun,
  linted: readonly LintedBook[],
  { milliseconds, ...reporting }: Reporting & { readonly milliseconds: number },
): Promise<0 | 1> {
  return publish(run, wholeReport(run, linted, milliseconds), await contextOf(run, linted), reporting);
}

/** All that was found, with what comments silence where a format tells of it. */
function wholeReport({ cli, wanted }: LintRun, linted: readonly LintedBook[], milliseconds: number): LintReport {
  const show = (uri: string) => shownPath(uri, cli.io.cwd);
  const found = makeReport(linted, show, milliseconds);
  return wanted.some(showsSuppressed) ? withSuppressed(found, linted, allRules, show) : found;
}

/** Whoever joins the parts of a run has no chapters to count words in. */
function statusOf({ cli, flags }: LintRun, linted: readonly LintedBook[]): ReportStatus[] | undefined {
  return flags.shard && linted.map((book) => partStatus(book, (uri) => shownPath(uri, cli.io.cwd)));
}

/** The outcome of a run like this one, where there can be one. */
function keptRun(run: LintRun, targets: readonly Target[]): KeptRun | undefined {
  const { cache } = lintSetting(run, { rules: allRules });
  return cache && run.host instanceof RecordingHost ? new KeptRun(cache, run.host, run, targets) : undefined;
}

async function publish(run: LintRun, whole: LintReport, context: ReportContext, reporting: Reporting): Promise<0 | 1> {
  const { cli, flags, wanted } = run;
  const { report: compared, isStale } = await compare(run, whole, context);
  const listed = withListing(compared, { quiet: flags.quiet === true, hints: flags.hints === true });
  const { status } = reporting;
  const part = flags.shard && { index: flags.shard.index + 1, count: flags.shard.count };
  const shard = part && { ...part, files: context.files, ...(status && { status }) };
  await writeReports(cli, shard ? { ...listed, shard } : listed, context, {
    wanted: wanted.filter(({ output }) => reporting.toStdout || output !== undefined),
    silentByDefault: !reporting.toStdout,
    color: flags.color,
    timing: reporting.timed,
  });
  return isStale || isFailure(compared.summary, flags) ? 1 : 0;
}

/** The report without what the baseline knows, and whether the baseline holds what is fixed. */
async function compare(
  { cli, flags, baseline }: LintRun,
  whole: LintReport,
  context: ReportContext,
): Promise<{ readonly report: LintReport; readonly isStale: boolean }> {
  if (!baseline) return { report: whole, isStale: false };
  const everything = !flags.shard && flags.changedSince === undefined && !flags.stdin;
  const looked = { files: new Set(context.files), everything };
  const compared = baseline.compare(whole, context, cli.io.cwd, looked);
  if (flags.updateBaseline) {
    await cli.io.stderr.write(`${baseline.write(compared)}\n`);
    return baseline.isNew
      ? {
          report: { ...compared.report, findings: [], known: whole.findings, summary: noneLeft(whole) },
          isStale: false,
        }
      : { report: compared.report, isStale: false };
  }
  if (baseline.isNew) await cli.io.stderr.write('note: there is no baseline yet; --update-baseline writes it\n');
  if (compared.fixed > 0) {
    const what = plural(compared.fixed, 'finding of the baseline is', 'findings of the baseline are');
    await cli.io.stderr.write(`${what} fixed: take them out with --update-baseline, so that they do not come back\n`);
  }
  return { report: compared.report, isStale: compared.fixed > 0 && flags.failOn !== 'never' };
}

function noneLeft({ summary }: LintReport): LintReport['summary'] {
  return { ...summary, errors: 0, warnings: 0, infos: 0, hints: 0, fixable: 0 };
}

/** A rule that failed has looked at nothing: the run must not pass for that. */
async function noteFailedRules({ io, debug }: Cli, linted: readonly LintedBook[]): Promise<boolean> {
  const failures = linted.flatMap(({ findings }) => findings).filter((finding) => finding.case === 'internal-error');
  for (const { uri, message, data } of failures) {
    const detail = debug && typeof data?.stack === 'string' ? `${data.stack}\n` : '';
    await io.stderr.write(`error: ${plain(shownPath(uri, io.cwd))}: ${plain(message)}\n${detail}`);
  }
  return failures.length > 0;
}

/** Its finding stands in the report; but a run that looked at nothing has not done its work. */
async function noteUnread({ io }: Cli, linted: readonly LintedBook[]): Promise<boolean> {
  const reasons = linted.flatMap(({ book }) => whyUnread(book, io.cwd) ?? []);
  for (const reason of reasons) await io.stderr.write(`error: ${reason}\n`);
  return reasons.length > 0;
}

/** A chapter that handbook.json leaves out must not look as if it had been found clean. */
async function noteNothingRead({ cli, flags }: LintRun, linted: readonly LintedBook[], targets: readonly Target[]) {
  if (linted.some(({ book, chapters }) => chapters.length > 0 || whyUnread(book, cli.io.cwd) !== undefined)) return;
  await cli.io.stderr.write(`note: ${whyNothing(flags, targets)}\n`);
}

function whyNothing(flags: LintFlags, targets: readonly Target[]): string {
  if (flags.changedSince !== undefined) return `no chapter has changed since ${flags.changedSince}`;
  if (flags.shard) return 'there are more shards than chapters; this one has none';
  const named = targets.some(({ shown }) => shown);
  return named ? 'what was named is left out by handbook.json ("ignore")' : 'the book lists no chapter that is there';
}

/** Only the page draws a history, and asking git for it takes a while. */
async function contextOf({ cli: { io }, wanted }: LintRun, linted: readonly LintedBook[]): Promise<ReportContext> {
  const context = reportContext(linted, allRules, io);
  const isHtmlWanted = wanted.some(({ format }) => format === 'html');
  return isHtmlWanted ? { ...context, burnDown: await historyOf(linted, io.today()) } : context;
}

/** Of a run over one book; those of several would not add up to a line. */
async function historyOf(linted: readonly LintedBook[], date: string): Promise<readonly BurnDownPoint[]> {
  const [only] = linted;
  const commits = linted.length === 1 ? commitsToLookAt(only!.book.order.length) : 0;
  if (!only || commits === 0 || only.chapters.length < only.book.order.length) return [];
  const past = gitHistory(fsPath(only.book.root), commits);
  return burnDown(only.target.location, past, { date, findings: only.findings }, allRules);
}
