import type { LineIndex, Position, Range } from '../base/lines.ts';
import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import { version } from '../base/version.generated.ts';
import type { BookDocument, Handbook } from '../handbook/handbook.ts';
import type { Finding } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import { type LintReport, type ReportFinding, type ReportFix, type ReportRange, summaryOf } from './report.ts';
import { silencedFindings } from './silenced.ts';

/** A book that was linted. */
export interface ReportedBook {
  readonly book: Handbook;
  /** The chapters looked at, in reading order. */
  readonly chapters: readonly Uri[];
  /** In book order, of the wanted files only. */
  readonly findings: readonly Finding[];
}

/** How the path of a file is written in a report. */
export type ShowPath = (uri: Uri) => string;

/** What of the findings is listed; the summary counts them all. */
export interface Listing {
  readonly quiet: boolean;
  readonly hints: boolean;
}

/** The report of a run, hints and all: offsets turned into lines and columns, paths as `show` writes them. */
export function makeReport(linted: readonly ReportedBook[], show: ShowPath, milliseconds: number): LintReport {
  const findings = linted.flatMap((book) => book.findings.map((finding) => describe(finding, book, show)));
  return {
    version: 1,
    tool: { name: 'handbook-lint', version },
    books: linted.map(({ book }) => ({
      root: show(book.root),
      dialect: book.dialect,
      chapters: book.order.length,
    })),
    findings,
    summary: {
      files: linted.reduce((sum, { chapters }) => sum + chapters.length, 0),
      ...summaryOf(findings),
      durationMs: Math.round(milliseconds),
    },
  };
}

/** The report with what comments silence, which is in neither its findings nor its summary. */
export function withSuppressed(
  report: LintReport,
  linted: readonly ReportedBook[],
  rules: readonly Rule[],
  show: ShowPath,
): LintReport {
  const suppressed = linted.flatMap((book) =>
    silencedFindings(book, rules).map((finding) => describe(finding, book, show)),
  );
  return suppressed.length > 0 ? { ...report, suppressed } : report;
}

/** The report with only the findings that are to be listed; its summary still counts them all. */
export function withListing(report: LintReport, { quiet, hints }: Listing): LintReport {
  const isListed = ({ severity }: ReportFinding) => (quiet ? severity === 'error' : hints || severity !== 'hint');
  return { ...report, findings: report.findings.filter(isListed) };
}

function describe(finding: Finding, { book }: ReportedBook, show: ShowPath): ReportFinding {
  const place = (uri: Uri, span: Span) => ({
    file: show(uri),
    range: reportRange(book.document(uri), span),
  });
  const [fix] = finding.fixes;
  const { related } = finding;
  return {
    rule: finding.rule,
    case: finding.case,
    severity: finding.severity,
    message: finding.message,
    ...(finding.help !== undefined && { help: finding.help }),
    ...place(finding.uri, finding.span),
    ...(finding.data && { data: withoutStack(finding.data) }),
    ...(related.length > 0 && {
      related: related.map(({ uri, span, message }) => ({ ...place(uri, span), message })),
    }),
    ...(fix && {
      fix: {
        title: fix.title,
        safe: fix.safety === 'safe',
        edits: fix.edits.map(({ uri, span, text }) => ({ ...place(uri, span), text })),
      } satisfies ReportFix,
    }),
  };
}

/** Where the tool itself failed is of no use to readers of reports, and names folders of the machine. */
function withoutStack({ stack, ...data }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return data;
}

/** Lines and columns from 1. A byte order mark is no column: neither editors nor SARIF count it. */
function reportRange(document: BookDocument | undefined, span: Span): ReportRange {
  const none: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const lines = document?.lines;
  const { start, end } = lines?.range(span) ?? none;
  return { start: fromOne(start, lines), end: fromOne(end, lines) };
}

function fromOne({ line, character }: Position, lines: LineIndex | undefined): ReportRange['start'] {
  const mark = line === 0 ? (lines?.markLength ?? 0) : 0;
  return { line: line + 1, column: Math.max(1, character + 1 - mark) };
}
