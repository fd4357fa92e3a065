import { describe, expect, test } from 'vitest';
import { CliSandbox } from '../support/cliSandbox.ts';
import { countSteps, runKilledBefore } from '../support/killedRun.ts';
import { timeless } from '../support/runCli.ts';

const book = {
  'Book.txt': 'tea.md\ncups.md\n',
  'tea.md': `# Tea\n\n${'![A kettle](kettle.png)\n\n'.repeat(40)}`,
  'cups.md': '# Cups\n\nSee [pots](#ch-pots) and [quotas](https://a.example/quotas).\n',
};

const record = { status: 'ok', checked: '2026-01-02', title: 'Quotas' };
const lock = { version: 1, links: { 'https://a.example/quotas': record, 'https://a.example/dropped': record } };

/** What programs keep for the next run, or for others: each is there already when a run is about to write it anew. */
const kept = [
  {
    file: 'known.json',
    old: '{ "version": 1, "files": {} }\n',
    args: ['--baseline', 'known.json', '--update-baseline'],
  },
  { file: 'report.json', old: '{}\n', args: ['--format', 'json', '--output', 'report.json', '--fail-on', 'never'] },
  { file: 'handbook.links.json', old: JSON.stringify(lock), args: ['links', 'prune'] },
];

describe('killed at any moment, a run leaves the old file or the new one', () => {
  test.each(kept)('$file', { timeout: 120_000 }, async ({ file, old, args }) => {
    const whole = new CliSandbox({ ...book, [file]: old });
    const steps = await countSteps(whole, args);
    const written = timeless(whole.read(file));
    expect(written).not.toBe(old);
    expect(steps).toBeGreaterThanOrEqual(5);
    for (let step = 1; step <= steps; step++) {
      const sandbox = new CliSandbox({ ...book, [file]: old });
      expect((await runKilledBefore(sandbox, args, step)).code, `step ${step}`).toBeNull();
      expect([old, written], `step ${step} of ${steps}`).toContain(timeless(sandbox.read(file)));
    }
  });

  test('the cache, of which the next run believes nothing that is not whole', { timeout: 120_000 }, async () => {
    const args = ['--format', 'json', '--fail-on', 'never', '--cache'];
    const report = async (sandbox: CliSandbox) => timeless((await sandbox.run(args)).stdout);
    const fresh = new CliSandbox(book);
    const steps = await countSteps(fresh, args);
    const expected = await report(fresh);
    const codes: (number | null)[] = [];
    for (let step = 1; step <= steps; step++) {
      const sandbox = new CliSandbox(book);
      codes.push((await runKilledBefore(sandbox, args, step)).code);
      expect(await report(sandbox), `step ${step} of ${steps}`).toBe(expected);
    }
    // Files that are very new are not always kept: then a run takes fewer steps.
    expect(codes.filter((code) => code === null).length).toBeGreaterThan(2);
  });
});
