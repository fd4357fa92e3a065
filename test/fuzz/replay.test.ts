import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { inputOf, readPool } from './inputs.ts';
import { run } from './targets.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures/fuzz');

describe('what fuzzing found', () => {
  it.each(readdirSync(fixtures).filter((name) => name.endsWith('.json')))('%s is mended', async (name) => {
    await expect(run(JSON.parse(readFileSync(path.join(fixtures, name), 'utf8')))).resolves.toBeUndefined();
  });
});

it('a hundred mutated books and sessions hold what must hold', { timeout: 300_000 }, async () => {
  const pool = readPool();
  for (let seed = 1; seed <= 100; seed++) {
    await expect(run(inputOf(seed, pool)), `seed ${seed}`).resolves.toBeUndefined();
  }
});
