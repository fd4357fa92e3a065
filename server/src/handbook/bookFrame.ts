import type { CancellationToken } from '../base/cancellation.ts';
import type { Uri } from '../base/uri.ts';
import type { Config } from '../config/config.ts';
import type { Dialect } from '../markdown/facts.ts';
import { type BookFiles, findBookFiles, resourceRoots } from './bookFiles.ts';
import type { BookSources } from './bookState.ts';
import type { BookFrame } from './firstLook.ts';
import type { LockDocument } from './handbook.ts';
import type { ImageFile } from './imageFiles.ts';
import { readLockDocument } from './linkLock.ts';

/** A book before any of its chapters is read. */
export interface FoundBook extends BookFiles {
  readonly config: Config;
  readonly links: LockDocument | undefined;
}

/** A frame whose folders, pictures and settings come to be complete while chapters are read. */
export interface GrowingFrame extends BookFrame {
  readonly images: Map<Uri, ImageFile>;
  settings: BookFrame['settings'];
  /** Files of the book that could not be read after all. */
  readonly gone: ReadonlySet<Uri>;
  readonly isReadOnce: boolean;
}

export async function findBook(
  { host, location, options }: BookSources,
  token?: CancellationToken,
): Promise<FoundBook> {
  const config = await options.readConfig(host, location.config, token);
  const files = await findBookFiles(host, location, config, token);
  return { ...files, config, links: await readLockDocument(host, location.root, token) };
}

export function frameOf(
  found: FoundBook,
  { location, options, images }: BookSources,
  {
    dialect,
    gone,
    revision,
  }: { readonly dialect: Dialect; readonly gone: ReadonlySet<Uri>; readonly revision: number },
): GrowingFrame {
  const isThere = (uri: Uri) => !gone.has(uri);
  const order = found.order.filter(isThere);
  const strays = found.strays.filter(isThere);
  const { root } = location;
  return {
    ...found,
    gone,
    revision,
    root,
    dialect,
    order,
    strays,
    positions: new Map(order.map((uri, position) => [uri, position])),
    all: new Set([...order, ...strays]),
    files: found.files.with(new Map()),
    resourceRules: {
      root,
      roots: resourceRoots(root, found.config, dialect),
      hasManifest: found.manifest !== undefined,
      dialect,
    },
    images: new Map(images),
    today: options.today(),
    isReadOnce: options.readOnce !== undefined,
    settings: [],
  };
}
