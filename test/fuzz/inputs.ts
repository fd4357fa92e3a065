import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import { type FuzzInput, run, type TargetName, targets } from './targets.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The texts to begin from: our own sample books, the examples on the rules' pages, and real books where they are at hand. */
export function readPool(): string[] {
  const found = globSync(
    ['test/fixtures/books/**/*.md', 'server/src/rules/*.md', '../shared/corpora/*/manuscript/**/*.{md,txt,markua}'],
    { cwd: root, absolute: true },
  );
  return found.sort().map((file) => readFileSync(file, 'utf8').slice(0, 100_000));
}

/** The same seed makes the same input, given the same pool. */
export function inputOf(seed: number, pool: readonly string[]): FuzzInput {
  const random = new Random(seed);
  const target = random.pick(Object.keys(targets) as TargetName[]);
  const texts = Array.from({ length: target === 'parser' ? 1 : 1 + random.below(3) }, () => mutate(random, pool));
  return { target, dialect: random.pick(['markua', 'lfm', 'markdown'] as const), texts, seed };
}

/** Takes away what the fault does not need, as long as some fault is left: a shorter input for people to read. */
export async function shrink(input: FuzzInput, tries = 400): Promise<FuzzInput> {
  let best = await fewestSteps(input);
  let left = tries;
  for (let size = 2048; size >= 1; size = Math.floor(size / 2)) {
    for (let index = 0; index < best.texts.length; index++) {
      for (let start = 0; start < best.texts[index]!.length && left > 0; left--) {
        const text = best.texts[index]!;
        const shorter = text.slice(0, start) + text.slice(start + size);
        const candidate = { ...best, texts: best.texts.with(index, shorter) };
        if (await fails(candidate)) best = candidate;
        else start += size;
      }
    }
  }
  return best;
}

/** A session is told most shortly by where it first went wrong. */
async function fewestSteps(input: FuzzInput): Promise<FuzzInput> {
  if (input.target !== 'session' && input.target !== 'nonsense') return input;
  for (let steps = 1; steps < 40; steps++) if (await fails({ ...input, steps })) return { ...input, steps };
  return input;
}

async function fails(input: FuzzInput): Promise<boolean> {
  return run(input).then(
    () => false,
    () => true,
  );
}
