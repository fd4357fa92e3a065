import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { systemReason } from '../host/systemReason.ts';
import { writeNewFile } from '../host/writeFile.ts';
import { plain, plural } from '../report/plainText.ts';
import { type LintReport, type ReportContext, type ReportFinding, summaryOf } from '../report/report.ts';
import { CliError } from './cliError.ts';
import { fingerprints } from './fingerprint.ts';

/** What a baseline holds of a file: a finding's rule and fingerprint each. */
type Known = ReadonlyMap<string, readonly string[]>;

export interface Compared {
  /** The report without the findings that are known. */
  readonly report: LintReport;
  /** What the baseline should hold now: what it holds without what is fixed, or all findings where it is new. */
  readonly next: Known;
  /** How many of its entries are fixed. */
  readonly fixed: number;
}

/** What a run looked at: only of this can a baseline tell what is fixed. */
export interface Looked {
  readonly files: ReadonlySet<string>;
  /** The whole book was: entries of files that are gone are fixed, too. */
  readonly everything: boolean;
}

/** The name `init --baseline` gives it. */
export const baselineName = 'handbook.baseline.json';

/**
 * Findings that are known and do not fail a run. A finding is recognised by its rule, its file and its line's words,
 * so that it may move within the file; paths are relative to the baseline's own folder, so that it does not matter
 * where a run is started. It is a ratchet: findings leave it, none are added once it is there.
 */
export class Baseline {
  readonly #path: string;
  readonly #known: Known | undefined;

  /** Throws `CliError` where the file is there and is no baseline. */
  constructor(path: string) {
    this.#path = path;
    this.#known = existsSync(path) ? read(path) : undefined;
  }

  get isNew(): boolean {
    return this.#known === undefined;
  }

  compare(report: LintReport, context: ReportContext, cwd: string, looked: Looked): Compared {
    const nameOf = (file: string) => slashed(relative(dirname(this.#path), resolve(cwd, file)));
    const marks = this.#marks(report, context, cwd, nameOf);
    const current = report.findings.map((finding, index) => ({
      finding,
      file: nameOf(finding.file),
      entry: `${finding.rule} ${marks[index]!.slice(0, 16)}`,
    }));
    const isKnown = this.#known === undefined ? () => false : lookUp(this.#known);
    const fresh: ReportFinding[] = [];
    const known: ReportFinding[] = [];
    for (const { finding, file, entry } of current) (isKnown(file, entry) ? known : fresh).push(finding);
    const now = group(current.filter(({ finding }) => finding.severity !== 'hint'));
    const files = new Set([...looked.files].map(nameOf));
    const isGone = (file: string) => looked.everything && !existsSync(resolve(dirname(this.#path), file));
    const next = this.#known ? pruned(this.#known, now, (file) => files.has(file) || isGone(file)) : now;
    return {
      report: { ...report, findings: fresh, known, summary: { ...report.summary, ...summaryOf(fresh) } },
      next,
      fixed: this.#known ? count(this.#known) - count(next) : 0,
    };
  }

  /** Throws `CliError` where it cannot be written. Answers what there is to say about it. */
  write({ next, fixed }: Compared): string {
    const files = [...next].filter(([, entries]) => entries.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
    const lines = files.map(([file, entries]) => {
      const own = [...entries].sort().map((entry) => `      ${JSON.stringify(entry)}`);
      return `    ${JSON.stringify(file)}: [\n${own.join(',\n')}\n    ]`;
    });
    const body = lines.length > 0 ? `{\n${lines.join(',\n')}\n  }` : '{}';
    try {
      writeNewFile(this.#path, `{\n  "version": 1,\n  "files": ${body}\n}\n`);
    } catch (error) {
      throw new CliError(`the baseline cannot be written to ${this.#path}: ${systemReason(error)}`);
    }
    const holds = `${plural(count(next), 'finding')} known`;
    return this.isNew ? `baseline: ${holds}` : `baseline: ${holds}, ${fixed} taken out`;
  }

  #marks(report: LintReport, context: ReportContext, cwd: string, nameOf: (file: string) => string): string[] {
    const findings = report.findings.map((finding) => ({ ...finding, file: nameOf(finding.file) }));
    const folder = dirname(this.#path);
    return fingerprints(
      { findings },
      { sourceLine: (file, line) => context.sourceLine(slashed(relative(cwd, resolve(folder, file))), line) },
    );
  }
}

function lookUp(known: Known): (file: string, entry: string) => boolean {
  const sets = new Map([...known].map(([file, entries]) => [file, new Set(entries)]));
  return (file, entry) => sets.get(file)?.has(entry) === true;
}

function group(current: readonly { readonly file: string; readonly entry: string }[]): Known {
  const files = new Map<string, string[]>();
  for (const { file, entry } of current) files.set(file, [...(files.get(file) ?? []), entry]);
  return files;
}

function pruned(known: Known, now: Known, wasLookedAt: (file: string) => boolean): Known {
  const next = new Map<string, readonly string[]>();
  for (const [file, entries] of known) {
    const found = new Set(now.get(file));
    next.set(file, wasLookedAt(file) ? entries.filter((entry) => found.has(entry)) : entries);
  }
  return next;
}

function count(known: Known): number {
  return [...known.values()].reduce((sum, entries) => sum + entries.length, 0);
}

function read(path: string): Known {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it is not valid JSON' : systemReason(error);
    throw new CliError(
      `the baseline ${plain(path)} cannot be read: ${reason}`,
      'Restore it, or delete it and make it anew.',
    );
  }
  const { version, files } = (content ?? {}) as { version?: unknown; files?: unknown };
  const isList = (value: unknown) => Array.isArray(value) && value.every((entry) => typeof entry === 'string');
  if (version !== 1 || typeof files !== 'object' || files === null || !Object.values(files).every(isList)) {
    throw new CliError(`${plain(path)} is no baseline`, 'A baseline is a file that --update-baseline has written.');
  }
  return new Map(Object.entries(files as Record<string, string[]>));
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
