import { rmSync } from 'node:fs';
import path from 'node:path';
import { writtenBook } from '../book/book.ts';
import { measureProcess } from '../process.ts';
import type { Contestant, Scenario } from '../scenario.ts';
import { lintCommand, ourName } from './contestants.ts';

const SIZES = [10_000, 100_000] as const;

/** Whether ten times the files take ten times as long: what a thousand of them cost, in books that grow. */
export const linear: Scenario = {
  name: 'linear',
  title: 'What a thousand files cost in a larger book',
  measure: 'ms per 1000 files',
  baselines: [`${ourName}, 10000 files`],
  anyBook: true,
  // A book of 100,000 files takes minutes to write and to read; one more run would tell nothing new.
  rounds: 1,
  async contestants(context) {
    return SIZES.map((chapters): Contestant => {
      const folder = writtenBook(folderOf(context.scratch), { seed: 1, dialect: 'markua', chapters });
      const command = lintCommand({ ...context, book: { ...context.book, folder } });
      return {
        name: `${ourName}, ${chapters} files`,
        run: async () => {
          const measures = await measureProcess(command);
          return { ...measures, 'ms per 1000 files': (measures.ms! * 1000) / chapters };
        },
      };
    });
  },
  cleanUp: ({ scratch }) => rmSync(folderOf(scratch), { recursive: true, force: true }),
};

function folderOf(scratch: string): string {
  return path.join(scratch, 'growing');
}
