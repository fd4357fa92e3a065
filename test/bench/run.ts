/** Measures the built program against its baselines: `npm run bench`; the flags are in `benchFlags.ts`. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BenchFlags, benchFlags } from './benchFlags.ts';
import { generatedBook, givenFolder } from './books.ts';
import { benchPage } from './page.ts';
import { installPeers } from './peers.ts';
import { comparedRatios, type Row, ratiosOf } from './ratios.ts';
import type { BenchBook, BenchContext, Scenario } from './scenario.ts';
import { scenarios } from './scenarios/all.ts';
import { measureInTurns, type Outcome } from './schedule.ts';

const root = path.resolve(import.meta.dirname, '../..');
const cache = process.env.HANDBOOK_BENCH_CACHE ?? path.join(os.tmpdir(), 'handbook-bench');
const pageFile = path.join(import.meta.dirname, 'BENCH.md');
const ratiosFile = path.join(import.meta.dirname, 'ratios.json');

async function main(argv: readonly string[]): Promise<number> {
  const flags = benchFlags(argv);
  const peers = installPeers(cache);
  for (const missing of peers.missing) console.log(`note: ${missing}; it is left out`);
  const rows: Row[] = [];
  for (const [index, book] of booksOf(flags).entries()) {
    const scratch = path.join(cache, 'scratch');
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(scratch, { recursive: true });
    const context = { book, peers, scratch, program: path.join(root, 'dist/server.cjs') };
    for (const scenario of chosen(flags)) {
      if (scenario.anyBook && index > 0) continue;
      console.log(`\n${scenario.title} (${book.label})`);
      const outcomes = await measured(scenario, context, flags.rounds);
      const row = { scenario, book: scenario.anyBook ? undefined : book, outcomes };
      rows.push(row);
      for (const { contestant, medians } of outcomes) console.log(`  ${contestant}: ${JSON.stringify(medians)}`);
    }
  }
  if (flags.check) return check(rows);
  if (flags.write) {
    const ratios = { ...committedRatios(), ...ratiosOf(rows) };
    writeFileSync(pageFile, benchPage(rows, peers.missing, readFileSync(pageFile, 'utf8')));
    writeFileSync(ratiosFile, `${JSON.stringify(ratios, undefined, 2)}\n`);
    console.log(`\nwritten: ${path.relative(root, pageFile)}, ${path.relative(root, ratiosFile)}`);
  }
  return 0;
}

async function measured(scenario: Scenario, context: BenchContext, rounds: number): Promise<Outcome[]> {
  try {
    return await measureInTurns(await scenario.contestants(context), Math.min(rounds, scenario.rounds ?? rounds));
  } finally {
    scenario.cleanUp?.(context);
  }
}

/** Fails where a ratio is far above the committed one; a little above is the machine's mood. */
function check(rows: readonly Row[]): number {
  const { lines, failed } = comparedRatios(ratiosOf(rows), committedRatios());
  console.log(`\n${lines.join('\n')}`);
  return failed ? 1 : 0;
}

function committedRatios(): Readonly<Record<string, number>> {
  return JSON.parse(readFileSync(ratiosFile, 'utf8'));
}

function booksOf(flags: BenchFlags): readonly BenchBook[] {
  if (flags.folders.length > 0) return flags.folders.map(givenFolder);
  return flags.dialects.flatMap((dialect) =>
    flags.chapters.map((chapters) => generatedBook(path.join(cache, 'books'), { seed: 1, dialect, chapters })),
  );
}

function chosen({ scenarios: names }: BenchFlags): readonly Scenario[] {
  return names.length === 0 ? scenarios : scenarios.filter(({ name }) => names.includes(name));
}

process.exitCode = await main(process.argv.slice(2));
