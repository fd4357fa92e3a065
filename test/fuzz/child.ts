import { Coverage } from './coverage.ts';
import { inputOf, readPool, shrink } from './inputs.ts';
import { Random } from './random.ts';
import { type FuzzInput, run } from './targets.ts';

export type ChildMessage =
  | { readonly kind: 'begin'; readonly seed: number; readonly input: FuzzInput; readonly kept: number }
  | { readonly kind: 'fault'; readonly input: FuzzInput; readonly error: string };

/** Runs input after input, saying which before each one, so that a run that never ends can be told by its seed. */
const real = readPool();
/** Texts that led our code where no text before them had. */
const kept: string[] = [];
const MOST_KEPT = 2000;
const coverage = process.argv[3] === 'coverage' ? await Coverage.start() : undefined;
const random = new Random(Number(process.argv[2]));
for (let seed = Number(process.argv[2]); process.connected; seed++) {
  // Of what was kept the half is taken, or the real texts would soon be few among them.
  const input = inputOf(seed, kept.length > 0 && random.chance(2) ? kept : real);
  process.send!({ kind: 'begin', seed, input, kept: kept.length } satisfies ChildMessage);
  // Lets the end of the parent be noticed.
  await new Promise((resolve) => setImmediate(resolve));
  try {
    await run(input);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.send!({ kind: 'fault', input: await shrink(input), error: text } satisfies ChildMessage);
  }
  if (coverage && (await coverage.news()) > 0) {
    kept.push(...input.texts);
    if (kept.length > MOST_KEPT) kept.splice(0, kept.length - MOST_KEPT);
  }
}
