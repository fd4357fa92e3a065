import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parserNames } from '../parsers.ts';
import { measureProcess } from '../process.ts';
import type { Scenario } from '../scenario.ts';
import { lintCommand, ourName, parseContestants } from './contestants.ts';

/** All safe fixes of a book, made in a fresh copy of it each time. */
export const lintFix: Scenario = {
  name: 'lint-fix',
  title: 'Mend what is safe to mend',
  measure: 'ms',
  baselines: parserNames,
  async contestants(context) {
    const copy = path.join(context.scratch, 'to-fix');
    const run = async () => {
      rmSync(copy, { recursive: true, force: true });
      cpSync(context.book.folder, copy, { recursive: true });
      return measureProcess(lintCommand({ ...context, book: { ...context.book, folder: copy } }, '--fix'));
    };
    return [{ name: `${ourName} --fix`, run }, ...(await parseContestants(context))];
  },
};
