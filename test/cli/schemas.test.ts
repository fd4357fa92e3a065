import { cpSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CliSandbox } from '../support/cliSandbox.ts';
import { faultyBook } from '../support/faultyBook.ts';
import { type SchemaName, schemaErrors } from '../support/reportSchemas.ts';
import { runCli } from '../support/runCli.ts';

const formats: readonly SchemaName[] = ['json', 'sarif', 'gitlab', 'junit', 'checkstyle'];

/** All that is hard to write down in JSON, XML and addresses: names, controls, brackets, letters beyond the BMP. */
const awkward = {
  'manuscript/Book.txt': 'a b%20ü & <c>.md\nno "such" file.md\nplain.md\nlatin.md\n',
  'manuscript/a b%20ü & <c>.md':
    '\uFEFF# 𝒳 "quoted" & <b>bold</b> \u0007\u001B[31m\r\n\r\n![x](pläne/\u{1F5FA} "t".png)\r\n\r\n[to](#nowhere-]]>)\r\n',
  'manuscript/plain.md':
    '{id: p}\n# P\n\n<!-- handbook-disable-next-line -->\nTODO: write.\n\n{id: p}\n## Again\n\nXXX\n',
  'manuscript/latin.md': Buffer.from('# Gr\xfc\xdfe\n\nText.\n', 'latin1'),
};

async function errorsIn(sandbox: CliSandbox, args: readonly string[] = []): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const format of formats) {
    const { stdout, code } = await runCli(sandbox, ['--format', format, ...args]);
    expect(code).not.toBe(2);
    found[format] = await schemaErrors(format, stdout);
  }
  return found;
}

const none = Object.fromEntries(formats.map((format) => [format, []]));

describe('reports are valid by the schemas of their formats', () => {
  test('of the sample book', async () => {
    const sandbox = new CliSandbox({});
    const sample = path.resolve(import.meta.dirname, '../fixtures/books/cloud-handbook');
    cpSync(sample, sandbox.path('book'), { recursive: true });
    expect(await errorsIn(sandbox, ['--hints'])).toEqual(none);
  });

  test('of a book with all that is hard to write down', async () => {
    const sandbox = new CliSandbox(awkward);
    expect(await errorsIn(sandbox, ['--hints'])).toEqual(none);
    await runCli(sandbox, ['--baseline', 'known.json', '--update-baseline']);
    sandbox.write('manuscript/plain.md', `${sandbox.read('manuscript/plain.md')}\n![New](new.png)\n`);
    expect(await errorsIn(sandbox, ['--baseline', 'known.json'])).toEqual(none);
  });

  test('of a clean book', async () => {
    expect(await errorsIn(new CliSandbox({ 'ch.md': '{id: a}\n# A\n\nText.\n' }))).toEqual(none);
  });

  test('of random books', async () => {
    await fc.assert(
      fc.asyncProperty(faultyBook, async ({ files }) => {
        expect(await errorsIn(new CliSandbox(files), ['--hints', '--preset', 'strict'])).toEqual(none);
      }),
      { numRuns: 10 },
    );
  });

  test.each<[SchemaName, string]>([
    ['json', '{ "version": 1, "findings": [] }'],
    ['sarif', '{ "version": "2.1.0", "runs": [{ "results": [{ "message": {} }] }] }'],
    ['gitlab', '[{ "description": "x" }]'],
    ['junit', '<testsuites><testsuite name="x"/></testsuites>'],
    ['checkstyle', '<checkstyle version="1"><file name="a"><error line="0"/></file></checkstyle>'],
  ])('what is no %s report is found out', async (format, report) => {
    expect(await schemaErrors(format, report)).not.toEqual([]);
  });
});

describe('SARIF', () => {
  test('tells what comments silence and what the baseline knows, and either all results do or none', async () => {
    const sandbox = new CliSandbox(awkward);
    const results = async (...args: string[]) => {
      const { stdout } = await runCli(sandbox, ['--format', 'sarif', ...args]);
      return JSON.parse(stdout).runs[0].results as { ruleId: string; suppressions?: { kind: string }[] }[];
    };
    const kinds = (of: Awaited<ReturnType<typeof results>>) =>
      new Set(of.map(({ suppressions }) => suppressions?.map(({ kind }) => kind).join() ?? 'untold'));
    expect(kinds(await results())).toEqual(new Set(['', 'inSource']));
    const silenced = (await results()).filter(({ suppressions }) => suppressions?.[0]?.kind === 'inSource');
    expect(silenced.map(({ ruleId }) => ruleId)).toEqual(['placeholder-marker']);
    await runCli(sandbox, ['--baseline', 'known.json', '--update-baseline']);
    expect(kinds(await results('--baseline', 'known.json'))).toEqual(new Set(['external', 'inSource']));
    sandbox.write('manuscript/plain.md', '{id: p}\n# P\n\nText.\n');
    expect(kinds(await results())).toEqual(new Set(['untold']));
  });

  test('merged from shards, what comments silence is there too', async () => {
    const sandbox = new CliSandbox(awkward);
    for (const shard of ['1/2', '2/2']) {
      await runCli(sandbox, ['--shard', shard, '--format', 'json', '--output', `${shard[0]}.json`]);
    }
    const whole = await runCli(sandbox, ['--format', 'sarif']);
    const merged = await runCli(sandbox, ['merge', '1.json', '2.json', '--format', 'sarif']);
    expect(merged.stdout).toBe(whole.stdout);
    expect(whole.stdout).toContain('inSource');
  });
});

describe('paths and lines are those of the repository', () => {
  const book = { 'docs/book/ch.md': '\uFEFF{id: x}\r\n# X\r\n\r\nText.\r\n\r\n![P](p.png)\r\n' };

  test.each<[string, Record<string, string>]>([
    ['github', { GITHUB_WORKSPACE: '.' }],
    ['gitlab', { CI_PROJECT_DIR: '.' }],
    ['sarif', { GITHUB_WORKSPACE: '.' }],
  ])('in %s, wherever the job runs', async (format, names) => {
    const sandbox = new CliSandbox(book);
    const env = Object.fromEntries(Object.keys(names).map((name) => [name, sandbox.folder]));
    const { stdout } = await runCli(sandbox, ['--format', format], { cwd: 'docs', env });
    expect(stdout).toContain('docs/book/ch.md');
    expect(stdout).toMatch(/line=6,|"begin": 6,|"startLine": 6,/);
  });

  test('a file outside the repository keeps its path', async () => {
    const sandbox = new CliSandbox({ ...book, 'repo/x.txt': '' });
    const env = { GITHUB_WORKSPACE: sandbox.path('repo') };
    const { stdout } = await runCli(sandbox, ['docs/book', '--format', 'github'], { env });
    expect(stdout).toContain('file=docs/book/ch.md,');
  });
});
