import { plain } from '../../report/plainText.ts';
import type { LintReport, ReportContext, ReportFinding } from '../../report/report.ts';

/** GitHub Actions workflow commands: each line becomes an annotation of the pull request. */
export function githubReport(report: LintReport, context: ReportContext): string {
  return report.findings.map((finding) => `${command(finding, context)}\n`).join('');
}

const levels = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const;

function command(finding: ReportFinding, context: ReportContext): string {
  const { start, end } = finding.range;
  // Columns are only understood where the annotation stays on one line.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
  const file = plain(context.inRepository(finding.file));
  const properties = { file, line: start.line, endLine: end.line, ...columns, title: finding.rule };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const message = [finding.message, finding.help ?? ''].map(plain).join('\n').trimEnd();
  return `::${levels[finding.severity]} ${written.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
