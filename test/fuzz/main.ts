/**
 * `npm run fuzz -- --minutes 10 --seed 1`: makes up books until the time is over, mutated from real ones, and checks
 * what must hold of any book. A fault is made small and written to test/fixtures/fuzz, where the unit tests find it.
 * With `--coverage` texts that lead to code no text has reached before are kept, and changed further.
 * `npm run fuzz -- --soak --hours 8`: edits for so many hours' worth, and prints what memory the server takes.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ChildMessage } from './child.ts';
import { inputOf, readPool } from './inputs.ts';
import { soak } from './soak.ts';
import type { FuzzInput } from './targets.ts';

/** Long, for it may run beside other work, and as the last to be given time. */
const HANGS_AFTER_MS = 120_000;
const MOST_FAULTS = 20;
const fixtures = path.resolve(import.meta.dirname, '../fixtures/fuzz');

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seed: { type: 'string' },
    coverage: { type: 'boolean' },
    soak: { type: 'boolean' },
    hours: { type: 'string' },
  },
});
const minutes = Number(values.minutes ?? 1);
const first = Number(values.seed ?? Date.now() % 1_000_000_000);
if (!(minutes > 0) || !Number.isInteger(first)) {
  console.error(
    'Usage: npm run fuzz -- [--minutes N] [--seed WHOLE-NUMBER] [--coverage] | --soak [--hours N] [--seed WHOLE-NUMBER]',
  );
  process.exit(2);
}
if (values.soak) process.exit(await soakFor(Number(values.hours ?? 8)));

let seed = first;
/** The one at work: told by its seed alone only if it is not made from what the run has found so far. */
let current = inputOf(first, readPool());
let kept = 0;
let count = 0;
let faults = 0;
let child = start(first);
let lastSeen = Date.now();
const end = Date.now() + minutes * 60_000;
console.log(`Fuzzing for ${minutes} min from seed ${first}.`);

const watch = setInterval(() => {
  if (Date.now() - lastSeen > HANGS_AFTER_MS) {
    keep(current, `did not end within ${HANGS_AFTER_MS / 1000} s`);
    child.kill('SIGKILL');
    child = start(seed + 1);
    lastSeen = Date.now();
  }
  if (Date.now() < end && faults < MOST_FAULTS) return;
  clearInterval(watch);
  child.kill('SIGKILL');
  if (values.coverage) console.log(`${kept} texts were kept, for they led to code that none before them had reached.`);
  console.log(`${count} inputs, ${faults} faults. The next seed is ${seed + 1}.`);
  process.exitCode = faults > 0 ? 1 : 0;
}, 500);

function start(from: number): ChildProcess {
  const started = fork(path.join(import.meta.dirname, 'child.ts'), [
    String(from),
    values.coverage ? 'coverage' : 'blind',
  ]);
  started.on('message', (message: ChildMessage) => {
    lastSeen = Date.now();
    if (message.kind === 'fault') return keep(message.input, message.error);
    ({ seed, input: current, kept } = message);
    count++;
  });
  started.on('exit', (code, signal) => {
    if (signal === 'SIGKILL') return;
    keep(current, `the process ended with ${code ?? signal}`);
    child = start(seed + 1);
  });
  return started;
}

function keep(input: FuzzInput, error: string): void {
  faults++;
  const text = JSON.stringify(input, null, 2);
  const name = `${input.target}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}.json`;
  writeFileSync(path.join(fixtures, name), `${text}\n`);
  console.log(`\ntest/fixtures/fuzz/${name}\n${error.slice(0, 1500)}`);
}

/** A hundred edits a minute; answers 1 where the last hour leaves more behind than the second. */
async function soakFor(hours: number): Promise<number> {
  const editsAnHour = 6000;
  let hour = 0;
  const { hours: found, grown } = await soak({ hours, editsAnHour, seed: first }, ({ heap, rss, seconds }) => {
    const told = `${editsAnHour} edits in ${seconds.toFixed(0)} s, heap ${heap.toFixed(1)} MB, all memory ${rss.toFixed(0)} MB`;
    console.log(hour === 0 ? `at the start: heap ${heap.toFixed(1)} MB` : `hour ${hour}: ${told}`);
    hour++;
  });
  const [from, to] = [found[Math.min(2, hours)]!.heap, found.at(-1)!.heap];
  for (const { name, before, after } of grown) console.log(`grown: ${name}, ${before} to ${after} objects`);
  const isFlat = to < from * 1.15 + 2 && grown.length === 0;
  console.log(
    `${hours * editsAnHour} edits, seed ${first}: ${isFlat ? 'flat' : 'GROWING'}, ${from.toFixed(1)} to ${to.toFixed(1)} MB.`,
  );
  return isFlat ? 0 : 1;
}
