import type { Uri } from '../base/uri.ts';
import { decodeBytes } from './decodeBytes.ts';
import type { Entry, FileContent, FileStat, Host } from './host.ts';

/** Files in memory by URI: for tests, and for anything that has a book but no disk. Answers at once. */
export class MemoryHost implements Host {
  readonly #files = new Map<Uri, Uint8Array>();
  #clock = 0;
  readonly #refused = new Set<Uri>();
  readonly #times = new Map<Uri, number>();

  constructor(files: Iterable<readonly [Uri, string | Uint8Array]> = []) {
    for (const [uri, content] of files) this.write(uri, content);
  }

  write(uri: Uri, content: string | Uint8Array): void {
    this.#files.set(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    this.#times.set(uri, ++this.#clock);
    this.#refused.delete(uri);
  }

  /** Lets the file be listed and not read, like one the system's rights forbid; until it is written again. */
  refuse(uri: Uri): void {
    this.write(uri, '');
    this.#refused.add(uri);
  }

  remove(uri: Uri): void {
    this.#files.delete(uri);
  }

  read(uri: Uri): FileContent | undefined {
    const bytes = this.#files.get(uri);
    return bytes && !this.#refused.has(uri) ? decodeBytes(bytes) : undefined;
  }

  readHead(uri: Uri, limit: number): Uint8Array | undefined {
    return this.#files.get(uri)?.subarray(0, limit);
  }

  readTail(uri: Uri, limit: number): Uint8Array | undefined {
    const bytes = this.#files.get(uri);
    return bytes?.subarray(Math.max(0, bytes.length - limit));
  }

  stat(uri: Uri): FileStat | undefined {
    const bytes = this.#files.get(uri);
    if (bytes) return { kind: 'file', size: bytes.length, mtime: this.#times.get(uri)! };
    return this.list(uri) && { kind: 'folder', size: 0, mtime: 0 };
  }

  list(folder: Uri): readonly Entry[] | undefined {
    const prefix = `${folder}/`;
    const entries = new Map<string, Entry>();
    for (const uri of this.#files.keys()) {
      if (!uri.startsWith(prefix)) continue;
      const [segment = '', ...rest] = uri.slice(prefix.length).split('/');
      const name = decodeURIComponent(segment);
      entries.set(name, { name, kind: rest.length > 0 ? 'folder' : 'file' });
    }
    return entries.size > 0 ? [...entries.values()] : undefined;
  }
}
