import { type CancellationToken, CancellationTokenSource } from 'vscode-languageserver';
import { CancelledError, throwIfCancelled } from '../base/cancellation.ts';
import { basename, dirname, type Uri } from '../base/uri.ts';
import { type BookLocation, bookOf, discoverBooks } from '../handbook/discover.ts';
import { manifestKind } from '../handbook/manifest.ts';
import type { Host } from '../host/host.ts';
import { cancellable } from './cancel.ts';
import type { OpenBook } from './openBook.ts';

export interface BooksOptions {
  readonly host: Host;
  readonly create: (location: BookLocation, isWhole: boolean) => OpenBook;
  /** Whether an open chapter is in the book. */
  readonly hasChapters: (book: OpenBook) => boolean;
  readonly onError: (error: unknown) => void;
}

interface Entry {
  readonly location: BookLocation;
  /** The workspace folder it was found in; undefined for a book that was opened for one of its files. */
  readonly folder: Uri | undefined;
  book: OpenBook | undefined;
}

/**
 * All books there are: those found in the workspace's folders, and those that files from elsewhere belong to. A folder
 * of Markdown files that nothing calls a book (no Book.txt, no handbook.json) is not read until one of them is opened.
 * Which book a chapter is in depends on the folders and the files, and on nothing that was opened before.
 */
export class Books {
  readonly #options: BooksOptions;
  #folders: readonly Uri[] = [];
  #entries: Entry[] = [];
  #search: Promise<void> = Promise.resolve();
  /** Searches that are not over. */
  #searches = 0;
  #found: Promise<void>;
  #stop = new CancellationTokenSource();
  /** Resolves `#found` for those who asked before there were folders. */
  #foundFirst: () => void = () => {};
  #isDisposed = false;

