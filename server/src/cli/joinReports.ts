import { joinStatus } from '../report/bookStatus.ts';
import { plural } from '../report/plainText.ts';
import type { LintReport, PageStatus, ReportFinding } from '../report/report.ts';
import { CliError } from './cliError.ts';

export interface NamedReport {
  readonly path: string;
  readonly report: LintReport;
}

/**
 * One report of several: of all shards of a run, in any order, what the run would have reported unsharded (its time
 * is theirs added up); of others, one after the other. Throws `CliError` for shards that do not belong together.
 */
export function joinReports(named: readonly NamedReport[]): {
  readonly report: LintReport;
  /** The chapters looked at, as far as the reports tell. */
  readonly files: readonly string[];
  /** How far the books are: shards tell, other reports do not. */
  readonly status: readonly PageStatus[];
} {
  const [first] = named;
  if (!first) throw new CliError('there is no report to merge');
  const isSharded = named.some(({ report }) => report.shard);
  const reports = (isSharded ? inShardOrder(named) : named).map(({ report }) => report);
  const books = isSharded ? reports[0]!.books : reports.flatMap((report) => report.books);
  const known = reports.flatMap((report) => report.known ?? []);
  const suppressed = reports.flatMap((report) => report.suppressed ?? []);
  const report: LintReport = {
    version: 1,
    tool: first.report.tool,
    books,
    findings: reports.flatMap(({ findings }) => findings),
    summary: reports.map(({ summary }) => summary).reduce(addSummaries),
    ...(reports.some((one) => one.known) && { known }),
    ...(suppressed.length > 0 && { suppressed }),
  };
  return { report, files: filesOf(reports, report.findings), status: isSharded ? statusOf(reports) : [] };
}

function inShardOrder(named: readonly NamedReport[]): NamedReport[] {
  const counts = new Set(named.map(({ report }) => report.shard?.count));
  if (counts.size > 1)
    throw new CliError('these reports are not of one run', 'They were made with different --shard I/N.');
  const [count = 0] = counts;
  const byIndex = new Map<number, NamedReport>();
  for (const one of named) {
    const { index } = one.report.shard!;
    const twin = byIndex.get(index);
    if (twin) throw new CliError(`${twin.path} and ${one.path} are both shard ${index} of ${count}`);
    byIndex.set(index, one);
  }
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter((index) => !byIndex.has(index));
  if (missing.length > 0) {
    throw new CliError(`${plural(missing.length, 'shard')} missing: ${missing.join(', ')} of ${count}`);
  }
  const ordered = [...byIndex.values()].sort((a, b) => a.report.shard!.index - b.report.shard!.index);
  const frame = ({ report }: NamedReport) => JSON.stringify([report.tool, report.books]);
  const stranger = ordered.find((one) => frame(one) !== frame(ordered[0]!));
  if (stranger) {
    throw new CliError(
      `${stranger.path} is of another book, or of another version of this program`,
      'All shards have to lint the same commit.',
    );
  }
  return ordered;
}

function addSummaries(a: LintReport['summary'], b: LintReport['summary']): LintReport['summary'] {
  return {
    files: a.files + b.files,
    errors: a.errors + b.errors,
    warnings: a.warnings + b.warnings,
    infos: a.infos + b.infos,
    hints: a.hints + b.hints,
    fixable: a.fixable + b.fixable,
    durationMs: a.durationMs + b.durationMs,
  };
}

function statusOf(shards: readonly LintReport[]): PageStatus[] {
  return shards[0]!.books.map((_, index) => joinStatus(shards.flatMap(({ shard }) => shard?.status?.[index] ?? [])));
}

function filesOf(reports: readonly LintReport[], findings: readonly ReportFinding[]): string[] {
  const listed = reports.flatMap(({ shard }) => shard?.files ?? []);
  return listed.length > 0 ? listed : [...new Set(findings.map(({ file }) => file))];
}
