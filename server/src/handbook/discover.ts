import ignore, { type Ignore } from 'ignore';
import type { CancellationToken } from '../base/cancellation.ts';
import { basename, dirname, relativePath, type Uri } from '../base/uri.ts';
import type { Entry, Host } from '../host/host.ts';
import { childUri, FileTree, isSkippedFolder, walk } from './files.ts';
import { manifestFolders, manifestKind, parseManifest } from './manifest.ts';

/** Where a book is; what `BookWorkspace` opens. */
export interface BookLocation {
  /** The folder of Book.txt, or the folder whose Markdown files are the book. No trailing slash. */
  readonly root: Uri;
  /** Book.txt, where there is one. */
  readonly manifest?: Uri;
  /** handbook.json in the root or a folder above it. */
  readonly config?: Uri;
  /** A book without Book.txt can be just these files; absent, it is every Markdown file below the root. */
  readonly files?: readonly Uri[];
}

/** What counts as a chapter where no Book.txt says so (EDITOR.md, "Files"). */
export function isChapterName(name: string): boolean {
  return /\.(?:md|markdown|mdwn|markua)$/i.test(name);
}

/**
 * The books a folder holds (CLI.md, "What a path means"): each Book.txt in it, in its `manuscript/` or deeper is one;
 * a folder with none is one book of its Markdown files. Empty where there is neither.
 */
export async function discoverBooks(host: Host, folder: Uri, token?: CancellationToken): Promise<BookLocation[]> {
  const listings = await walkUnignored(host, folder, token);
  const manifests: Uri[] = [];
  let hasChapters = false;
  for (const [uri, entries] of listings) {
    for (const { name, kind } of entries) {
      // A list that is a folder or a broken link is a book that cannot be read, not a folder without a list.
      if (manifestKind(name) === 'book') manifests.push(childUri(uri, name));
      if (kind === 'file' && isChapterName(name)) hasChapters = true;
    }
  }
  if (manifests.length > 0) {
    manifests.sort((a, b) => (a < b ? -1 : 1));
    return Promise.all(manifests.map((manifest) => bookAt(host, dirname(manifest), manifest)));
  }
  return hasChapters ? [await bookAt(host, folder, undefined)] : [];
}

/**
 * The book a file belongs to: the nearest Book.txt in its folder or one above that names it or has it below its
 * folder; else the folder of the nearest handbook.json; else undefined, and the file is a book of one.
 * Folders above `limit` are not looked at.
 */
export async function bookOf(host: Host, file: Uri, limit?: Uri): Promise<BookLocation | undefined> {
  let config: BookLocation | undefined;
  for (const folder of ancestors(file, limit)) {
    const entries = await host.list(folder);
    if (!entries) continue;
    for (const candidate of await manifestsNear(host, folder, entries)) {
      if (isBelow(file, dirname(candidate)) || (await lists(host, candidate, file))) {
        return bookAt(host, dirname(candidate), candidate);
      }
    }
    if (!config && hasFile(entries, CONFIG_NAME)) config = await bookAt(host, folder, undefined);
  }
  return config;
}

/** The Markdown files of a book without Book.txt, by folder and then by name as a person would sort them. */
export async function chapterFiles(
  host: Host,
  root: Uri,
  ignored: readonly string[],
  token?: CancellationToken,
): Promise<Uri[]> {
  const listings = await walkUnignored(host, root, token, ignored);
  const rules = ignored.length > 0 ? ignore().add([...ignored]) : undefined;
  const found: Uri[] = [];
  for (const [folder, entries] of listings) {
    for (const { name, kind } of entries) {
      if (kind !== 'file' || !isChapterName(name)) continue;
      const uri = childUri(folder, name);
      if (!rules?.ignores(relativePath(root, uri) ?? name)) found.push(uri);
    }
  }
  const order = new Intl.Collator('en', { numeric: true });
  return found.sort((a, b) => order.compare(a, b) || (a < b ? -1 : 1));
}

