import fs, { chmodSync, mkdirSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { describe, expect, test } from 'vitest';
import { CliSandbox } from '../support/cliSandbox.ts';
import { runCli } from '../support/runCli.ts';

const fine = '{id: one}\n# One\n\nA text.\n';

/** Every finding as `file rule: case`, in order. */
async function lint(sandbox: CliSandbox): Promise<string[]> {
  const { stdout, stderr, code } = await runCli(sandbox, ['--format', 'json', '--fail-on', 'never']);
  expect([code, stderr.replace(/^note: .*\n/gm, '')]).toEqual([0, '']);
  const { findings } = JSON.parse(stdout) as { findings: { file: string; rule: string; case: string }[] };
  return findings.map((finding) => `${finding.file} ${finding.rule}: ${finding.case}`);
}

describe('files as disks have them', () => {
  test.each<[string, string | Uint8Array, string[]]>([
    ['nothing in it', '', []],
    ['a byte order mark only', '\uFEFF', []],
    ['lone carriage returns', '{id: two}\r# Two\r\rSee [x](#no-such).\r', ['broken-crosslink: unknown']],
    ['zero bytes', new Uint8Array(100), ['unreadable-file: binary']],
    ['UTF-16', Buffer.from('\uFEFF{id: two}\n# Two\n\nA text.\n', 'utf16le'), ['unreadable-file: utf-16']],
    ['Latin-1', Buffer.from('{id: two}\n# Caf\xe9\n\nA text.\n', 'latin1'), ['unreadable-file: invalid-utf8']],
  ])('%s', async (_, content, expected) => {
    const sandbox = new CliSandbox({ 'Book.txt': 'one.md\ntwo.md\n', 'one.md': fine, 'two.md': content });
    expect(await lint(sandbox)).toEqual(expected.map((finding) => `two.md ${finding}`));
  });

  test('200 MB under a chapter’s name are one finding, and not read', async () => {
    const sandbox = new CliSandbox({ 'Book.txt': 'one.md\ntwo.md\n', 'one.md': fine, 'two.md': '# Two\n' });
    truncateSync(sandbox.path('two.md'), 200_000_000);
    expect(await lint(sandbox)).toEqual(['two.md unreadable-file: too-large']);
  });

  test.each(['Book.txt', 'handbook.json', 'handbook.links.json', '.gitignore'])('nor is %s of 200 MB', async (name) => {
    const sandbox = new CliSandbox({ 'Book.txt': 'one.md\n', 'one.md': fine, [name]: '' });
    truncateSync(sandbox.path(name), 200_000_000);
    const { code, stdout, stderr } = await runCli(sandbox, ['--fail-on', 'never']);
    expect(stdout + stderr).not.toContain('should not have happened');
    expect(code).toBe(name === 'handbook.json' ? 2 : 0);
  });

  test.each(['a\nb.md', 'a "quoted" \'name\'.md', 'a#b?c%20d&.md', '𝒻🎉.md', 'cafe\u0301.md', ' lead.md', 'a\\b.md'])(
    'a name as odd as %j',
    async (name) => {
      // Book.txt has one name a line, trimmed, with slashes: what it cannot say is found without it.
      const sandbox = new CliSandbox({ [name]: '# Two {#x}\n\nSee [x](#no-such).\n' });
      const found = await lint(sandbox);
      expect(found).toContain(`${name} broken-crosslink: unknown`);
      expect((await runCli(sandbox, ['--fix'])).stderr).not.toContain('was not fixed');
    },
  );

  test('composed and decomposed letters are one name', async () => {
    const sandbox = new CliSandbox({ 'Book.txt': 'caf\u00e9.md\n', 'cafe\u0301.md': fine });
    expect(await lint(sandbox)).toEqual([]);
  });

  test('another case is another name, whatever this disk thinks', async () => {
    const sandbox = new CliSandbox({ 'Book.txt': 'ONE.md\n', 'one.md': fine });
    expect(await lint(sandbox)).toEqual(['Book.txt book-entry: case']);
  });
});

describe.skipIf(process.platform === 'win32')('links and rights', () => {
  test('a circle of links, one to nothing and one to a folder', async () => {
    const sandbox = new CliSandbox({ 'Book.txt': 'one.md\nloop.md\ngone.md\nsub.md\n', 'one.md': fine });
    symlinkSync('loop.md', sandbox.path('loop.md'));
    symlinkSync('nowhere', sandbox.path('gone.md'));
    symlinkSync('.', sandbox.path('self'));
    mkdirSync(sandbox.path('sub.md'));
    const found = await lint(sandbox);
    expect(found.map((one) => one.replace(/ .*:/, ':'))).toEqual([
      'Book.txt: folder',
      'loop.md: unreadable',
      'gone.md: unreadable',
    ]);
  });

  // Nothing is forbidden to the superuser.
  test.skipIf(process.getuid?.() === 0)('no right to read a file or a folder', async () => {
    const sandbox = new CliSandbox({
      'Book.txt': 'one.md\ntwo.md\n',
      'one.md': fine,
      'two.md': '',
      'sub/three.md': '',
    });
    chmodSync(sandbox.path('two.md'), 0);
    chmodSync(sandbox.path('sub'), 0);
    expect(await lint(sandbox)).toEqual(['two.md unreadable-file: unreadable']);
  });
});

describe('a disk that changes between listing and reading', () => {
  const changes: readonly [string, (path: string) => void, string[]][] = [
    ['a file vanishes', (path) => rmSync(path), ['two.md unreadable-file: unreadable']],
    [
      'a file turns into a folder',
      (path) => {
        rmSync(path);
        mkdirSync(path);
      },
      ['two.md unreadable-file: unreadable'],
    ],
    [
      'a file changes',
      (path) => fs.writeFileSync(path, '{id: two}\n# Two\n\nSee [x](#no-such).\n'),
      ['two.md broken-crosslink: unknown'],
    ],
    ['a file shrinks to nothing', (path) => truncateSync(path, 0), []],
  ];

  test.each(changes)('%s', async (_, change, expected) => {
    const sandbox = new CliSandbox({
      'Book.txt': 'one.md\ntwo.md\n',
      'one.md': fine,
      'two.md': fine.replaceAll('one', 'two'),
    });
    let found: string[] = [];
    await afterListing(
      () => change(sandbox.path('two.md')),
      async () => {
        found = await lint(sandbox);
      },
    );
    expect(found).toEqual(expected);
  });
});

/** Does something to the disk when the folder of a book has been listed, before what is in it can be read. */
async function afterListing(change: () => void, work: () => Promise<void>): Promise<void> {
  const original = fs.readdirSync;
  let listings = 0;
  Object.assign(fs, {
    readdirSync: (...args: Parameters<typeof original>) => {
      const entries = original(...args);
      // The first is made to find the book, the second to read it.
      if (++listings === 2) change();
      return entries;
    },
  });
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    Object.assign(fs, { readdirSync: original });
    syncBuiltinESMExports();
  }
}
