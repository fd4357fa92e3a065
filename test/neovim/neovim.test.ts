import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshlyBuilt } from '../support/built.ts';
import { ensureNeovim } from './install.ts';

const root = path.resolve(import.meta.dirname, '../..');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'handbook-neovim-'));

beforeAll(() => {
  ensureNeovim((line) => console.log(line));
  if (freshlyBuilt()) return;
  const build = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  expect(build.stderr).toBe('');
}, 300_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('attaches with README’s lines, shows, jumps, renames and fixes', () => {
  const book = path.join(scratch, 'book');
  const bin = path.join(scratch, 'bin');
  mkdirSync(book);
  mkdirSync(bin);
  writeFileSync(path.join(book, 'Book.txt'), 'one.md\ntwo.md\n');
  writeFileSync(
    path.join(book, 'one.md'),
    '# One\n\nSee [two](#ch-two).\n\nLorem ipsum dolor sit amet, consetetur sadipscing elitr.\n',
  );
  writeFileSync(path.join(book, 'two.md'), '{id: ch-two}\n# Two\n\nText.\n');
  const server = path.join(bin, 'handbook-language-server');
  writeFileSync(server, `#!/bin/sh\nexec "${process.execPath}" "${path.join(root, 'dist/server.cjs')}" "$@"\n`);
  chmodSync(server, 0o755);
  const config = path.join(scratch, 'init.lua');
  writeFileSync(config, /```lua\n([\s\S]*?)```/.exec(readFileSync(path.join(root, 'README.md'), 'utf8'))![1]!);

  const { stdout, stderr, status } = spawnSync(
    'nvim',
    ['--headless', '-u', 'NONE', '-i', 'NONE', '-c', `luafile ${path.join(import.meta.dirname, 'session.lua')}`],
    {
      encoding: 'utf8',
      timeout: 90_000,
      env: {
        ...process.env,
        PATH: `${bin}${path.delimiter}${process.env.PATH}`,
        CONFIG: config,
        BOOK: book,
        XDG_STATE_HOME: scratch,
        XDG_CACHE_HOME: scratch,
      },
    },
  );
  expect(stdout.trim().split('\n'), stderr).toEqual([
    'diagnostic: 1 missing-id',
    'diagnostic: 5 lorem-ipsum',
    'definition: two.md:1',
    'rename: See [two](#ch-second).',
    'offered: Add {id: ch-one}',
    'fixed: {id: ch-one} # One',
    'left: lorem-ipsum',
  ]);
  expect(status).toBe(0);
}, 120_000);
