import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parserNames } from '../parsers.ts';
import { measureProcess } from '../process.ts';
import type { BenchContext, Contestant, Scenario } from '../scenario.ts';
import { lintCommand, ourName, parseContestants } from './contestants.ts';

/** The whole book again after a sentence came to one chapter, with what the run before kept. */
export const lintOneChanged: Scenario = {
  name: 'lint-one-changed',
  title: 'Lint the whole book again, one chapter changed, cached',
  measure: 'ms',
  baselines: parserNames,
  async contestants(context) {
    return [afterOneChange(context), ...(await parseContestants(context))];
  },
};

function afterOneChange(context: BenchContext): Contestant {
  const cache = path.join(context.scratch, 'cache-changed');
  rmSync(cache, { recursive: true, force: true });
  const command = lintCommand(context, '--cache', '--cache-location', cache);
  const chapter = context.book.files[context.book.files.length >> 1]!;
  const before = readFileSync(chapter, 'utf8');
  let round = 0;
  return {
    name: ourName,
    run: async () => {
      writeFileSync(chapter, `${before}\nSentence number ${++round} came to this chapter.\n`);
      try {
        return await measureProcess(command);
      } finally {
        writeFileSync(chapter, before);
      }
    },
  };
}
