import type { Dialect } from '../../server/src/base/dialect.ts';
import type { Uri } from '../../server/src/base/uri.ts';
import { loadConfig } from '../../server/src/config/load.ts';
import type { WorkspaceOptions } from '../../server/src/handbook/bookState.ts';
import { type BookLocation, discoverBooks } from '../../server/src/handbook/discover.ts';
import { BookWorkspace } from '../../server/src/handbook/workspace.ts';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';
import type { Rule } from '../../server/src/rules/rule.ts';

/** Where the books of tests live. */
export const ROOT = 'file:///book';

/** The day on which all tests take place. */
export const TODAY = '2026-03-15';

export interface TestBook {
  readonly host: MemoryHost;
  readonly workspace: BookWorkspace;
  readonly location: BookLocation;
}

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** null stands for a file that is listed and cannot be read. */
export type FilesAndTroubles = Readonly<Record<string, string | Uint8Array | null>>;

/** The URI of a file of a test book, by its path. */
export function at(path: string): Uri {
  return `${ROOT}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** A book in memory, opened as the editor and the command line open one. `dialect` wins over what would be detected. */
export async function openBook(
  files: FilesAndTroubles,
  { rules = [], dialect }: { rules?: readonly Rule[]; dialect?: Dialect } = {},
): Promise<TestBook> {
  const host = new MemoryHost();
  for (const [path, content] of Object.entries(files)) {
    if (content === null) host.refuse(at(path));
    else host.write(at(path), content);
  }
  const [location = { root: ROOT }] = await discoverBooks(host, ROOT);
  return { host, location, workspace: openWorkspace(host, location, rules, dialect) };
}

export function openWorkspace(
  host: MemoryHost,
  location: BookLocation,
  rules: readonly Rule[],
  dialect?: Dialect,
  options: Pick<WorkspaceOptions, 'keep' | 'readOnce'> = {},
): BookWorkspace {
  const metas = rules.map(({ meta }) => meta);
  return new BookWorkspace(host, location, {
    readConfig: async (over, uri, token) => {
      const config = await loadConfig(over, uri, metas, token);
      return { ...config, dialect: config.dialect ?? dialect };
    },
    today: () => TODAY,
    ...options,
  });
}
