import { describe, expect, it } from 'vitest';
import { CliSandbox, type RunResult } from '../support/cliSandbox.ts';
import { type Fault, onFaultyDisk } from '../support/faultyDisk.ts';
import { runCli } from '../support/runCli.ts';

/** Something that writes, and the files that must be whole afterwards. */
interface Writing {
  readonly files: Readonly<Record<string, string>>;
  readonly run: (sandbox: CliSandbox) => Promise<RunResult>;
  readonly writes: readonly string[];
  /** A disk that cannot be written to only costs time: nothing is said, and the run is as good as any. */
  readonly isQuiet?: boolean;
}

const book = {
  'Book.txt': 'a.md\nb.md\n',
  'a.md': '# A title\n\nAnd a text.\n',
  'b.md': '# B title\n\nAnd a text.\n',
};
const lint =
  (...args: string[]) =>
  (sandbox: CliSandbox) =>
    runCli(sandbox, args);
const lock = JSON.stringify({ version: 1, links: { 'https://a.example/': { status: 'ok', checked: '2026-03-01' } } });

const writings: Readonly<Record<string, Writing>> = {
  fixes: { files: book, run: lint('--fix'), writes: ['a.md', 'b.md'] },
  'a report': {
    files: book,
    run: lint('--format', 'checkstyle', '--output', 'out/report.xml'),
    writes: ['out/report.xml'],
  },
  'a report over an old one': {
    files: { ...book, 'report.html': 'old' },
    run: lint('--format', 'html', '--output', 'report.html'),
    writes: ['report.html'],
  },
  'a baseline': {
    files: { ...book, 'b.json': '{"version": 1, "files": {}}' },
    run: lint('--baseline', 'b.json', '--update-baseline'),
    writes: ['b.json'],
  },
  'a link lock': {
    files: { ...book, 'handbook.links.json': lock },
    run: lint('links', 'prune'),
    writes: ['handbook.links.json'],
  },
  'a first handbook.json': { files: book, run: lint('init'), writes: ['handbook.json'] },
  'a summary for a job': {
    files: { ...book, 'summary.md': '' },
    run: (sandbox) =>
      runCli(sandbox, ['--format', 'github'], { env: { GITHUB_STEP_SUMMARY: sandbox.path('summary.md') } }),
    writes: [],
  },
  'a cache': { files: book, run: lint('--cache', '--format', 'checkstyle'), writes: [], isQuiet: true },
};

const faults = ['EACCES', 'EIO', 'ENOSPC', 'EROFS', 'KILL'] as const;
const reasons = {
  EACCES: 'permission denied',
  EIO: 'the disk failed',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

describe('every write may fail: the old file or the new one is there, never less, and the author is told', () => {
  for (const [name, writing] of Object.entries(writings)) {
    it.each(faults)(`${name}: %s`, async (code) => {
      const whole = await played(writing, undefined);
      expect(whole.calls.length).toBeGreaterThan(0);
      for (let at = 0; at < whole.calls.length; at++) {
        const broken = await played(writing, { at, code });
        checkFiles(writing, broken, whole, code);
        checkNextRun(writing, broken, whole);
        if (code !== 'KILL') checkMessage(writing, broken, whole, code);
      }
    });
  }
});

interface Played {
  readonly calls: readonly string[];
  readonly result: RunResult | undefined;
  /** By name, of the whole sandbox. */
  readonly files: Readonly<Record<string, string>>;
  readonly failing: string;
  /** What a run after it came to, on a disk that is well again. */
  readonly next: { readonly result: RunResult; readonly files: Readonly<Record<string, string>> };
}

async function played({ files, run }: Writing, fault: Fault | undefined): Promise<Played> {
  const sandbox = new CliSandbox(files);
  let result: RunResult | undefined;
  const calls = await onFaultyDisk(sandbox.folder, fault, async () => {
    result = await run(sandbox);
  });
  const all = () => Object.fromEntries(sandbox.files().map((name) => [name, sandbox.read(name)]));
  const left = all();
  const next = { result: await run(sandbox), files: all() };
  return { calls, result, files: left, next, failing: fault ? calls[fault.at]! : '' };
}

/** Nothing that a broken run leaves behind is in the way of the next. */
function checkNextRun({ writes, isQuiet }: Writing, { next, failing }: Played, whole: Played): void {
  for (const name of writes)
    expect(next.files[name], `${name} after ${failing} and another run`).toBe(whole.files[name]);
  if (isQuiet) expect(next.result.stdout).toBe(whole.result?.stdout);
}

function checkFiles({ files, writes, isQuiet }: Writing, broken: Played, whole: Played, code: Fault['code']): void {
  const isLeft = (name: string) => code === 'KILL' && /(?:^|\/)\.handbook-[0-9a-f]{12}\.tmp$/.test(name);
  for (const name of writes) {
    const now = broken.files[name];
    expect([files[name], whole.files[name]], `${name} after ${broken.failing}`).toContain(now);
  }
  // A cache's names are made from where its book lies.
  for (const name of isQuiet ? [] : Object.keys(broken.files)) {
    if (!isLeft(name)) expect(Object.keys(whole.files), `left by ${broken.failing}`).toContain(name);
  }
}

function checkMessage(
  { isQuiet, writes }: Writing,
  { result, failing, files }: Played,
  whole: Played,
  code: Exclude<Fault['code'], 'KILL'>,
): void {
  const { stderr = '', code: exit } = result ?? {};
  const where = `${failing} ${code}`;
  expect(stderr, where).not.toMatch(/should not have happened|\n {4}at /);
  const isDone = writes.length > 0 && writes.every((name) => files[name] === whole.files[name]);
  // What goes wrong after the file is in its place, or only while tidying up, is nobody's concern.
  if (isQuiet || (isDone && stderr === whole.result?.stderr)) {
    expect([exit, stderr], where).toEqual([whole.result?.code, whole.result?.stderr]);
    return;
  }
  expect(stderr, where).toContain(reasons[code]);
  expect(stderr, where).toMatch(/(?:a\.md|b\.md|report\.|b\.json|handbook\.|summary\.md)/);
  expect(exit, where).toBe(2);
}
