import { expect, test } from 'vitest';
import { CliSandbox } from '../support/cliSandbox.ts';

const names = Array.from({ length: 40 }, (_, index) => `ch${index}.md`);
const book = {
  'Book.txt': `${names.join('\n')}\n`,
  ...Object.fromEntries(names.map((name) => [name, '# A title\n\nSee [x](#no-such).\n'])),
};

interface Death {
  /** Run in every thread but the first: ends it as the system does that has no memory left. */
  readonly how: string;
  /** Which of the numbers that the threads share the first waits for, until another has taken of it. */
  readonly waits: readonly (0 | 1)[];
}

const deaths: Readonly<Record<string, Death>> = {
  'at its start': { how: 'die(() => process.exit(7));', waits: [] },
  'of an error': { how: "setImmediate(() => die(() => { throw new Error('no memory'); }));", waits: [] },
  'with texts taken and not told of': { how: 'port.postMessage = () => die(() => process.exit(8));', waits: [0] },
  'with chapters taken and not told of': {
    how: `
      const send = port.postMessage.bind(port);
      port.postMessage = (message) => (message.kind === 'signs' ? send(message) : die(() => process.exit(9)));`,
    waits: [0, 1],
  },
};

/** Leaves a mark, too, that the thread died. */
const killer = ({ how, waits }: Death) => `
  const { isMainThread, parentPort: port } = require('node:worker_threads');
  const die = (how) => { require('node:fs').appendFileSync('died', 'x'); how(); };
  if (!isMainThread) { ${how} }
  else {
    const exchange = Atomics.compareExchange;
    Atomics.compareExchange = (taken, ...more) => {
      while (${JSON.stringify(waits)}.includes(taken.byteOffset / 4) && Atomics.load(taken, 0) === 0);
      return exchange(taken, ...more);
    };
  }
`;

test.each(Object.entries(deaths))('a thread that dies %s costs time, and no finding', async (_, death) => {
  const sandbox = new CliSandbox({ ...book, 'tools/killer.cjs': killer(death) });
  const args = ['--format', 'json', '--threads', '3'];
  const whole = await sandbox.run(args);
  const env = { NODE_OPTIONS: `--require=${sandbox.path('tools/killer.cjs')}` };
  const broken = await sandbox.run(args, { env });
  // One that had nothing yet is not waited for.
  if (death.waits.length > 0) expect(sandbox.read('died')).toMatch(/^x{1,2}$/);
  expect([broken.code, broken.stderr]).toEqual([whole.code, whole.stderr]);
  expect(JSON.parse(broken.stdout).findings).toEqual(JSON.parse(whole.stdout).findings);
  expect(JSON.parse(whole.stdout).findings).toHaveLength(2 * names.length);
});
