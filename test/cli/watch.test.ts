import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CliSandbox } from '../support/cliSandbox.ts';

const book = {
  'manuscript/Book.txt': 'ch1.md\nch2.md\n',
  'manuscript/ch1.md': '{id: a}\n# A\n\nText, [see B](#b).\n',
  'manuscript/ch2.md': '{id: b}\n# B\n\nText.\n',
};

/** A watching process, and a way to wait until its output says something. */
function watching(sandbox: CliSandbox) {
  const child = sandbox.start(['--watch', '--rule', 'unused-id=off']);
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  let heard = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
      heard();
    });
  }
  return {
    child,
    /**
     * Resolves when it has said all of this and waits for changes again. The report and the notes come through two
     * pipes, so nothing is known of their order.
     */
    async hears(...texts: string[]): Promise<void> {
      const wanted = [...texts, 'Ctrl-C ends\n'];
      while (!wanted.every((text) => output.includes(text))) await new Promise<void>((resolve) => (heard = resolve));
      output = '';
    },
  };
}

describe('--watch', () => {
  test('lints again when a chapter, Book.txt or the settings change, and ends with 130', async () => {
    const sandbox = new CliSandbox(book);
    const { child, hears } = watching(sandbox);
    await hears('No problems in 2 files');
    sandbox.write('manuscript/ch2.md', '{id: c}\n# B\n\nText.\n');
    await hears('changed: manuscript/ch2.md', 'broken-crosslink');
    sandbox.write('manuscript/ch2.md', book['manuscript/ch2.md']);
    await hears('No problems in 2 files');
    sandbox.write('manuscript/Book.txt', 'ch2.md\n');
    await hears('in 1 file');
    sandbox.write('manuscript/handbook.json', '{ "rules": 3 }');
    await hears('in the configuration');
    const ended = once(child, 'close');
    child.kill('SIGINT');
    expect((await ended)[0]).toBe(130);
    // Five rounds of a process on a machine that runs everything else meanwhile.
  }, 60_000);
});
