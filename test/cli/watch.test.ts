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
    /** What it wrote until it waits for changes again. */
    async round(): Promise<string> {
      const end = 'Ctrl-C ends\n';
      while (!output.includes(end)) await new Promise<void>((resolve) => (heard = resolve));
      const at = output.indexOf(end) + end.length;
      const said = output.slice(0, at);
      output = output.slice(at);
      return said;
    },
  };
}

describe('--watch', () => {
  test('lints again when a chapter, Book.txt or the settings change, and ends with 130', async () => {
    const sandbox = new CliSandbox(book);
    const { child, round } = watching(sandbox);
    expect(await round()).toContain('No problems in 2 files');
    sandbox.write('manuscript/ch2.md', '{id: c}\n# B\n\nText.\n');
    const broken = await round();
    expect(broken).toContain('changed: manuscript/ch2.md');
    expect(broken).toContain('broken-crosslink');
    sandbox.write('manuscript/ch2.md', book['manuscript/ch2.md']);
    expect(await round()).toContain('No problems in 2 files');
    sandbox.write('manuscript/Book.txt', 'ch2.md\n');
    expect(await round()).toMatch(/in 1 file\b/);
    sandbox.write('manuscript/handbook.json', '{ "rules": 3 }');
    expect(await round()).toContain('in the configuration');
    const ended = once(child, 'close');
    child.kill('SIGINT');
    expect((await ended)[0]).toBe(130);
  });
});
