import type { BenchBook, Scenario } from './scenario.ts';
import type { Outcome } from './schedule.ts';

/** One scenario measured with one book. */
export interface Row {
  readonly scenario: Scenario;
  /** Undefined where the book makes no difference. */
  readonly book: BenchBook | undefined;
  readonly outcomes: readonly Outcome[];
}

/** How much above the committed ratio a new one may be: machines differ, and others work on them. */
const MARGIN = 1.6;

/** The same for keystrokes: a server that does nothing takes a millisecond or two, as it happens. */
const TYPING_MARGIN = 3;

/** By `scenario, book: contestant / baseline`: how many times the baseline's time a contestant takes. */
export function ratiosOf(rows: readonly Row[]): Record<string, number> {
  const ratios: Record<string, number> = {};
  for (const { scenario, book, outcomes } of rows) {
    const place = book ? `${scenario.name}, ${book.label}` : scenario.name;
    for (const baseline of baselinesOf(scenario, outcomes)) {
      for (const { contestant, medians } of outcomes) {
        if (!contestant.startsWith('handbook-lint')) continue;
        const ratio = ratio3(medians[scenario.measure], baseline.medians[scenario.measure]);
        if (ratio !== undefined) ratios[`${place}: ${contestant} / ${baseline.contestant}`] = ratio;
      }
    }
  }
  return ratios;
}

export function baselinesOf({ baselines }: Scenario, outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.filter(({ contestant }) => baselines.includes(contestant));
}

/** Says how each measured ratio stands to the committed one; those that were not measured are left out. */
export function comparedRatios(
  measured: Readonly<Record<string, number>>,
  committed: Readonly<Record<string, number>>,
): { readonly lines: readonly string[]; readonly failed: boolean } {
  const lines: string[] = [];
  let failed = false;
  for (const [name, ratio] of Object.entries(measured)) {
    const before = committed[name];
    const isSlow = before !== undefined && ratio > before * (name.startsWith('typing-') ? TYPING_MARGIN : MARGIN);
    failed ||= isSlow;
    const verdict = before === undefined ? 'new' : isSlow ? `TOO SLOW: was ${before}` : `was ${before}`;
    lines.push(`${ratio.toFixed(3).padStart(8)}  ${name} (${verdict})`);
  }
  return { lines, failed };
}

function ratio3(value: number | undefined, base: number | undefined): number | undefined {
  if (value === undefined || !base) return undefined;
  return Math.round((value / base) * 1000) / 1000;
}
