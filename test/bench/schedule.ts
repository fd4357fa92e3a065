import type { Contestant, Measures } from './scenario.ts';

/** What the rounds of one contestant come to. */
export interface Outcome {
  readonly contestant: string;
  /** By measure. */
  readonly medians: Measures;
}

/**
 * Measures the contestants in turns (A B C A B C …), so that what else the machine does falls on all of them alike.
 * The first round of each is for the disk's cache and is not counted.
 */
export async function measureInTurns(contestants: readonly Contestant[], rounds: number): Promise<Outcome[]> {
  const taken = contestants.map((): Measures[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, contestant] of contestants.entries()) {
      const measures = await contestant.run();
      if (round > 0) taken[index]!.push(measures);
    }
  }
  return contestants.map(({ name }, index) => ({ contestant: name, medians: medians(taken[index]!) }));
}

function medians(taken: readonly Measures[]): Measures {
  const names = new Set(taken.flatMap((measures) => Object.keys(measures)));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      median(taken.map((measures) => measures[name]).filter((value) => value !== undefined)),
    ]),
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
