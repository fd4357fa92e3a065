import { truncateSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Soak, soak } from '../../fuzz/soak.ts';
import { ServedBook } from '../../support/servedBook.ts';

const tea = '{id: ch-tea}\n# Tea\n\nBoil water first, and see [cups](#ch-cup).\n';

describe('the life of a server', () => {
  const book = new ServedBook({
    'Book.txt': 'tea.md\ncups.md\nhuge.md\n',
    'tea.md': tea,
    'cups.md': '{id: ch-cups}\n# Cups\n\nWarm them.\n',
    'huge.md': '',
  });
  const uriOf = (name: string) => book.uri(name);
  const start = () => book.start('stdio', { pull: true });

  beforeAll(() => truncateSync(book.path('huge.md'), 200_000_000));

  it('takes 200 MB under a chapter’s name for one finding, and works on', async () => {
    const { client, stderr } = await start();
    await client.request('handbook/lintBook', {});
    expect(await client.pulled(uriOf('huge.md'))).toEqual(['1 unreadable-file']);
    await client.open(uriOf('tea.md'), tea);
    expect(await client.pulled(uriOf('tea.md'))).toContain('4 broken-crosslink');
    expect(stderr()).toBe('');
  });

  it('keeps up with 10,000 edits in less than a minute, and knows the text at their end', {
    timeout: 70_000,
  }, async () => {
    const { client } = await start();
    await client.open(uriOf('tea.md'), tea);
    const started = performance.now();
    const range = (from: number, to: number) => ({
      start: { line: 3, character: from },
      end: { line: 3, character: to },
    });
    for (let edit = 0; edit < 10_000; edit++) {
      const isOdd = edit % 2 === 1;
      await client.change(uriOf('tea.md'), [{ range: range(0, isOdd ? 1 : 0), text: isOdd ? '' : 'x' }]);
      if (edit % 100 === 0) void client.pull(uriOf('tea.md')).catch(() => {});
    }
    await client.edit(uriOf('tea.md'), '#ch-cup', '#ch-cups');
    expect(await client.pulled(uriOf('tea.md'))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  it('killed and started again, it knows what the author saw, unsaved text too, and need not send it again', async () => {
    const unsaved = `${tea}\nAnd [pots](#ch-pot).\n`;
    const first = await start();
    await first.client.open(uriOf('tea.md'), unsaved);
    await first.client.request('handbook/lintBook', {});
    const before = await first.client.pull(uriOf('tea.md'));
    first.process.kill('SIGKILL');
    await first.ended;
    const second = await start();
    await second.client.open(uriOf('tea.md'), unsaved);
    await second.client.request('handbook/lintBook', {});
    expect(await second.client.pull(uriOf('tea.md'))).toEqual(before);
    expect(await second.client.pull(uriOf('tea.md'), before.resultId)).toMatchObject({ kind: 'unchanged' });
  });
});

it('three short hours of editing leave no more behind than one', { timeout: 300_000 }, async () => {
  const short: Soak = { hours: 3, editsAnHour: 600, seed: 1 };
  const { hours, grown } = await soak(short, () => {});
  const [, first, , last] = hours;
  expect(last!.heap).toBeLessThan(first!.heap * 1.15 + 2);
  expect(grown).toEqual([]);
});
