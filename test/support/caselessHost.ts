import type { Uri } from '../../server/src/base/uri.ts';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';

/** Files in memory that are found by whatever case they are asked for, and listed as they were made: as macOS and Windows do. */
export class CaselessHost extends MemoryHost {
  readonly #names = new Map<string, Uri>();

  constructor(files: Iterable<readonly [Uri, string | Uint8Array]>) {
    super();
    for (const [uri, content] of files) this.write(uri, content);
  }

  override write(uri: Uri, content: string | Uint8Array): void {
    let at = uri.indexOf('/', 'file:///'.length);
    for (; at >= 0; at = uri.indexOf('/', at + 1)) this.#note(uri.slice(0, at));
    super.write(this.#note(uri), content);
  }

  override remove(uri: Uri): void {
    super.remove(this.#real(uri));
    this.#names.delete(uri.toLowerCase());
  }

  override read(uri: Uri) {
    return super.read(this.#real(uri));
  }

  override readHead(uri: Uri, limit: number) {
    return super.readHead(this.#real(uri), limit);
  }

  override readTail(uri: Uri, limit: number) {
    return super.readTail(this.#real(uri), limit);
  }

  override stat(uri: Uri) {
    return super.stat(this.#real(uri));
  }

  override list(folder: Uri) {
    return super.list(this.#real(folder));
  }

  /** The name that a thing was made by. */
  spelling(uri: Uri): Uri {
    return this.#real(uri);
  }

  #note(uri: Uri): Uri {
    const real = this.#real(uri);
    this.#names.set(uri.toLowerCase(), real);
    return real;
  }

  #real(uri: Uri): Uri {
    return this.#names.get(uri.toLowerCase()) ?? uri;
  }
}
