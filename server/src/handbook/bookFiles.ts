import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import type { Dialect } from '../base/dialect.ts';
import { basename, dirname, joinUri, type Uri } from '../base/uri.ts';
import type { Config } from '../config/config.ts';
import type { Entry, Host } from '../host/host.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Facts } from '../markdown/facts.ts';
import { type BookLocation, chapterFiles, isChapterName } from './discover.ts';
import { childUri, FileTree, isListed, walk } from './files.ts';
import type { FileTrouble, Manifest } from './handbook.ts';
import { manifestFolders, manifestKind, parseManifest } from './manifest.ts';
import { isUnread, readable } from './readable.ts';
import { foldersToList, type ResourceRules } from './resources.ts';

/** Which files a book is made of, before any of them is read. */
export interface BookFiles {
  readonly manifest: Manifest | undefined;
  readonly subsets: readonly Manifest[];
  readonly order: readonly Uri[];
  readonly strays: readonly Uri[];
  readonly files: FileTree;
  /** Of the lists. */
  readonly troubles: ReadonlyMap<Uri, FileTrouble>;
}

export async function findBookFiles(
  host: Host,
  location: BookLocation,
  config: Config,
  token?: CancellationToken,
): Promise<BookFiles> {
  const { root } = location;
  const folders = location.files ? filesFolders(root, location.files) : undefined;
  let files = new FileTree().with(await walk(host, root, (uri) => folders?.has(uri) ?? true, token));
  const manifests: Manifest[] = [];
  const troubles = new Map<Uri, FileTrouble>();
  for (const uri of manifestUris(location, config, files)) {
    const content = await host.read(uri, token);
    if (!content && !isListed(files, uri)) continue;
    const { text, trouble } = readable(content);
    if (trouble) troubles.set(uri, trouble);
    files = await listFolders(host, files, manifestFolders(text, root), token);
    const kind = uri === mainManifest(location, config) ? 'book' : manifestKind(basename(uri))!;
    manifests.push(parseManifest(uri, text, kind, root, files));
  }
  const manifest = manifests.find(({ kind }) => kind === 'book');
  const order = manifest
    ? listedFiles(manifest)
    : [...(location.files ?? (await chapterFiles(host, root, config.ignore, token)))];
  return {
    manifest,
    subsets: manifests.filter((other) => other !== manifest && other.kind !== 'book'),
    order,
    // What a list says that cannot be read, nobody knows: then no file can be said to be missing there.
    strays: manifest && !isUnread(troubles.get(manifest.uri)) ? strayFiles(manifest, order, files) : [],
    files,
    troubles,
  };
}

/** Where resources are looked up: Leanpub's two roots, or what handbook.json says instead (MARKUA.md §2, §7). */
export function resourceRoots(root: Uri, config: Config, dialect: Dialect): Uri[] {
  if (config.resources) return config.resources.map((path) => joinUri(root, path).replace(/\/$/, ''));
  // Plain Markdown knows no such folder: the chapter's own, then the site's root.
  return dialect === 'markdown' ? [root] : [childUri(root, 'resources'), root];
}

/** The folders a chapter's resources, and in plain Markdown its links to files, are looked up in. */
export function* foldersOfChapter(uri: Uri, facts: Facts, rules: ResourceRules): Generator<Uri> {
  // Most destinations of a chapter lie in a few folders, and say so plainly.
  const told = new Set<string>();
  const isTold = (destination: string): boolean => {
    const folder = PLAIN_DESTINATION.exec(destination)?.[1];
    if (folder === undefined) return false;
    if (told.has(folder)) return true;
    told.add(folder);
    return false;
  };
  for (const { destination } of facts.resources) {
    if (!isTold(destination)) yield* foldersToList(uri, destination, rules);
  }
  if (rules.hasManifest) return;
  for (const { destination } of facts.links) {
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#|$)/i.test(destination)) continue;
    if (!isTold(destination)) yield* foldersToList(uri, destination, rules);
  }
}

