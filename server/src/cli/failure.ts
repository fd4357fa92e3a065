import type { ReportSummary } from '../report/report.ts';
import type { FailFlags } from './lintOptions.ts';

/** Whether what was found makes the run fail (exit code 1). */
export function isFailure(summary: ReportSummary, { failOn, maxWarnings }: FailFlags): boolean {
  if (maxWarnings !== undefined && summary.warnings > maxWarnings) return true;
  return failing[failOn].some((count) => summary[count] > 0);
}

const failing: Record<FailFlags['failOn'], readonly (keyof ReportSummary)[]> = {
  error: ['errors'],
  warning: ['errors', 'warnings'],
  info: ['errors', 'warnings', 'infos'],
  never: [],
};
