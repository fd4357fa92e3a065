import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** The program as `npm run build` made it, if it is newer than its sources. */
export function freshlyBuilt(): string | undefined {
  const built = path.join(root, 'dist/server.cjs');
  const stat = statSync(built, { throwIfNoEntry: false });
  return stat && newestIn(path.join(root, 'server/src')) < stat.mtimeMs ? built : undefined;
}

function newestIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map(({ parentPath, name }) => statSync(path.join(parentPath, name)).mtimeMs));
}
