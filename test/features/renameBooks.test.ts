import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openBooks } from '../support/diskBook.ts';
import { renameEveryId } from '../support/renameEveryId.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures/books');
/** Another folder of books, to be gone through by hand: `HANDBOOK_BOOKS=… npx vitest run test/features/renameBooks`. */
const folder = process.env.HANDBOOK_BOOKS ?? fixtures;
const PATIENCE_MS = 600_000;

it.each(readdirSync(folder))(
  'every id of %s can be renamed, and the book is as sound as before',
  async (name) => {
    for (const workspace of await openBooks(path.join(folder, name))) {
      const { renamed, faults } = await renameEveryId(workspace);
      expect(faults).toEqual([]);
      if (process.env.HANDBOOK_BOOKS) console.log(`${name}: ${renamed} ids renamed`);
      else expect(renamed).toBeGreaterThan(name === 'plain' ? -1 : 3);
    }
  },
  PATIENCE_MS,
);
