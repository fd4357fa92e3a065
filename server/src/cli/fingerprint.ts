import { createHash } from 'node:crypto';
import type { LintReport, ReportContext } from '../report/report.ts';

/**
 * For each finding of the report, a name that stays the same while the book moves around it: made of rule, case, file
 * and the line's own words, not its number. Findings that are alike in all of these are told apart by their order.
 */
export function fingerprints(
  { findings }: Pick<LintReport, 'findings'>,
  context: Pick<ReportContext, 'sourceLine'>,
): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, case: kind, file, range }) => {
    const words = (context.sourceLine(file, range.start.line) ?? '').trim().replace(/\s+/g, ' ');
    const what = [rule, kind, file, words].join('\0');
    const count = seen.get(what) ?? 0;
    seen.set(what, count + 1);
    return createHash('sha256').update(`${what}\0${count}`).digest('hex').slice(0, 32);
  });
}
