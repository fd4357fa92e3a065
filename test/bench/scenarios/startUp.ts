import { measureProcess } from '../process.ts';
import type { Scenario } from '../scenario.ts';

/** How long the program takes to say its version, over a Node that does nothing. */
export const startUp: Scenario = {
  name: 'start-up',
  title: 'Start the program',
  measure: 'ms',
  baselines: ['node -e 0'],
  anyBook: true,
  async contestants({ program }) {
    const node = process.execPath;
    return [
      { name: 'node -e 0', run: () => measureProcess({ program: node, args: ['-e', '0'] }) },
      { name: 'handbook-lint --version', run: () => measureProcess({ program: node, args: [program, '--version'] }) },
    ];
  },
};
