import { LineIndex } from '../base/lines.ts';
import { joinUri, type Uri } from '../base/uri.ts';
import { childUri, type FileTree } from './files.ts';
import type { Manifest, ManifestEntry } from './handbook.ts';

/**
 * Reads Book.txt, Sample.txt or Subset.txt: one name a line, in order, with all that is seen beside them in real
 * books: indented and blank lines, `frontmatter:` markers or the bare words, `{mainmatter}`, `%%` and `#` comments, `-# Part`,
 * dashes (MARKUA.md §2). `folder` is where the names are looked up; `files` must know its listing.
 */
export function parseManifest(uri: Uri, text: string, kind: Manifest['kind'], folder: Uri, files: FileTree): Manifest {
  const lines = new LineIndex(text);
  const entries: ManifestEntry[] = [];
  const seen = new Map<Uri, number>();
  for (let line = 0; line < lines.count; line++) {
    const entry = manifestEntry(text, lines, line, folder, files);
    if (!entry) continue;
    const duplicateOf = entry.uri === undefined ? undefined : seen.get(entry.uri);
    if (entry.uri !== undefined && duplicateOf === undefined) seen.set(entry.uri, entries.length);
    entries.push(duplicateOf === undefined ? entry : { ...entry, duplicateOf });
  }
  return { uri, text, lines, name: uri.slice(uri.lastIndexOf('/') + 1), kind, entries };
}

/** What one line (from 0) of a manifest says, whatever stands in the others; undefined for a blank one. */
export function manifestEntry(
  text: string,
  lines: LineIndex,
  line: number,
  folder: Uri,
  files: FileTree,
): ManifestEntry | undefined {
  const raw = text.slice(lines.start(line), lines.end(line));
  const name = (line === 0 ? raw.replace(/^\uFEFF/, '') : raw).trim();
  if (name === '') return undefined;
  const start = lines.start(line) + raw.indexOf(name);
  return readEntry(name, { start, end: start + name.length }, folder, files);
}

/** The names of the files a list can have, lower case (`book.txt` is seen in real books). */
export function manifestKind(name: string): Manifest['kind'] | undefined {
  return MANIFESTS.get(name.toLowerCase());
}

const MANIFESTS = new Map<string, Manifest['kind']>([
  ['book.txt', 'book'],
  ['sample.txt', 'sample'],
  ['subset.txt', 'subset'],
]);

/** Folders a listed name leads through, for the caller to list before the manifest is read. */
export function manifestFolders(text: string, folder: Uri): Uri[] {
  const folders = new Set<Uri>();
  for (const line of text.split(/\r\n?|\n/)) {
    // Most names lead through none, and a big book's list has thousands.
    if (!/[\\/]/.test(line)) continue;
    const segments = cleanName(line.trim()).split('/').slice(0, -1);
    if (segments.includes('..')) continue;
    let current = folder;
    for (const segment of segments) {
      current = joinUri(current, segment);
      folders.add(current);
    }
  }
  return [...folders];
}

/** Most names are the path of a file and can be nothing else; the lists of big books have thousands. */
const PLAIN_PATH = /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*\.[a-z]+$/;

function readEntry(name: string, span: ManifestEntry['span'], folder: Uri, files: FileTree): ManifestEntry {
  if (PLAIN_PATH.test(name)) return { kind: 'file', name, span, ...find(name.split('/'), folder, files) };
  // `-# Title` is how the older dialect writes a part; in a list it parts the names for the author's eye.
  if (/^(?:%|#|-#)/.test(name)) return { kind: 'comment', name, span };
  if (/^[-=*_ ]{3,}$/.test(name)) return { kind: 'separator', name, span };
  const path = cleanName(name);
  // A bare word may also be the name of a file without an extension: a file that is there wins over the marker.
  const isMarker = /^\{?(?:front|main|back)matter\}?:?$/i.test(name);
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.split('/').includes('..')) {
    return { kind: 'file', name: path, span, state: 'outside' };
  }
  const found = find(path.split('/'), folder, files);
  if (isMarker && found.state !== 'found') return { kind: 'marker', name, span };
  return { kind: 'file', name: path, span, ...found };
}

function cleanName(name: string): string {
  return name
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/{2,}/g, '/');
}

type Found = Pick<ManifestEntry, 'uri' | 'state' | 'actual'>;

function find(segments: readonly string[], folder: Uri, files: FileTree): Found {
  let current = folder;
  const actual: string[] = [];
  let exact = true;
  for (const [depth, segment] of segments.entries()) {
    const listing = files.folder(current);
    const last = depth === segments.length - 1;
    const name = listing && (listing.has(segment) ? segment : files.nameLike(current, segment));
    if (!listing || name === undefined) return { uri: joinUri(folder, segments.join('/')), state: 'missing' };
    if (name !== segment && name.normalize() !== segment.normalize()) exact = false;
    actual.push(name);
    current = childUri(current, name);
    if (last && listing.get(name) === 'folder') return { uri: current, state: 'folder' };
  }
  return exact ? { uri: current, state: 'found' } : { uri: current, state: 'case', actual: actual.join('/') };
}
