import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CliSandbox, cliProgram } from '../support/cliSandbox.ts';
import { timeless } from '../support/runCli.ts';
import { tinyPng } from '../support/tinyPng.ts';

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

/** Runs as somebody who may read and not write, and not everything: root may do all, whatever a file's mode says. */
function runAsReader(sandbox: CliSandbox, args: readonly string[]) {
  const isRoot = process.getuid?.() === 0;
  const program = path.join(sandbox.folder, '..', `${path.basename(sandbox.folder)}-program`);
  cpSync(path.dirname(cliProgram()), program, { recursive: true });
  onTestFinished(() => rmSync(program, { recursive: true, force: true }));
  for (const folder of [program, sandbox.folder]) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const mode = entry.name.startsWith('secret') ? 0 : entry.isDirectory() ? 0o555 : 0o444;
      chmodSync(path.join(entry.parentPath, entry.name), mode);
    }
    chmodSync(folder, 0o555);
  }
  onTestFinished(() => {
    for (const folder of [program, sandbox.folder]) spawnSync('chmod', ['-R', 'u+rwX', folder]);
  });
  const done = spawnSync(process.execPath, [path.join(program, 'server.cjs'), ...args], {
    cwd: sandbox.folder,
    encoding: 'utf8',
    env: {},
    ...(isRoot && { uid: 65534, gid: 65534 }),
  });
  return { code: done.status, stdout: done.stdout, stderr: done.stderr };
}

describe.skipIf(process.platform !== 'linux')('where nothing may be written', () => {
  const faulty = { 'Book.txt': 'ch.md\n', 'ch.md': '# X\n\n![P](gone.png)\n' };
  const quiet = { code: 1, stderr: '' };

  test.each([[[]], [['--cache']], [['--threads', '2']], [['status']], [['links', 'check', '--only', 'none']]])(
    '%j works',
    (args) => {
      const { code, stderr, stdout } = runAsReader(new CliSandbox(faulty), args);
      expect({ code: code === 2 ? 2 : 'fine', stderr }).toEqual({ code: 'fine', stderr: '' });
      expect(stdout).not.toBe('');
    },
  );

  test('what would have to be written is named, and the run has failed', () => {
    const sandbox = new CliSandbox(faulty);
    expect(runAsReader(sandbox, ['--fix'])).toMatchObject({
      code: 2,
      stderr: 'error: ch.md was not fixed: permission denied\n',
    });
    expect(sandbox.read('ch.md')).toBe(faulty['ch.md']);
    expect(runAsReader(new CliSandbox(faulty), ['--output', 'out/report.txt']).stderr).toBe(
      'error: the report cannot be written to out/report.txt: permission denied\n',
    );
    expect(runAsReader(new CliSandbox(faulty), ['init'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/handbook\.json cannot be written: permission denied\n$/),
    });
    expect(runAsReader(new CliSandbox(faulty), ['--baseline', 'b.json', '--update-baseline'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/b\.json: permission denied\n$/),
    });
  });

  test('a chapter that may not be read, and one that is no UTF-8, are findings', () => {
    const sandbox = new CliSandbox({
      'Book.txt': 'ch.md\nsecret.md\nlatin.md\nbinary.md\n',
      'ch.md': '{id: x}\n# X\n\nText.\n',
      'secret.md': '# Secret\n',
      'latin.md': Buffer.from('{id: y}\n# Gr\xfc\xdfe\n\nText.\n', 'latin1'),
      'binary.md': Buffer.from([0, 1, 2, 255, 254, 0, 0x80, 10, 13]),
    });
    const { stdout, ...ended } = runAsReader(sandbox, ['--format', 'json', '--rule', 'missing-id=off']);
    expect(ended).toEqual(quiet);
    const found = JSON.parse(stdout).findings.map(
      ({ file, rule }: { file: string; rule: string }) => `${file} ${rule}`,
    );
    expect(found).toEqual(['secret.md unreadable-file', 'latin.md unreadable-file', 'binary.md unreadable-file']);
  });
});

