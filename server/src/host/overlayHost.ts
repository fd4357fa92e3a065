import type { CancellationToken } from '../base/cancellation.ts';
import type { Uri } from '../base/uri.ts';
import type { Entry, FileContent, FileStat, Host, MaybePromise } from './host.ts';

/** Open buffers over another host: what the author sees wins over what the disk holds. */
export class OverlayHost implements Host {
  readonly #under: Host;
  readonly #texts = new Map<Uri, string>();
  readonly #open: (uri: Uri) => string | undefined;

  /** `open` knows buffers that are not told of by `set`. */
  constructor(under: Host, open: (uri: Uri) => string | undefined = () => undefined) {
    this.#under = under;
    this.#open = open;
  }

  set(uri: Uri, text: string): void {
    this.#texts.set(uri, text);
  }

  /** Back to what lies below. */
  clear(uri: Uri): void {
    this.#texts.delete(uri);
  }

  /** What `set` laid over the file. */
  text(uri: Uri): string | undefined {
    return this.#texts.get(uri);
  }

  read(uri: Uri, token?: CancellationToken): MaybePromise<FileContent | undefined> {
    const text = this.#texts.get(uri) ?? this.#open(uri);
    return text === undefined ? this.#under.read(uri, token) : { text, encoding: 'utf-8' };
  }

  readHead(uri: Uri, limit: number, token?: CancellationToken): MaybePromise<Uint8Array | undefined> {
    return this.#under.readHead(uri, limit, token);
  }

  readTail(uri: Uri, limit: number, token?: CancellationToken): MaybePromise<Uint8Array | undefined> {
    return this.#under.readTail?.(uri, limit, token);
  }

  stat(uri: Uri, token?: CancellationToken): MaybePromise<FileStat | undefined> {
    return this.#under.stat(uri, token);
  }

  list(folder: Uri, token?: CancellationToken): MaybePromise<readonly Entry[] | undefined> {
    return this.#under.list(folder, token);
  }

  forget(uris: Iterable<Uri>): void {
    this.#under.forget?.(uris);
  }
}
