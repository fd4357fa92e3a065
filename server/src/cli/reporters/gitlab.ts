import { plainJson } from '../../report/plainText.ts';
import type { LintReport, ReportContext } from '../../report/report.ts';
import { fingerprints } from '../fingerprint.ts';

/** GitLab's code quality report, the part of Code Climate's format that GitLab reads. */
export function gitlabReport(report: LintReport, context: ReportContext): string {
  const marks = fingerprints(report, context);
  const issues = report.findings.map((finding, index) => ({
    type: 'issue',
    check_name: finding.rule,
    description: finding.message,
    ...(finding.help && { content: { body: finding.help } }),
    categories: ['Style'],
    severity: severities[finding.severity],
    fingerprint: marks[index],
    location: {
      path: context.inRepository(finding.file),
      lines: { begin: finding.range.start.line, end: finding.range.end.line },
    },
  }));
  return `${plainJson(issues)}\n`;
}

const severities = { error: 'major', warning: 'minor', info: 'info', hint: 'info' } as const;
