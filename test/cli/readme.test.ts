import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runScriptBeside } from '../support/ciScripts.ts';
import { CliSandbox, cliProgram } from '../support/cliSandbox.ts';
import { page, startServer } from '../support/misbehavingServer.ts';

const root = path.resolve(import.meta.dirname, '../..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

/** A book with a warning that has a safe fix, an error that has none, and the pages of a help centre. */
const book = {
  'handbook.json': '{}',
  'manuscript/Book.txt': 'ch1.md\nch2.md\n',
  'manuscript/ch1.md': '# Networks\n\nText.\n',
  'manuscript/ch2.md': '{id: b}\n# B\n\n![P](gone.png)\n',
  'docs/guide.md': '# Guide\n\n[Top](other.md#nowhere)\n\n![](plan.PNG)\n',
  'docs/plan.png': '',
  'docs/other.md': '# Other\n\nText.\n',
};

type Run = (
  line: string,
) => Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;

interface Trial {
  /** The folder it is called in. */
  readonly cwd?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly check: (line: string, run: Run, sandbox: CliSandbox) => Promise<void>;
}

const exits = (code: number, text: string): Trial => ({
  cwd: 'manuscript',
  check: async (line, run) => {
    const done = await run(line);
    expect({ ...done, stdout: done.stdout + done.stderr }).toMatchObject({
      code,
      stdout: expect.stringContaining(text),
    });
  },
});

/** A book whose one link leads to a server of the test, and what the flags for that server are. */
async function linked(run: Run, sandbox: CliSandbox, line: string): ReturnType<Run> {
  const server = await startServer({ '/quotas': page('Quotas') });
  sandbox.write('manuscript/ch2.md', `{id: b}\n# B\n\n[Quotas](${server.url('/quotas')})\n`);
  const asks = 'links update --allow-private --delay 0';
  if (!/ (check|update)/.test(line)) await run(`handbook-lint ${asks}`);
  const own = line.replace('https://docs.example.com/quotas', server.url('/quotas'));
  return run(own.replace(/links (check|update)/, 'links $1 --allow-private --delay 0'));
}

const lockNow = (sandbox: CliSandbox) => sandbox.read('manuscript/handbook.links.json');
const links = (check: (sandbox: CliSandbox, stdout: string) => void): Trial => ({
  cwd: 'manuscript',
  check: async (line, run, sandbox) => {
    const { code, stdout } = await linked(run, sandbox, line);
    expect(code).toBe(0);
    check(sandbox, stdout);
  },
});

/** Each command of README's shell blocks, and what must come of it. A new command needs a line here. */
const trials: Readonly<Record<string, Trial>> = {
  'handbook-lint manuscript': { ...exits(1, 'missing-image'), cwd: '.' },
  'handbook-lint init --baseline': {
    files: { 'manuscript/handbook.json': '' },
    cwd: 'manuscript',
    check: async (line, run, sandbox) => {
      sandbox.remove('manuscript/handbook.json');
      sandbox.remove('handbook.json');
      expect((await run(line)).code).toBe(0);
      expect(sandbox.names('manuscript')).toEqual(expect.arrayContaining(['handbook.json', 'handbook.baseline.json']));
      expect((await run('handbook-lint --baseline handbook.baseline.json')).code).toBe(0);
    },
  },
  'handbook-lint --baseline handbook.baseline.json': {
    cwd: 'manuscript',
    check: async (line, run, sandbox) => {
      await run(`${line} --update-baseline`);
      expect((await run(line)).code).toBe(0);
      sandbox.write('manuscript/ch1.md', '# Networks\n\n![P](other.png)\n');
      expect(await run(line)).toMatchObject({ code: 1, stdout: expect.stringContaining('other.png') });
    },
  },
  'handbook-lint docs': { ...exits(1, 'image-case'), cwd: '.' },
  'handbook-lint docs --diff': {
    check: async (line, run, sandbox) => {
      expect((await run(line)).stdout).toContain('+![](plan.png)');
      expect(sandbox.read('docs/guide.md')).toBe(book['docs/guide.md']);
    },
  },
  'handbook-lint docs --fix': {
    check: async (line, run, sandbox) => {
      await run(line);
      expect(sandbox.read('docs/guide.md')).toContain('![](plan.png)');
    },
  },
  'handbook-lint --fix': {
    cwd: 'manuscript',
    check: async (line, run, sandbox) => {
      await run(line);
      expect(sandbox.read('manuscript/ch1.md')).toBe('{id: networks}\n# Networks\n\nText.\n');
    },
  },
  'handbook-lint --diff': exits(1, '+{id: networks}'),
  'handbook-lint --format json > out.json': {
    cwd: 'manuscript',
    check: async (line, run, sandbox) => {
      await run(line);
      expect(JSON.parse(sandbox.read('manuscript/out.json')).findings).toHaveLength(2);
    },
  },
  'handbook-lint --fail-on warning': {
    cwd: 'manuscript',
    check: async (line, run, sandbox) => {
      sandbox.write('manuscript/ch2.md', '{id: b}\n# B\n\nText.\n');
      expect((await run('handbook-lint')).code).toBe(0);
      expect((await run(line)).code).toBe(1);
    },
  },
  'handbook-lint --rule missing-id=error': exits(1, '2 errors'),
  'handbook-lint explain broken-crosslink': exits(0, '# broken-crosslink'),
  'handbook-lint links update': links((sandbox) => expect(lockNow(sandbox)).toContain('/quotas')),
  'handbook-lint links check': links((sandbox, stdout) => {
    expect(stdout).toContain('1 link checked');
    expect(sandbox.names('manuscript')).not.toContain('handbook.links.json');
  }),
  'handbook-lint links review https://docs.example.com/quotas': links((sandbox) =>
    expect(lockNow(sandbox)).toContain('"reviewed"'),
  ),
  'handbook-lint links prune': {
    cwd: 'manuscript',
    check: async (line, run, sandbox) => {
      await linked(run, sandbox, 'handbook-lint links update');
      sandbox.write('manuscript/ch2.md', book['manuscript/ch2.md']);
      expect((await run(line)).code).toBe(0);
      expect(lockNow(sandbox)).not.toContain('/quotas');
    },
  },
  'npm ci && npm run sample': {
    check: async (_, run) => {
      const { sample } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).scripts;
      const [build, lint] = sample.split(' && ');
      expect(build).toBe('npm run --silent build');
      const done = await run(`cd ${JSON.stringify(root)} && ${lint.replace('node dist/server.cjs', 'handbook-lint')}`);
      expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining('manuscript/01-regions.md') });
    },
  },
  // What this test is a part of.
  'npm ci && npm test': {
    check: async (line) => expect(readFileSync(path.join(root, '.ci/run'), 'utf8')).toContain(`\n${line}\n`),
  },
  // Run with the real package in package.test.ts; here only that it has that name.
  'npm install --global handbook-lint': {
    check: async (line) =>
      expect(line.split(' ').at(-1)).toBe(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).name),
  },
};

