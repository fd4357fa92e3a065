import { existsSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { version } from '../../server/src/base/version.generated.ts';
import { digestOfBytes } from '../../server/src/cli/storedLines.ts';
import { CliSandbox } from '../support/cliSandbox.ts';
import { faultyBook } from '../support/faultyBook.ts';
import { runCli, timeless } from '../support/runCli.ts';

const all = ['--hints', '--format', 'json'];

async function report(sandbox: CliSandbox, args: readonly string[] = []): Promise<string> {
  const { stdout, stderr, code } = await runCli(sandbox, [...all, ...args]);
  return timeless(`${code} ${stderr} ${stdout}`);
}

const cached = (sandbox: CliSandbox, args: readonly string[] = []) => report(sandbox, ['--cache', ...args]);

type Edit = (sandbox: CliSandbox) => void;

/** What authors and tools do to the files of a book between two runs. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  // A file becomes what it is in another book, or comes to be.
  fc.tuple(faultyBook, fc.nat()).map(([{ files }, index]): Edit => {
    const names = Object.keys(files);
    const name = names[index % names.length]!;
    return (sandbox) => sandbox.write(name, files[name]!);
  }),
  fc.constantFrom('one.md', 'two.md', 'three.md', 'resources/map.png', 'Book.txt').map((name): Edit => {
    return (sandbox) => {
      if (existsSync(sandbox.path(name))) sandbox.remove(name);
    };
  }),
  fc.constantFrom('resources/map.png', 'resources/Map.png', 'map.png', 'gone.md', 'plan.pdf').map((name): Edit => {
    return (sandbox) => sandbox.write(name, `Something new: ${name}\n`);
  }),
  fc
    .constantFrom(
      '{}',
      '{ "dialect": "lfm" }',
      '{ "extends": "strict" }',
      '{ "ignore": ["two.md"] }',
      '{ "rules": { "missing-id": ["error", { "levels": [1, 2] }] } }',
      '{ "overrides": [{ "files": ["one.md"], "rules": { "broken-crosslink": "info" } }] }',
    )
    .map(
      (text): Edit =>
        (sandbox) =>
          sandbox.write('handbook.json', text),
    ),
  fc.constantFrom('ok', 'gone', 'moved').map(
    (status): Edit =>
      (sandbox) =>
        sandbox.write(
          'handbook.links.json',
          JSON.stringify({ version: 1, links: { 'https://example.com/': { status, checked: '2026-03-01' } } }),
        ),
  ),
);

/** Files that were changed just now were changed an hour ago: then they are told by size and time. */
function makeOld(sandbox: CliSandbox): void {
  for (const name of sandbox.files().filter((file) => !file.startsWith('.handbook-cache'))) {
    const { mtimeMs } = statSync(sandbox.path(name));
    if (mtimeMs > Date.now() - 600_000) utimesSync(sandbox.path(name), 1, mtimeMs / 1000 - 3600);
  }
}

describe('--cache', () => {
  test('finds what a run without it finds, whatever is edited in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        faultyBook,
        fc.array(edit, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async ({ files }, edits, isOld) => {
          const sandbox = new CliSandbox(files);
          if (isOld) makeOld(sandbox);
          expect(await cached(sandbox)).toBe(await report(sandbox));
          for (const change of edits) {
            change(sandbox);
            if (isOld) makeOld(sandbox);
            expect(await cached(sandbox)).toBe(await report(sandbox));
          }
        },
      ),
      { numRuns: 24 },
    );
  }, 120_000);

  const book = {
    'Book.txt': 'one.md\ntwo.md\n',
    'one.md': '{id: one}\n# One\n\n[To two](#two), ![P](map.png)\n',
    'two.md': '{id: two}\n# Two\n\nText.\n',
    'resources/map.png': '',
  };

  /** Changes each file of the cache. */
  function changeKept(sandbox: CliSandbox, change: (text: string) => string): void {
    const names = sandbox.names('.handbook-cache').filter((name) => name.endsWith('.json'));
    expect(names).not.toEqual([]);
    for (const name of names) {
      const file = path.join('.handbook-cache', name);
      sandbox.write(file, change(sandbox.read(file)));
    }
  }

  test('is used: what it holds of a chapter is what is reported', async () => {
    // It rests on answers of the book: an id's definitions, a note's.
    const asking = '# Two\n\n{id: sub}\n## Sub\n\n[One](#one)[^n].\n\n[^n]: A note.\n';
    const sandbox = new CliSandbox({ ...book, 'two.md': asking });
    await cached(sandbox);
    changeKept(sandbox, (text) => {
      const lines = text.slice(text.indexOf('\n') + 1).replace('has no id', 'HAS NO ID');
      return `${digestOfBytes(Buffer.from(lines))}\n${lines}`;
    });
    // A chapter is not what it was, so that the run has to look at the book.
    sandbox.write('one.md', `${sandbox.read('one.md')}\nMore.\n`);
    expect(await cached(sandbox)).toContain('HAS NO ID');
    // As after a fresh checkout: of another time, with the same text.
    utimesSync(sandbox.path('two.md'), 1, 1);
    sandbox.write('one.md', `${sandbox.read('one.md')}\nAnd more.\n`);
    expect(await cached(sandbox)).toContain('HAS NO ID');
    expect(await report(sandbox)).not.toContain('HAS NO ID');
  });

  test.each<[string, (text: string) => string]>([
    ['cut short', (text) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['something else', () => '[]'],
    ['changed by hand', (text) => text.replaceAll('has no id', 'HAS NO ID')],
    ['of another version', (text) => text.replaceAll(version, '9.9.9')],
    ['of a tool that says nothing of itself', (text) => text.replace(/"tool":"[^"]*",/, '')],
  ])('one that is %s is not trusted, and is made anew', async (_, damage) => {
    const sandbox = new CliSandbox({ ...book, 'two.md': '# Two\n\nText.\n' });
    const whole = await report(sandbox);
    await cached(sandbox);
    for (let run = 0; run < 2; run++) {
      changeKept(sandbox, damage);
      expect(await cached(sandbox)).toBe(whole);
    }
    expect(await cached(sandbox)).toBe(whole);
  });

  test('one that cannot be written costs time only', async () => {
    const sandbox = new CliSandbox({ ...book, '.handbook-cache': 'a file where the folder would be' });
    expect(await cached(sandbox)).toBe(await report(sandbox));
  });

  test('stays out of git, and leaves nothing else behind', async () => {
    const sandbox = new CliSandbox(book);
    await cached(sandbox);
    expect(sandbox.names()).toEqual(['.handbook-cache', 'Book.txt', 'one.md', 'resources', 'two.md']);
    const [ignore, ...kept] = sandbox.names('.handbook-cache');
    expect(ignore).toBe('.gitignore');
    for (const name of kept) expect(name).toMatch(/^[\w-]+\.json$/);
    expect(sandbox.read('.handbook-cache/.gitignore')).toBe('*\n');
  });

  test('parts of a run keep out of each other’s way', async () => {
    const sandbox = new CliSandbox(book);
    for (const shard of ['1/2', '2/2', '1/2']) {
      expect(await cached(sandbox, ['--shard', shard])).toBe(await report(sandbox, ['--shard', shard]));
    }
    expect(await cached(sandbox)).toBe(await report(sandbox));
  });
});
