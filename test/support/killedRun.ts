import type { CliSandbox, RunResult } from './cliSandbox.ts';

/**
 * Kills the process before the n-th thing it does to the disk, and a write half way. A run that comes to its end says how
 * many there were left.
 */
const killer = `
  const fs = require('node:fs');
  let left = Number(process.env.KILL_BEFORE);
  const die = () => process.kill(process.pid, 'SIGKILL');
  for (const name of ['openSync', 'writeFileSync', 'fchmodSync', 'fsyncSync', 'closeSync', 'renameSync', 'chownSync']) {
    const real = fs[name];
    fs[name] = (...args) => {
      const isWriting = name !== 'openSync' || /^[wa]/.test(String(args[1]));
      if (isWriting && --left === 0) {
        if (name === 'writeFileSync') fs.writeSync(args[0], String(args[1]).slice(0, String(args[1]).length / 2));
        die();
      }
      return real(...args);
    };
  }
  process.on('exit', () => fs.writeSync(2, 'LEFT ' + left));
`;

const MANY = 10_000;

/** Runs the program, which is killed (SIGKILL) before it does so many things to the disk. */
export function runKilledBefore(sandbox: CliSandbox, args: readonly string[], step: number): Promise<RunResult> {
  sandbox.write('tools/killer.cjs', killer);
  const env = { NODE_OPTIONS: `--require=${sandbox.path('tools/killer.cjs')}`, KILL_BEFORE: String(step) };
  return sandbox.run(args, { env });
}

/** How many things a run does to the disk that nobody kills. */
export async function countSteps(sandbox: CliSandbox, args: readonly string[]): Promise<number> {
  const { stderr } = await runKilledBefore(sandbox, args, MANY);
  return MANY - Number(/LEFT (\d+)/.exec(stderr)![1]);
}
