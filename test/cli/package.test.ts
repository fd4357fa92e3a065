import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ruleNames } from '../../server/tools/ruleFiles.ts';
import { startServer } from '../support/serverProcess.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { version, scripts, bin } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** A book with one error. */
const book = { 'Book.txt': 'ch.md\n', 'ch.md': '{id: x}\n# X\n\n![P](gone.png)\n' };

let scratch: string;
let tarball: string;
let packed: readonly string[];

/** What is not there must not be fetched: npm is told to stay offline, and has nothing of its own to fall back on. */
function npmEnv(): NodeJS.ProcessEnv {
  const home = path.join(scratch, 'home');
  return {
    PATH: process.env.PATH,
    HOME: home,
    npm_config_cache: path.join(home, 'cache'),
    npm_config_offline: 'true',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
  };
}

function run(command: string, args: readonly string[], cwd: string) {
  const done = spawnSync(command, args, { cwd, env: npmEnv(), encoding: 'utf8' });
  if (done.error) throw done.error;
  return { code: done.status, stdout: done.stdout, stderr: done.stderr };
}

beforeAll(() => {
  scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'handbook-package-')));
  const staged = path.join(scratch, 'staged');
  // Packed from a copy: what is built here must not come between tests that use the folder's own build.
  for (const name of ['package.json', '.npmignore', '.vscodeignore', 'README.md', 'CHANGELOG.md', 'LICENSE']) {
    cpSync(path.join(root, name), path.join(staged, name));
  }
  for (const name of ['server', 'client', 'snippets', 'test/cli']) {
    cpSync(path.join(root, name), path.join(staged, name), { recursive: true });
  }
  const built = spawnSync('npx', ['tsx', 'server/tools/build.ts', '--outdir', path.join(staged, 'dist')], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(built.stderr).toBe('');
  const { stdout, code, stderr } = run('npm', ['pack', '--ignore-scripts', '--json'], staged);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const [pack] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  tarball = path.join(staged, pack.filename);
  packed = pack.files.map((file) => file.path).sort();
  mkdirSync(path.join(scratch, 'book'));
  for (const [name, text] of Object.entries(book)) writeFileSync(path.join(scratch, 'book', name), text);
}, 120_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the npm package', () => {
  test('holds the program, the pages, the schemas, and nothing else', () => {
    const pages = ruleNames().map((name) => `dist/rules/${name}.md`);
    const own = [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'package.json',
      'dist/THIRD-PARTY-NOTICES.txt',
      ...['cli', 'languageServer', 'lsp', 'lspServer', 'server', 'undici'].map((name) => `dist/${name}.cjs`),
    ];
    const schemas = ['server/schema/handbook.schema.json', 'server/schema/report.schema.json'];
    expect(packed).toEqual([...own, ...pages, ...schemas].sort());
    for (const program of Object.values(bin)) expect(packed).toContain(program);
  });

  test('is built before it is packed, and needs no other package', () => {
    expect(scripts.prepack).toBe('npm run build');
    const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(
      readFileSync(path.join(root, 'package.json'), 'utf8'),
    );
    expect({ dependencies, optionalDependencies, peerDependencies }).toEqual({});
    for (const name of ['install', 'preinstall', 'postinstall', 'prepare']) expect(scripts[name]).toBeUndefined();
  });
});

describe('installed for all, without a network', () => {
  let prefix: string;
  const installed = (name: string) => path.join(prefix, process.platform === 'win32' ? name : `bin/${name}`);

  beforeAll(() => {
    prefix = path.join(scratch, 'prefix');
    const { code, stderr } = run('npm', ['install', '--global', '--prefix', prefix, tarball], scratch);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  }, 120_000);

  test('both names are there and lint from any folder', () => {
    expect(run(installed('handbook-lint'), ['--version'], scratch).stdout).toBe(`handbook-lint ${version}\n`);
    for (const [name, ...args] of [
      ['handbook-lint'],
      ['handbook-lint', 'lint'],
      ['handbook-language-server'],
      ['handbook-language-server', 'lint'],
    ]) {
      const { code, stdout, stderr } = run(installed(name!), [...args, 'book', '--format', 'json'], scratch);
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      expect(JSON.parse(stdout).findings).toMatchObject([{ rule: 'missing-image', file: 'book/ch.md' }]);
    }
  });

  test('threads start, and give the same', () => {
    const report = (...args: string[]) => {
      const { stdout } = run(installed('handbook-lint'), ['book', '--format', 'json', ...args], scratch);
      return { ...JSON.parse(stdout), summary: undefined };
    };
    expect(report('--threads', '3')).toEqual(report());
  });

  test('rules find their pages', () => {
    expect(run(installed('handbook-lint'), ['explain', 'missing-image'], scratch).stdout).toMatch(/^# missing-image\n/);
    const { rules } = JSON.parse(run(installed('handbook-lint'), ['rules', '--format', 'json'], scratch).stdout);
    for (const { page } of rules) expect(packed).toContain(page);
    const { runs } = JSON.parse(run(installed('handbook-lint'), ['book', '--format', 'sarif'], scratch).stdout);
    for (const { help } of runs[0].tool.driver.rules) expect(help.text).not.toBe('');
  });

  test('the server answers an editor', async () => {
    const { client, ended } = await startServer(installed('handbook-language-server'), 'stdio');
    await client.start();
    expect(client.initialized.serverInfo).toEqual({ name: 'handbook-lint', version });
    await client.stop();
    expect(await ended).toBe(0);
  });
});

test('npx runs it from the tarball, without a network', () => {
  const { code, stdout } = run('npx', ['--yes', `--package=${tarball}`, 'handbook-lint', 'book'], scratch);
  expect(code).toBe(1);
  expect(stdout).toContain('gone.png');
  expect(existsSync(path.join(scratch, 'node_modules'))).toBe(false);
});
