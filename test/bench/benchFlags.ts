import { Command, Option } from 'commander';
import type { BookDialect } from './book/chapter.ts';
import { scenarios } from './scenarios/all.ts';

export interface BenchFlags {
  readonly scenarios: readonly string[];
  /** Sizes of the generated books. */
  readonly chapters: readonly number[];
  readonly dialects: readonly BookDialect[];
  /** Folders of Markdown to measure with in place of generated books. */
  readonly folders: readonly string[];
  readonly rounds: number;
  /** Compare with the committed ratios. */
  readonly check: boolean;
  /** Write BENCH.md and the ratios. */
  readonly write: boolean;
}

export function benchFlags(argv: readonly string[]): BenchFlags {
  const command = new Command('bench')
    .description('Measures Handbook Lint against its baselines, in turns. Build first.')
    .addOption(many('--scenario <NAME>', 'only these scenarios').choices(scenarios.map(({ name }) => name)))
    .addOption(many('--chapters <N>', 'sizes of the generated books (default: 1000 and 10000)'))
    .addOption(many('--dialect <DIALECT>', 'of the generated books (default: both)').choices(['markua', 'markdown']))
    .addOption(many('--folder <DIR>', 'folders of Markdown to measure with instead'))
    .option('--rounds <N>', 'how often each is measured', '5')
    .option('--check', 'fail where a ratio is far above the committed one', false)
    .option('--write', 'write what was measured into BENCH.md and ratios.json', false);
  const options = command.parse(argv, { from: 'user' }).opts();
  return {
    scenarios: options.scenario ?? [],
    chapters: (options.chapters ?? ['1000', '10000']).map(Number),
    dialects: options.dialect ?? ['markua', 'markdown'],
    folders: options.folder ?? [],
    rounds: Number(options.rounds),
    check: options.check,
    write: options.write,
  };
}

/** An option that can be given several times, or with several values. */
function many(flags: string, description: string): Option {
  return new Option(flags.replace('>', '...>'), description);
}
