import type { CancellationToken } from '../base/cancellation.ts';
import { isPromise } from '../base/concurrency.ts';
import { joinUri, type Uri } from '../base/uri.ts';
import type { Entry, FileContent, FileStat, Host, MaybePromise } from './host.ts';

/**
 * A host that knows nothing outside of some folders: for a workspace that is not trusted, whose handbook.json, Book.txt,
 * links and symbolic links may lead anywhere. What lies outside is not there.
 */
export class FencedHost implements Host {
  readonly #under: Host;
  readonly #folders: () => readonly Uri[];
  readonly #realUri: (uri: Uri) => Uri | undefined;

  /** `realUri` says where a file really lies, symbolic links followed; undefined where there is none. */
  constructor(under: Host, folders: () => readonly Uri[], realUri: (uri: Uri) => Uri | undefined) {
    this.#under = under;
    this.#folders = folders;
    this.#realUri = realUri;
  }

  read(uri: Uri, token?: CancellationToken): MaybePromise<FileContent | undefined> {
    return this.#isInside(uri) ? this.#under.read(uri, token) : undefined;
  }

  readHead(uri: Uri, limit: number, token?: CancellationToken): MaybePromise<Uint8Array | undefined> {
    return this.#isInside(uri) ? this.#under.readHead(uri, limit, token) : undefined;
  }

  readTail(uri: Uri, limit: number, token?: CancellationToken): MaybePromise<Uint8Array | undefined> {
    return this.#isInside(uri) ? this.#under.readTail?.(uri, limit, token) : undefined;
  }

  stat(uri: Uri, token?: CancellationToken): MaybePromise<FileStat | undefined> {
    return this.#isInside(uri) ? this.#under.stat(uri, token) : undefined;
  }

  list(folder: Uri, token?: CancellationToken): MaybePromise<readonly Entry[] | undefined> {
    if (!this.#isInside(folder)) return undefined;
    const listed = this.#under.list(folder, token);
    return isPromise(listed) ? listed.then((entries) => this.#known(folder, entries)) : this.#known(folder, listed);
  }

  forget(uris: Iterable<Uri>): void {
    this.#under.forget?.(uris);
  }

  /** A link that leads out is there by its name, and says nothing of where it leads. */
  #known(folder: Uri, entries: readonly Entry[] | undefined): readonly Entry[] | undefined {
    return entries?.map((entry) =>
      entry.isLink && !this.#isInside(joinUri(folder, `./${entry.name}`)) ? { ...entry, kind: 'other' } : entry,
    );
  }

  #isInside(uri: Uri): boolean {
    if (CLIMBING.test(uri)) return false;
    const real = this.#realUri(uri);
    return real !== undefined && this.#folders().some((folder) => isWithin(real, this.#realUri(folder)));
  }
}

/** Whoever follows such a path may end up anywhere; what the core makes has none. */
const CLIMBING = /\/(?:\.|%2e){2}(?:\/|$)/i;

function isWithin(uri: Uri, folder: Uri | undefined): boolean {
  return folder !== undefined && (uri === folder || uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`));
}
