import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { portionsOf } from '../../server/src/cli/parts.ts';
import { CliSandbox } from '../support/cliSandbox.ts';
import { runCli, timeless } from '../support/runCli.ts';

/** Two books with findings in chapters, in Book.txt, and between chapters. */
function twoBooks(): Record<string, string> {
  const site = 'https://example.org';
  const files: Record<string, string> = {
    'one/Book.txt': 'ch0.md\nch1.md\nch2.md\nch3.md\nmissing.md\n',
    'two/Book.txt': 'a.md\nmissing.md\nb.md\n',
    'two/a.md': '{id: same}\n# A\n\n[Nowhere](#nowhere)\n',
    'one/handbook.links.json': `{ "version": 1, "links": { "${site}/0": { "status": "ok", "checked": "2026-01-01" } } }\n`,
    'two/b.md': '{id: same}\n# B\n\nTODO write this.\n',
  };
  for (let n = 0; n < 4; n++)
    files[`one/ch${n}.md`] = `# Chapter ${n}\n\n![P](p${n}.png) [e](${site}/${n % 3})\n\n{id: x}\n## X ${n}\n`;
  return files;
}

async function shards(sandbox: CliSandbox, count: number, args: readonly string[] = []): Promise<string[]> {
  const names = [];
  for (let index = 1; index <= count; index++) {
    const name = `shard${index}.json`;
    const { code } = await runCli(sandbox, [
      '--shard',
      `${index}/${count}`,
      '--format',
      'json',
      '--output',
      name,
      ...args,
    ]);
    expect(code).not.toBe(2);
    names.push(name);
  }
  return names;
}

describe('--shard and merge', () => {
  test.each([1, 2, 3, 5, 20])('%d shards, merged, are the report of the whole', async (count) => {
    const sandbox = new CliSandbox(twoBooks());
    for (const args of [[], ['--hints'], ['--quiet']]) {
      const whole = await runCli(sandbox, ['--format', 'json', ...args]);
      const names = await shards(sandbox, count, args);
      const merged = await runCli(sandbox, ['merge', ...names.toReversed(), '--format', 'json']);
      expect(timeless(merged.stdout)).toBe(timeless(whole.stdout));
      expect(merged.code).toBe(whole.code);
    }
  });

  test('merged into JUnit, clean chapters are there', async () => {
    const sandbox = new CliSandbox({ 'a.md': '{id: a}\n# A\n\nText.\n', 'b.md': '{id: b}\n# B\n\nText.\n' });
    const whole = await runCli(sandbox, ['--format', 'junit']);
    const merged = await runCli(sandbox, ['merge', ...(await shards(sandbox, 2)), '--format', 'junit']);
    const plain = (xml: string) => xml.replace(/ time="[\d.]+"/g, '');
    expect(plain(merged.stdout)).toBe(plain(whole.stdout));
    expect(merged.stdout).toContain('<testsuite name="b.md"');
  });

  test.each(['text', 'sarif', 'gitlab', 'github', 'checkstyle', 'markdown', 'html'])(
    'merged into %s it is the same',
    async (format) => {
      const sandbox = new CliSandbox(twoBooks());
      const whole = await runCli(sandbox, ['--format', format]);
      const merged = await runCli(sandbox, ['merge', ...(await shards(sandbox, 3)), '--format', format]);
      const withoutTime = (report: string) => report.replace(/\(\d+ ms\)/, '');
      expect(withoutTime(merged.stdout)).toBe(withoutTime(whole.stdout));
    },
  );

  test('merged from kept outcomes, the page still has words and links', async () => {
    const sandbox = new CliSandbox(twoBooks());
    const whole = await runCli(sandbox, ['--format', 'html']);
    expect(whole.stdout).toMatch(/<th[^>]*>Words<[\s\S]*3 external addresses/);
    for (let run = 0; run < 2; run++) {
      const merged = await runCli(sandbox, ['merge', ...(await shards(sandbox, 2, ['--cache'])), '--format', 'html']);
      expect(merged.stdout).toBe(whole.stdout);
    }
  });

  test('what does not belong together is refused', async () => {
    const sandbox = new CliSandbox({ ...twoBooks(), 'no.json': '{}', 'broken.json': '{' });
    const [one, two, three] = await shards(sandbox, 3);
    const refused = async (...names: string[]) => {
      const { code, stderr, stdout } = await runCli(sandbox, ['merge', ...names]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      return stderr;
    };
    expect(await refused(one!, three!)).toContain('1 shard missing: 2 of 3');
    expect(await refused(one!, two!, two!)).toContain('are both shard 2 of 3');
    expect(await refused('no.json')).toContain('no.json is no report of this program');
    expect(await refused('broken.json')).toContain('broken.json: this is not valid JSON');
    expect(await refused('gone.json')).toContain('gone.json: no such file');
    const report = JSON.parse(sandbox.read(one!));
    const { range } = report.findings[0];
    const off = { ...range, start: { line: 0, column: 1 } };
    const spoilt = { ...report, findings: [{ ...report.findings[0], range: off }] };
    sandbox.write('spoilt.json', JSON.stringify(spoilt));
    expect(await refused('spoilt.json')).toContain(
      'spoilt.json is not whole: findings.0.range.start.line: Must be 1 or more.',
    );
    sandbox.write('two/Book.txt', 'a.md\n');
    await runCli(sandbox, ['--shard', '2/3', '--format', 'json', '--output', two!]);
    expect(await refused(one!, two!, three!)).toContain('shard2.json is of another book');
  });

  test('reports of several books are put one after the other', async () => {
    const sandbox = new CliSandbox(twoBooks());
    for (const name of ['one', 'two']) await runCli(sandbox, [name, '--format', 'json', '--output', `${name}.json`]);
    const both = await runCli(sandbox, ['--format', 'json']);
    const merged = await runCli(sandbox, ['merge', 'one.json', 'two.json', '--format', 'json']);
    expect(timeless(merged.stdout)).toBe(timeless(both.stdout));
  });

  test.each(['0/3', '4/3', '1', 'a/b', '1/0'])('--shard %s is a mistake', async (shard) => {
    expect(await runCli(new CliSandbox(twoBooks()), ['--shard', shard])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('parts of a run', () => {
  test('are stretches that make up the whole, parts of parts too', () => {
    const sizes = fc.array(fc.array(fc.nat(5000), { maxLength: 8 }), { maxLength: 4 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 4 }), (books, outer, inner) => {
        const described = books.map((lengths, book) => ({
          chapters: lengths.map((_, index) => `${book}/${index}`),
          lengthOf: (uri: string) => lengths[Number(uri.split('/')[1])]!,
        }));
        const seen: string[] = [];
        for (let index = 0; index < outer; index++) {
          for (let thread = 0; thread < inner; thread++) {
            const parts = [
              { index, count: outer },
              { index: thread, count: inner },
            ];
            portionsOf(described, parts).forEach(({ frame, chapters }, book) => {
              seen.push(...(frame ? [`${book}/frame`] : []), ...chapters);
            });
          }
        }
        const all = described.flatMap(({ chapters }, book) => [`${book}/frame`, ...chapters]);
        expect(seen).toEqual(all);
      }),
    );
  });
});
