import { utimesSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { digestOfBytes } from '../../server/src/cli/storedLines.ts';
import { CliSandbox } from '../support/cliSandbox.ts';
import { runCli, timeless } from '../support/runCli.ts';
import { tinyPng } from '../support/tinyPng.ts';

const files = {
  'book/Book.txt': 'ch1.md\nch2.md\n',
  'book/ch1.md': '{id: ch-one}\n# One\n\nSee [two](#ch-two) and ![P](plan.png).\n\nTODO: more\n',
  'book/ch2.md': '{id: ch-two}\n# Two\n\nText.\n',
  'book/resources/plan.png': tinyPng,
};

/** Files that had been there for long when the run before looked at them. */
function settle(sandbox: CliSandbox, names: readonly string[] = Object.keys(files)): void {
  for (const name of names) utimesSync(sandbox.path(name), 1_700_000_000, 1_700_000_000);
}

async function lint(sandbox: CliSandbox, flags = '', today?: string): Promise<string> {
  const args = ['lint', '--format', 'json', ...flags.split(' ').filter((flag) => flag !== ''), 'book'];
  const { stdout, stderr, code } = await runCli(sandbox, args, { today });
  expect(stderr).toBe('');
  return `${code}\n${timeless(stdout)}`;
}

/** Puts another word into the kept findings, so that it shows where they are used. */
function mark(sandbox: CliSandbox): void {
  const [name] = sandbox.names('.handbook-cache').filter((file) => file.startsWith('run-'));
  const [, body = ''] = sandbox.read(`.handbook-cache/${name}`).split('\n');
  const marked = body.replaceAll('TODO', 'KEPT');
  const lines = `${marked}\n`;
  sandbox.write(`.handbook-cache/${name}`, `${digestOfBytes(Buffer.from(lines))}\n${lines}`);
}

async function keptSandbox(flags = '--cache'): Promise<CliSandbox> {
  const sandbox = new CliSandbox(files);
  settle(sandbox);
  await lint(sandbox, flags);
  mark(sandbox);
  return sandbox;
}

describe('a run over a book in which nothing changed', () => {
  it('gives what the run before found', async () => {
    const sandbox = await keptSandbox();
    expect(await lint(sandbox, '--cache')).toContain('KEPT');
    expect(await lint(sandbox, '--cache --threads 2')).toContain('KEPT');
    expect(await lint(sandbox)).not.toContain('KEPT');
  });

  it('knows files by their content where a checkout gave them another time', async () => {
    const sandbox = await keptSandbox();
    for (const name of Object.keys(files)) utimesSync(sandbox.path(name), 1_800_000_000, 1_800_000_000);
    expect(await lint(sandbox, '--cache')).toContain('KEPT');
  });

  it('is not disturbed by its own report and cache', async () => {
    const sandbox = new CliSandbox(files);
    settle(sandbox);
    const flags = '--cache --cache-location book/kept --output book/report.json';
    await lint(sandbox, flags);
    const [name] = sandbox.names('book/kept').filter((file) => file.startsWith('run-'));
    const kept = sandbox.read(`book/kept/${name}`);
    await lint(sandbox, flags);
    expect(sandbox.read(`book/kept/${name}`)).toBe(kept);
  });

  it('is another run with other flags, or with what the flags do not let it keep', async () => {
    const sandbox = await keptSandbox();
    for (const flags of [
      '--cache --preset strict',
      '--cache --rule missing-id=off',
      '--cache --shard 1/2',
      '--cache --diff',
    ])
      expect(await lint(sandbox, flags)).not.toContain('KEPT');
  });

  it('is made anew where the kept file is damaged', async () => {
    const sandbox = await keptSandbox();
    const [name] = sandbox.names('.handbook-cache').filter((file) => file.startsWith('run-'));
    sandbox.write(`.handbook-cache/${name}`, sandbox.read(`.handbook-cache/${name}`).replace('KEPT', 'TODO'));
    expect(await lint(sandbox, '--cache')).not.toContain('KEPT');
  });
});

const changes: Readonly<Record<string, (sandbox: CliSandbox) => void>> = {
  'a chapter that changed': (sandbox) => sandbox.write('book/ch2.md', '{id: ch-too}\n# Two\n\nText.\n'),
  'a chapter of the same size': (sandbox) => {
    sandbox.write('book/ch1.md', files['book/ch1.md'].replace('TODO: more', 'Text: more'));
    utimesSync(sandbox.path('book/ch1.md'), 1_700_000_001, 1_700_000_001);
  },
  'a chapter that came': (sandbox) => sandbox.write('book/ch3.md', '# Three\n'),
  'a picture that went': (sandbox) => sandbox.remove('book/resources/plan.png'),
  'a picture that is another': (sandbox) => sandbox.write('book/resources/plan.png', 'GIF89a'),
  'another Book.txt': (sandbox) => sandbox.write('book/Book.txt', 'ch1.md\n'),
  'a handbook.json above the book': (sandbox) =>
    sandbox.write('handbook.json', '{ "rules": { "placeholder-marker": "off" } }\n'),
  'a link lock': (sandbox) => sandbox.write('book/handbook.links.json', '{ "version": 1, "links": {} }\n'),
};

describe('a run that keeps its outcome finds what one without does, after', () => {
  for (const [name, change] of Object.entries(changes)) {
    it(name, async () => {
      const sandbox = await keptSandbox();
      change(sandbox);
      const fresh = await lint(sandbox);
      expect(await lint(sandbox, '--cache')).toBe(fresh);
      expect(await lint(sandbox, '--cache')).toBe(fresh);
    });
  }
});
