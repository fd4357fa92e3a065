import { isPromise, mapLimited } from '../base/concurrency.ts';
import type { Dialect } from '../base/dialect.ts';
import { dirname, type Uri } from '../base/uri.ts';
import type { Config } from '../config/config.ts';
import type { FileContent, Host } from '../host/host.ts';
import { mainManifest } from './bookFiles.ts';
import type { WorkspaceOptions } from './bookState.ts';
import { ancestors, configOf, isChapterName, isWalkedTo } from './discover.ts';
import { childUri, FileTree } from './files.ts';
import type { LockDocument, Manifest } from './handbook.ts';
import { readLockDocument } from './linkLock.ts';
import { parseManifest } from './manifest.ts';
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
  const manifest = parseManifest(uri, text, 'book', root, new FileTree());
  const { lines, name, kind } = manifest;
  const files = manifest.entries.flatMap((entry) => (entry.kind === 'file' && entry.uri ? [entry.uri] : []));
  const place = files.indexOf(chapter);
  if (place < 0) return undefined;
  const location = { root, manifest: uri, config: await configOf(host, root) };
  const config = await readConfig(host, location.config);
  if (mainManifest(location, config) !== uri) return undefined;
  const before = await lookAbove(host, files.slice(0, place));
  if (before === 'unsure') return undefined;
  return {
    config,
    dialects: config.dialect ? [config.dialect] : bookDialects,
    list: {
      root,
      manifest: { uri, text, lines, name, kind },
      isFirst: before === 'nothing',
      links: await readLockDocument(host, root),
    },
  };
}

const READS_AT_ONCE = 64;

/** What stands in the book before a chapter; `unsure` where a section that is left out may run on into it. */
async function lookAbove(host: Host, files: readonly Uri[]): Promise<'nothing' | 'something' | 'unsure'> {
  let isThere = false;
  let isUnsure = false;
  const look = (content: FileContent | undefined) => {
    isThere ||= content !== undefined;
    isUnsure ||= content !== undefined && MAY_LEAVE_OUT.test(content.text);
  };
  await mapLimited(files, READS_AT_ONCE, (uri) => {
    const content = isUnsure ? undefined : host.read(uri);
    return isPromise(content) ? content.then(look) : look(content);
  });
  return isUnsure ? 'unsure' : isThere ? 'something' : 'nothing';
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
