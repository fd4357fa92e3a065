import { groupByFile } from '../../report/groupByFile.ts';
import type { LintReport, ReportFinding } from '../../report/report.ts';
import { escapeXml } from './xml.ts';

/** Checkstyle's XML, which many review tools read. */
export function checkstyleReport(report: LintReport): string {
  const files = groupByFile(report.findings).map(({ file, findings }) =>
    [`  <file name="${escapeXml(file)}">`, ...findings.map(error), '  </file>'].join('\n'),
  );
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="10.0">', ...files, '</checkstyle>', ''].join(
    '\n',
  );
}

const severities = { error: 'error', warning: 'warning', info: 'info', hint: 'info' } as const;

function error({ range, severity, message, rule }: ReportFinding): string {
  const { line, column } = range.start;
  return `    <error line="${line}" column="${column}" severity="${severities[severity]}" message="${escapeXml(message)}" source="handbook-lint.${rule}"/>`;
}
