import type { Dialect } from '../base/dialect.ts';
import type { Severity } from '../rules/finding.ts';
import type { OptionSchema } from '../rules/rule.ts';
import type { BookStatus } from './bookStatus.ts';
import type { BurnDownPoint } from './burnDown.ts';

/**
 * What `handbook-lint --format json` prints. Lines and columns count from 1, columns in UTF-16 units; files are
 * relative to the working folder, with `/`. New members may be added without a new version.
 */
// Every other format is made of it, so that reports read back from disk can be joined and shown like fresh ones. The
// published schema is generated from these interfaces and their comments, which are therefore for its readers.
export interface LintReport {
  readonly version: 1;
  readonly tool: ReportTool;
  readonly books: readonly ReportBook[];
  /** In book order, then by place, then by rule. */
  readonly findings: readonly ReportFinding[];
  /** Counts of everything found, listed or not. */
  readonly summary: ReportSummary;
  /** With --baseline: findings that it knows of. They are neither among the findings nor in the summary. */
  readonly known?: readonly ReportFinding[];
  /** Findings that comments in the chapters silence. They are neither among the findings nor in the summary. */
  readonly suppressed?: readonly ReportFinding[];
  /** With --shard: which part of the run this is. `handbook-lint merge` joins the parts. */
  readonly shard?: ReportShard;
}

export interface ReportTool {
  readonly name: 'handbook-lint';
  readonly version: string;
}

export interface ReportShard {
  /**
   * From 1.
   * @minimum 1
   */
  readonly index: number;
  /** @minimum 1 */
  readonly count: number;
  /** The chapters this part looked at, in book order. */
  readonly files: readonly string[];
  /** How far they are, a book each: the page that `merge --format html` makes of all parts draws it. */
  readonly status?: readonly ReportStatus[];
}

export interface ReportStatus {
  readonly chapters: readonly ReportChapterStatus[];
  /** External addresses by what is known of them; an address may be in several parts. */
  readonly links: readonly ReportLinks[];
}

export interface ReportChapterStatus {
  readonly file: string;
  /** Its first heading as read; empty where there is none. */
  readonly title: string;
  readonly words: number;
  /**
   * The part of its words that are filler or say that their text is missing.
   * @share
   */
  readonly placeholderShare: number;
}

export interface ReportLinks {
  /** What the link lock says: `ok`, `moved`, `gone`, `unchecked` … */
  readonly state: string;
  readonly addresses: readonly string[];
}

export interface ReportBook {
  /** The folder of Book.txt, or of the files. */
  readonly root: string;
  readonly dialect: Dialect;
  readonly chapters: number;
}

export interface ReportFinding {
  readonly rule: string;
  /** The kind of fault within the rule. */
  readonly case: string;
  readonly severity: Severity;
  /** What is wrong. */
  readonly message: string;
  /** Why it matters and what to do. */
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
  /** Applied by --fix; the others only by --fix-unsafe. */
  readonly safe: boolean;
  readonly edits: readonly ReportEdit[];
}

export interface ReportEdit {
  readonly file: string;
  readonly range: ReportRange;
  /** What stands there instead. */
  readonly text: string;
}

export interface ReportRange {
  readonly start: ReportPosition;
  /** Exclusive. */
  readonly end: ReportPosition;
}

export interface ReportPosition {
  /** @minimum 1 */
  readonly line: number;
  /** @minimum 1 */
  readonly column: number;
}

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
  /** The path of a file of the report as the code host knows it: from the top of the repository, where CI names that. */
  inRepository(file: string): string;
  /** How far the books are; unknown for reports that were read back and do not tell. */
  status?(): readonly PageStatus[];
  /** What was found over the last commits of the book, oldest first; absent where nobody asked git. */
  readonly burnDown?: readonly BurnDownPoint[];
}

/** How far a book is, as the HTML page draws it. */
export type PageStatus = Pick<ReportStatus, 'chapters'> & Pick<BookStatus, 'links'>;

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
