import type { CancellationToken } from '../base/cancellation.ts';
import { isPromise } from '../base/concurrency.ts';
import type { Uri } from '../base/uri.ts';
import type { Entry, FileContent, FileStat, Host, MaybePromise } from '../host/host.ts';
import type { Breather } from './environment.ts';

/** A host that answers at once would keep the event loop for as long as a big book takes to read: this one lets go. */
export class BreathingHost implements Host {
  readonly #under: Host;
  readonly #breather: Breather;

  constructor(under: Host, breather: Breather) {
    this.#under = under;
    this.#breather = breather;
  }

  read(uri: Uri, token?: CancellationToken): MaybePromise<FileContent | undefined> {
    return this.#after(this.#under.read(uri, token));
  }

  readHead(uri: Uri, limit: number, token?: CancellationToken): MaybePromise<Uint8Array | undefined> {
    return this.#after(this.#under.readHead(uri, limit, token));
  }

  readTail(uri: Uri, limit: number, token?: CancellationToken): MaybePromise<Uint8Array | undefined> {
    return this.#after(this.#under.readTail?.(uri, limit, token));
  }

  stat(uri: Uri, token?: CancellationToken): MaybePromise<FileStat | undefined> {
    return this.#under.stat(uri, token);
  }

  list(folder: Uri, token?: CancellationToken): MaybePromise<readonly Entry[] | undefined> {
    return this.#after(this.#under.list(folder, token));
  }

  forget(uris: Iterable<Uri>): void {
    this.#under.forget?.(uris);
  }

  #after<T>(answer: MaybePromise<T>): MaybePromise<T> {
    if (isPromise(answer)) return answer;
    return this.#breather.breathe()?.then(() => answer) ?? answer;
  }
}
