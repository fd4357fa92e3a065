import { readdirSync } from 'node:fs';
import { basename as baseName, dirname as folderOf, relative, resolve, sep } from 'node:path';
import { nearest } from '../base/nearest.ts';
import { dirname, fileUri, fsPath, type Uri } from '../base/uri.ts';
import { type BookLocation, bookOf, discoverBooks, isChapterName } from '../handbook/discover.ts';
import { childUri } from '../handbook/files.ts';
import { manifestKind } from '../handbook/manifest.ts';
import type { NodeHost } from '../host/nodeHost.ts';
import { CliError } from './cliError.ts';

/** A book to lint, and what of it to show. */
export interface Target {
  readonly location: BookLocation;
  /** The only files whose findings are wanted; undefined for all of the book. A folder stands for what is below it. */
  readonly shown: ReadonlySet<Uri> | undefined;
  /** Of these, the only files whose findings are wanted. */
  readonly only?: ReadonlySet<Uri>;
}

/**
 * The books that the paths on the command line mean (CLI.md, "What a path means"), each once and in the order they
 * are named; without a path, the books in or around the working folder. Throws `CliError` for a path that means none.
 */
export async function findTargets(host: NodeHost, paths: readonly string[], cwd: string): Promise<Target[]> {
  if (paths.length === 0) return wholeBooks(await booksAround(host, cwd));
  const targets: Target[] = [];
  for (const path of paths) targets.push(...(await targetsOf(host, path, cwd)));
  return joinSameBooks(targets);
}

/** The target for one chapter that may not be on disk: the text on stdin. */
export async function targetOfText(host: NodeHost, path: string, cwd: string): Promise<{ target: Target; uri: Uri }> {
  const uri = fileUri(resolve(cwd, path));
  return { target: (await chapterTarget(host, uri)) ?? looseTarget(uri, undefined), uri };
}

/** A book of one, with the configuration around it. */
export function looseTarget(file: Uri, config: Uri | undefined): Target {
  return { location: { root: dirname(file), config, files: [file] }, shown: undefined };
}

async function booksAround(host: NodeHost, cwd: string): Promise<BookLocation[]> {
  const folder = fileUri(cwd);
  const below = await discoverBooks(host, folder);
  if (below.some(({ manifest }) => manifest)) return below;
  const around = await bookOf(host, childUri(folder, 'any.md'));
  if (around) return [around];
  if (below.length > 0) return below;
  throw new CliError(
    `no book in ${cwd}`,
    'There is no Book.txt in or above this folder and no Markdown file in it. Name the folder or the chapters to lint.',
  );
}

async function targetsOf(host: NodeHost, path: string, cwd: string): Promise<Target[]> {
  const file = existing(host, path, cwd);
  const uri = fileUri(file);
  if (host.stat(uri)?.kind === 'folder') return folderTargets(host, uri, path);
  const name = baseName(file);
  if (manifestKind(name) || settingsFiles.has(name)) return folderTargets(host, dirname(uri), path);
  const target = await chapterTarget(host, uri);
  if (target) return [target];
  if (!isChapterName(name) && host.read(uri)?.invalidAt !== undefined) {
    throw new CliError(`${path} is not a text file`, 'Name folders, Book.txt files or chapters.');
  }
  return [looseTarget(uri, undefined)];
}

const settingsFiles = new Set(['handbook.json', 'handbook.links.json']);

/** The path as a person on any system may have typed it, if there is something. */
function existing(host: NodeHost, path: string, cwd: string): string {
  for (const spelling of [path, path.replaceAll('\\', '/')]) {
    const absolute = resolve(cwd, spelling);
    if (host.stat(fileUri(absolute))) return absolute;
  }
  const absolute = resolve(cwd, path.replaceAll('\\', '/'));
  const [near] = nearest(baseName(absolute), namesIn(folderOf(absolute)));
  throw new CliError(`${path}: no such file or folder`, near && `Did you mean ${near}?`);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

async function folderTargets(host: NodeHost, folder: Uri, path: string): Promise<Target[]> {
  const books = await discoverBooks(host, folder);
  if (books.length === 0) {
    throw new CliError(`${path} holds no book`, 'There is no Book.txt and no Markdown file in it or below it.');
  }
  if (books.some(({ manifest }) => manifest)) return wholeBooks(books);
  // A folder inside a book is a part of that book, whose crosslinks lead out of the folder.
  const around = await bookOf(host, childUri(folder, 'any.md'));
  if (!around || around.root === folder) return wholeBooks(books);
  return [{ location: around, shown: new Set([folder]) }];
}

async function chapterTarget(host: NodeHost, uri: Uri): Promise<Target | undefined> {
  const location = await bookOf(host, uri);
  return location && { location, shown: new Set([uri]) };
}

function wholeBooks(locations: readonly BookLocation[]): Target[] {
  return locations.map((location) => ({ location, shown: undefined }));
}

/** Several chapters of a book, or files of one folder outside any book, are linted together. */
export function joinSameBooks(targets: readonly Target[]): Target[] {
  const joined = new Map<string, Target>();
  for (const target of targets) {
    const key = `${target.location.manifest ?? target.location.root} ${target.location.files ? 'files' : ''}`;
    const before = joined.get(key);
    joined.set(key, before ? join(before, target) : target);
  }
  return [...joined.values()];
}

function join(one: Target, other: Target): Target {
  const shown = one.shown && other.shown && new Set([...one.shown, ...other.shown]);
  if (!one.location.files || !other.location.files) return { location: one.location, shown };
  const files = [...new Set([...one.location.files, ...other.location.files])];
  return { location: { ...one.location, files }, shown };
}

/** The path of a file for people and reports: relative to the working folder, with `/`. */
export function shownPath(uri: Uri, cwd: string): string {
  const path = relative(cwd, fsPath(uri));
  return path === '' ? '.' : sep === '/' ? path : path.replaceAll(sep, '/');
}

/** Whether the findings of a file are wanted. */
export function isShown({ shown, only }: Pick<Target, 'shown' | 'only'>, uri: Uri): boolean {
  if (only && !only.has(uri)) return false;
  if (!shown || shown.has(uri)) return true;
  for (const folder of shown) if (uri.startsWith(`${folder}/`)) return true;
  return false;
}
