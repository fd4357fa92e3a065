import type { ReportFinding } from './report.ts';

export interface FileGroup {
  readonly file: string;
  readonly findings: readonly ReportFinding[];
}

/** The findings by file, files in the order of their first finding. */
export function groupByFile(findings: readonly ReportFinding[]): FileGroup[] {
  const groups = new Map<string, ReportFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.file);
    if (group) group.push(finding);
    else groups.set(finding.file, [finding]);
  }
  return [...groups].map(([file, own]) => ({ file, findings: own }));
}
