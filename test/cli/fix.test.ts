import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CliSandbox } from '../support/cliSandbox.ts';
import { countSteps, runKilledBefore } from '../support/killedRun.ts';

const book = {
  'manuscript/Book.txt': 'ch1.md\nch2.md\n',
  'manuscript/resources/Map.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
  'manuscript/ch1.md': '{id: ch-regions}\n# Regions\n\n![A map](map.svg)\n',
  'manuscript/ch2.md': '# Networks\n\nText.\n\n# Borders\n\n![Gone](gone.png)\n',
};
const fixed = {
  'manuscript/ch1.md': '{id: ch-regions}\n# Regions\n\n![A map](Map.svg)\n',
  'manuscript/ch2.md': '{id: ch-networks}\n# Networks\n\nText.\n\n{id: ch-borders}\n# Borders\n\n![Gone](gone.png)\n',
};

describe('--fix', () => {
  test('writes the safe fixes, reports what is left, and does nothing the second time', async () => {
    const sandbox = new CliSandbox(book);
    const first = await sandbox.run(['--fix', '--format', 'json']);
    expect(first.stderr).toBe('fixed: 3 fixes in 2 files\n');
    expect(JSON.parse(first.stdout).findings).toMatchObject([{ rule: 'missing-image', range: { start: { line: 9 } } }]);
    expect(first.code).toBe(1);
    for (const [name, text] of Object.entries(fixed)) expect(sandbox.read(name)).toBe(text);

    const second = await sandbox.run(['--fix', '--format', 'json']);
    expect(second.stderr).toBe('');
    for (const [name, text] of Object.entries(fixed)) expect(sandbox.read(name)).toBe(text);
    expect(sandbox.names('manuscript')).toEqual(['Book.txt', 'ch1.md', 'ch2.md', 'resources']);
  });

  test('changes only the files named', async () => {
    const sandbox = new CliSandbox(book);
    await sandbox.run(['--fix', 'manuscript/ch1.md']);
    expect(sandbox.read('manuscript/ch1.md')).toBe(fixed['manuscript/ch1.md']);
    expect(sandbox.read('manuscript/ch2.md')).toBe(book['manuscript/ch2.md']);
  });

  test('keeps the byte order mark, the line ends and the mode', async () => {
    const sandbox = new CliSandbox({ 'ch.md': '\uFEFFIntro.\r\n\r\n# Networks\r\n\r\n{id: x}\r\nText.\r\n' });
    sandbox.setMode('ch.md', 0o640);
    await sandbox.run(['--fix']);
    expect(sandbox.read('ch.md')).toMatch(
      /^\uFEFFIntro\.\r\n\r\n\{id: [\w-]+\}\r\n# Networks\r\n\r\n\{id: x\}\r\nText\.\r\n$/,
    );
    if (process.platform !== 'win32') expect(sandbox.mode('ch.md')).toBe(0o640);
  });

  test.skipIf(process.platform === 'win32')('writes through a symbolic link and leaves it one', async () => {
    const sandbox = new CliSandbox({
      'shared/regions.md': '# Regions\n\n{id: x}\nText.\n',
      'book/Book.txt': 'ch.md\n',
    });
    symlinkSync('../shared/regions.md', sandbox.path('book/ch.md'));
    await sandbox.run(['--fix', 'book']);
    expect(sandbox.read('shared/regions.md')).toMatch(/^\{id: /);
    expect(sandbox.names('book')).toEqual(['Book.txt', 'ch.md']);
    expect(sandbox.read('book/ch.md')).toBe(sandbox.read('shared/regions.md'));
  });

  test.skipIf(process.platform === 'win32')('two books that share a chapter fix it once', async () => {
    const text = '# Regions\n\n{id: x}\nText.\n';
    const sandbox = new CliSandbox({ 'a/Book.txt': 'linked.md\n', 'b/Book.txt': 'ch.md\n', 'b/ch.md': text });
    symlinkSync('../b/ch.md', sandbox.path('a/linked.md'));
    const { stderr, code } = await sandbox.run(['--fix', 'b', 'b/Book.txt', 'b/ch.md', 'a']);
    expect({ stderr, code }).toEqual({ stderr: 'fixed: 1 fix in 1 file\n', code: 0 });
    expect(sandbox.read('b/ch.md').match(/\{id: /g)).toHaveLength(2);
  });

  // The superuser may write to read-only files, here as with any program.
  test.skipIf(process.getuid?.() === 0)('does not touch a read-only file, says so, and goes on', async () => {
    const sandbox = new CliSandbox(book);
    sandbox.setMode('manuscript/ch1.md', 0o444);
    const { code, stderr } = await sandbox.run(['--fix']);
    expect(code).toBe(2);
    expect(stderr).toContain('error: manuscript/ch1.md was not fixed: permission denied');
    expect(sandbox.read('manuscript/ch1.md')).toBe(book['manuscript/ch1.md']);
    expect(sandbox.read('manuscript/ch2.md')).toBe(fixed['manuscript/ch2.md']);
  });

  test('does not write a file that is not UTF-8, which it could not give back as it was', async () => {
    const latin = Buffer.from('# Caf\xe9\n\n{id: x}\nText.\n', 'latin1');
    const sandbox = new CliSandbox({ 'ch.md': latin });
    const { stderr, code } = await sandbox.run(['--fix']);
    expect(stderr).toContain('ch.md was not fixed: it is not valid UTF-8');
    expect(code).toBe(2);
    expect(Buffer.from(sandbox.bytes('ch.md')).equals(latin)).toBe(true);
  });

  test('killed at any moment, it leaves every file whole, and the next run ends the work', async () => {
    const names = Array.from({ length: 5 }, (_, n) => `ch${n}.md`);
    const text = (n: number) => `${`Words of chapter ${n}.\n\n`.repeat(100)}# Chapter ${n}\n\nText.\n`;
    const before = Object.fromEntries(names.map((name, n) => [name, text(n)]));
    const after = Object.fromEntries(
      names.map((name, n) => [name, text(n).replace(`# Chapter ${n}`, `{id: chapter-${n}}\n# Chapter ${n}`)]),
    );
    const unfixed = () => new CliSandbox({ ...before, 'Book.txt': `${names.join('\n')}\n` });
    const steps = await countSteps(unfixed(), ['--fix', ...names]);
    expect(steps).toBeGreaterThanOrEqual(5 * names.length);

    const moments = fc.sample(fc.integer({ min: 1, max: steps }), { numRuns: 12, seed: 1 });
    for (const moment of new Set([1, steps, ...moments])) {
      const sandbox = unfixed();
      expect((await runKilledBefore(sandbox, ['--fix', ...names], moment)).code).toBeNull();
      const done = names.filter((name) => sandbox.read(name) === after[name]);
      for (const name of names) if (!done.includes(name)) expect(sandbox.read(name)).toBe(before[name]);
      expect(done).toEqual(names.slice(0, done.length));
      await sandbox.run(['--fix', ...names]);
      for (const name of names) expect(sandbox.read(name)).toBe(after[name]);
    }
  }, 60_000);

  test('leaves unsafe fixes alone, and lets configuration turn fixes off with their rule', async () => {
    const sandbox = new CliSandbox(book);
    await sandbox.run(['--fix', '--rule', 'missing-id=off', '--rule', 'image-case=off']);
    for (const name of Object.keys(fixed)) expect(sandbox.read(name)).toBe(book[name as keyof typeof book]);
  });
});

describe('--diff', () => {
  test('shows what --fix would write, as patch reads it, and writes nothing', async () => {
    const sandbox = new CliSandbox(book);
    const { stdout, stderr, code } = await sandbox.run(['--diff']);
    expect(stderr).toBe('');
    expect(stdout).toMatchInlineSnapshot(`
      "--- a/manuscript/ch1.md
      +++ b/manuscript/ch1.md
      @@ -1,4 +1,4 @@
       {id: ch-regions}
       # Regions
       
      -![A map](map.svg)
      +![A map](Map.svg)
      --- a/manuscript/ch2.md
      +++ b/manuscript/ch2.md
      @@ -1,7 +1,9 @@
      +{id: ch-networks}
       # Networks
       
       Text.
       
      +{id: ch-borders}
       # Borders
       
       ![Gone](gone.png)
      "
    `);
    expect(code).toBe(1);
    for (const name of Object.keys(fixed)) expect(sandbox.read(name)).toBe(book[name as keyof typeof book]);
  });

  test('is applied by git as it is, Windows line ends and a missing last one included', async () => {
    const files = { ...book, 'manuscript/ch2.md': '# Networks\r\n\r\nText.\r\n\r\n# Borders' };
    const sandbox = new CliSandbox(files);
    const { stdout } = await sandbox.run(['--diff']);
    execFileSync('git', ['apply', '-'], { cwd: sandbox.folder, input: stdout });
    const other = new CliSandbox(files);
    await other.run(['--fix']);
    expect(sandbox.read('manuscript/ch2.md')).toBe(other.read('manuscript/ch2.md'));
    expect(sandbox.read('manuscript/ch2.md')).toBe(
      '{id: ch-networks}\r\n# Networks\r\n\r\nText.\r\n\r\n{id: ch-borders}\r\n# Borders',
    );
  });

  test('is empty where there is nothing to fix', async () => {
    const { stdout, code } = await new CliSandbox({ 'ch.md': '{id: x}\n# X\n\nText.\n' }).run(['--diff']);
    expect({ stdout, code }).toEqual({ stdout: '', code: 0 });
  });

  test('a report beside it goes to its file', async () => {
    const sandbox = new CliSandbox(book);
    const { stdout } = await sandbox.run(['--diff', '--format', 'json', '--output', 'report.json']);
    expect(stdout).toMatch(/^--- a\/manuscript\/ch1\.md\n/);
    expect(JSON.parse(sandbox.read('report.json')).findings).toHaveLength(4);
  });
});