/** A destination that can be read in one way only, but for what follows the file's name; first its folder. */
const PLAIN_DESTINATION = /^((?:\.{1,2}\/|[\w~-][\w~.-]*\/)*)[\w~-][^/%&\\:]*$/;

/**
 * Lists the folders that a chapter's resources lead to and the walk did not reach, above the root or ignored ones, into
 * a tree that is being put together.
 */
export async function listResourceFolders(
  host: Host,
  files: FileTree,
  { uri, facts }: Chapter,
  rules: ResourceRules,
  token?: CancellationToken,
): Promise<void> {
  const wanted = new Set<Uri>();
  for (const folder of foldersOfChapter(uri, facts, rules)) if (!files.has(folder)) wanted.add(folder);
  if (wanted.size > 0) files.add(await newListings(host, files, wanted, token));
}

/** A tree that knows these folders too. */
async function listFolders(
  host: Host,
  files: FileTree,
  folders: Iterable<Uri>,
  token?: CancellationToken,
): Promise<FileTree> {
  const listings = await newListings(host, files, folders, token);
  return listings.size > 0 ? files.with(listings) : files;
}

/** The listings of those folders that the tree does not know. */
export async function newListings(
  host: Host,
  files: FileTree,
  folders: Iterable<Uri>,
  token?: CancellationToken,
): Promise<Map<Uri, readonly Entry[]>> {
  const listings = new Map<Uri, readonly Entry[]>();
  for (const folder of folders) {
    throwIfCancelled(token);
    if (files.has(folder) || listings.has(folder)) continue;
    // A folder that is not there is noted as empty, or it would be asked for again at every snapshot.
    listings.set(folder, (await host.list(folder, token)) ?? []);
  }
  return listings;
}

/** The book's list: the one found, or the one that handbook.json names. */
export function mainManifest(location: BookLocation, config: Config): Uri | undefined {
  if (!config.book || location.files) return location.manifest;
  return location.config ? joinUri(dirname(location.config), config.book) : location.manifest;
}

function manifestUris(location: BookLocation, config: Config, files: FileTree): Uri[] {
  const main = mainManifest(location, config);
  if (!main) return [];
  const beside = [...(files.folder(dirname(main)) ?? [])]
    .filter(([name, kind]) => kind === 'file' && (manifestKind(name) ?? 'book') !== 'book')
    .map(([name]) => childUri(dirname(main), name));
  return [main, ...beside];
}

function listedFiles(manifest: Manifest): Uri[] {
  return manifest.entries
    .filter(
      ({ kind, state, duplicateOf, uri }) =>
        kind === 'file' &&
        duplicateOf === undefined &&
        (state === 'found' || state === 'case') &&
        // handbook.json can make any file the list; it is not a chapter, too.
        uri !== manifest.uri,
    )
    .map(({ uri }) => uri!);
}

/** Markdown files beside the listed ones (in the folders of the listed) that Book.txt does not name. */
function strayFiles(manifest: Manifest, order: readonly Uri[], files: FileTree): Uri[] {
  const listed = new Set(order);
  const folders = new Set([dirname(manifest.uri), ...order.map(dirname)]);
  const found: Uri[] = [];
  for (const folder of folders) {
    for (const [name, kind] of files.folder(folder) ?? []) {
      const uri = childUri(folder, name);
      const isOther = !listed.has(uri) && uri !== manifest.uri;
      if (kind === 'file' && isChapterName(name) && isOther) found.push(uri);
    }
  }
  return found.sort();
}

/** For a book of given files: their folders and those above, so that nothing else is walked. */
function filesFolders(root: Uri, files: readonly Uri[]): Set<Uri> {
  const folders = new Set<Uri>();
  for (const file of files) {
    for (let folder = dirname(file); folder.length >= root.length && !folders.has(folder); folder = dirname(folder)) {
      folders.add(folder);
    }
  }
  return folders;
}
