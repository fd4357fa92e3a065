import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { CliSandbox } from '../support/cliSandbox.ts';

/** A Markua book with one error and one warning, in its second chapter. */
const book = {
  'manuscript/Book.txt': 'ch1.md\nch2.md\n',
  'manuscript/resources/map.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
  'manuscript/ch1.md': '{id: ch-regions}\n# Regions\n\nA region is a place.\n',
  'manuscript/ch2.md': '# Networks\n\nHere is the plan: ![Plan](plan.png)\n',
};

async function lines(files: Record<string, string>, args: string[], cwd = '.') {
  const result = await new CliSandbox(files).run(['--format', 'json', ...args], { cwd });
  const report = result.stdout === '' ? undefined : JSON.parse(result.stdout);
  const findings: string[] = (report?.findings ?? []).map(
    (finding: { file: string; range: { start: { line: number } }; severity: string; rule: string }) =>
      `${finding.file}:${finding.range.start.line} ${finding.severity} ${finding.rule}`,
  );
  return { ...result, report, findings };
}

describe('the report in JSON', () => {
  test('is the documented shape', async () => {
    const { report, code, stderr } = await lines(book, []);
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(report).toMatchObject({
      version: 1,
      tool: { name: 'handbook-lint', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      books: [{ root: 'manuscript', dialect: 'markua', chapters: 2 }],
      summary: { files: 2, errors: 1, warnings: 1, infos: 0, hints: 0, fixable: 1, durationMs: expect.any(Number) },
    });
    expect(report.findings).toEqual([
      {
        rule: 'missing-id',
        case: expect.any(String),
        severity: 'warning',
        message: expect.any(String),
        help: expect.any(String),
        file: 'manuscript/ch2.md',
        range: { start: { line: 1, column: 3 }, end: { line: 1, column: 11 } },
        data: expect.any(Object),
        fix: {
          title: expect.any(String),
          safe: true,
          edits: [
            {
              file: 'manuscript/ch2.md',
              range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
              text: '{id: ch-networks}\n',
            },
          ],
        },
      },
      expect.objectContaining({
        rule: 'missing-image',
        case: 'unknown',
        severity: 'error',
        range: { start: { line: 3, column: 27 }, end: { line: 3, column: 35 } },
        data: expect.objectContaining({ path: 'plan.png' }),
      }),
    ]);
  });

  test('keeps to its published schema', async () => {
    const schema = JSON.parse(
      readFileSync(path.resolve(import.meta.dirname, '../../server/schema/report.schema.json'), 'utf8'),
    );
    const validate = new Ajv({ strict: true, strictTypes: false }).compile(schema);
    const sandbox = new CliSandbox(book);
    for (const args of [[], ['manuscript/ch1.md'], ['--rule', 'missing-id=hint', '--hints']]) {
      const { stdout } = await sandbox.run(['--format', 'json', ...args]);
      validate(JSON.parse(stdout));
      expect(validate.errors).toBeNull();
    }
    validate({ version: 1, findings: [{ range: { start: { line: 0 } } }] });
    expect(validate.errors).not.toBeNull();
  });

  test('counts columns in UTF-16 units, and no byte order mark', async () => {
    const { report } = await lines({ 'ch.md': '\uFEFF{id: x}\n# 😀\n\n😀 ![a](no.png)' }, []);
    expect(report.findings.map(({ range }: { range: unknown }) => range)).toEqual([
      { start: { line: 4, column: 9 }, end: { line: 4, column: 15 } },
    ]);
    const { report: first } = await lines({ 'ch.md': '\uFEFF![a](no.png)\n' }, []);
    expect(first.findings[0].range.start).toEqual({ line: 1, column: 6 });
  });

  test('names files from the working folder', async () => {
    expect((await lines(book, [], 'manuscript')).findings).toEqual([
      'ch2.md:1 warning missing-id',
      'ch2.md:3 error missing-image',
    ]);
    const elsewhere = { ...book, 'docs/notes/x.txt': '' };
    expect((await lines(elsewhere, ['../../manuscript'], 'docs/notes')).findings[0]).toBe(
      '../../manuscript/ch2.md:1 warning missing-id',
    );
  });
});

describe('exit codes', () => {
  const warning = { 'ch.md': '{id: a}\n# A\n\nText.\n\n# B\n\nText.\n' };
  test.each([
    ['1 for an error', book, [], 1],
    ['0 for a warning', warning, [], 0],
    ['1 for a warning with --fail-on warning', warning, ['--fail-on', 'warning'], 1],
    ['0 for an error with --fail-on never', book, ['--fail-on', 'never'], 0],
    ['0 for as many warnings as allowed', warning, ['--max-warnings', '1'], 0],
    ['1 for more', warning, ['--max-warnings', '0'], 1],
    ['1 for more, whatever --fail-on says', warning, ['--max-warnings', '0', '--fail-on', 'never'], 1],
    ['0 for an error made a warning', book, ['--rule', 'missing-image=warning'], 0],
    ['0 for a rule turned off', book, ['--rule', 'missing-image=off'], 0],
    ['1 for a warning made an error', warning, ['--rule', 'missing-id=error'], 1],
    ['1 for an error that is not listed', { ...book, 'b.md': '' }, ['manuscript', '--quiet'], 1],
  ])('%s', async (_, files, args, code) => {
    expect((await lines(files, args)).code).toBe(code);
  });
});

describe('what is listed', () => {
  test('--quiet lists errors and counts the rest', async () => {
    const { findings, report } = await lines(book, ['--quiet']);
    expect(findings).toEqual(['manuscript/ch2.md:3 error missing-image']);
    expect(report.summary.warnings).toBe(1);
  });

  test('hints only with --hints', async () => {
    const asHint = ['--rule', 'missing-id=hint'];
    expect((await lines(book, asHint)).findings).toEqual(['manuscript/ch2.md:3 error missing-image']);
    expect((await lines(book, asHint)).report.summary.hints).toBe(1);
    expect((await lines(book, [...asHint, '--hints'])).findings).toContain('manuscript/ch2.md:1 hint missing-id');
  });
});

describe('configuration', () => {
  const configured = { ...book, 'handbook.json': '{ "rules": { "missing-id": "info", "missing-image": "off" } }' };

  test('handbook.json above the book holds', async () => {
    expect((await lines(configured, [])).findings).toEqual(['manuscript/ch2.md:1 info missing-id']);
  });

  test('--rule has the last word, over overrides too', async () => {
    const overridden = {
      ...book,
      'handbook.json': '{ "overrides": [{ "files": ["manuscript/*.md"], "rules": { "missing-id": "error" } }] }',
    };
    expect((await lines(overridden, [])).findings).toContain('manuscript/ch2.md:1 error missing-id');
    expect((await lines(overridden, ['--rule', 'missing-id=info'])).findings).toContain(
      'manuscript/ch2.md:1 info missing-id',
    );
  });

  test('--no-config forgets it, --config names another', async () => {
    expect((await lines(configured, ['--no-config'])).findings).toHaveLength(2);
    const other = { ...configured, 'ci/strict.json': '{ "rules": { "missing-id": "error", "missing-image": "off" } }' };
    expect((await lines(other, ['--config', 'ci/strict.json'])).findings).toEqual([
      'manuscript/ch2.md:1 error missing-id',
    ]);
  });

  test('a mistake is shown at its place and nothing is linted', async () => {
    const wrong = { ...book, 'handbook.json': '{\n  "rules": { "missing-imge": "off" }\n}\n' };
    const { code, stdout, stderr } = await lines(wrong, []);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(
      [
        'error: a mistake in the configuration',
        'handbook.json:2:14: There is no rule "missing-imge" here. Did you mean',
        '  "missing-image"?',
        '  2 |   "rules": { "missing-imge": "off" }',
        '    |              ^^^^^^^^^^^^^^',
        '',
      ].join('\n'),
    );
  });

  test('carets stand under wide characters, after tabs, and in long lines', async () => {
    const ignore = Array.from({ length: 20 }, (_, n) => `"draft${n}/"`).join(', ');
    const wrong = {
      ...book,
      'handbook.json': `{\n\t"rules": {\t"一句": "off" },\n  "ignore": [${ignore}], "dialekt": "lfm"\n}\n`,
    };
    const { stderr } = await lines(wrong, []);
    const [, rules, rulesCarets] = /^( {2}2 .*)\n(.*)$/m.exec(stderr)!;
    expect(rules).toBe('  2 |  "rules": { "一句": "off" },');
    expect(rulesCarets).toBe('    |             ^^^^^^');
    const [, long, longCarets] = /^( {2}3 .*)\n(.*)$/m.exec(stderr)!;
    expect(long!.length).toBeLessThanOrEqual(80);
    expect(long!.slice(longCarets!.indexOf('^'), longCarets!.length)).toBe('"dialekt"');
  });

  test('a mistake in a file that is extended is shown there', async () => {
    const wrong = { ...book, 'handbook.json': '{ "extends": "base.json" }', 'base.json': '{\n  "dialekt": "lfm" }' };
    const { code, stderr } = await lines(wrong, []);
    expect(code).toBe(2);
    expect(stderr).toContain('base.json:2:3: ');
    expect(stderr).toContain('  2 |   "dialekt": "lfm" }\n    |   ^^^^^^^^^');
  });

  test('print-config spells out what holds', async () => {
    const sandbox = new CliSandbox(configured);
    const { code, stdout } = await sandbox.run(['print-config', 'manuscript/ch2.md']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      file: 'handbook.json',
      book: 'manuscript/Book.txt',
      dialect: 'markua',
      rules: { 'missing-image': 'off', 'missing-id': ['info', expect.any(Object)] },
    });
  });
});

