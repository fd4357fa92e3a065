import { decodePercent, dirname, joinUri, pathFrom, relativePath, type Uri } from '../base/uri.ts';
import type { Dialect } from '../markdown/facts.ts';
import { childUri, type FileTree } from './files.ts';
import type { ResourceLookup } from './handbook.ts';

/** What a lookup depends on, besides the file tree. */
export interface ResourceRules {
  readonly root: Uri;
  /** Folders looked in, in order. In a book with Book.txt never the chapter's own (MARKUA.md §2). */
  readonly roots: readonly Uri[];
  readonly hasManifest: boolean;
  readonly dialect: Dialect;
}

/** Finds what stands at a destination as written, the way Leanpub would; for plain Markdown the way a site would. */
export function lookUpResource(
  chapter: Uri,
  destination: string,
  rules: ResourceRules,
  files: FileTree,
): ResourceLookup {
  const early = classify(destination);
  if (early) return { path: destination, lookedIn: [], backslash: false, state: early };

  const written = withSlashes(destination);
  const base = { path: destination, lookedIn: [] as string[], backslash: hasSeparatingBackslash(destination) };
  const illegal = illegalReason(written, rules);
  if (illegal)
    return {
      ...base,
      path: decodePercent(written),
      state: 'illegal',
      illegal,
      ...meant(written, chapter, rules, files),
    };

  const folders = searchFolders(chapter, written, rules);
  // The site's folders below the root are many, and most are not there.
  const lookedIn = folders
    .slice(0, written.startsWith('/') ? SITE_ROOTS.length : undefined)
    .map((folder) => relativeFolder(rules.root, folder));
  let otherCase: { file: Uri; path: string } | undefined;
  let isFolder = false;
  const asPage = isHugoSite(rules, files) ? [...folders, pageFolder(chapter)] : folders;
  for (const path of readings(destination, rules)) {
    for (const folder of asPage) {
      const found = findPath(folder, path, files);
      if (found?.exact && found.kind !== 'folder') {
        const backslash = destination.includes('\\') && destination.split('/').length < path.split('/').length;
        return { ...base, state: 'found', path: tidy(path, rules), file: found.uri, lookedIn, backslash };
      }
      if (found?.exact && found.kind === 'folder') isFolder = true;
      if (found && found.kind !== 'folder' && !otherCase) otherCase = { file: found.uri, path: found.path };
    }
  }
  const path = tidy(decodePercent(written), rules);
  if (!otherCase) {
    const beside = rules.hasManifest ? findPath(dirname(chapter), decodePercent(written), files) : undefined;
    const file = beside?.exact && beside.kind === 'file' ? beside.uri : undefined;
    return { ...base, state: 'missing', path, lookedIn, folder: isFolder, beside: file };
  }
  const corrected = likeWritten(otherCase.path, destination);
  return { ...base, state: 'case', path, file: otherCase.file, corrected, lookedIn };
}

/** Every folder a lookup may ask the tree about, so that the workspace can list first those that no walk reached. */
export function foldersToList(chapter: Uri, destination: string, rules: ResourceRules): Uri[] {
  const written = withSlashes(destination);
  if (classify(destination) || illegalReason(written, rules)) return [];
  const result = new Set<Uri>();
  const folders = searchFolders(chapter, written, rules);
  for (const path of readings(destination, rules)) {
    const segments = path.split('/');
    segments.pop();
    for (const folder of folders) {
      let current = folder;
      result.add(current);
      for (const segment of segments) {
        current = joinUri(current, segment || '.');
        result.add(current);
      }
    }
  }
  return [...result];
}

