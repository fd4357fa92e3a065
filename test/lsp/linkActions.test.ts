import { expect, it } from 'vitest';
import { serialiseLock } from '../../server/src/links/lock.ts';
import { readLock } from '../../server/src/links/readLock.ts';
import { at, TODAY } from '../support/book.ts';
import { serve } from '../support/lspClient.ts';

const lockOf = (links: unknown) => serialiseLock(readLock(JSON.stringify({ version: 1, links })).lock);

async function opened(text: string, links: unknown) {
  const lock = lockOf(links);
  const { client } = await serve({ 'Book.txt': 'a.md\n', 'a.md': text, 'handbook.links.json': lock });
  await client.open(at('a.md'), text);
  await client.open(at('handbook.links.json'), lock, 'json');
  return client;
}

it('a page that changed is marked as reviewed in the lock, with the text it has today', async () => {
  const client = await opened('{id: a}\n# A\n\n[Docs](https://docs.vendor.org/a) say.\n', {
    'https://docs.vendor.org/a': {
      status: 'ok',
      checked: '2026-03-01',
      digest: 'd2',
      reviewed: '2026-01-01',
      reviewedDigest: 'd1',
    },
  });
  const actions = await client.actions(at('a.md'), client.range(at('a.md'), 'Docs](https://docs'));
  expect(actions.map(({ title }) => title).at(-1)).toBe('Ignore stale-help-link on this line');
  const review = actions.find(({ title }) => title === 'Mark as reviewed')!;
  expect(review.diagnostics?.map(({ code }) => code)).toEqual(['stale-help-link']);
  client.apply(review.edit!);
  const { lock, problems } = readLock(client.text(at('handbook.links.json')));
  expect(problems).toEqual([]);
  expect(lock.record('https://docs.vendor.org/a')).toMatchObject({ reviewed: TODAY, reviewedDigest: 'd2' });
});

it('a page that moved gets its new address, a page that is gone is not reviewed', async () => {
  const client = await opened('{id: a}\n# A\n\n[one](https://x.org/a)\n\n[two](https://x.org/b)\n', {
    'https://x.org/a': { status: 'moved', checked: '2026-03-01', final: 'https://x.org/new' },
    'https://x.org/b': { status: 'gone', checked: '2026-03-01' },
  });
  const gone = await client.actions(at('a.md'), client.range(at('a.md'), 'two'));
  expect(gone.map(({ title }) => title)).not.toContain('Mark as reviewed');
  const actions = await client.actions(at('a.md'), client.range(at('a.md'), 'one'));
  client.apply(actions.find(({ title }) => title === 'Replace with new address https://x.org/new')!.edit!);
  expect(client.text(at('a.md'))).toContain('[one](https://x.org/new)');
});

it('a help link that no check has seen tells by hover what its form tells', async () => {
  const text = '{id: a}\n# A\n\n[Docs](https://docs.microsoft.com/en-us/azure/x) and [mine](https://x.org/y).\n';
  const client = await opened(text, {});
  const hover = (words: string) =>
    client.request<{ contents: { value: string } } | null>('textDocument/hover', {
      textDocument: { uri: at('a.md') },
      position: client.range(at('a.md'), words).start,
    });
  const shown = await hover('docs.microsoft');
  expect(shown?.contents.value).toContain('Not checked yet');
  expect(shown?.contents.value).toContain('Its new address: `https://learn.microsoft.com/azure/x`');
  expect(await hover('x.org')).toBeNull();
});
