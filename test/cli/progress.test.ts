import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { CliSandbox, cliProgram } from '../support/cliSandbox.ts';

const chapters = Array.from({ length: 40 }, (_, index) => `${index}.md`);
const book = { 'Book.txt': `${chapters.join('\n')}\n`, ...Object.fromEntries(chapters.map((name) => [name, '# T\n'])) };

/** What a terminal is sent, the program's two outputs in one: `script` makes the terminal. */
function inTerminal(columns: number, args: string, env: Readonly<Record<string, string>> = {}): string {
  const sandbox = new CliSandbox(book);
  const run = `stty cols ${columns} rows 24; "${process.execPath}" "${cliProgram()}" lint --fail-on never ${args}`;
  const recorder = '/usr/bin/script';
  return execFileSync(recorder, ['--quiet', '--return', '--command', run, '/dev/null'], {
    cwd: sandbox.folder,
    env: { PATH: process.env.PATH, TERM: 'xterm-256color', ...env },
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 10_000_000,
  });
}

const frames = /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏](?:\x1b\[39m)? \[#*\.*\] \d+\/40 chapters/u;

test.skipIf(process.platform !== 'linux')('a terminal is shown how far a run is, in a line that is taken away', () => {
  const sent = inTerminal(80, '--progress');
  expect(sent).toMatch(frames);
  expect(sent).toContain('\x1b[36m');
  const [line, report] = sent.split('missing-id', 2);
  expect(report).not.toMatch(/chapters$/);
  // The line is cleared before the report begins.
  expect(line!.lastIndexOf('\x1b[0K')).toBeGreaterThan(line!.lastIndexOf('/40 chapters'));
});

test.skipIf(process.platform !== 'linux')('without colours where none are wanted', () => {
  const sent = inTerminal(80, '--progress', { NO_COLOR: '1' });
  expect(sent).toMatch(frames);
  expect(sent).not.toContain('\x1b[36m');
});

test.skipIf(process.platform !== 'linux')('a terminal that does not know its width gets a plain line', () => {
  const sent = inTerminal(0, '--progress');
  expect(sent).toMatch(/\r\[#*\.*\] \d+\/40 chapters/);
  expect(sent.length).toBeLessThan(100_000);
});

test.skipIf(process.platform !== 'linux')('nothing on CI, and nothing for a run that is soon over', () => {
  expect(inTerminal(80, '', { CI: 'true' })).not.toContain('chapters\x1b');
  expect(inTerminal(80, '--no-progress')).not.toContain('/40 chapters');
});
