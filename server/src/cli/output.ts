import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileUri } from '../base/uri.ts';
import { NodeHost } from '../host/nodeHost.ts';
import { systemReason } from '../host/systemReason.ts';
import { writeNewFile } from '../host/writeFile.ts';
import { bookStatus } from '../report/bookStatus.ts';
import type { LintReport, ReportContext, ReportView } from '../report/report.ts';
import { allRules } from '../rules/registry.generated.ts';
import type { Rule } from '../rules/rule.ts';
import type { Cli } from './cli.ts';
import { CliError } from './cliError.ts';
import { colours } from './colour.ts';
import type { Io } from './io.ts';
import type { LintedBook } from './lintBooks.ts';
import type { Wanted } from './lintOptions.ts';
import { loadReporter } from './reporters/formats.ts';
import { markdownReport } from './reporters/markdown.ts';
import { pathInRepository } from './repository.ts';
import { ruleInfo } from './ruleInfo.ts';
import { rulePageIntroduction } from './rulePage.ts';
import { shownPath } from './targets.ts';

export interface OutputOptions {
  /** The reports asked for. */
  readonly wanted: readonly Wanted[];
  /** Make no report where none is asked for. */
  readonly silentByDefault?: boolean;
  readonly color: boolean | undefined;
  readonly timing: string | undefined;
}

/** Makes each report and puts it where it belongs: a file, or stdout. */
export async function writeReports(
  cli: Cli,
  report: LintReport,
  context: ReportContext,
  { wanted, silentByDefault, color, timing }: OutputOptions,
): Promise<void> {
  const { io } = cli;
  const all: readonly Wanted[] =
    wanted.length > 0 || silentByDefault ? wanted : [{ format: undefined, output: undefined }];
  for (const { format = 'text', output } of all) {
    const reporter = await loadReporter(format);
    const isFile = output !== undefined && output !== '-';
    const view: ReportView = {
      colour: colours(color, isFile ? undefined : io.stdout, isFile ? {} : io.env).isColorSupported,
      columns: widthOf(isFile ? undefined : io),
    };
    const text = reporter(report, context, view);
    if (isFile) writeFile(resolve(io.cwd, output), output, text);
    else await (format === 'github' ? (io.orders ?? io.stdout) : io.stdout).write(text);
    if (format === 'github') addJobSummary(report, io);
  }
  if (timing) await io.stderr.write(`${timing}\n`);
}

/** What reporters may ask beyond the report, answered from the linted books. */
export function reportContext(linted: readonly LintedBook[], rules: readonly Rule[], io: Io): ReportContext {
  return {
    sourceLine(file, line) {
      const uri = fileUri(resolve(io.cwd, file));
      for (const { book } of linted) {
        const document = book.document(uri);
        if (!document) continue;
        const { start, end } = document.lines.line(line - 1);
        return document.text.slice(start, end).replace(/^\uFEFF/, '');
      }
      return undefined;
    },
    files: linted.flatMap(({ chapters }) => chapters.map((uri) => shownPath(uri, io.cwd))),
    rules: rules.map(({ meta }) => ruleInfo(meta)),
    rulePage: (name) => rulePageIntroduction(name, io),
    env: io.env,
    inRepository: (file) => pathInRepository(file, io),
    status: () => linted.map((book) => bookStatus(book, (uri) => shownPath(uri, io.cwd))),
  };
}

/** The same for a report that was read back: lines come from the files as they are now. */
export function diskContext(files: readonly string[], io: Io): ReportContext {
  const texts = new Map<string, readonly string[]>();
  const linesOf = (file: string) => {
    const before = texts.get(file);
    if (before) return before;
    const read = new NodeHost().read(fileUri(resolve(io.cwd, file)));
    const lines = read ? read.text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/) : [];
    texts.set(file, lines);
    return lines;
  };
  return { ...reportContext([], allRules, io), files, sourceLine: (file, line) => linesOf(file)[line - 1] };
}

/** Very wide terminals make text hard to read; without a terminal a log's width is a fair guess. */
function widthOf(io: Io | undefined): number {
  const said = Number(io?.env.COLUMNS);
  const columns = io?.stdout.columns ?? (Number.isInteger(said) && said > 0 ? said : 100);
  return Math.min(140, Math.max(60, columns));
}

/** What GitHub shows on the page of the job that this runs in. */
function addJobSummary(report: LintReport, io: Io): void {
  const file = io.env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  try {
    appendFileSync(resolve(io.cwd, file), markdownReport(report));
  } catch (error) {
    throw new CliError(`the job summary cannot be written to ${file}: ${systemReason(error)}`);
  }
}

function writeFile(path: string, shown: string, text: string): void {
  try {
    writeNewFile(path, text);
  } catch (error) {
    throw new CliError(`the report cannot be written to ${shown}: ${systemReason(error)}`);
  }
}
