import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import reportSchema from '../../../schema/report.schema.json' with { type: 'json' };
import { type JsonSchema, validate } from '../../config/validate.ts';
import { systemReason } from '../../host/systemReason.ts';
import type { LintReport } from '../../report/report.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../cliError.ts';
import { isFailure } from '../failure.ts';
import { joinReports } from '../joinReports.ts';
import type { FailFlags, Wanted } from '../lintOptions.ts';
import { diskContext, writeReports } from '../output.ts';
import reportValidator from '../reportValidator.generated.ts';
import { tellsOfUnread } from '../unreadBook.ts';

/** `merge REPORT.json…`: one report, in any format, of the JSON reports of shards or of several books. */
export async function merge(
  cli: Cli,
  paths: readonly string[],
  flags: FailFlags & { readonly color?: boolean },
  wanted: readonly Wanted[],
): Promise<void> {
  const { io } = cli;
  const reports = paths.map((path) => ({ path, report: readReport(resolve(io.cwd, path), path) }));
  const { report, files, status } = joinReports(reports);
  const settings = { wanted, color: flags.color, timing: undefined };
  await writeReports(cli, report, { ...diskContext(files, io), status: () => status }, settings);
  const hasFailed = report.findings.some((finding) => finding.case === 'internal-error' || tellsOfUnread(finding));
  cli.exitCode = hasFailed ? 2 : isFailure(report.summary, flags) ? 1 : 0;
}

function readReport(file: string, path: string): LintReport {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CliError(`${path}: ${error instanceof SyntaxError ? 'this is not valid JSON' : systemReason(error)}`);
  }
  if (!isOurs(content)) {
    throw new CliError(`${path} is no report of this program`, 'Reports to merge are made with --format json.');
  }
  const [mistake] = validate(content, reportValidator, () => reportSchema as JsonSchema);
  if (mistake) {
    const place = mistake.path.join('.') || 'its top level';
    throw new CliError(`${path} is not whole: ${place}: ${mistake.message}`, 'Make the report anew.');
  }
  return content as LintReport;
}

function isOurs(content: unknown): boolean {
  const { version, tool } = (content ?? {}) as Partial<Record<keyof LintReport, unknown>>;
  return version === 1 && (tool as LintReport['tool'] | undefined)?.name === 'handbook-lint';
}
