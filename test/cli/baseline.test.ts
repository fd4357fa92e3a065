import { describe, expect, test } from 'vitest';
import { CliSandbox } from '../support/cliSandbox.ts';
import { runCli } from '../support/runCli.ts';

const book = {
  'manuscript/Book.txt': 'ch1.md\nch2.md\n',
  'manuscript/ch1.md': '{id: a}\n# A\n\n![Plan](plan.png)\n\n![Plan](plan.png)\n',
  'manuscript/ch2.md': '{id: b}\n# B\n\n![Map](map.png)\n',
};
const withBaseline = ['--baseline', 'known.json'];
const update = [...withBaseline, '--update-baseline'];

async function frozen(files: Record<string, string> = book): Promise<CliSandbox> {
  const sandbox = new CliSandbox(files);
  const { code, stderr } = await runCli(sandbox, update);
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'baseline: 3 findings known\n' });
  return sandbox;
}

describe('--baseline', () => {
  test('known findings do not fail, wherever they move and wherever it is run', async () => {
    const sandbox = await frozen();
    sandbox.write('manuscript/ch1.md', `{id: a}\n# A\n\nA new line.\n\n${book['manuscript/ch1.md'].slice(13)}`);
    for (const [cwd, file] of [
      ['.', 'known.json'],
      ['manuscript', '../known.json'],
    ] as const) {
      const { code, stdout, stderr } = await runCli(sandbox, ['--baseline', file], { cwd });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('3 known problems in the baseline.');
    }
  });

  test('a new finding fails, and is the only one listed', async () => {
    const sandbox = await frozen();
    sandbox.write('manuscript/ch2.md', `${book['manuscript/ch2.md']}\n![New](new.png)\n`);
    const { code, stdout } = await runCli(sandbox, [...withBaseline, '--format', 'json']);
    const { findings, known, summary } = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(findings.map(({ data }: { data: { path: string } }) => data.path)).toEqual(['new.png']);
    expect(known).toHaveLength(3);
    expect(summary.errors).toBe(1);
  });

  test('one more of what is known on the same words is new', async () => {
    const sandbox = await frozen();
    sandbox.write('manuscript/ch1.md', `${book['manuscript/ch1.md']}\n![Plan](plan.png)\n`);
    expect((await runCli(sandbox, withBaseline)).code).toBe(1);
  });

  test('what is fixed must leave it, and then may not come back', async () => {
    const sandbox = await frozen();
    sandbox.write('manuscript/ch2.md', '{id: b}\n# B\n\nText.\n');
    const stale = await runCli(sandbox, withBaseline);
    expect(stale.code).toBe(1);
    expect(stale.stderr).toBe(
      '1 finding of the baseline is fixed: take them out with --update-baseline, so that they do not come back\n',
    );
    expect((await runCli(sandbox, [...withBaseline, '--fail-on', 'never'])).code).toBe(0);
    const pruned = await runCli(sandbox, update);
    expect(pruned).toMatchObject({ code: 0, stderr: 'baseline: 2 findings known, 1 taken out\n' });
    expect((await runCli(sandbox, withBaseline)).code).toBe(0);
    sandbox.write('manuscript/ch2.md', book['manuscript/ch2.md']);
    expect((await runCli(sandbox, withBaseline)).code).toBe(1);
  });

  test('updating takes out and never adds', async () => {
    const sandbox = await frozen();
    const before = sandbox.read('known.json');
    sandbox.write('manuscript/ch2.md', `${book['manuscript/ch2.md']}\n![New](new.png)\n`);
    expect((await runCli(sandbox, update)).code).toBe(1);
    expect(sandbox.read('known.json')).toBe(before);
  });

  test('a file that is gone takes its findings with it', async () => {
    const sandbox = await frozen();
    sandbox.write('manuscript/Book.txt', 'ch1.md\n');
    sandbox.remove('manuscript/ch2.md');
    expect((await runCli(sandbox, update)).stderr).toBe('baseline: 2 findings known, 1 taken out\n');
  });

  test('of a chapter that was not looked at nothing is said', async () => {
    const sandbox = await frozen();
    expect(await runCli(sandbox, ['manuscript/ch1.md', ...withBaseline])).toMatchObject({ code: 0, stderr: '' });
  });

  test('SARIF shows what is known as known', async () => {
    const sandbox = await frozen();
    const { stdout } = await runCli(sandbox, [...withBaseline, '--format', 'sarif']);
    const [first] = JSON.parse(stdout).runs[0].results;
    expect(first).toMatchObject({ baselineState: 'unchanged', suppressions: [{ kind: 'external' }] });
  });

  test.each([
    ['{', 'it is not valid JSON'],
    ['{"version": 1, "files": {"x.md": 3}}', 'is no baseline'],
    ['[]', 'is no baseline'],
  ])('a file that is none is said and left alone: %s', async (content, message) => {
    const sandbox = new CliSandbox({ ...book, 'known.json': content });
    const { code, stderr } = await runCli(sandbox, update);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(sandbox.read('known.json')).toBe(content);
  });

  test('without the file all findings are new', async () => {
    const { code, stderr } = await runCli(new CliSandbox(book), withBaseline);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'note: there is no baseline yet; --update-baseline writes it\n',
    });
  });
});
