import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandName, programToRead } from '../../server/tools/commandsPage.ts';
import { CliSandbox, type RunOptions, type RunResult } from '../support/cliSandbox.ts';
import { type MisbehavingServer, page, send, silent, startServer } from '../support/misbehavingServer.ts';

/** A book with a warning that can be fixed, an error, and a fix that is not safe. */
const book = {
  'Book.txt': 'ch1.md\nch2.md\n',
  'ch1.md': '# Networks\n\nText.\n',
  'ch2.md': '{id: ch-b}\n# B\n\n![P](gone.png)\n\n{id: ch-b}\n## Again\n\nText.\n',
};
const files = ['Book.txt', 'ch1.md', 'ch2.md'];

interface Trial {
  readonly sandbox: CliSandbox;
  /** Runs the built program with arguments that are written as in a shell, without quotes. */
  run(line: string, options?: RunOptions): Promise<RunResult & { readonly rules: readonly string[] }>;
}

/** What each option of each command does, seen from outside the program. A new option needs a line here. */
const lint: Readonly<Record<string, (trial: Trial) => Promise<void>>> = {
  '--fix': async ({ run, sandbox }) => {
    await run('--fix');
    expect(sandbox.read('ch1.md')).toBe('{id: ch-networks}\n# Networks\n\nText.\n');
    expect(sandbox.read('ch2.md')).toBe(book['ch2.md']);
  },
  '--fix-unsafe': async ({ run, sandbox }) => {
    await run('--fix-unsafe');
    expect(sandbox.read('ch2.md')).toContain('{id: ch-b-2}');
  },
  '--diff': async ({ run, sandbox }) => {
    expect((await run('--diff')).stdout).toContain('+{id: ch-networks}\n');
    expect(sandbox.read('ch1.md')).toBe(book['ch1.md']);
  },
  '--format': async ({ run }) => expect((await run('--format github')).stdout).toMatch(/^::warning /),
  '--output': async ({ run, sandbox }) => {
    expect((await run('--format json --output out.json')).stdout).toBe('');
    expect(JSON.parse(sandbox.read('out.json')).version).toBe(1);
  },
  '--fail-on': async ({ run }) => expect((await run('--fail-on never')).code).toBe(0),
  '--max-warnings': async ({ run }) => expect((await run('ch1.md --max-warnings 0')).code).toBe(1),
  '--color': async ({ run }) => expect((await run('--color')).stdout).toContain('\u001B['),
  '--no-color': async ({ run }) => {
    const env = { FORCE_COLOR: '1' };
    expect((await run('', { env })).stdout).toContain('\u001B[');
    expect((await run('--no-color', { env })).stdout).not.toContain('\u001B[');
  },
  '--rule': async ({ run }) => expect((await run('--rule missing-image=off --rule duplicate-id=off')).code).toBe(0),
  '--preset': async ({ run }) => expect((await run('--preset strict --hints')).rules).toContain('unused-id'),
  '--config': async ({ run, sandbox }) => {
    sandbox.write('ci/other.json', '{ "rules": { "missing-id": "off" } }');
    expect((await run('--config ci/other.json')).rules).not.toContain('missing-id');
  },
  '--no-config': async ({ run, sandbox }) => {
    sandbox.write('handbook.json', '{ "rules": { "missing-id": "off" } }');
    expect((await run('')).rules).not.toContain('missing-id');
    expect((await run('--no-config')).rules).toContain('missing-id');
  },
  '--quiet': async ({ run }) => expect((await run('--quiet')).rules).not.toContain('missing-id'),
  '--hints': async ({ run }) => {
    expect((await run('--rule missing-id=hint')).rules).not.toContain('missing-id');
    expect((await run('--rule missing-id=hint --hints')).rules).toContain('missing-id');
  },
  '--baseline': async ({ run, sandbox }) => {
    sandbox.write('known.json', '{ "version": 1, "files": { "ch1.md": ["missing-id 0000000000000000"] } }');
    const { code, stderr } = await run('--baseline known.json');
    expect(stderr).toContain('1 finding of the baseline is fixed');
    expect(code).toBe(1);
  },
  '--update-baseline': async ({ run }) => {
    expect((await run('--baseline known.json --update-baseline')).code).toBe(0);
    expect(await run('--baseline known.json')).toMatchObject({ code: 0, rules: [] });
  },
  '--changed-since': async ({ run, sandbox }) => {
    const git = (...args: string[]) =>
      spawnSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: sandbox.folder });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'One');
    sandbox.write('ch1.md', '# Networks\n\nMore.\n');
    expect((await run('--changed-since HEAD')).rules).toEqual(['missing-id']);
  },
  '--stdin': async ({ run }) => {
    expect((await run('--stdin', { stdin: '![P](other.png)\n' })).rules).toContain('missing-image');
  },
  '--stdin-path': async ({ run }) => {
    const { stdout } = await run('--stdin --stdin-path ch1.md --fix', { stdin: '# Other\n\nText.\n' });
    expect(stdout).toBe('{id: ch-other}\n# Other\n\nText.\n');
  },
  '--shard': async ({ run }) => {
    const { stdout } = await run('--shard 1/2 --format json');
    const { status, ...shard } = JSON.parse(stdout).shard;
    expect(shard).toEqual({ index: 1, count: 2, files: ['ch1.md'] });
    expect(status[0].chapters.map(({ file }: { file: string }) => file)).toEqual(['ch1.md']);
  },
  '--threads': async ({ run }) => expect((await run('--threads 2')).rules).toEqual((await run('')).rules),
  '--cache': async ({ run, sandbox }) => {
    await run('--cache');
    const chapters = expect.stringMatching(/^book-[\w-]{16}\.json$/);
    const whole = expect.stringMatching(/^run-[\w-]{16}\.json$/);
    expect(sandbox.names('.handbook-cache').sort()).toEqual(expect.arrayContaining(['.gitignore', chapters, whole]));
  },
  '--no-cache': async ({ run, sandbox }) => {
    await run('--cache --no-cache');
    expect(sandbox.names()).toEqual(files);
  },
  '--cache-location': async ({ run, sandbox }) => {
    await run('--cache --cache-location kept/here');
    expect(sandbox.names('kept/here')).toHaveLength(3);
    expect(sandbox.names()).toEqual([...files, 'kept'].sort());
  },
  '--watch': async ({ sandbox }) => {
    const child = sandbox.start(['--watch']);
    const closed = once(child, 'close');
    for await (const chunk of child.stderr) {
      if (String(chunk).includes('watching for changes')) break;
    }
    child.kill('SIGINT');
    expect((await closed)[0]).toBe(130);
  },
  '--progress': async ({ run }) => expect((await run('--progress')).stderr).toMatch(/\r\[#*\.*\] \d\/2 chapters/),
  '--no-progress': async ({ run }) => expect((await run('--no-progress')).stderr).toBe(''),
  '--timing': async ({ run }) => expect((await run('--timing')).stderr).toMatch(/^timing: find \d+ ms/),
  '--debug': async ({ run }) => expect((await run('gone.md --debug')).stderr).toMatch(/^ {4}at /m),
};

const others: typeof lint = {
  'explain --color': async ({ run }) => expect((await run('explain missing-id --color')).stdout).toContain('\u001B['),
  'explain --no-color': async ({ run }) => {
    const { stdout } = await run('explain missing-id --no-color', { env: { FORCE_COLOR: '1' } });
    expect(stdout).toMatch(/^# missing-id\n/);
  },
  'rules --format': async ({ run }) => {
    expect(JSON.parse((await run('rules --format json')).stdout).rules[0]).toHaveProperty('cases');
  },
  'rules --color': async ({ run }) => expect((await run('rules --color')).stdout).toContain('\u001B['),
  'rules --no-color': async ({ run }) => {
    expect((await run('rules --no-color', { env: { FORCE_COLOR: '1' } })).stdout).not.toContain('\u001B[');
  },
  'status --format': async ({ run }) => {
    expect(JSON.parse((await run('status --format json')).stdout).books).toHaveLength(1);
  },
  'init --baseline': async ({ run, sandbox }) => {
    await run('init --baseline');
    expect(sandbox.names()).toEqual([...files, 'handbook.baseline.json', 'handbook.json'].sort());
  },
  'merge --format': async ({ run, sandbox }) => {
    await reported(sandbox);
    expect((await run('merge r.json --format github')).stdout).toMatch(/^::warning /);
  },
  'merge --output': async ({ run, sandbox }) => {
    await reported(sandbox);
    expect((await run('merge r.json --output r.txt')).stdout).toBe('');
    expect(sandbox.read('r.txt')).toContain('3 problems');
  },
  'merge --fail-on': async ({ run, sandbox }) => {
    await reported(sandbox);
    expect((await run('merge r.json')).code).toBe(1);
    expect((await run('merge r.json --fail-on never')).code).toBe(0);
  },
  'merge --max-warnings': async ({ run, sandbox }) => {
    await reported(sandbox);
    expect((await run('merge r.json --fail-on never --max-warnings 0')).code).toBe(1);
  },
  'merge --color': async ({ run, sandbox }) => {
    await reported(sandbox);
    expect((await run('merge r.json --color')).stdout).toContain('\u001B[');
  },
  'merge --no-color': async ({ run, sandbox }) => {
    await reported(sandbox);
    expect((await run('merge r.json --no-color', { env: { FORCE_COLOR: '1' } })).stdout).not.toContain('\u001B[');
  },
};

async function reported(sandbox: CliSandbox): Promise<void> {
  await sandbox.run(['--format', 'json', '--output', 'r.json']);
}

/** The book's pages that were asked for, in order: the checker asks a host for more than these. */
function asked(server: MisbehavingServer): string[] {
  return server.requests.map((request) => request.split(' ')[2]!).filter((at) => at === '/fine' || at === '/busy');
}

type LinksTrial = (trial: Trial & { readonly server: MisbehavingServer }) => Promise<void>;

/** Of `links check` and `links update`, each of which is tried. */
const links = (command: 'check' | 'update'): Readonly<Record<string, LinksTrial>> => {
  const fast = `links ${command} --allow-private --delay 0 --retries 0`;
  return {
    '--only': async ({ run, server }) => {
      await run(`${fast} --only fine`);
      expect(new Set(asked(server))).toEqual(new Set(['/fine']));
    },
    '--limit-per-host': async ({ run }) => {
      expect((await run(`${fast} --limit-per-host 1`)).stdout).toContain('1 link checked');
    },
    '--allow-private': async ({ run, server }) => {
      await run(`links ${command}`);
      expect(server.requests).toEqual([]);
      await run(fast);
      expect(new Set(asked(server))).toEqual(new Set(['/fine', '/busy']));
    },
    '--concurrency': async ({ run }) => expect((await run(`${fast} --concurrency 1`)).code).not.toBe(2),
    '--per-host': async ({ run }) => expect((await run(`${fast} --per-host 1`)).code).not.toBe(2),
    '--delay': async ({ run }) => expect((await run(`${fast} --delay soon`)).stderr).toContain('a whole number'),
    '--retries': async ({ run, server, sandbox }) => {
      await run(`${fast} --only busy`);
      if (command === 'update') sandbox.remove('handbook.links.json');
      const withoutRetries = asked(server).length;
      await run(`${fast} --only busy --retries 1`);
      expect(asked(server).length).toBeGreaterThan(2 * withoutRetries);
    },
    '--timeout': async ({ run, server, sandbox }) => {
      sandbox.write('ch.md', `[x](${server.url('/never')})\n`);
      const { stdout } = await run(`${fast} --timeout 1 --format json`);
      expect(stdout).toContain('timeout');
    },
    '--format': async ({ run }) => JSON.parse((await run(`${fast} --format json`)).stdout),
    '--progress': async ({ run }) => expect((await run(`${fast} --progress`)).stderr).toContain('\r['),
    '--no-progress': async ({ run }) => expect((await run(`${fast} --no-progress`)).stderr).not.toContain('\r['),
    '--color': async ({ run }) => expect((await run(`${fast} --color`)).stdout).toContain('\u001B['),
    '--no-color': async ({ run }) => {
      expect((await run(`${fast} --no-color`, { env: { FORCE_COLOR: '1' } })).stdout).not.toContain('\u001B[');
    },
    ...(command === 'update' && {
      '--max-age': async ({ run, server, sandbox }) => {
        await run(fast);
        const first = asked(server).length;
        const monthAgo = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
        const lock = sandbox.read('handbook.links.json').replaceAll(/\d{4}-\d\d-\d\d/g, monthAgo);
        sandbox.write('handbook.links.json', lock);
        await run(`${fast} --only fine`);
        expect(asked(server)).toHaveLength(first);
        await run(`${fast} --only fine --max-age 5`);
        expect(asked(server).length).toBeGreaterThan(first);
      },
    }),
  };
};

const keeping: Readonly<Record<string, LinksTrial>> = {
  'links review --all': async ({ run }) => {
    await run('links update --allow-private --delay 0 --retries 0');
    expect((await run('links review --all')).code).toBe(0);
  },
  'links review --book': async ({ run, sandbox }) => {
    await run('links update --allow-private --delay 0 --retries 0');
    sandbox.write('elsewhere/x.txt', '');
    expect((await run('links review --all --book ..', { cwd: 'elsewhere' })).code).toBe(0);
  },
};

function trialOf(sandbox: CliSandbox): Trial {
  return {
    sandbox,
    run: async (line, options) => {
      const result = await sandbox.run(line.split(' ').filter(Boolean), options);
      return { ...result, rules: [...result.stdout.matchAll(/ {2}([a-z]+(?:-[a-z]+)+)$/gm)].map(([, rule]) => rule!) };
    },
  };
}

/** All options there are, `lint --fix`, those that every command has left out. */
const all = programToRead()
  .commands.flatMap((command) => [command, ...command.commands])
  .flatMap((command) => command.options.map((option) => ({ command: commandName(command), flag: option.long! })));

describe.skipIf(process.platform === 'win32')('every option', () => {
  const tried = [
    ...Object.keys(lint).map((flag) => `lint ${flag}`),
    ...Object.keys(others),
    ...(['check', 'update'] as const).flatMap((name) =>
      Object.keys(links(name)).map((flag) => `links ${name} ${flag}`),
    ),
    ...Object.keys(keeping),
  ];

  test('is tried here', () => {
    expect(all.map(({ command, flag }) => `${command} ${flag}`).sort()).toEqual(tried.sort());
  });

  test('stands in the help of its command, in README, and on the page that README leads to', async () => {
    const root = path.resolve(import.meta.dirname, '../..');
    const pageText = readFileSync(path.join(root, 'server/COMMANDS.md'), 'utf8');
    const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
    expect(readme).toContain('(server/COMMANDS.md)');
    const sandbox = new CliSandbox({});
    for (const name of new Set(all.map(({ command }) => command))) {
      const help = (await sandbox.run([...name.split(' '), '--help'])).stdout;
      const isOwn = (text: string) => text.startsWith(`\`handbook-lint ${name}`);
      const section = pageText.split('\n## ').find(isOwn);
      const inReadme = readme.split('\n### ').find(isOwn);
      for (const { command, flag } of all) {
        if (command !== name) continue;
        expect(help).toMatch(new RegExp(`^ {2}${flag}\\b`, 'm'));
        for (const text of [section, inReadme]) expect(text).toMatch(new RegExp(`^\\| \`${flag}\\b`, 'm'));
      }
    }
  });

  test.each(Object.entries(lint))('lint %s', (_, trial) => trial(trialOf(new CliSandbox(book))));
  test.each(Object.entries(others))('%s', (_, trial) => trial(trialOf(new CliSandbox(book))));

  const linked = [
    ...(['check', 'update'] as const).flatMap((name) =>
      Object.entries(links(name)).map(([flag, trial]) => [`links ${name} ${flag}`, trial] as const),
    ),
    ...Object.entries(keeping),
  ];

  test.each(linked)('%s', async (_, trial) => {
    const server = await startServer({
      '/fine': page('Fine'),
      '/busy': send(503),
      '/never': silent,
    });
    const addresses = ['/fine', '/busy'].map((at) => `[x](${server.url(at)})`).join(' ');
    const sandbox = new CliSandbox({ 'Book.txt': 'ch.md\n', 'ch.md': `{id: c}\n# C\n\n${addresses}\n` });
    await trial({ ...trialOf(sandbox), server });
  });
});
