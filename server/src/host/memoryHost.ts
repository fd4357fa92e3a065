import type { Uri } from '../base/uri.ts';
import type { Entry, FileContent, FileStat, Host } from './host.ts';

/** Files in memory by URI: for tests, and for anything that has a book but no disk. Answers at once. */
export class MemoryHost implements Host {
  readonly #files = new Map<Uri, Uint8Array>();
  #clock = 0;
  readonly #times = new Map<Uri, number>();

  constructor(files: Iterable<readonly [Uri, string | Uint8Array]> = []) {
    for (const [uri, content] of files) this.write(uri, content);
  }

  write(uri: Uri, content: string | Uint8Array): void {
    this.#files.set(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    this.#times.set(uri, ++this.#clock);
  }

  remove(uri: Uri): void {
    this.#files.delete(uri);
  }

  read(uri: Uri): FileContent | undefined {
    const bytes = this.#files.get(uri);
    return bytes && { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), encoding: 'utf-8' };
  }

  readHead(uri: Uri, limit: number): Uint8Array | undefined {
    return this.#files.get(uri)?.subarray(0, limit);
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