  constructor(options: BooksOptions) {
    this.#options = options;
    this.#found = new Promise((resolve) => {
      this.#foundFirst = resolve;
    });
  }

  get folders(): readonly Uri[] {
    return this.#folders;
  }

  /** The books that have been opened, in the order they were found. */
  get open(): OpenBook[] {
    return this.#entries.flatMap(({ book }) => book ?? []);
  }

  /** Resolves when the folders have been searched. */
  async whenFound(token?: CancellationToken): Promise<void> {
    let seen: Promise<void> | undefined;
    while (seen !== this.#found) {
      seen = this.#found;
      await cancellable(seen, token);
    }
  }

  /** Tells of the workspace's folders before they are searched. */
  announce(folders: readonly Uri[]): void {
    this.#folders = folders;
  }

  /** Replaces the workspace's folders; books of folders that stay keep what is known of them. */
  setFolders(folders: readonly Uri[]): Promise<void> {
    // A client tells which folders came and went, not how they are ordered; of two in each other the outer goes first.
    this.#folders = [...folders].sort();
    return this.rediscover();
  }

  /** Whether the author had enough of waiting: what is not read then is not read until the next search. */
  get isStopped(): boolean {
    return this.#stop.token.isCancellationRequested;
  }

  /** Whether the folders are being searched: which files are in a book is not certain until they are. */
  get isSearching(): boolean {
    return this.#searches > 0;
  }

  /**
   * Whether lists say which books there are in the workspace's folders around a file, so that a chapter more or less makes
   * none; undefined for a file outside of them.
   */
  isAmongLists(uri: Uri): boolean | undefined {
    const around = this.#folders.filter((folder) => uri.startsWith(`${folder}/`));
    if (around.length === 0) return undefined;
    const found = this.#entries.filter(
      ({ folder, location }) => folder !== undefined && location.manifest !== undefined,
    );
    return around.every((folder) => found.some(({ location }) => location.manifest!.startsWith(`${folder}/`)));
  }

  /** Ends the search, and gives up the books that are not read yet. */
  stop(): void {
    this.#stop.cancel();
    for (const { book } of this.#entries) if (book && !book.latest) book.dispose();
    this.#entries = this.#entries.filter(({ book }) => book?.latest);
  }

  /** Waits for work that ends when the author stops it: then undefined. */
  async unlessStopped<T>(work: Promise<T>): Promise<T | undefined> {
    const { token } = this.#stop;
    try {
      return await cancellable(work, token);
    } catch (error) {
      if (error instanceof CancelledError && token.isCancellationRequested) return undefined;
      throw error;
    }
  }

  /** Searches the folders again; for use when a Book.txt or a handbook.json came or went. */
  rediscover(): Promise<void> {
    if (this.isStopped) this.#stop = new CancellationTokenSource();
    const { token } = this.#stop;
    this.#searches++;
    this.#search = this.#search
      .then(() => this.unlessStopped(this.#discover(token)))
      .catch((error) => this.#options.onError(error))
      .finally(() => {
        this.#searches--;
      });
    this.#found = this.#search;
    this.#found.then(this.#foundFirst);
    return this.#found;
  }

  /** Opens the books that something calls one; answers them. */
  openCalled(): OpenBook[] {
    const called = this.#entries.filter((entry) => entry.folder !== undefined && isCalledBook(entry.location));
    return called.map((entry) => this.#open(entry));
  }

  /** Opens every book that was found, also those nothing calls a book; answers all books that are open then. */
  openAll(): OpenBook[] {
    for (const entry of this.#entries) this.#open(entry);
    return this.open;
  }

  /**
   * The book a file is part of, opened if need be. A chapter that is in none, or that its folder's Book.txt does not
   * list, is a book of one; any other file is in no book.
   */
  async bookOf(uri: Uri, isChapter: boolean, token?: CancellationToken): Promise<OpenBook | undefined> {
    for (;;) {
      try {
        return await this.#find(uri, isChapter, token);
      } catch (error) {
        // A book that was asked may have been closed meanwhile: then there are others to ask.
        if (!(error instanceof CancelledError) || token?.isCancellationRequested || this.#isDisposed) throw error;
      }
    }
  }

  /** Closes the books that were opened for files and are not needed any more. */
  prune(isNeeded: (book: OpenBook) => boolean): void {
    this.#entries = this.#entries.filter(({ folder, book }) => {
      const stays = folder !== undefined || (book !== undefined && isNeeded(book));
      if (!stays) book?.dispose();
      return stays;
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const { book } of this.#entries) book?.dispose();
    this.#entries = [];
  }

  async #discover(token: CancellationToken): Promise<void> {
    const found = new Map<string, Entry>();
    for (const folder of this.#folders) {
      for (const location of await discoverBooks(this.#options.host, folder, token)) {
        const key = keyOf(location);
        if (!found.has(key)) found.set(key, { location, folder, book: undefined });
      }
    }
    throwIfCancelled(token);
    // Books were opened and closed while the folders were searched; from here on none is.
    const kept: Entry[] = [];
    for (const { location, folder, book } of this.#entries) {
      const again = found.get(keyOf(location));
      if (again) again.book = taken(book, again.location);
      else if (book) {
        // One of its chapters may still be open.
        if (folder !== undefined) book.isWhole = false;
        kept.push({ location, folder: undefined, book });
      }
    }
    this.#entries = [...found.values(), ...kept];
  }

  async #find(uri: Uri, isChapter: boolean, token?: CancellationToken): Promise<OpenBook | undefined> {
    await this.whenFound(token);
    const around = this.#entries
      .filter(({ location }) => !location.files && mayHold(location, uri))
      .sort((a, b) => b.location.root.length - a.location.root.length);
    if (this.isStopped) return around.find(({ book }) => book?.latest?.document(uri))?.book;
    const isFound = ({ folder }: Entry) => folder !== undefined;
    // A list, a picture and the like follow the chapters: they open no book of their own.
    const isOthers = ({ book }: Entry) => !isChapter && book !== undefined && this.#options.hasChapters(book);
    const candidates = around.filter((entry) => isFound(entry) || isOthers(entry));
    for (const entry of candidates) {
      const book = this.#open(entry);
      if ((await book.current(token)).document(uri)) return book;
    }
    const [nearest] = candidates;
    if (isSettingsFile(uri)) return nearest && this.#open(nearest);
    if (!isChapter) return undefined;
    // Where no Book.txt says what belongs, a file that is not in the book was left out on purpose.
    const isOnDisk = (await this.#options.host.stat(uri, token)) !== undefined;
    if (nearest && !nearest.location.manifest && isOnDisk) return this.#open(nearest);
    if (nearest) return this.#adopt(bookOfOne(uri, nearest.location.config));
    const location = await cancellable(this.#locate(uri), token);
    const book = this.#adopt(location);
    // Not read yet: the file may be nowhere but in the client.
    if (location.files) return book;
    return (await book.current(token)).document(uri) ? book : this.#adopt(bookOfOne(uri, location.config));
  }

  async #locate(uri: Uri): Promise<BookLocation> {
    const { host } = this.#options;
    const folder = this.#folders.find((one) => uri.startsWith(`${one}/`));
    const location = /^[a-z-]+:\/\//i.test(uri) ? await bookOf(host, uri, folder) : undefined;
    if (!location) return bookOfOne(uri, undefined);
    if (location.manifest) return location;
    // A file beside the book, under the same handbook.json, does not make all the files around it one more book.
    const { root, config } = location;
    const isShared =
      this.#entries.some((entry) => entry.folder !== undefined && entry.location.config === config) ||
      (await discoverBooks(host, root)).some(({ manifest }) => manifest !== undefined);
    return isShared ? bookOfOne(uri, config) : location;
  }

  #adopt(location: BookLocation): OpenBook {
    const key = keyOf(location);
    const known = this.#entries.find((entry) => keyOf(entry.location) === key);
    if (known) return this.#open(known);
    const entry: Entry = { location, folder: undefined, book: undefined };
    this.#entries.push(entry);
    return this.#open(entry);
  }

  #open(entry: Entry): OpenBook {
    const { location, folder } = entry;
    entry.book ??= this.#options.create(location, folder !== undefined && isCalledBook(location));
    return entry.book;
  }
}

/** Book.txt and its like, and handbook.json. */
export function isSettingsFile(uri: Uri): boolean {
  const name = basename(uri);
  return name === 'handbook.json' || name === 'handbook.links.json' || manifestKind(name) !== undefined;
}

function isCalledBook({ manifest, config }: BookLocation): boolean {
  return manifest !== undefined || config !== undefined;
}

function bookOfOne(uri: Uri, config: Uri | undefined): BookLocation {
  return { root: dirname(uri), config, files: [uri] };
}

function mayHold({ root, config }: BookLocation, uri: Uri): boolean {
  return uri === config || uri.startsWith(`${root}/`);
}

/** A book that was opened for a file and now lies in the workspace is reported on as a whole. */
function taken(book: OpenBook | undefined, location: BookLocation): OpenBook | undefined {
  if (book && isCalledBook(location)) book.isWhole = true;
  return book;
}

function keyOf({ root, manifest, config, files }: BookLocation): string {
  return JSON.stringify([root, manifest, config, files]);
}
