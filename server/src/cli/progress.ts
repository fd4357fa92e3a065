import type { Io } from './io.ts';
import type { LintProgress } from './lintBooks.ts';
import { startProgress } from './progressLine.ts';

/** A run that is over sooner than this shows no progress: a line that flashes helps nobody. */
const patience = 400;

/** The progress of a lint run on stderr; `end` takes its line away. */
export function lintProgress(io: Io, wanted: boolean | undefined): LintProgress & { end(): Promise<void> } {
  const started = io.now();
  let total = 0;
  let done = 0;
  let line: ReturnType<typeof startProgress> | undefined;
  return {
    expect: (chapters) => {
      total += chapters;
    },
    step: () => {
      done++;
      if (!line && (wanted || io.now() - started > patience)) {
        line = startProgress(io, total, wanted, 'chapters');
        for (let step = 0; step < done; step++) line.step();
      } else line?.step();
    },
    end: async () => line?.end(),
  };
}
