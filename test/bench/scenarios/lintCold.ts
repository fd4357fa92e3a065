import { parserNames } from '../parsers.ts';
import { measureProcess } from '../process.ts';
import type { Scenario } from '../scenario.ts';
import { lintCommand, ourName, parseContestants, peerContestants, readContestant } from './contestants.ts';

/** The whole book, nothing kept from before: what a CI job without a cache waits for. */
export const lintCold: Scenario = {
  name: 'lint-cold',
  title: 'Lint the whole book, no cache',
  measure: 'ms',
  baselines: [...parserNames, 'rumdl 0.2.75', 'reading'],
  async contestants(context) {
    return [
      { name: ourName, run: () => measureProcess(lintCommand(context)) },
      { name: `${ourName} --threads 1`, run: () => measureProcess(lintCommand(context, '--threads', '1')) },
      readContestant(context),
      ...(await parseContestants(context)),
      ...peerContestants(context),
    ];
  },
};
