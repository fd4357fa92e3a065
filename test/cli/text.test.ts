import { describe, expect, test } from 'vitest';
import { CliSandbox } from '../support/cliSandbox.ts';
import { runCli } from '../support/runCli.ts';

const book = {
  'manuscript/Book.txt': 'ch1.md\nch2.md\n',
  'manuscript/resources/map.png': '',
  'manuscript/ch1.md': '{id: ch-regions}\n# Regions\n\nA region is a place.\n',
  'manuscript/ch2.md':
    '# Networks\n\nA network spans a region, and everything in it; the picture of the one that this book uses, ![Plan](plan.png), is worth a thousand words of this kind, says the proverb.\n',
};

const paintMark = '\u001b[';

async function text(files: Record<string, string>, args: string[] = [], env: Record<string, string> = {}) {
  const { stdout } = await new CliSandbox(files).run(args, { env });
  return stdout.replace(/\(\d+ ms\)/, '(7 ms)');
}

describe('the report for people', () => {
  test('of a clean book', async () => {
    expect(await text({ 'ch.md': '{id: x}\n# X\n\nText.\n' })).toBe('No problems in 1 file (7 ms)\n');
  });

  test('puts carets under wide characters, after tabs and inside a list', async () => {
    const report = await text({ 'ch.md': '# 地域\n\n{id: x}\n- \t地域の図 ![図](地図.png)\n' });
    const lines = report.split('\n');
    const source = lines.findIndex((line) => line.includes(' | - '));
    expect(lines.slice(source, source + 2)).toEqual([
      '       4 | -  地域の図 ![図](地図.png)',
      '         |                   ^^^^^^^^',
    ]);
  });

  test('puts carets under flags, and keeps an attribute list on one line', async () => {
    const title = 'Über die Grenze in das nächste Land, und dann noch eines';
    const report = await text({ 'Book.txt': 'ch.md\n', 'ch.md': `# ${title}\n\n🇩🇪 ![图](no.png)\n` }, [], {
      COLUMNS: '80',
    });
    expect(report).toContain('       3 | 🇩🇪 ![图](no.png)\n         |          ^^^^^^\n');
    expect(report).toMatch(/\{id: [\w-]+\} directly/);
  });

  test('shows the help of a kind of finding once', async () => {
    const report = await text({ 'ch.md': '{id: x}\n# X\n\n![a](a.png)\n\n![b](b.png)\n' });
    expect(report.match(/= help:/g)).toHaveLength(1);
  });

  test('counts what it does not list', async () => {
    expect(await text(book, ['--quiet'])).toContain('1 problem not listed: --quiet lists errors only.');
  });

  test('text of the book cannot reach the terminal', async () => {
    const evil =
      '{id: x}\n# X\n\nBell \u0007 red \u001b[31m turn \u202e ![a](no\u009b31m.png) \u001b]8;;http://x\u0007\n';
    const report = await text({ 'ch.md': evil });
    expect(report).toContain('missing-image');
    expect(report.replace(/\n/g, '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

describe('colour', () => {
  test.each<[string, string[], Record<string, string>, boolean]>([
    ['none into a pipe', [], {}, false],
    ['with --color', ['--color'], {}, true],
    ['with FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['none with FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
    ['none with NO_COLOR, whatever FORCE_COLOR says', [], { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['with --color, whatever NO_COLOR says', ['--color'], { NO_COLOR: '1' }, true],
    ['none with --no-color', ['--no-color'], { FORCE_COLOR: '1' }, false],
    ['none in CI by itself', [], { CI: 'true' }, false],
  ])('%s', async (_, args, env, coloured) => {
    expect((await text(book, args, env)).includes(paintMark)).toBe(coloured);
  });

  test('none in a file', async () => {
    const sandbox = new CliSandbox(book);
    await sandbox.run(['--output', 'report.txt'], { env: { FORCE_COLOR: '1' } });
    expect(sandbox.read('report.txt')).not.toContain(paintMark);
  });

  test('changes nothing but colour', async () => {
    const coloured = await text(book, ['--color']);
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(await text(book, ['--no-color']));
  });
});

describe('the other commands', () => {
  test('--version, --help and each command’s help go to stdout', async () => {
    const sandbox = new CliSandbox({});
    expect((await sandbox.run(['--version'])).stdout).toMatch(/^handbook-lint \d+\.\d+\.\d+\n$/);
    const help = await sandbox.run(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const flag of ['--fix', '--stdin-path', '--max-warnings', 'explain', 'print-config', 'Exit codes']) {
      expect(help.stdout).toContain(flag);
    }
    expect((await sandbox.run(['help', 'rules'])).stdout).toContain('Usage: handbook-lint rules');
  });

  test('the program has the command `lint` too', async () => {
    const sandbox = new CliSandbox(book);
    expect((await sandbox.run(['lint', 'manuscript', '--format', 'json'])).code).toBe(1);
  });

  test('rules lists them, as JSON too', async () => {
    const sandbox = new CliSandbox({});
    expect((await sandbox.run(['rules'])).stdout).toMatch(/^missing-id +warning +safe fix +\S/m);
    const { version, rules } = JSON.parse((await sandbox.run(['rules', '--format', 'json'])).stdout);
    expect(version).toBe(1);
    expect(rules.find(({ name }: { name: string }) => name === 'missing-image')).toEqual({
      name: 'missing-image',
      summary: expect.any(String),
      scope: 'chapter',
      severity: 'error',
      fix: 'safe',
      cases: expect.arrayContaining(['unknown']),
      options: expect.any(Object),
      page: 'dist/rules/missing-image.md',
    });
  });

  test('explain prints a rule’s page', async () => {
    const { stdout, code } = await new CliSandbox({}).run(['explain', 'missing-id']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# missing-id\n/);
    expect(stdout).toContain('## Right');
    expect(stdout).not.toContain('generated:');
  });

  test('explain breaks the page to the terminal, its examples left alone', async () => {
    const sandbox = new CliSandbox({});
    const plainPage = (await runCli(sandbox, ['explain', 'image-alt'])).stdout;
    const narrow = (await runCli(sandbox, ['explain', 'image-alt', '--no-color'], { columns: 60 })).stdout;
    const fences = (page: string) => page.match(/^~~~~[\s\S]*?^~~~~$/gm);
    expect(fences(narrow)).toEqual(fences(plainPage));
    expect(narrow.replace(/\s+/g, ' ')).toBe(plainPage.replace(/\s+/g, ' '));
    const prose = narrow
      .replace(/^~~~~[\s\S]*?^~~~~$/gm, '')
      .split('\n')
      .filter((line) => !/^[|>#]/.test(line));
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  test('explain of no rule says which is near', async () => {
    const { stderr, code } = await new CliSandbox({}).run(['explain', 'missing-ids']);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean missing-id?');
  });
});
