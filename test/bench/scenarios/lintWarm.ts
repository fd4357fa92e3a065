import { rmSync } from 'node:fs';
import path from 'node:path';
import { parserNames } from '../parsers.ts';
import { measureProcess } from '../process.ts';
import type { Scenario } from '../scenario.ts';
import { lintCommand, ourName, parseContestants, peerContestants } from './contestants.ts';

/** The whole book again, nothing changed, with what the run before kept. */
export const lintWarm: Scenario = {
  name: 'lint-warm',
  title: 'Lint the whole book again, cached',
  measure: 'ms',
  baselines: [...parserNames, 'rumdl 0.2.75'],
  async contestants(context) {
    const cache = path.join(context.scratch, 'cache');
    rmSync(cache, { recursive: true, force: true });
    const ours = lintCommand(context, '--cache', '--cache-location', cache);
    // The turn that is not counted fills the caches.
    return [
      { name: ourName, run: () => measureProcess(ours) },
      ...(await parseContestants(context)),
      ...peerContestants(context, path.join(context.scratch, 'rumdl-cache')),
    ];
  },
};
