import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileVersion } from '../base/fileVersion.ts';
import { fileUri, fsPath, type Uri } from '../base/uri.ts';
import { decodeText } from './decodeText.ts';
import { type Entry, type EntryKind, type FileContent, type FileStat, type Host, LARGEST_TEXT } from './host.ts';

/** Files up to this many bytes share one buffer; a chapter is rarely larger, and a fresh buffer a file is slow. */
const sharedBufferSize = 256 * 1024;

/** Opening a pipe without a writer would wait for ever; not every platform has the flag. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * The disk, through Node. Every answer is a value, not a promise: in bulk, Node's synchronous reads are several
 * times faster. Nothing is kept between calls, so a file that changes or vanishes is simply read as it is next.
 */
export class NodeHost implements Host {
  readonly #shared = Buffer.allocUnsafeSlow(sharedBufferSize);

  read(uri: Uri): FileContent | undefined {
    const read = this.#bytes(uri, LARGEST_TEXT + 1);
    return read && quietly(() => ({ ...decodeText(read.bytes), version: read.version }));
  }

  readHead(uri: Uri, limit: number): Uint8Array | undefined {
    const read = this.#bytes(uri, limit);
    return read && new Uint8Array(read.bytes);
  }

  readTail(uri: Uri, limit: number): Uint8Array | undefined {
    return quietly(() => {
      const file = openSync(localPath(uri), openFlags);
      try {
        const stat = fstatSync(file);
        if (!stat.isFile()) return undefined;
        const bytes = Buffer.alloc(Math.min(stat.size, limit));
        const read = readSync(file, bytes, 0, bytes.length, stat.size - bytes.length);
        return bytes.subarray(0, read);
      } finally {
        closeSync(file);
      }
    });
  }

  stat(uri: Uri): FileStat | undefined {
    return quietly(() => {
      const stat = statSync(localPath(uri), { throwIfNoEntry: false });
      return stat && { kind: kindOf(stat), size: stat.size, mtime: stat.mtimeMs };
    });
  }

  list(folder: Uri): readonly Entry[] | undefined {
    return quietly(() => {
      const path = localPath(folder);
      return readdirSync(path, { withFileTypes: true }).map((entry) =>
        entry.isSymbolicLink()
          ? { name: entry.name, kind: linkedKind(path, entry.name), isLink: true }
          : { name: entry.name, kind: kindOf(entry) },
      );
    });
  }

  /** The file's first `limit` bytes, possibly in the shared buffer: valid only until the next call. */
  #bytes(uri: Uri, limit: number): { readonly bytes: Buffer; readonly version: FileVersion } | undefined {
    return quietly(() => {
      const file = openSync(localPath(uri), openFlags);
      try {
        const stat = fstatSync(file);
        if (!stat.isFile()) return undefined;
        const bytes = this.#readAll(file, Math.min(stat.size, limit), limit);
        return { bytes, version: { size: stat.size, mtime: stat.mtimeMs } };
      } finally {
        closeSync(file);
      }
    });
  }

  #readAll(file: number, expected: number, limit: number): Buffer {
    // One byte more than the file should have tells, in the same read, that it has not grown meanwhile.
    let buffer = expected < sharedBufferSize ? this.#shared : Buffer.allocUnsafeSlow(expected + 1);
    let length = 0;
    for (;;) {
      if (length >= limit) return buffer.subarray(0, limit);
      if (length === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafeSlow(buffer.length)]);
      const asked = Math.min(buffer.length, limit) - length;
      const read = readSync(file, buffer, length, asked, null);
      length += read;
      if (read === 0 || (length === expected && read < asked)) return buffer.subarray(0, length);
    }
  }
}

/** Where a file really is, symbolic links followed; undefined where there is none. Files not on this disk have no links. */
export function realUri(uri: Uri): Uri | undefined {
  return uri.startsWith('file:') ? quietly(() => fileUri(realpathSync.native(fsPath(uri)))) : uri;
}

/** The path of a `file:` URI; another scheme's path would name some other file here. */
function localPath(uri: Uri): string {
  if (!uri.startsWith('file:')) throw new Error(`not a file: ${uri}`);
  return fsPath(uri);
}

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): EntryKind {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : 'other';
}

/**
 * What a symbolic link leads to. A link to a folder that is already on the way down to it counts as `other`, so that
 * whoever walks a tree through `list` comes to an end.
 */
function linkedKind(folder: string, name: string): EntryKind {
  return (
    quietly(() => {
      const path = join(folder, name);
      const kind = kindOf(statSync(path));
      return kind === 'folder' && leadsBack(folder, realpathSync(path)) ? 'other' : kind;
    }) ?? 'other'
  );
}

function leadsBack(folder: string, target: string): boolean {
  for (let ancestor = folder; ; ancestor = dirname(ancestor)) {
    if (realpathSync(ancestor) === target) return true;
    if (dirname(ancestor) === ancestor) return false;
  }
}

/** A host answers `undefined` for whatever the disk refuses. */
function quietly<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
