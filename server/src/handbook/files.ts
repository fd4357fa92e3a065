import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { mapLimited } from '../base/concurrency.ts';
import { groupBy } from '../base/groupBy.ts';
import { basename, dirname, joinUri, type Uri } from '../base/uri.ts';
import type { Entry, EntryKind, Host } from '../host/host.ts';
import type { FileEntry } from './handbook.ts';
import type { ImageFile } from './imageFiles.ts';

/**
 * What the folders of a book list, by exact name: links and pictures are resolved against it without asking the disk
 * again, and the name's case is the folder's own, so that a wrong case is found on macOS and Windows too.
 */
export class FileTree {
  readonly #folders: Map<Uri, ReadonlyMap<string, EntryKind>>;
  /** Names by how they read without case, made for a folder when it is first asked. */
  readonly #folded = new Map<Uri, ReadonlyMap<string, readonly string[]>>();

  constructor(folders: Map<Uri, ReadonlyMap<string, EntryKind>> = new Map()) {
    this.#folders = folders;
  }

  /** A folder's entries by name; undefined where it is not there or was never listed. */
  folder(uri: Uri): ReadonlyMap<string, EntryKind> | undefined {
    return this.#folders.get(uri);
  }

  /**
   * The name in a folder that is `wanted` but for case or Unicode normalisation (macOS lists names decomposed); one
   * that differs in neither but how it is composed comes first.
   */
  nameLike(folder: Uri, wanted: string): string | undefined {
    let folded = this.#folded.get(folder);
    if (!folded) {
      folded = groupBy(this.#folders.get(folder)?.keys() ?? [], foldName);
      this.#folded.set(folder, folded);
    }
    const names = folded.get(foldName(wanted)) ?? [];
    return names.find((name) => name.normalize() === wanted.normalize()) ?? names[0];
  }

  has(folder: Uri): boolean {
    return this.#folders.has(folder);
  }

  folders(): IterableIterator<Uri> {
    return this.#folders.keys();
  }

  /** How many folders are listed. */
  get size(): number {
    return this.#folders.size;
  }

  /** Adds listings to this very tree: for who puts it together, before anybody else has it. */
  add(listings: ReadonlyMap<Uri, readonly Entry[]>): void {
    for (const [uri, entries] of listings) this.#folders.set(uri, byName(entries));
  }

  /** A tree that knows these listings too. The old one is not changed. */
  with(listings: ReadonlyMap<Uri, readonly Entry[]>): FileTree {
    const tree = new FileTree(new Map(this.#folders));
    tree.add(listings);
    return tree;
  }
}

function byName(entries: readonly Entry[]): Map<string, EntryKind> {
  const kinds = new Map<string, EntryKind>();
  for (const { name, kind } of entries) kinds.set(name, kind);
  return kinds;
}

/** How a name reads without case, however its accents are composed. */
export function foldName(name: string): string {
  return name.normalize().toLowerCase();
}

/** What the tree and what was read of a picture tell of a file. */
export function fileEntry(files: FileTree, uri: Uri, image: ImageFile | undefined): FileEntry | undefined {
  const slash = uri.lastIndexOf('/');
  const kind = files.folder(uri.slice(0, slash))?.get(decodeURIComponent(uri.slice(slash + 1)));
  return kind && { uri, kind, size: image?.size ?? -1, image: image?.info };
}

/** Whether the folder of a file lists it, whatever it is. */
export function isListed(files: FileTree, uri: Uri): boolean {
  return files.folder(dirname(uri))?.has(basename(uri)) ?? false;
}

/** Hidden folders and the places tools keep other people's files in: never part of a book. */
export function isSkippedFolder(name: string): boolean {
  return name.startsWith('.') || SKIPPED_FOLDERS.has(name);
}

const SKIPPED_FOLDERS = new Set(['node_modules', 'bower_components', 'vendor', '__pycache__', 'venv', 'site-packages']);

/** How deep a walk goes: no book is deeper, and a loop of symbolic links ends here. */
const MAX_DEPTH = 24;

/** A file system that is far away is asked for many folders in one go. */
const LISTS_AT_ONCE = 64;

/** Lists `root` and every folder below it that `enter` lets in, breadth first. */
export async function walk(
  host: Host,
  root: Uri,
  enter: (uri: Uri, name: string) => boolean,
  token?: CancellationToken,
): Promise<Map<Uri, readonly Entry[]>> {
  const listings = new Map<Uri, readonly Entry[]>();
  let level: Uri[] = [root];
  for (let depth = 0; level.length > 0 && depth < MAX_DEPTH; depth++) {
    const next: Uri[] = [];
    const told = await mapLimited(level, LISTS_AT_ONCE, (folder) => {
      throwIfCancelled(token);
      return host.list(folder, token);
    });
    for (const [index, folder] of level.entries()) {
      const entries = told[index];
      if (!entries) continue;
      listings.set(folder, entries);
      for (const entry of entries) {
        if (entry.kind !== 'folder' || isSkippedFolder(entry.name)) continue;
        const uri = childUri(folder, entry.name);
        if (enter(uri, entry.name)) next.push(uri);
      }
    }
    level = next;
  }
  return listings;
}

/** The URI of an entry of a folder. A name is one segment, so encoding it is all there is to do. */
export function childUri(folder: Uri, name: string): Uri {
  // The root of a disk has its slash already.
  const isPlain = PLAIN_NAME.test(name) && !folder.endsWith('/');
  return isPlain ? `${folder}/${name}` : joinUri(folder, `./${name}`);
}

/** Names that read the same in a URI; most do, and need no parsing. */
const PLAIN_NAME = /^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/;