const CONFIG_NAME = 'handbook.json';

async function bookAt(host: Host, root: Uri, manifest: Uri | undefined): Promise<BookLocation> {
  const config = await configOf(host, root);
  return config === undefined ? { root, manifest } : { root, manifest, config };
}

/** The handbook.json of a folder: in it, or in the nearest one above that has one. */
export async function configOf(host: Host, root: Uri): Promise<Uri | undefined> {
  for (const folder of ancestors(childUri(root, 'x'), undefined)) {
    const uri = childUri(folder, CONFIG_NAME);
    if ((await host.stat(uri))?.kind === 'file') return uri;
  }
  return undefined;
}

async function manifestsNear(host: Host, folder: Uri, entries: readonly Entry[]): Promise<Uri[]> {
  const here = entries.filter(({ name }) => manifestKind(name) === 'book');
  const found = here.map(({ name }) => childUri(folder, name));
  if (!entries.some(({ name, kind }) => name === 'manuscript' && kind === 'folder')) return found;
  const manuscript = childUri(folder, 'manuscript');
  const below = (await host.list(manuscript)) ?? [];
  for (const { name } of below) if (manifestKind(name) === 'book') found.push(childUri(manuscript, name));
  return found;
}

async function lists(host: Host, manifest: Uri, file: Uri): Promise<boolean> {
  const content = await host.read(manifest);
  if (!content) return false;
  const folder = dirname(manifest);
  let files = new FileTree();
  for (const needed of [folder, ...manifestFolders(content.text, folder)]) {
    const entries = await host.list(needed);
    if (entries) files = files.with(new Map([[needed, entries]]));
  }
  return parseManifest(manifest, content.text, 'book', folder, files).entries.some((entry) => entry.uri === file);
}

/** A walk that keeps out of what .gitignore names: build output holds copies of the book. */
async function walkUnignored(
  host: Host,
  root: Uri,
  token?: CancellationToken,
  ignored: readonly string[] = [],
): Promise<Map<Uri, readonly Entry[]>> {
  const rules = await ignoreRules(host, root, ignored);
  return walk(host, root, (uri) => !isIgnored(uri, rules), token);
}

/** Whether a walk from `root` comes by a file, told without listing a folder. */
export async function isWalkedTo(host: Host, root: Uri, file: Uri): Promise<boolean> {
  const rules = await ignoreRules(host, root, []);
  for (let folder = dirname(file); folder !== root; folder = dirname(folder)) {
    if (folder.length < root.length || isSkippedFolder(basename(folder)) || isIgnored(folder, rules)) return false;
  }
  return true;
}

interface FolderRules {
  readonly folder: Uri;
  readonly rules: Ignore;
}

async function ignoreRules(host: Host, root: Uri, ignored: readonly string[]): Promise<FolderRules[]> {
  const rules = [{ folder: root, rules: ignore().add([...ignored]) }];
  const content = await host.read(childUri(root, '.gitignore'));
  if (content) rules.push({ folder: root, rules: ignore().add(content.text) });
  return rules;
}

function isIgnored(uri: Uri, rules: readonly FolderRules[]): boolean {
  return rules.some(({ folder, rules: own }) => {
    const path = relativePath(folder, uri);
    return path !== undefined && own.ignores(`${path}/`);
  });
}

function hasFile(entries: readonly Entry[], wanted: string): boolean {
  return entries.some(({ name, kind }) => name === wanted && kind === 'file');
}

function isBelow(file: Uri, folder: Uri): boolean {
  return file.startsWith(`${folder}/`);
}

/** The folder of a file and those above it, nearest first. */
export function* ancestors(file: Uri, limit: Uri | undefined): Generator<Uri> {
  let folder = dirname(file);
  for (;;) {
    yield folder;
    const parent = dirname(folder);
    if (parent === folder || folder === limit || basename(folder) === '') return;
    folder = parent;
  }
}
