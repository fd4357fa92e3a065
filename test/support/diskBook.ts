import path from 'node:path';
import { fileUri } from '../../server/src/base/uri.ts';
import { loadConfig } from '../../server/src/config/load.ts';
import { discoverBooks } from '../../server/src/handbook/discover.ts';
import type { Handbook } from '../../server/src/handbook/handbook.ts';
import { BookWorkspace } from '../../server/src/handbook/workspace.ts';
import { NodeHost } from '../../server/src/host/nodeHost.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { TODAY } from './book.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures/books');

/** A book under test/fixtures/books, read from the disk as an author's is. */
export async function openSampleBook(name: string): Promise<Handbook> {
  const [workspace] = await openBooks(path.join(fixtures, name));
  return (await workspace!.snapshot()).book;
}

/** Every book in a folder of the disk, ready to be read. */
export async function openBooks(folder: string): Promise<BookWorkspace[]> {
  const host = new NodeHost();
  const root = fileUri(folder);
  const found = await discoverBooks(host, root);
  const metas = allRules.map(({ meta }) => meta);
  return (found.length > 0 ? found : [{ root }]).map(
    (location) =>
      new BookWorkspace(host, location, {
        readConfig: (over, uri, token) => loadConfig(over, uri, metas, token),
        today: () => TODAY,
      }),
  );
}
