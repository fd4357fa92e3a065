import type { Dialect } from '../base/dialect.ts';
import { LineIndex } from '../base/lines.ts';
import { basename, dirname, type Uri } from '../base/uri.ts';
import type { Config } from '../config/config.ts';
import type { Host } from '../host/host.ts';
import { mainManifest } from './bookFiles.ts';
import type { WorkspaceOptions } from './bookState.ts';
import { ancestors, configOf, isChapterName, isWalkedTo } from './discover.ts';
import { childUri, FileTree } from './files.ts';
import type { LockDocument, Manifest } from './handbook.ts';
import { readLockDocument } from './linkLock.ts';
import { manifestEntry } from './manifest.ts';
import { readable } from './readable.ts';

/**
 * What a few files tell of the book that an open chapter is in, while no folder has been listed: enough for the findings
 * that nothing else in the book can change (`openingBook.ts`).
 */
export interface Opening {
  readonly config: Config;
  /** Those the book may turn out to be written in. */
  readonly dialects: readonly Dialect[];
  /** Where a Book.txt lists the chapter. */
  readonly list: OpeningList | undefined;
}

export interface OpeningList {
  readonly root: Uri;
  readonly manifest: Pick<Manifest, 'uri' | 'text' | 'lines' | 'name' | 'kind'>;
  /** Whether the chapter is the book's first. */
  readonly isFirst: boolean;
  /** Whether it is known that no section of any chapter before it runs on into it. */
  readonly isAboveKnown: boolean;
  readonly links: LockDocument | undefined;
}

export interface OpeningOptions {
  /** The workspace's folders. */
  readonly folders: readonly Uri[];
  readonly readConfig: WorkspaceOptions['readConfig'];
}

/** Undefined where it takes more than a few files to say what the chapter is part of: then the whole book has to be waited for. */
export async function readOpening(host: Host, chapter: Uri, options: OpeningOptions): Promise<Opening | undefined> {
  const around = options.folders.filter((folder) => chapter.startsWith(`${folder}/`));
  if (around.length > 1 || (await host.stat(chapter))?.kind !== 'file') return undefined;
  const [folder] = around;
  for (const above of ancestors(chapter, folder)) {
    for (const name of LIST_NAMES) {
      const uri = childUri(above, name);
      const content = await host.read(uri);
      if (content) return readListed(host, chapter, uri, readable(content).text, options);
    }
  }
  return folder === undefined ? undefined : readUnlisted(host, chapter, folder, options);
}

/** As they are seen; one that is spelled otherwise is found when its folder is listed. */
const LIST_NAMES = ['Book.txt', 'book.txt'];

async function readListed(
  host: Host,
  chapter: Uri,
  uri: Uri,
  text: string,
  { readConfig }: OpeningOptions,
): Promise<Opening | undefined> {
  const root = dirname(uri);
  const list = new WrittenList(text, root);
  const line = list.lineOf(chapter);
  if (line < 0) return undefined;
  const location = { root, manifest: uri, config: await configOf(host, root) };
  const config = await readConfig(host, location.config);
  if (mainManifest(location, config) !== uri) return undefined;
  const above = await lookAbove(host, list, line);
  if (above === 'unsure') return undefined;
  return {
    config,
    dialects: config.dialect ? [config.dialect] : bookDialects,
    list: {
      root,
      manifest: { uri, text, lines: list.lines, name: basename(uri), kind: 'book' },
      isFirst: !(await isAnyThere(host, list, line)),
      isAboveKnown: above === 'all',
      links: await readLockDocument(host, root),
    },
  };
}

/** A manifest of which only the lines that matter are read: a big book's has thousands. */
class WrittenList {
  readonly lines: LineIndex;
  readonly #text: string;
  readonly #root: Uri;
  readonly #files = new FileTree();

  constructor(text: string, root: Uri) {
    this.#text = text;
    this.#root = root;
    this.lines = new LineIndex(text);
  }

  /** The file a line (from 0) names, whether it is there or not. */
  file(line: number): Uri | undefined {
    const entry = manifestEntry(this.#text, this.lines, line, this.#root, this.#files);
    return entry?.kind === 'file' ? entry.uri : undefined;
  }

  /** The first line that names a file, or -1. */
  lineOf(uri: Uri): number {
    const path = uri.slice(this.#root.length + 1);
    for (let at = this.#text.indexOf(path); at >= 0; at = this.#text.indexOf(path, at + 1)) {
      const line = this.lines.lineAt(at);
      if (this.file(line) === uri) return line;
    }
    // It may be written in another way than as itself.
    for (let line = 0; line < this.lines.count; line++) if (this.file(line) === uri) return line;
    return -1;
  }
}

/** Whether any file that a list names before a line is there. */
async function isAnyThere(host: Host, list: WrittenList, line: number): Promise<boolean> {
  for (let above = 0; above < line; above++) {
    const uri = list.file(above);
    if (uri !== undefined && (await host.stat(uri))?.kind === 'file') return true;
  }
  return false;
}

/** So many files are read before a chapter's own findings are shown; each takes some tenths of a millisecond. */
const LOOKED_AT = 32;

/**
 * Whether a section that is left out may run on into a chapter: `unsure` where one may. Else whether `all` files that a
 * list names before it were looked at, or only the `nearest`.
 */
async function lookAbove(host: Host, list: WrittenList, line: number): Promise<'unsure' | 'nearest' | 'all'> {
  let left = LOOKED_AT;
  for (let above = line - 1; above >= 0; above--) {
    const uri = list.file(above);
    if (uri === undefined) continue;
    if (left-- === 0) return 'nearest';
    const content = await host.read(uri);
    if (content && MAY_LEAVE_OUT.test(content.text)) return 'unsure';
  }
  return 'all';
}

/** An attribute list with one of the attributes that take sections out of the book. */
const MAY_LEAVE_OUT = /\{[^{}]{0,400}\b(?:full|book)\b["']?[ \t]*[:=]/;

const bookDialects: readonly Dialect[] = ['markua', 'lfm'];
const allDialects: readonly Dialect[] = [...bookDialects, 'markdown'];

async function readUnlisted(
  host: Host,
  chapter: Uri,
  folder: Uri,
  { readConfig }: OpeningOptions,
): Promise<Opening | undefined> {
  const uri = await configOf(host, dirname(chapter));
  // One between here and the folder, or above it, is the book's or not as other files will have it.
  if (uri !== undefined && dirname(uri) !== folder) return undefined;
  const config = await readConfig(host, uri);
  if (config.book !== undefined || config.ignore.length > 0 || !isChapterName(chapter)) return undefined;
  if (!(await isWalkedTo(host, folder, chapter))) return undefined;
  return { config, dialects: config.dialect ? [config.dialect] : allDialects, list: undefined };
}