function classify(destination: string): ResourceLookup['state'] | undefined {
  if (destination.trim() === '') return 'empty';
  if (/^data:/i.test(destination)) return 'data';
  // A scheme has two letters or more here, or a drive letter would be one.
  if (/^(?:[a-z][a-z0-9+.-]+:)?\/\//i.test(destination) && !/^file:/i.test(destination)) return 'web';
  return undefined;
}

function illegalReason(written: string, rules: ResourceRules): ResourceLookup['illegal'] {
  if (/^file:/i.test(written)) return 'file-url';
  if (/^[A-Za-z]:\//.test(written)) return 'absolute';
  if (rules.dialect === 'markdown') return undefined;
  if (written.startsWith('/')) return 'leading-slash';
  if (rules.hasManifest && written.split('/').includes('..')) return 'outside';
  return undefined;
}

/** For an illegal path: the file it most likely means, and how to write that. */
function meant(
  written: string,
  chapter: Uri,
  rules: ResourceRules,
  files: FileTree,
): Pick<ResourceLookup, 'file' | 'corrected'> {
  const segments = decodePercent(written)
    .replace(/^file:\/*/i, '')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
  const beside = findPath(dirname(chapter), decodePercent(written), files);
  if (beside?.exact) {
    const path = rules.roots.map((root) => relativePath(root, beside.uri)).find((relative) => relative !== undefined);
    if (path) return { file: beside.uri, corrected: path };
  }
  // `/manuscript/resources/08/a.png` and a drive's whole path both end in what a root holds.
  for (let skip = 0; skip < segments.length; skip++) {
    const path = segments.slice(skip).join('/');
    for (const root of rules.roots) {
      const found = findPath(root, path, files);
      if (found && found.kind === 'file') return { file: found.uri, corrected: tidy(found.path, rules) };
    }
  }
  return {};
}

function searchFolders(chapter: Uri, written: string, rules: ResourceRules): readonly Uri[] {
  if (rules.hasManifest) return rules.roots;
  if (rules.dialect === 'markdown' && written.startsWith('/')) return siteFolders(chapter, rules.root);
  return [...new Set([dirname(chapter), ...rules.roots])];
}

/** Hugo serves `a/b.md` as `a/b/`, and leaves relative paths to be read from there. */
function pageFolder(chapter: Uri): Uri {
  return chapter.replace(/\.[^./]*$/, '');
}

function isHugoSite({ root, dialect, hasManifest }: ResourceRules, files: FileTree): boolean {
  const names = dialect === 'markdown' && !hasManifest ? files.folder(root) : undefined;
  if (!names) return false;
  if (HUGO_SETTINGS.some((name) => names.has(name))) return true;
  return OLD_HUGO_SETTINGS.some((name) => names.has(name)) && (names.has('themes') || names.has('archetypes'));
}

const HUGO_SETTINGS = ['hugo.toml', 'hugo.yaml', 'hugo.yml', 'hugo.json'];
/** Names that other programs use, too. */
const OLD_HUGO_SETTINGS = ['config.toml', 'config.yaml', 'config.yml', 'config.json'];

/** Of the book's root, and then of the folders on the way to the chapter: a site may be one of several in a repository. */
function siteFolders(chapter: Uri, root: Uri): Uri[] {
  const roots = [root];
  for (let folder = dirname(chapter); folder.length > root.length; folder = dirname(folder)) roots.splice(1, 0, folder);
  return roots.flatMap((folder) => SITE_ROOTS.map((name) => joinUri(folder, name)));
}

/** Where site generators serve `/x` from. */
const SITE_ROOTS = ['.', 'static', 'public', 'docs', 'assets', 'source', 'src'];

/**
 * What a destination can mean, likeliest first: `\_` an escaped character (CommonMark, "Backslash escapes"), `\` a
 * Windows separator or, at last, itself; each as it stands or percent-encoded; and with a query that only a browser reads.
 */
function readings(destination: string, rules: ResourceRules): readonly string[] {
  if (HAS_ONE_READING.test(destination)) return [destination];
  const result = new Set<string>();
  const add = (path: string) => {
    const relative = path.replace(/^\/+/, '');
    result.add(relative);
    result.add(decodePercent(relative));
    if (rules.dialect === 'markdown') result.add(decodePercent(relative.replace(/[?#].*$/s, '')));
  };
  add(withSlashes(destination));
  if (destination.includes('\\')) {
    add(destination.replace(ESCAPE, '$1'));
    add(destination.replaceAll('\\', '/'));
    add(destination);
  }
  if (destination.includes('&')) add(withSlashes(destination.replaceAll('&amp;', '&')));
  return [...result];
}

const HAS_ONE_READING = /^[\w~.,:+=()-][\w~.,:+=()/-]*$/;

/** A back-slash before a character that has a meaning in Markdown takes it away. */
const ESCAPE = /\\([!-/:-@[-`{-~])/g;

/** The escapes undone and what back-slashes are left read as Windows separators. */
function withSlashes(destination: string): string {
  if (!destination.includes('\\')) return destination;
  return destination.replace(ESCAPE, '$1').replaceAll('\\', '/');
}

/** `img\plan.png`, but not `my\_plan.png`. */
function hasSeparatingBackslash(destination: string): boolean {
  return destination.includes('\\') && destination.replace(ESCAPE, '').includes('\\');
}

interface FoundPath {
  readonly uri: Uri;
  /** With the names as the folders list them. */
  readonly path: string;
  readonly exact: boolean;
  readonly kind: 'file' | 'folder' | 'other';
}

function findPath(folder: Uri, path: string, files: FileTree): FoundPath | undefined {
  let current = folder;
  let kind: FoundPath['kind'] = 'folder';
  let exact = true;
  const names: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') {
      current = dirname(current);
      names.push(segment);
      continue;
    }
    const listing = files.folder(current);
    if (!listing) return undefined;
    const name = listing.has(segment) ? segment : files.nameLike(current, segment);
    if (name === undefined) return undefined;
    // Decomposed and composed spellings are one name: Git and macOS turn one into the other on the way.
    if (name !== segment && name.normalize() !== segment.normalize()) exact = false;
    kind = listing.get(name)!;
    names.push(name);
    current = childUri(current, name);
  }
  return names.length > 0 ? { uri: current, path: names.join('/'), exact, kind } : undefined;
}

function tidy(path: string, rules: ResourceRules): string {
  const clean = path.replace(/^(?:\.\/)+/, '');
  return rules.hasManifest ? clean.replace(/^resources\//i, '') : clean;
}

/** The real path in the destination's own manner: its separators, and percent-encoded where it was. */
function likeWritten(real: string, destination: string): string {
  let path = real;
  if (/%[0-9a-f]{2}/i.test(destination)) path = encodeURI(path);
  if (destination.startsWith('./')) path = `./${path}`;
  if (destination.startsWith('/')) path = `/${path}`;
  return hasSeparatingBackslash(destination) ? path.replaceAll('/', '\\') : path;
}

function relativeFolder(root: Uri, folder: Uri): string {
  if (folder === root) return './';
  return `${relativePath(root, folder) ?? pathFrom(`${root}/x`, folder)}/`;
}
