import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { CliSandbox, cliProgram } from '../support/cliSandbox.ts';

const clean = { 'ch.md': '{id: x}\n# X\n\nText.\n' };

describe.skipIf(process.platform !== 'linux')('as a process', () => {
  test('an interrupt ends it with 130', async () => {
    const sandbox = new CliSandbox({});
    const child = spawn(process.execPath, [cliProgram(), '--stdin', '--timing'], { cwd: sandbox.folder });
    // It waits for its stdin. The first answer to a signal tells that its handler is there.
    const code = once(child, 'close').then(([status, signal]) => ({ status, signal }));
    // What is more than a pipe holds is taken only by a program that runs, and waits for the end of its stdin.
    await new Promise((taken) => child.stdin.write('x'.repeat(4_000_000), taken));
    child.kill('SIGINT');
    expect(await code).toEqual({ status: 130, signal: null });
  });

  test('runs with stdin, stdout or stderr closed', async () => {
    const sandbox = new CliSandbox(clean);
    const shell = spawn('sh', ['-c', '"$0" "$1" <&- >&- 2>&-; echo $?', process.execPath, cliProgram()], {
      cwd: sandbox.folder,
    });
    const chunks: Buffer[] = [];
    shell.stdout.on('data', (chunk) => chunks.push(chunk));
    await once(shell, 'close');
    expect(Buffer.concat(chunks).toString()).toBe('0\n');
  });

  test('needs no HOME and no other environment', async () => {
    const child = spawn(process.execPath, [cliProgram()], { cwd: new CliSandbox(clean).folder, env: {} });
    expect((await once(child, 'close'))[0]).toBe(0);
  });

  test('a working folder that has vanished is said, not thrown', async () => {
    const sandbox = new CliSandbox({ 'gone/ch.md': '' });
    const script = 'cd gone && rm -r ../gone && "$0" "$1"';
    const shell = spawn('sh', ['-c', script, process.execPath, cliProgram()], { cwd: sandbox.folder });
    const chunks: Buffer[] = [];
    shell.stderr.on('data', (chunk) => chunks.push(chunk));
    expect((await once(shell, 'close'))[0]).toBe(2);
    expect(Buffer.concat(chunks).toString()).toMatch(/^error: the current folder cannot be used: /);
  });
});
