import { groupByFile } from '../../report/groupByFile.ts';
import { plain, plural } from '../../report/plainText.ts';
import type { LintReport, ReportFinding } from '../../report/report.ts';

/** What GitHub shows of a job summary or a comment ends at a megabyte or less; a longer list helps nobody. */
const mostFindings = 1000;

/** Markdown for a pull request's comment, a job's summary or a planning mail. */
export function markdownReport(report: LintReport): string {
  const { summary, findings } = report;
  const total = summary.errors + summary.warnings + summary.infos + summary.hints;
  const lines = ['# Handbook Lint', ''];
  if (total === 0) return [...lines, `No problems in ${plural(summary.files, 'file')}.`, ''].join('\n');
  lines.push(
    '| files | errors | warnings | infos | fixable |',
    '|--:|--:|--:|--:|--:|',
    `| ${summary.files} | ${summary.errors} | ${summary.warnings} | ${summary.infos} | ${summary.fixable} |`,
    '',
  );
  for (const { file, findings: own } of groupByFile(findings.slice(0, mostFindings))) {
    lines.push(
      `## ${escapeMarkdown(file)}`,
      '',
      '| place | severity | problem | rule |',
      '|--:|---|---|---|',
      ...own.map(row),
      '',
    );
  }
  if (findings.length > mostFindings)
    lines.push(`… and ${plural(findings.length - mostFindings, 'more problem')}.`, '');
  return lines.join('\n');
}

function row({ range, severity, message, rule }: ReportFinding): string {
  return `| ${range.start.line}:${range.start.column} | ${severity} | ${escapeMarkdown(message)} | \`${rule}\` |`;
}

/** Words of the book must stay words: no mark-up, no table cell, no mention of a person. */
function escapeMarkdown(text: string): string {
  return plain(text)
    .replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')
    .replaceAll('@', '@\u2060');
}