describe.skipIf(process.platform === 'win32')('README', () => {
  const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text]) => text!);
  const lines = blocks.flatMap((text) => text.split('\n')).map((line) => line.replace(/\s+# .*/, '').trim());

  test('has no command that is not tried here', () => {
    expect([...new Set(lines.filter(Boolean))].sort()).toEqual(Object.keys(trials).sort());
  });

  test.each(Object.entries(trials))('%s', async (line, { cwd = '.', files = {}, check }) => {
    const sandbox = new CliSandbox({ ...book, ...files });
    sandbox.write('bin/handbook-lint', `#!/bin/sh\nexec ${process.execPath} ${cliProgram()} "$@"\n`);
    sandbox.setMode('bin/handbook-lint', 0o755);
    const env = { PATH: `${sandbox.path('bin')}:/usr/bin:/bin`, HOME: sandbox.folder };
    await check(line, (script) => runScriptBeside(script, sandbox.path(cwd), env), sandbox);
  });

  test('and the other pages of the repository pass the linter', () => {
    const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'server/ARCHITECTURE.md'];
    const done = spawnSync(process.execPath, [cliProgram(), '--no-config', '--fail-on', 'warning', ...pages], {
      cwd: root,
      encoding: 'utf8',
      // Its own, as in every other run: what the caller's says of colours must not decide what is read here.
      env: { PATH: process.env.PATH },
    });
    expect(done.stdout).toMatch(/^no problems/i);
    expect(done.status).toBe(0);
  });
});