describe.skipIf(process.platform !== 'linux')('a Book.txt that cannot be read', () => {
  const chapter = { 'a.md': '{id: a}\n# A\n\nText.\n' };

  function unread(kind: string): CliSandbox {
    const sandbox = new CliSandbox({ ...chapter, ...(kind === 'a picture' && { 'Book.txt': tinyPng }) });
    if (kind === 'a folder') sandbox.write('Book.txt/a.md', '# A\n');
    if (kind === 'a broken link') symlinkSync('gone.txt', sandbox.path('Book.txt'));
    return sandbox;
  }

  test.each(['a folder', 'a broken link', 'a picture'])(
    '%s: a finding, nothing false, and exit code 2',
    async (kind) => {
      const sandbox = unread(kind);
      const { stdout, stderr, code } = await sandbox.run(['--format', 'json']);
      const found = JSON.parse(stdout).findings.map((one: { file: string; rule: string }) => `${one.file} ${one.rule}`);
      expect(found).toEqual(['Book.txt unreadable-file']);
      expect({ stderr, code }).toEqual({
        stderr: 'error: Book.txt cannot be read, so nothing of this book was looked at\n',
        code: 2,
      });
      sandbox.write('report.json', stdout);
      expect((await sandbox.run(['merge', 'report.json'])).code).toBe(2);
      for (const command of [['status'], ['links', 'check']]) {
        expect(await sandbox.run(command)).toMatchObject({ stdout: '', code: 2 });
      }
    },
  );

  test('one that may not be read', () => {
    const settings = { 'handbook.json': '{ "book": "secret.txt" }' };
    const done = runAsReader(new CliSandbox({ ...chapter, ...settings, 'Book.txt': '', 'secret.txt': 'a.md\n' }), []);
    expect(done).toMatchObject({ code: 2, stderr: expect.stringContaining('secret.txt cannot be read') });
    expect(done.stdout).toContain('unreadable-file');
  });

  test.each([
    ['another encoding', Buffer.from('a.md\n# caf\xe9\n', 'latin1'), '2:6'],
    ['UTF-16', Buffer.from('\ufeffa.md\n', 'utf16le'), '1:1'],
  ])('in %s is read as well as can be: a finding, and exit code 1', async (_, list, place) => {
    const sandbox = new CliSandbox({ ...chapter, 'Book.txt': list });
    const { stdout, stderr, code } = await sandbox.run([]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 1 });
    expect(stdout).toContain(`Book.txt:${place}`);
    expect(stdout).toContain('1 problem in 1 file: 1 error');
  });
});

describe.skipIf(process.platform !== 'linux')('in a shell', () => {
  const long = {
    'ch.md': `{id: x}\n# X\n\n${Array.from({ length: 1000 }, (_, n) => `![Picture ${n}](no-${n}.png)\n`).join('\n')}`,
  };

  function shell(sandbox: CliSandbox, script: string) {
    const done = spawnSync('bash', ['-c', script, process.execPath, cliProgram()], {
      cwd: sandbox.folder,
      encoding: 'utf8',
    });
    return { stdout: done.stdout, stderr: done.stderr };
  }

  test.each(['text', 'json', 'sarif', 'html'])('| head ends a %s report silently', (format) => {
    const script = `"$0" "$1" --format ${format} | head -1 > /dev/null; echo "\${PIPESTATUS[0]}"`;
    expect(shell(new CliSandbox(long), script)).toEqual({ stdout: '1\n', stderr: '' });
  });

  test.each([['rules'], ['explain missing-id'], ['--help'], ['status']])('%s | head ends silently', (command) => {
    const script = `"$0" "$1" ${command} | true; echo "\${PIPESTATUS[0]}"`;
    expect(shell(new CliSandbox(long), script)).toEqual({ stdout: '0\n', stderr: '' });
  });

  test('one processor is enough for any number of threads', () => {
    const files = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`ch${n}.md`, `# X${n}\n\n![P](gone.png)\n`]));
    const sandbox = new CliSandbox(files);
    const one = shell(sandbox, 'taskset -c 0 "$0" "$1" --format json --threads 4 --progress 2> /dev/null');
    const many = shell(sandbox, '"$0" "$1" --format json');
    expect(timeless(one.stdout)).toBe(timeless(many.stdout));
    expect(JSON.parse(one.stdout).findings).toHaveLength(9);
  });

  test('an interrupt in the middle of the work ends it with 130, threads and all', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 1000 }, (_, n) => [`ch${n}.md`, `# X${n}\n\n${'Some words of text. '.repeat(400)}\n`]),
    );
    for (const args of [['--progress'], ['--progress', '--threads', '2'], ['--progress', '--fix', '--cache']]) {
      const sandbox = new CliSandbox(files);
      const child = sandbox.start([...args, '--output', 'report.txt']);
      const ended = once(child, 'close');
      child.stderr.once('data', () => child.kill('SIGINT'));
      expect([args, ...(await ended)]).toEqual([args, 130, null]);
      expect(sandbox.names()).not.toContain('report.txt');
      for (const name of Object.keys(files)) expect(sandbox.read(name)).toBe(files[name]);
    }
  });
});

test('backslashes in Book.txt lead where they lead on Windows', async () => {
  const sandbox = new CliSandbox({
    'Book.txt': 'part\\ch1.md\r\n.\\part\\ch2.md\r\n',
    'part/ch1.md': '{id: a}\r\n# A\r\n\r\n![P](gone.png)\r\n',
    'part/ch2.md': '{id: b}\r\n# B\r\n\r\n[To A](#a)\r\n',
  });
  const { stdout } = await sandbox.run(['--format', 'json']);
  const { books, findings } = JSON.parse(stdout);
  expect(books[0].chapters).toBe(2);
  const errors = findings.filter(({ severity }: { severity: string }) => severity === 'error');
  expect(errors).toMatchObject([{ rule: 'missing-image', file: 'part/ch1.md' }]);
  expect((await sandbox.run(['part\\ch1.md'])).stdout).toContain('gone.png');
});
