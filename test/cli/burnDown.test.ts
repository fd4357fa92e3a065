import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { CliSandbox } from '../support/cliSandbox.ts';
import { runCli } from '../support/runCli.ts';

test('the page draws what was left to do over the last commits, from git', async () => {
  const sandbox = new CliSandbox({
    'manuscript/Book.txt': 'ch1.md\n',
    'manuscript/ch1.md': '# One\n\nTODO: write this.\n\nTODO: and that.\n',
  });
  const git = (date: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
      cwd: sandbox.path('.'),
      env: { ...process.env, GIT_AUTHOR_DATE: `${date}T12:00:00Z`, GIT_COMMITTER_DATE: `${date}T12:00:00Z` },
      stdio: 'ignore',
    });
  git('2026-01-01', 'init');
  git('2026-01-01', 'add', '.');
  git('2026-01-01', 'commit', '-m', 'first');
  sandbox.write('manuscript/ch1.md', '{id: one}\n# One\n\nWritten.\n\nTODO: and that.\n');
  git('2026-02-01', 'commit', '-am', 'second');
  sandbox.write('manuscript/ch1.md', '{id: one}\n# One\n\nWritten, and that, too.\n');
  const { stdout } = await runCli(sandbox, ['--format', 'html']);
  expect(stdout).toContain(
    '<li>2026-01-01: 3 findings, 2 placeholders</li><li>2026-02-01: 1 finding, 1 placeholder</li>',
  );
  expect(stdout).toMatch(/: 0 findings, 0 placeholders<\/li><\/ol>/);
  expect(stdout).toMatch(/aria-label="3 findings and 2 placeholders on 2026-01-01, 0 findings and 0 placeholders on /);
});

test('without a history the page has no such part', async () => {
  const { stdout } = await runCli(new CliSandbox({ 'manuscript/Book.txt': 'a.md\n', 'manuscript/a.md': '# A\n' }), [
    '--format',
    'html',
  ]);
  expect(stdout).not.toContain('history-title');
});
