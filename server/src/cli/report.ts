import type { Severity } from '../rules/finding.ts';
import type { OptionSchema } from '../rules/rule.ts';
import type { BookStatus } from './status/bookStatus.ts';

/**
 * What a run of the linter found: the JSON report itself (CLI.md, "json"), and what every other format is made of,
 * so that reports read back from disk can be joined and shown like fresh ones. Lines and columns count from 1,
 * columns in UTF-16 units; files are relative to the working folder, with `/`.
 */
export interface LintReport {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly books: readonly ReportBook[];
  /** In book order, then by place, then by rule. */
  readonly findings: readonly ReportFinding[];
  readonly summary: ReportSummary;
  /** Findings that `--baseline` knows of; they are in neither of the above. */
  readonly known?: readonly ReportFinding[];
  /** Which part of a run this is. */
  readonly shard?: ReportShard;
}

export interface ReportShard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
  /** The chapters this part looked at, in book order. */
  readonly files: readonly string[];
}

export interface ReportBook {
  readonly root: string;
  readonly dialect: string;
  readonly chapters: number;
}

export interface ReportFinding {
  readonly rule: string;
  readonly case: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
  readonly file: string;
  readonly range: ReportRange;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly related?: readonly ReportRelated[];
  /** The preferred one, where there are several. */
  readonly fix?: ReportFix;
}

export interface ReportRelated {
  readonly file: string;
  readonly range: ReportRange;
  readonly message: string;
}

export interface ReportFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly ReportEdit[];
}

export interface ReportEdit {
  readonly file: string;
  readonly range: ReportRange;
  readonly text: string;
}

export interface ReportRange {
  readonly start: ReportPosition;
  /** Exclusive, as `start` is inclusive. */
  readonly end: ReportPosition;
}

export interface ReportPosition {
  readonly line: number;
  readonly column: number;
}

/** Counts of everything found, listed in `findings` or not. */
export interface ReportSummary {
  /** Chapters looked at. */
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
  /** Findings with a safe fix. */
  readonly fixable: number;
  readonly durationMs: number;
}

/** What reporters need besides the report: made once a run. */
export interface ReportContext {
  /** A line (from 1) of a file named in the report, without its line break; undefined where it cannot be had. */
  sourceLine(file: string, line: number): string | undefined;
  /** The paths of the chapters that were looked at, in book order, clean ones included. */
  readonly files: readonly string[];
  readonly rules: readonly RuleInfo[];
  /** What a rule's page says before its examples: what it finds, why it matters, how to fix it. */
  rulePage(name: string): string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How far the books are; unknown for reports that were read back. */
  status?(): readonly BookStatus[];
}

/** What reports, and `rules --format json`, say of a rule. */
export interface RuleInfo {
  readonly name: string;
  readonly summary: string;
  readonly scope: 'chapter' | 'book';
  readonly severity: Severity | 'off';
  readonly fix: 'safe' | 'unsafe' | 'none';
  readonly cases: readonly string[];
  readonly options: Readonly<Record<string, OptionSchema>>;
  /** Where its page is read. */
  readonly page: string;
}

/** How the report is shown, where a format can be shown in different ways. */
export interface ReportView {
  readonly colour: boolean;
  readonly columns: number;
}

/** A format: the report as text, ending in a line break. */
export type Reporter = (report: LintReport, context: ReportContext, view: ReportView) => string;

/** What the summary says of findings, listed or not. */
export function summaryOf(
  findings: readonly Pick<ReportFinding, 'severity' | 'fix'>[],
): Omit<ReportSummary, 'files' | 'durationMs'> {
  return { ...countsOf(findings), fixable: findings.filter(({ fix }) => fix?.safe).length };
}

/** The counts of a severity, by the name it has in the summary. */
export function countsOf(findings: readonly { readonly severity: Severity }[]): {
  errors: number;
  warnings: number;
  infos: number;
  hints: number;
} {
  const counts = { errors: 0, warnings: 0, infos: 0, hints: 0 };
  for (const { severity } of findings) counts[`${severity}s`]++;
  return counts;
}
