import { expect, test } from 'vitest';
import { discoverBooks } from '../../server/src/handbook/discover.ts';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';
import { at, openWorkspace, ROOT } from '../support/book.ts';

const many = Array.from({ length: 60 }, () => '{id: sec-many}\n## One of many\n').join('\n');
const book = {
  'Book.txt': 'one.md\ntwo.md\nmany.md\n',
  'one.md':
    '{id: ch-policies}\n# Policies\n\n{id: Sec_Routes}\n## Routes\n\n{id: step-1}\n## Step\n\n{id: policies}\n\n\nLost.\n',
  'two.md': '{id: sec-routes}\n# Routes\n\n{id: ch-policies}\n## Again\n\n{id: sec-route, book: false}\n# Left out\n',
  'many.md': `# Many\n\n${many}`,
  'stray.md': '{id: ch-policy}\n# In no list\n',
};

test.each(['markua', 'lfm', 'markdown'] as const)(
  'a book that is read once tells which ids are alike as one that is edited does: %s',
  async (dialect) => {
    const host = new MemoryHost(Object.entries(book).map(([name, text]) => [at(name), text]));
    const [location = { root: ROOT }] = await discoverBooks(host, ROOT);
    const { book: edited } = await openWorkspace(host, location, [], dialect).snapshot();
    const readOnce = openWorkspace(host, location, [], dialect, { readOnce: (read) => read });
    const { book: once } = await readOnce.snapshot();
    const asked = [
      'ch-policies',
      'ch-polices',
      'ch-policy',
      'sec-routes',
      'sec-rotues',
      'sec-manny',
      'step-2',
      'x',
      '',
    ];
    for (const id of asked) expect(once.idsLike(id)).toEqual(edited.idsLike(id));
    expect(once.idsLike('ch-polices')).toContain('ch-policies');
    expect(once.idsLike('ch-polices')).not.toContain('ch-policy');
    expect(once.idsLike('sec-manny')).toContain('sec-many');
    if (dialect === 'markua') expect(once.idsLike('sec-routs')).not.toContain('sec-route');
  },
);