describe('wrong use', () => {
  test.each([
    ['an unknown option', ['--fox'], "unknown option '--fox'\n(Did you mean --fix?)"],
    ['an unknown rule', ['--rule', 'mising-id=off'], 'there is no rule mising-id\nDid you mean missing-id?'],
    ['an unknown severity', ['--rule', 'missing-id=loud'], 'Write NAME=SEVERITY'],
    ['an unknown format', ['--format', 'yaml'], 'Allowed choices are text, json'],
    ['no number', ['--max-warnings', 'few'], 'Write a whole number'],
    ['a path that is not there', ['manuscrip'], 'manuscrip: no such file or folder\nDid you mean manuscript?'],
    ['a folder without chapters', ['manuscript/resources'], 'manuscript/resources holds no book'],
    ['a configuration that is not there', ['--config', 'no.json'], 'no.json: no such file'],
    ['two reports on stdout', ['--format', 'json', '--format', 'text'], 'two reports cannot both go to stdout'],
    ['a path beside --stdin', ['--stdin', 'manuscript'], '--stdin takes no PATH'],
    ['--stdin-path alone', ['--stdin-path', 'x.md'], '--stdin-path needs --stdin'],
  ])('%s is exit code 2, said on stderr', async (_, args, message) => {
    const { code, stdout, stderr } = await new CliSandbox(book).run(args);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toContain('    at ');
  });

  test('--debug adds where it happened', async () => {
    const { stderr } = await new CliSandbox(book).run(['nowhere.md', '--debug']);
    expect(stderr).toMatch(/^ {4}at /m);
  });
});

