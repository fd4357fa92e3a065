import { groupBy } from '../base/groupBy.ts';
import { nearest } from '../base/nearest.ts';
import { basename, extname, type Uri } from '../base/uri.ts';
import { childUri, type FileTree, foldName } from './files.ts';

/**
 * The files a book's resources can be, found again by name and by likeness. Made once a rebuild and shared by the
 * snapshots of the keystrokes after it; what it works out, it works out when it is first asked.
 */
export class ResourceIndex {
  readonly #files: FileTree;
  readonly #root: Uri;
  readonly #roots: readonly Uri[];
  readonly #isOther: (uri: Uri) => boolean;
  #all: readonly Uri[] | undefined;
  #byName: ReadonlyMap<string, readonly Uri[]> | undefined;
  #byStem: ReadonlyMap<string, readonly Uri[]> | undefined;
  readonly #kinds = new Map<string, FilesOfKind>();
  readonly #alike = new Map<string, readonly Uri[]>();

  /** `isOther` tells chapters, lists and settings, which are no resources. */
  constructor(files: FileTree, root: Uri, roots: readonly Uri[], isOther: (uri: Uri) => boolean) {
    this.#files = files;
    this.#root = root;
    this.#roots = roots;
    this.#isOther = isOther;
  }

  /** All files below the roots, hidden ones left out. */
  all(): readonly Uri[] {
    this.#all ??= this.#list();
    return this.#all;
  }

  /** Those of a name, but for case. */
  named(name: string): readonly Uri[] {
    this.#byName ??= groupBy(this.all(), (uri) => foldName(basename(uri)));
    return this.#byName.get(foldName(name)) ?? [];
  }

  /**
   * Files that may be meant by a path (decoded, from the book's root) where nothing is, best first: the very name
   * elsewhere, the name with another extension, a near path or name of the same kind.
   */
  like(path: string): readonly Uri[] {
    const known = this.#alike.get(path);
    if (known) return known;
    // An author who types a path asks about each of its beginnings.
    if (this.#alike.size >= MOST_KEPT) this.#alike.clear();
    const found = this.#search(path);
    this.#alike.set(path, found);
    return found;
  }

  #search(path: string): Uri[] {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const found = new Set(this.named(name));
    if (found.size >= MOST || this.all().length > MOST_COMPARED) return [...found].slice(0, MOST);
    const { byPath, byName } = this.#ofKind(kindOf(name));
    this.#byStem ??= groupBy(this.all(), (uri) => withoutExtension(lastSegment(uri)));
    for (const uri of this.#byStem.get(withoutExtension(name)) ?? []) found.add(uri);
    for (const near of nearest(path, byPath.keys(), MOST)) found.add(byPath.get(near)!);
    for (const near of nearest(name, byName.keys(), MOST)) for (const uri of byName.get(near)!) found.add(uri);
    return [...found].slice(0, MOST);
  }

  #ofKind(kind: string): FilesOfKind {
    let files = this.#kinds.get(kind);
    if (!files) {
      const sameKind = this.all().filter((uri) => kindOf(uri) === kind);
      files = {
        byPath: new Map(sameKind.map((uri) => [this.#path(uri), uri])),
        byName: groupBy(sameKind, lastSegment),
      };
      this.#kinds.set(kind, files);
    }
    return files;
  }

  /** From the root; a file above it cannot be near a path below. */
  #path(uri: Uri): string {
    return uri.startsWith(`${this.#root}/`) ? decode(uri.slice(this.#root.length + 1)) : uri;
  }

  #list(): Uri[] {
    const found = new Set<Uri>();
    for (const folder of this.#files.folders()) {
      if (!this.#roots.some((root) => folder === root || folder.startsWith(`${root}/`))) continue;
      for (const [name, kind] of this.#files.folder(folder)!) {
        if (kind !== 'file' || name.startsWith('.')) continue;
        const uri = childUri(folder, name);
        if (!this.#isOther(uri)) found.add(uri);
      }
    }
    return [...found].sort();
  }
}

/** Files that may be mistaken for each other. */
interface FilesOfKind {
  readonly byPath: ReadonlyMap<string, Uri>;
  readonly byName: ReadonlyMap<string, readonly Uri[]>;
}

/** How many suggestions are worth reading. */
const MOST = 3;

/** Comparing with more files than this costs more than a guess is worth. */
const MOST_COMPARED = 5000;
const MOST_KEPT = 500;

function withoutExtension(name: string): string {
  const dot = name.lastIndexOf('.');
  return foldName(dot > 0 ? name.slice(0, dot) : name);
}

/** Pictures are not mistaken for sound or code; a name without extension may be any picture's. */
function kindOf(name: string): string {
  const extension = extname(name);
  return IMAGE_EXTENSIONS.has(extension) ? 'image' : extension;
}

const IMAGE_EXTENSIONS = new Set([
  '',
  '.png',
  '.jpg',
  '.jpeg',
  '.gif',
  '.svg',
  '.svgz',
  '.webp',
  '.bmp',
  '.tif',
  '.tiff',
]);

function lastSegment(uri: Uri): string {
  return decode(uri.slice(uri.lastIndexOf('/') + 1));
}

function decode(text: string): string {
  return text.includes('%') ? decodeURIComponent(text) : text;
}
