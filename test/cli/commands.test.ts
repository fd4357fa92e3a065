import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { CliSandbox, cliProgram } from '../support/cliSandbox.ts';
import { runCli } from '../support/runCli.ts';

const book = {
  'manuscript/Book.txt': 'ch1.md\nch2.md\n',
  'manuscript/resources/map.png': '',
  'manuscript/ch1.md':
    '{id: ch-regions}\n# Regions\n\nA region is a place, see [the help](https://www.alibabacloud.com/help/en/ecs/regions).\n\n{id: ch-zones}\n# Zones\n\n[More](https://docs.acme.example/guide/a), [more](https://acme.example/docs/b), [more](https://acme.example/docs/c), [more](https://acme.example/docs/d).\n',
  'manuscript/ch2.md': '{id: ch-nets}\n# 网络\n\n网络很好。\n\n{id: sec-plan}\n## Plan\n\nTODO: write this part.\n',
};

describe('status', () => {
  test('is a table that stands upright in a mail', async () => {
    const { stdout, code } = await runCli(new CliSandbox(book), ['status']);
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "manuscript (markua, 2 chapters)

         chapter  words  headings  ids  images  links  placeholder  errors  warnings
      1  Regions     14         2    2       0      5           0%       0         0
      2  网络        11         2    2       0      0          50%       0         1
         total       25         4    4       0      5          16%       0         1

      Written: 21 words of 25, 16% still placeholder.
      Findings: 0 errors, 1 warning, 0 infos.
      External addresses: 5 unchecked.
      "
    `);
  });

  test('is no wider than a mail, unless the terminal is', async () => {
    const title = 'What to look for in a region before you choose one, and what it costs';
    const sandbox = new CliSandbox({ 'Book.txt': 'ch.md\n', 'ch.md': `{id: r}\n# ${title}\n\nText.\n` });
    const linesAt = async (columns?: number) =>
      (await runCli(sandbox, ['status'], { columns })).stdout.split('\n').slice(2, 5);
    expect(await linesAt()).toEqual([
      '   chapter               words  heads  ids  images  links  filler  errors  warn.',
      '1  What to look for in…     16      1    1       0      0      0%       0      0',
      '   total                    16      1    1       0      0      0%       0      0',
    ]);
    expect((await linesAt(120))[1]).toContain('before you choose');
    for (const columns of [60, 80, 100, 120]) {
      for (const line of await linesAt(columns)) expect(line.length).toBeLessThanOrEqual(Math.max(76, columns));
    }
  });

  test('in JSON has the same numbers, and links by what the lock knows', async () => {
    const lock = {
      version: 1,
      links: {
        'https://acme.example/docs/b': { status: 'ok', checked: '2026-03-10' },
        'https://acme.example/docs/c': { status: 'gone', checked: '2026-03-10' },
        'https://acme.example/docs/d': { status: 'ok', checked: '2024-03-10' },
      },
    };
    const sandbox = new CliSandbox({ ...book, 'manuscript/handbook.links.json': JSON.stringify(lock) });
    const { stdout } = await runCli(sandbox, ['status', '--format', 'json']);
    const { date, books } = JSON.parse(stdout);
    expect(date).toBe('2026-03-15');
    expect(books[0].links).toMatchObject({ ok: 1, gone: 1, overdue: 1, unchecked: 2, moved: 0 });
    expect(books[0].chapters[1]).toMatchObject({
      file: 'manuscript/ch2.md',
      title: '网络',
      words: 2 + 4 + 1 + 4,
      headings: 2,
      ids: 2,
      placeholderWords: 4,
      placeholderShare: 0.5,
      warnings: 1,
    });
  });

  test('a chapter with headings and no text is all placeholder', async () => {
    const { stdout } = await runCli(new CliSandbox({ 'a.md': '# A\n\n## B\n' }), ['status', '--format', 'json']);
    expect(JSON.parse(stdout).books[0].chapters[0].placeholderShare).toBe(1);
  });
});