describe('output', () => {
  test('reports in pairs of format and file, and one on stdout', async () => {
    const sandbox = new CliSandbox(book);
    const args = [
      '--format',
      'json',
      '--output',
      'out/report.json',
      '--format',
      'gitlab',
      '--output',
      'gl.json',
      '--format',
      'github',
    ];
    const { stdout } = await sandbox.run(args);
    expect(JSON.parse(sandbox.read('out/report.json')).version).toBe(1);
    expect(JSON.parse(sandbox.read('gl.json'))).toHaveLength(2);
    expect(stdout).toMatch(/^::warning file=manuscript\/ch2\.md,line=1,/);
  });

  test('a report replaces the one before it', async () => {
    const sandbox = new CliSandbox({ ...book, 'report.txt': 'old' });
    await sandbox.run(['--output', 'report.txt']);
    expect(sandbox.read('report.txt')).toContain('2 problems');
    expect(sandbox.names()).toEqual(['manuscript', 'report.txt']);
  });

  test('a large report goes through a slow pipe whole', async () => {
    const text = Array.from({ length: 4000 }, (_, n) => `![Picture ${n}](no-${n}.png)\n`).join('\n');
    const sandbox = new CliSandbox({ 'ch.md': `{id: x}\n# X\n\n${text}` });
    const { stdout } = await sandbox.run(['--format', 'json']);
    expect(stdout.length).toBeGreaterThan(1_000_000);
    expect(JSON.parse(stdout).findings).toHaveLength(4000);
  });

  test.skipIf(process.platform === 'win32')('a reader that leaves early is no error', async () => {
    const text = Array.from({ length: 4000 }, (_, n) => `![Picture ${n}](no-${n}.png)\n`).join('\n');
    const child = new CliSandbox({ 'ch.md': `{id: x}\n# X\n\n${text}` }).start(['--format', 'json']);
    const stderr: Buffer[] = [];
    child.stderr.on('data', (chunk) => stderr.push(chunk));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(Buffer.concat(stderr).toString()).toBe('');
    expect(code).toBe(1);
  });

  test('github adds a summary to the job’s page', async () => {
    const sandbox = new CliSandbox({ ...book, 'summary.md': 'Before.\n' });
    await sandbox.run(['--format', 'github'], { env: { GITHUB_STEP_SUMMARY: sandbox.path('summary.md') } });
    expect(sandbox.read('summary.md')).toMatch(/^Before\.\n# Handbook Lint\n\n\| files \|/);
  });

  test('--timing says how long each step took, beside the report', async () => {
    const { stdout, stderr } = await new CliSandbox(book).run(['--timing', '--format', 'json']);
    expect(JSON.parse(stdout).version).toBe(1);
    expect(stderr).toMatch(/^timing: find \d+ ms, lint \d+ ms, all \d+ ms\n/);
    expect(stderr).toMatch(/^ +\d+\.\d ms {2}missing-image$/m);
  });
});

describe('text on stdin', () => {
  test('stands for the chapter it names, read with its book', async () => {
    const sandbox = new CliSandbox(book);
    const stdin = '{id: ch-nets}\n# Networks\n\n![Map](map.svg) ![Plan](plan.png)\n';
    const { stdout, code } = await sandbox.run(['--stdin', '--stdin-path', 'manuscript/ch2.md', '--format', 'json'], {
      stdin,
    });
    const { findings, books } = JSON.parse(stdout);
    expect(books[0].chapters).toBe(2);
    expect(findings.map(({ file, range }: { file: string; range: { start: object } }) => [file, range.start])).toEqual([
      ['manuscript/ch2.md', { line: 4, column: 25 }],
    ]);
    expect(code).toBe(1);
    expect(sandbox.read('manuscript/ch2.md')).toBe(book['manuscript/ch2.md']);
  });

  test('is a book of its own without a path', async () => {
    const { stdout } = await new CliSandbox({}).run(['--stdin', '--format', 'json'], { stdin: '![Plan](plan.png)\n' });
    const { findings } = JSON.parse(stdout);
    expect(findings).toMatchObject([{ file: 'stdin.md', rule: 'missing-image' }]);
  });

  test('comes out fixed with --fix, and nothing is written', async () => {
    const sandbox = new CliSandbox(book);
    const args = ['--stdin', '--stdin-path', 'manuscript/ch2.md', '--fix'];
    const { stdout } = await sandbox.run(args, { stdin: '# Networks\r\n\r\nText.\r\n' });
    expect(stdout).toBe('{id: ch-networks}\r\n# Networks\r\n\r\nText.\r\n');
    expect(sandbox.read('manuscript/ch2.md')).toBe(book['manuscript/ch2.md']);
  });

  test('nothing on it is an empty chapter', async () => {
    expect(await new CliSandbox({}).run(['--stdin'])).toMatchObject({ code: 0, stderr: '' });
  });
});
