import { inputOf, readPool, shrink } from './inputs.ts';
import { type FuzzInput, run } from './targets.ts';

export type ChildMessage =
  | { readonly kind: 'begin'; readonly seed: number }
  | { readonly kind: 'fault'; readonly input: FuzzInput; readonly error: string };

/** Runs input after input, saying which before each one, so that a run that never ends can be told by its seed. */
const pool = readPool();
for (let seed = Number(process.argv[2]); process.connected; seed++) {
  process.send!({ kind: 'begin', seed } satisfies ChildMessage);
  // Lets the end of the parent be noticed.
  await new Promise((resolve) => setImmediate(resolve));
  const input = inputOf(seed, pool);
  try {
    await run(input);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.send!({ kind: 'fault', input: await shrink(input), error: text } satisfies ChildMessage);
  }
}
