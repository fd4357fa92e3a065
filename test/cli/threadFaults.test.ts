import { expect, test } from 'vitest';
import { CliSandbox } from '../support/cliSandbox.ts';

const names = Array.from({ length: 20 }, (_, index) => `ch${index}.md`);
const book = {
  'Book.txt': `${names.join('\n')}\n`,
  ...Object.fromEntries(names.map((name) => [name, '# A title\n\nSee [x](#no-such).\n'])),
};

/** Ends every thread but the first, as the system does that has no memory left; and leaves a mark that it did. */
const deaths = {
  'at its start': 'die(() => process.exit(7));',
  'of an error': "setImmediate(() => die(() => { throw new Error('no memory'); }));",
  'in its work':
    "let heard = 0; threads.parentPort.on('message', () => { if (++heard === 2) die(() => process.exit(9)); });",
};
const killer = (death: string) => `
  const threads = require('node:worker_threads');
  const die = (how) => { require('node:fs').appendFileSync('died', 'x'); how(); };
  if (!threads.isMainThread) { ${death} }
`;

test.each(Object.entries(deaths))('a thread that dies %s costs time, and no finding', async (_, death) => {
  const sandbox = new CliSandbox({ ...book, 'tools/killer.cjs': killer(death) });
  const args = ['--format', 'json', '--threads', '3'];
  const whole = await sandbox.run(args);
  const env = { NODE_OPTIONS: `--require=${sandbox.path('tools/killer.cjs')}` };
  const broken = await sandbox.run(args, { env });
  expect(sandbox.read('died')).toBe('xx');
  expect([broken.code, broken.stderr]).toEqual([whole.code, whole.stderr]);
  expect(JSON.parse(broken.stdout).findings).toEqual(JSON.parse(whole.stdout).findings);
  expect(JSON.parse(whole.stdout).findings).toHaveLength(40);
});
