import { URI, Utils } from 'vscode-uri';

/**
 * A canonical URI string (`file:///book/ch%201.md`). Two names of one file are one string: every URI that enters
 * the core goes through `canonicalUri` or `fileUri` once, and is compared with `===` from then on.
 */
export type Uri = string;

export function canonicalUri(uri: string): Uri {
  return URI.parse(uri.toWellFormed()).toString();
}

/** The URI of an absolute file-system path, Windows paths included. */
export function fileUri(path: string): Uri {
  return URI.file(path).toString();
}

/** The file-system path of a `file:` URI, with the platform's separators. */
export function fsPath(uri: Uri): string {
  return isPosix && PLAIN.test(uri) ? uri.slice(SCHEME.length) : URI.parse(uri).fsPath;
}

/** The decoded path of any URI, always with `/`. */
function uriPath(uri: Uri): string {
  return PLAIN.test(uri) ? uri.slice(SCHEME.length) : URI.parse(uri).path;
}

const SCHEME = 'file://';
/** Most URIs read the same as the paths they stand for, and are asked for by the hundred thousand: they need no parsing. */
const PLAIN = /^file:\/\/(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$/;
const PLAIN_PATH = /^[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*$/;
const UP = '../';
/** Up, and then on. */
const WAY_UP = /^\.\.\/(?:\.\.\/|[A-Za-z0-9_~-])/;
const isPosix = URI.file('/a').fsPath === '/a';

/** Joins a decoded relative path (`08/icp process.png`, `../x.md`) to a folder; `..` is resolved, never above the root. */
export function joinUri(folder: Uri, relative: string): Uri {
  const path = relative.startsWith('./') ? relative.slice(2) : relative;
  if (PLAIN_PATH.test(path) && PLAIN.test(folder)) return `${folder}/${path}`;
  if (relative === '.' && PLAIN.test(folder)) return folder;
  if (relative === '..' && PLAIN.test(folder)) return dirname(folder);
  if (WAY_UP.test(path) && PLAIN.test(folder)) return joinUri(dirname(folder), path.slice(UP.length));
  // Half an astral character, which an editor may send in passing, has no encoding; no file has it in its name.
  return Utils.joinPath(URI.parse(folder), relative.toWellFormed()).toString();
}

export function dirname(uri: Uri): Uri {
  const slash = uri.lastIndexOf('/');
  if (slash > SCHEME.length && PLAIN.test(uri)) return uri.slice(0, slash);
  return Utils.dirname(URI.parse(uri)).toString();
}

/** The last segment of the path, decoded. */
export function basename(uri: Uri): string {
  if (PLAIN.test(uri)) return uri.slice(uri.lastIndexOf('/') + 1);
  return Utils.basename(URI.parse(uri));
}

/** The extension in lower case with its dot, or `''`. */
export function extname(name: string): string {
  const slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
  const dot = name.lastIndexOf('.');
  return dot > slash + 1 ? name.slice(dot).toLowerCase() : '';
}

/** The way from one file to another as a link writes it, decoded, with `..` where it leads upwards. */
export function pathFrom(file: Uri, to: Uri): string {
  const base = uriPath(dirname(file)).split('/');
  const target = uriPath(to).split('/');
  let shared = 0;
  while (shared < base.length && shared < target.length - 1 && base[shared] === target[shared]) shared++;
  return [...base.slice(shared).map(() => '..'), ...target.slice(shared)].join('/');
}

/** `uri` as a decoded path relative to `folder` with `/`, or undefined where it lies outside. */
export function relativePath(folder: Uri, uri: Uri): string | undefined {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  if (!uri.startsWith(base)) return undefined;
  return PLAIN.test(uri) ? uri.slice(base.length) : uriPath(uri).slice(uriPath(base).length);
}

/** Whether `uri` lies in `folder`, at whatever depth: quicker than `relativePath` where the path is not wanted. */
export function isWithin(folder: Uri, uri: Uri): boolean {
  return uri.startsWith(folder) && (folder.endsWith('/') || uri.charCodeAt(folder.length) === 47);
}

/** `%20` and its like decoded; a text that is not properly encoded stays as it is. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