describe('init', () => {
  test('writes what it saw', async () => {
    const sandbox = new CliSandbox(book);
    expect(await runCli(sandbox, ['init'])).toMatchObject({ code: 0, stdout: '', stderr: 'wrote handbook.json\n' });
    expect(sandbox.read('handbook.json')).toMatchInlineSnapshot(`
      "// Settings of Handbook Lint for this book, the same in the editor and in CI.
      // \`handbook-lint print-config\` shows all that holds, \`handbook-lint rules\` lists the rules.
      {
        // "strict" wants more of you: every rule is on, and notes become warnings.
        "extends": "recommended",

        // It lists 2 chapters.
        "book": "manuscript/Book.txt",

        // Read off the chapters: Leanpub’s Markua.
        "dialect": "markua",

        // Pictures are looked up here already; set it to look elsewhere.
        // "resources": ["resources"],

        // Files that are no part of the book, as in .gitignore.
        // "ignore": ["drafts/"],

        "rules": {
          // Found most today, errors left out. Let a line in to turn its rule off.
          // "placeholder-marker": "off", // 1 finding
          // New ids begin as the others of their level do. With levels [1, 2] sections need one, too.
          "missing-id": ["warning", { "levels": [1], "prefix": ["ch-", "sec-"] }]
        },

        "helpLinks": {
          // Watched already: Alibaba Cloud help centre (1 link), other help centres (1 link).
          // Linked to often, and not watched. Let the lines in that are help centres, too.
          "centres": [
            // { "name": "acme.example/docs", "hosts": ["acme.example/docs"] }, // 3 links
          ],
          // A link checked longer ago than this many days is worth a new look.
          "maxAge": 180
        }
      }
      "
    `);
  });

  test('what it writes is valid, as it is and with every line let in', async () => {
    const books: Record<string, string>[] = [
      book,
      { 'a.md': '# A' },
      { 'x/Book.txt': 'a.md', 'x/a.md': '# A', 'y/Book.txt': '' },
    ];
    for (const files of books) {
      const sandbox = new CliSandbox(files);
      await runCli(sandbox, ['init']);
      const text = sandbox.read('handbook.json');
      expect((await runCli(sandbox, ['print-config'])).stderr).toBe('');
      sandbox.write('handbook.json', text.replace(/^( *)\/\/ ("[\w-]+": .*|\{ ".*)$/gm, '$1$2'));
      expect((await runCli(sandbox, ['print-config'])).stderr).toBe('');
    }
  });

  test('with --baseline the first run is clean', async () => {
    const sandbox = new CliSandbox(book);
    const made = await runCli(sandbox, ['init', '.', '--baseline']);
    expect(made.stderr).toMatch(
      /^wrote handbook\.json\nwrote handbook\.baseline\.json\nbaseline: \d+ findings? known\n$/,
    );
    const args = ['--baseline', 'handbook.baseline.json', '--fail-on', 'info'];
    expect(await runCli(sandbox, args)).toMatchObject({ code: 0, stderr: '' });
  });

  test('overwrites nothing, and wants a book', async () => {
    const sandbox = new CliSandbox({ ...book, 'handbook.json': '{}', 'empty/x.txt': '' });
    expect(await runCli(sandbox, ['init'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there already'),
    });
    expect(sandbox.read('handbook.json')).toBe('{}');
    expect(await runCli(sandbox, ['init', 'empty'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('holds no book'),
    });
    expect(await runCli(sandbox, ['init', 'gone'])).toMatchObject({ code: 2 });
  });
});

describe('help', () => {
  test('names every option and every command', async () => {
    const program = cliProgram();
    const help = spawnSync(process.execPath, [program, '--help'], { encoding: 'utf8' }).stdout;
    const flags =
      'fix fix-unsafe diff format output rule preset config no-config fail-on max-warnings quiet hints baseline update-baseline stdin stdin-path watch cache no-cache cache-location threads shard changed-since color no-color progress no-progress timing debug';
    for (const flag of flags.split(' ')) expect(help).toMatch(new RegExp(`^ {2}--${flag}\\b`, 'm'));
    for (const command of [
      'lint',
      'links',
      'status',
      'explain',
      'rules',
      'print-config',
      'init',
      'merge',
      'completion',
    ])
      expect(help).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
  });
});
