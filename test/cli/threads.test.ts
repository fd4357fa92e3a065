import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chapterText } from '../bench/book/chapter.ts';
import { CliSandbox } from '../support/cliSandbox.ts';
import { faultyBook } from '../support/faultyBook.ts';
import { timeless } from '../support/runCli.ts';

const COUNT = 24;

/** A book of many chapters: generated ones, faulty ones, and pictures and folders that only some of them lead to. */
function manyChapters(dialect: 'markua' | 'markdown'): Record<string, string | Uint8Array> {
  const files: Record<string, string | Uint8Array> = { 'handbook.json': '{ "extends": "strict" }' };
  for (const [index, { files: faulty }] of fc.sample(faultyBook, { seed: 11, numRuns: COUNT }).entries()) {
    files[`faulty-${index}.md`] = faulty['one.md']!;
    files[`generated-${index}.md`] = chapterText({ seed: 3, dialect, index, count: COUNT, length: 3000 });
    files[`.hidden/${index}.png`] = faulty['resources/map.png'] ?? 'no picture';
    files[`away-${index}.md`] =
      `# Away\n\n![Hidden](.hidden/${index}.png) ![Up](../up/${index}.png)\n\n{full: false}\n## Out\n`;
  }
  const chapters = Object.keys(files).filter((name) => name.endsWith('.md'));
  // Not in the order of their names, and not all: the rest are strays.
  if (dialect === 'markua') files['Book.txt'] = `${chapters.reverse().slice(0, -3).join('\n')}\n`;
  return files;
}

test.each(['markua', 'markdown'] as const)(
  'the findings are the same, byte for byte, for any number of threads, cached or not: %s',
  async (dialect) => {
    const sandbox = new CliSandbox(manyChapters(dialect));
    const report = async (...args: string[]) => {
      const { stdout, stderr, code } = await sandbox.run(['--hints', '--format', 'json', ...args]);
      expect({ stderr, code }).toEqual({ stderr: '', code: 1 });
      return timeless(stdout);
    };
    const expected = await report('--threads', '1');
    expect(JSON.parse(expected).findings.length).toBeGreaterThan(COUNT);
    for (const threads of ['2', '3']) {
      expect(await report('--threads', threads)).toBe(expected);
      const cache = ['--cache', '--cache-location', `kept-${threads}`];
      expect(await report('--threads', threads, ...cache)).toBe(expected);
      expect(await report('--threads', '1', ...cache)).toBe(expected);
      // A chapter that the other thread had read.
      sandbox.write('generated-3.md', `${sandbox.read('generated-3.md')}\nOne more [link](#nowhere-at-all).\n`);
      const changed = await report('--threads', '1');
      expect(changed).not.toBe(expected);
      expect(await report('--threads', threads, ...cache)).toBe(changed);
      sandbox.write('generated-3.md', sandbox.read('generated-3.md').replace(/\nOne more .*\n$/, ''));
    }
  },
  300_000,
);
