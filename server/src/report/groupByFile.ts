import { groupBy } from '../base/groupBy.ts';
import type { ReportFinding } from './report.ts';

export interface FileGroup {
  readonly file: string;
  readonly findings: readonly ReportFinding[];
}

/** The findings by file, files in the order of their first finding. */
export function groupByFile(findings: readonly ReportFinding[]): FileGroup[] {
  return [...groupBy(findings, ({ file }) => file)].map(([file, own]) => ({ file, findings: own }));
}
