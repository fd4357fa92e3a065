import { plainJson } from '../../report/plainText.ts';
import type { LintReport } from '../../report/report.ts';

/** The stable, versioned format that other tools read (its schema is published beside the other ones). */
export function jsonReport(report: LintReport): string {
  return `${plainJson(report)}\n`;
}
