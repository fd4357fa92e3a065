import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { CliSandbox } from '../support/cliSandbox.ts';
import { runCli } from '../support/runCli.ts';

const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];
const isThere = (shell: Shell) => spawnSync(shell, ['-c', 'true']).status === 0;
const unlessThere = (shell: Shell) => (isThere(shell) ? '' : ` (skipped: there is no ${shell} here)`);

/** What is typed, and the words the shell offers for its end. */
const cases: readonly (readonly [typed: string, offered: string])[] = [
  ['stat', 'status'],
  ['--form', '--format'],
  ['--format sar', 'sarif'],
  ['explain lorem', 'lorem-ipsum'],
  ['--rule lorem', 'lorem-ipsum='],
  ['links upd', 'update'],
  ['links update --max', '--max-age'],
  ['completion f', 'fish'],
  ['chapter.md --hin', '--hints'],
  ['--baseline known', 'known.json'],
  ['chap', 'chapter.md'],
];

async function sandboxWith(shell: Shell): Promise<CliSandbox> {
  const sandbox = new CliSandbox({ 'chapter.md': '', 'known.json': '' });
  const { stdout, code } = await runCli(sandbox, ['completion', shell]);
  expect(code).toBe(0);
  sandbox.write('script', stdout);
  return sandbox;
}

function runShell(sandbox: CliSandbox, shell: Shell, args: readonly string[]): string {
  const env = { PATH: process.env.PATH, HOME: sandbox.folder, TERM: 'dumb' };
  const { stdout, stderr } = spawnSync(shell, args, { cwd: sandbox.folder, env, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

describe.each(shells)('completion in %s', (shell) => {
  test('names every kind of word', async () => {
    const script = (await sandboxWith(shell)).read('script');
    for (const word of ['changed-since', 'explain', 'lorem-ipsum', 'checkstyle']) expect(script).toContain(word);
  });

  test.skipIf(!isThere(shell))(`is a script the shell can read${unlessThere(shell)}`, async () => {
    runShell(await sandboxWith(shell), shell, ['-n', 'script']);
  });
});

/** Asks the function that bash would ask; where it knows nothing, files are bash's own to offer. */
test.skipIf(!isThere('bash'))(`bash offers what it should${unlessThere('bash')}`, async () => {
  const sandbox = await sandboxWith('bash');
  for (const [typed, offered] of cases.slice(0, 9)) {
    const words = ['handbook-lint', ...typed.split(' ')];
    const script = `compopt() { :; }; source ./script; COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}
      _handbook_lint; printf '%s\n' "\${COMPREPLY[@]}"`;
    expect([typed, runShell(sandbox, 'bash', ['-c', script]).trim()]).toEqual([typed, offered]);
  }
});

test.skipIf(!isThere('fish'))(`fish offers what it should${unlessThere('fish')}`, async () => {
  const sandbox = await sandboxWith('fish');
  for (const [typed, offered] of cases) {
    const script = `source script; complete -C 'handbook-lint ${typed}'`;
    const lines = runShell(sandbox, 'fish', ['--no-config', '-c', script]).trim().split('\n');
    expect([typed, ...lines.map((line) => line.split('\t')[0])]).toEqual([typed, offered]);
  }
});

/** zsh completes in a terminal only: a second zsh is given one, in which the program is a function that says its words. */
const typing = String.raw`
zmodload zsh/zpty
zpty typed zsh -f -i
zpty -w typed "PROMPT=''; unsetopt beep; handbook-lint() { print -r -- \"GOT<\$*>\" }; $1; print READY=\$?"
zpty -r typed out '*READY=0*' || exit 3
shift
for line in "$@"; do
  zpty -w -n typed "handbook-lint $line"$'\t\n'
  zpty -r typed out '*GOT<*>*'
  print -r -- "${'$'}{${'$'}{out##*GOT<}%%>*}"
done
`;

test.skipIf(!isThere('zsh')).each([
  ['read at its start', 'source ./script'],
  [
    'found in fpath',
    'mkdir functions; cp script functions/_handbook-lint; fpath=($PWD/functions $fpath); autoload -U compinit; compinit -D',
  ],
])(`zsh offers what it should, %s${unlessThere('zsh')}`, async (_, install) => {
  const sandbox = await sandboxWith('zsh');
  sandbox.write('typing', typing);
  const lines = runShell(sandbox, 'zsh', ['-f', 'typing', install, ...cases.map(([typed]) => typed)]);
  const expected = cases.map(([typed, offered]) => [...typed.split(' ').slice(0, -1), offered].join(' '));
  expect(lines.trim().split('\n')).toEqual(expected);
});
