import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { CliSandbox } from '../support/cliSandbox.ts';
import { runCli } from '../support/runCli.ts';

const broken = (name: string) => `{id: ${name}}\n# ${name}\n\n![P](${name}.png)\n`;
const book = {
  'docs/manuscript/Book.txt': 'a.md\nb.md\nc.md\n',
  'docs/manuscript/a.md': broken('a'),
  'docs/manuscript/b.md': broken('b'),
  'docs/manuscript/c.md': broken('c'),
};

/** A repository with one commit, on a branch `main`, and a branch checked out that starts there. */
function repository(): CliSandbox & { git: (...args: string[]) => string } {
  const sandbox = new CliSandbox(book);
  const env = { PATH: process.env.PATH, HOME: sandbox.folder, GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
      cwd: sandbox.folder,
      env,
      encoding: 'utf8',
    });
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'One');
  git('checkout', '-q', '-b', 'work');
  return Object.assign(sandbox, { git });
}

async function listed(sandbox: CliSandbox, args: readonly string[] = ['--changed-since', 'main'], cwd = 'docs') {
  const { stdout, stderr, code } = await runCli(sandbox, ['--format', 'json', ...args], { cwd });
  const findings: { file: string; rule: string }[] = stdout === '' ? [] : JSON.parse(stdout).findings;
  return { files: findings.map(({ file }) => file), stderr, code };
}

describe('--changed-since', () => {
  test('lists what was changed, committed or not, or is new', async () => {
    const repo = repository();
    expect(await listed(repo)).toEqual({ files: [], stderr: 'note: no chapter has changed since main\n', code: 0 });
    repo.write('docs/manuscript/b.md', `${broken('b')}\nMore.\n`);
    expect((await listed(repo)).files).toEqual(['manuscript/b.md']);
    repo.git('commit', '-q', '-am', 'Two');
    expect((await listed(repo)).files).toEqual(['manuscript/b.md']);
    expect((await listed(repo, ['--changed-since', 'HEAD'])).files).toEqual([]);
  });

  test('what others changed on the other branch meanwhile does not count', async () => {
    const repo = repository();
    repo.git('checkout', '-q', 'main');
    repo.write('docs/manuscript/a.md', `${broken('a')}\nMore.\n`);
    repo.git('commit', '-q', '-am', 'Other');
    repo.git('checkout', '-q', 'work');
    repo.write('docs/manuscript/c.md', `${broken('c')}\nMore.\n`);
    expect((await listed(repo)).files).toEqual(['manuscript/c.md']);
  });

  test('a chapter whose picture was changed counts, and all where Book.txt was', async () => {
    const repo = repository();
    repo.write('docs/manuscript/resources/b.png', 'no picture');
    repo.git('add', '.');
    expect((await listed(repo)).files).toEqual(['manuscript/b.md']);
    repo.write('docs/manuscript/Book.txt', 'c.md\nb.md\na.md\n');
    expect((await listed(repo)).files).toEqual(['manuscript/c.md', 'manuscript/b.md', 'manuscript/a.md']);
  });

  test('says what it cannot do', async () => {
    const repo = repository();
    const unknown = await listed(repo, ['--changed-since', 'nowhere']);
    expect(unknown).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('git does not know the revision nowhere'),
    });
    const option = await listed(repo, ['--changed-since=--output=x']);
    expect(option).toMatchObject({ code: 2, stderr: expect.stringContaining('git does not know') });
    expect(repo.names()).not.toContain('x');
  });
});
