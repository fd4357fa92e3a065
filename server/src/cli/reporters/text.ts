import { groupByFile } from '../../report/groupByFile.ts';
import { plain, plural, widthOf, wrap } from '../../report/plainText.ts';
import type { LintReport, ReportContext, ReportFinding, ReportView } from '../../report/report.ts';
import { type Colours, colours } from '../colour.ts';
import { sourceFrame } from './sourceFrame.ts';

/**
 * For people: grouped by file, each finding with the line it is about. What to do about a kind of finding is told
 * the first time it appears.
 */
export function textReport(report: LintReport, context: ReportContext, view: ReportView): string {
  const paint = colours(view.colour, undefined, context.env);
  const lines: string[] = [];
  const told = new Set<string>();
  for (const { file, findings } of groupByFile(report.findings)) {
    lines.push(paint.underline(paint.bold(plain(file))), '');
    for (const finding of findings) {
      lines.push(...describe(finding, { context, view, paint, told }), '');
    }
  }
  lines.push(summaryLine(report, paint), ...advice(report, paint));
  return `${lines.join('\n')}\n`;
}

interface Drawing {
  readonly context: ReportContext;
  readonly view: ReportView;
  readonly paint: Colours;
  /** The kinds of finding whose help was given. */
  readonly told: Set<string>;
}

const margin = 10;

function describe(finding: ReportFinding, drawing: Drawing): string[] {
  const { context, view, paint, told } = drawing;
  const { start } = finding.range;
  const width = view.columns - margin;
  const place = `${start.line}:${start.column}`.padStart(margin - 2);
  const severity = severityName(finding.severity, paint);
  const head = wrapPainted(plain(finding.message), finding.rule, width - finding.severity.length - 2, width, paint);
  const lines = [`${paint.dim(place)}  ${severity}  ${head[0]}`, ...head.slice(1).map(indent)];
  const where = `${plain(finding.file)}:${start.line}:${start.column}`;
  const source = context.sourceLine(finding.file, start.line);
  lines.push(...sourceFrame({ where, source, range: finding.range, margin, columns: view.columns }, paint));
  const kind = `${finding.rule} ${finding.case}`;
  if (finding.help && !told.has(kind)) lines.push(...note('help', finding.help, width, paint));
  told.add(kind);
  for (const related of finding.related ?? []) {
    const at = `${plain(related.file)}:${related.range.start.line}:${related.range.start.column}`;
    lines.push(...note('see', `${at} ${related.message}`, width, paint));
  }
  if (finding.fix) lines.push(...note(finding.fix.safe ? 'fix' : 'unsafe fix', finding.fix.title, width, paint));
  return lines;
}

function indent(line: string): string {
  return `${' '.repeat(margin)}${line}`;
}

function severityName(severity: ReportFinding['severity'], paint: Colours): string {
  if (severity === 'error') return paint.red(severity);
  if (severity === 'warning') return paint.yellow(severity);
  return severity === 'info' ? paint.cyan(severity) : paint.dim(severity);
}

/** The message with the rule's name after it, which moves to a line of its own where it does not fit. */
function wrapPainted(message: string, rule: string, first: number, width: number, paint: Colours): string[] {
  const words = wrap(message, Math.max(first, 20));
  const lines = words.length > 1 ? [words[0]!, ...wrap(words.slice(1).join(' '), width)] : words;
  const last = lines.length - 1;
  const room = last === 0 ? first : width;
  if (widthOf(lines[last]!) + 2 + rule.length > room) lines.push(paint.dim(rule));
  else lines[last] += `  ${paint.dim(rule)}`;
  return lines;
}

/** Under the bar of the source frame. */
function note(label: string, content: string, width: number, paint: Colours): string[] {
  const gutter = ' '.repeat(margin - 1);
  const [first, ...rest] = wrap(plain(content), width - label.length - 3);
  const hang = ' '.repeat(label.length + 4);
  return [
    `${gutter}${paint.dim('=')} ${paint.bold(label)}: ${first}`,
    ...rest.map((line) => `${gutter}${hang}${line}`),
  ];
}

function summaryLine(report: LintReport, paint: Colours): string {
  const { summary } = report;
  const time = duration(summary.durationMs);
  const looked = plural(summary.files, 'file');
  const total = summary.errors + summary.warnings + summary.infos + summary.hints;
  if (total === 0) return `${paint.green('No problems')} in ${looked} ${paint.dim(`(${time})`)}`;
  const parts = [
    summary.errors > 0 && paint.red(plural(summary.errors, 'error')),
    summary.warnings > 0 && paint.yellow(plural(summary.warnings, 'warning')),
    summary.infos > 0 && paint.cyan(plural(summary.infos, 'info')),
    summary.hints > 0 && paint.dim(plural(summary.hints, 'hint')),
  ].filter((part) => part !== false);
  return `${paint.bold(plural(total, 'problem'))} in ${looked}: ${parts.join(', ')} ${paint.dim(`(${time})`)}`;
}

function advice(report: LintReport, paint: Colours): string[] {
  const { errors, warnings, infos, hints, fixable } = report.summary;
  const lines: string[] = [];
  if (fixable > 0) lines.push(`${plural(fixable, 'problem')} can be fixed with ${paint.bold('--fix')}.`);
  const known = report.known?.length ?? 0;
  if (known > 0) lines.push(paint.dim(`${plural(known, 'known problem')} in the baseline.`));
  const unlistedHints = hints - report.findings.filter(({ severity }) => severity === 'hint').length;
  const unlisted = errors + warnings + infos + hints - report.findings.length;
  if (unlisted > unlistedHints)
    lines.push(paint.dim(`${plural(unlisted, 'problem')} not listed: --quiet lists errors only.`));
  else if (unlistedHints > 0) lines.push(paint.dim(`${plural(unlistedHints, 'hint')} not listed: --hints lists them.`));
  return lines;
}

export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
