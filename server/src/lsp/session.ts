import type {
  CancellationToken,
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DidSaveTextDocumentParams,
  FileEvent,
} from 'vscode-languageserver';
import { FileChangeType } from 'vscode-languageserver';
import { CancelledError } from '../base/cancellation.ts';
import { canonicalUri, type Uri } from '../base/uri.ts';
import { loadConfig } from '../config/load.ts';
import { isChapterName } from '../handbook/discover.ts';
import { type OpeningOptions, readOpening } from '../handbook/opening.ts';
import type { Host } from '../host/host.ts';
import { OverlayHost } from '../host/overlayHost.ts';
import { allRules } from '../rules/registry.generated.ts';
import { Books, isSettingsFile } from './books.ts';
import { BreathingHost } from './breathingHost.ts';
import { cancellable } from './cancel.ts';
import { Courtesy } from './courtesy.ts';
import { Documents, type OpenDocument } from './documents.ts';
import { Breather, type ServerEnvironment } from './environment.ts';
import { Glance } from './glance.ts';
import { OpenBook } from './openBook.ts';
import type { Settings } from './protocol.ts';
import { defaultSettings } from './settings.ts';

/** What the session tells whoever shows its findings. */
export interface SessionListener {
  /** A book was looked at some more; `isDone` when nothing is left to look at. */
  onProgress(book: OpenBook, isDone: boolean): void;
  onClosed(document: OpenDocument): void;
  /** Something can be said of a document whose book is not read yet. */
  onGlance(document: OpenDocument): void;
  /** Where a document belongs was found out, or found to be elsewhere. */
  onLocated(document: OpenDocument): void;
  /** Something is searched or read that may take a while. */
  onReading(): void;
  /** Books, folders or settings are others than before. */
  onBooksChanged(): void;
}

/** A file and the book it is read in. */
export interface Place {
  readonly uri: Uri;
  readonly book: OpenBook;
  readonly document: OpenDocument | undefined;
}

/** The one mutable thing of the server: what is open, which books there are, and how they come together. */
export class Session {
  readonly documents = new Documents();
  readonly books: Books;
  settings: Settings = defaultSettings;
  /** Resolves when the client has said what its settings are, after it has said that they are others now. */
  whenConfigured: Promise<void> = Promise.resolve();
  /** Without word from the client about files on disk, a saved or opened file is the occasion to look. */
  watchesFiles = false;
  readonly #host: Host;
  /** The host for what the author waits for, with the texts of open documents. */
  readonly #quickHost: Host;
  readonly #courtesy: Courtesy;
  readonly #environment: ServerEnvironment;
  readonly #readConfig: OpeningOptions['readConfig'];
  readonly #listener: SessionListener;
  readonly #log: (error: unknown) => void;
  readonly #watchers = new WeakMap<OpenBook, Set<() => void>>();
  /** How often a document's book was looked for: only what was found last counts. */
  readonly #turns = new WeakMap<OpenDocument, number>();
  readonly #orders = new WeakMap<OpenBook, readonly Uri[]>();
  /** How many books of files are being looked for: one that was just opened for a file must not be closed before the file is in it. */
  #looking = 0;
  /** The book of a file that is not open, which was asked about last: more will be asked. */
  #visited: OpenBook | undefined;

  constructor(host: Host, environment: ServerEnvironment, listener: SessionListener, log: (error: unknown) => void) {
    this.#listener = listener;
    this.#log = log;
    this.#courtesy = new Courtesy(environment);
    const background = this.#courtesy.environment;
    const breathing = new BreathingHost(host, new Breather(background));
    this.#host = breathing;
    const openText = (uri: Uri) => this.documents.get(uri)?.text.getText();
    this.#quickHost = new OverlayHost(new BreathingHost(host, new Breather(environment)), openText);
    // A book knows what is open before anybody has told it that this concerns it.
    const seen = new OverlayHost(breathing, openText);
    this.#environment = environment;
    const metas = allRules.map(({ meta }) => meta);
    this.#readConfig = (files, uri, token) => loadConfig(files, uri, metas, token);
    this.books = new Books({
      host: breathing,
      create: (location, isWhole) =>
        new OpenBook(location, isWhole, {
          host: seen,
          environment: background,
          rules: allRules,
          readConfig: this.#readConfig,
          openFiles: () => [...this.documents.uris()].reverse(),
          onProgress: (book, isDone) => this.#onProgress(book, isDone),
          onError: log,
        }),
      hasChapters: (book) => this.#hasChapters(book),
      onError: log,
    });
  }

  /** Searches the workspace's folders, which were announced, when what is opened with them has been looked at. */
  async start(): Promise<void> {
    await this.#courtesy.environment.pause();
    await this.setFolders(this.books.folders);
  }

  async setFolders(folders: readonly Uri[]): Promise<void> {
    const found = this.books.setFolders(folders);
    this.#listener.onReading();
    await found;
    this.#booksChanged();
  }

  async rediscover(): Promise<void> {
    const found = this.books.rediscover();
    this.#listener.onReading();
    await found;
    this.#booksChanged();
  }

  setSettings(settings: Settings): void {
    this.settings = settings;
    this.#startWork();
    this.#listener.onBooksChanged();
  }

  open(params: DidOpenTextDocumentParams): void {
    const document = this.documents.open(params);
    this.#glanceAt(document);
    if (!this.watchesFiles) for (const book of this.books.open) if (book.covers(document.uri)) book.reread();
    this.#locate(document);
  }

  change(params: DidChangeTextDocumentParams): void {
    this.#courtesy.typed();
    const document = this.documents.change(params);
    if (!document) return;
    if (!document.book?.latest) this.#tellGlance(document);
    this.#share(document);
  }

  save({ textDocument }: DidSaveTextDocumentParams): void {
    const document = this.documents.get(canonicalUri(textDocument.uri));
    if (!document) return;
    document.savedVersion = document.text.version;
    if (!this.watchesFiles) document.book?.reread();
    void document.book?.work();
  }

  close(params: DidCloseTextDocumentParams): void {
    const document = this.documents.close(params);
    if (!document) return;
    const { book, uri } = document;
    for (const other of this.#booksWith(document)) {
      other.closeText(uri);
      if (other !== book) void other.work();
    }
    if (book) this.#leave(book);
    this.#listener.onClosed(document);
  }

  /** Files that came, went or changed on disk, as the client saw it. */
  async filesChanged(events: readonly FileEvent[]): Promise<void> {
    const relevant = events.filter(({ uri }) => !/\/(?:node_modules|\.git)\//.test(uri));
    if (relevant.length === 0) return;
    const uris = relevant.map(({ uri }) => canonicalUri(uri));
    this.#host.forget?.(uris);
    for (const book of this.books.open) {
      const own = uris.filter((uri) => book.covers(uri));
      if (own.length === 0) continue;
      book.filesChanged(own);
      void book.work();
    }
    if (!this.books.isStopped && relevant.some((event) => this.#mayMakeBooks(event))) await this.rediscover();
  }

  /** Resolves when the books are found and every open document is in its own. */
  async whenLocated(token?: CancellationToken): Promise<void> {
    await this.books.whenFound(token);
    await cancellable(Promise.all([...this.documents.all()].map(({ located }) => located)), token);
  }

  /** Resolves when the folders are searched and the open books are read, or the author has stopped that. */
  async whenKnown(): Promise<void> {
    await this.whenLocated();
    await Promise.all(this.books.open.map((book) => book.current().catch(() => undefined)));
  }

  /** Ends all searching and first reading; of chapters whose book is not known only so much is said as they show themselves. */
  stop(): void {
    this.books.stop();
    for (const document of this.documents.all()) if (document.book?.isDisposed) document.book = undefined;
    this.#listener.onBooksChanged();
  }

  /** Resolves when a document's book is read, after so many milliseconds at the latest. */
  async whenRead(document: OpenDocument, milliseconds: number): Promise<void> {
    const read = document.located.then(() => document.book?.current());
    await Promise.race([read.catch(() => undefined), this.#environment.sleep(milliseconds)]);
  }

  /** Where a file stands; undefined for a file that is no chapter and in no book. */
  async place(clientUri: string, token?: CancellationToken): Promise<Place | undefined> {
    const uri = canonicalUri(clientUri);
    const document = this.documents.get(uri);
    if (document) await cancellable(document.located, token);
    const book = document ? document.book : await this.#visit(uri, token);
    return book && { uri, book, document };
  }

  /** The books whose files are reported on although they are not open. */
  get wholeBooks(): OpenBook[] {
    return this.settings.lint.scope === 'openFiles' ? [] : this.books.open.filter(({ isWhole }) => isWhole);
  }

  /** Calls `onProgress` while a book is worked on, until the answer is called. */
  watchProgress(book: OpenBook, onProgress: () => void): () => void {
    const watchers = this.#watchers.get(book) ?? new Set();
    this.#watchers.set(book, watchers.add(onProgress));
    return () => {
      watchers.delete(onProgress);
    };
  }

  dispose(): void {
    this.books.dispose();
  }

  /** Before anything else is read, for this is what the author waits for. */
  #glanceAt(document: OpenDocument): void {
    const { uri } = document;
    if (document.book?.latest || isSettingsFile(uri)) return;
    const options = { folders: this.books.folders, readConfig: this.#readConfig };
    document.glance = readOpening(this.#quickHost, uri, options).then(
      (opening) => opening && new Glance(uri, opening, allRules, this.#environment.today),
      (error) => {
        this.#log(error);
        return undefined;
      },
    );
    this.#courtesy.opened(document.glance.then((glance) => glance?.looked));
    this.#tellGlance(document);
  }

  #tellGlance(document: OpenDocument): void {
    void document.glance.then((glance) => {
      if (glance && !document.book?.latest && this.documents.get(document.uri) === document) {
        this.#listener.onGlance(document);
      }
    });
  }

  #locate(document: OpenDocument): void {
    const turn = (this.#turns.get(document) ?? 0) + 1;
    this.#turns.set(document, turn);
    document.located = this.#whileLooking(() => this.#findBook(document, turn)).catch((error) => {
      if (!(error instanceof CancelledError)) this.#log(error);
    });
    void document.located.then(() => this.#listener.onLocated(document));
    this.#listener.onReading();
  }

  async #findBook(document: OpenDocument, turn: number): Promise<void> {
    const { uri, isChapter } = document;
    const found = await this.books.unlessStopped(this.books.bookOf(uri, isChapter));
    // A file that the book leaves out has no text in it that could matter.
    const isIn = found?.location.files || isSettingsFile(uri) || found?.latest?.document(uri);
    const book = isIn ? found : undefined;
    // It may have been closed, or closed and opened again, while its book was looked for.
    if (this.documents.get(uri) !== document) return;
    // It was looked for again meanwhile: what was found first may be closed by then.
    if (this.#turns.get(document) !== turn) return document.located;
    const before = document.book;
    document.book = book;
    if (before && before !== book) {
      before.closeText(uri);
      this.#leave(before);
    }
    this.#share(document);
    if (document.isChapter && book && before !== book) this.#locateFollowers(book);
  }

  /** A book that was opened for its files is closed with the last of them. */
  #leave(book: OpenBook): void {
    this.#locateFollowers(book);
    this.#prune();
    if (!book.isDisposed) void book.work();
  }

  /** A Book.txt, a picture: they are of the book that chapters are in, which another one may be now, or none. */
  #locateFollowers(book: OpenBook): void {
    for (const other of this.documents.all()) {
      const mayFollow = !other.isChapter && (other.book !== book || !this.#hasChapters(book));
      if (mayFollow && book.covers(other.uri)) this.#locate(other);
    }
  }

  #hasChapters(book: OpenBook): boolean {
    for (const document of this.documents.all()) if (document.isChapter && document.book === book) return true;
    return false;
  }

  async #visit(uri: Uri, token: CancellationToken | undefined): Promise<OpenBook | undefined> {
    return this.#whileLooking(async () => {
      this.#visited = await this.books.bookOf(uri, isChapterName(uri), token);
      return this.#visited;
    });
  }

  async #whileLooking<T>(look: () => Promise<T>): Promise<T> {
    this.#looking++;
    try {
      return await look();
    } finally {
      this.#looking--;
      this.#prune();
    }
  }

  #prune(): void {
    if (this.#looking > 0) return;
    const needed = new Set([this.#visited, ...[...this.documents.all()].map(({ book }) => book)]);
    this.books.prune((book) => book.isWhole || needed.has(book));
  }

  /** Books may lie in each other, and a chapter in several: all of them go by what the author sees. */
  #share(document: OpenDocument): void {
    for (const book of this.#booksWith(document)) {
      book.setText(document.uri, document.text.getText());
      void book.work();
    }
  }

  #booksWith({ uri, book: own }: OpenDocument): OpenBook[] {
    return this.books.open.filter((book) => {
      const { config, manifest } = book.location;
      // What frames a book is of interest to it even where the disk does not give it away.
      return book === own || uri === config || uri === manifest || book.latest?.document(uri) !== undefined;
    });
  }

  #onProgress(book: OpenBook, isDone: boolean): void {
    const order = book.latest?.order;
    if (order && order !== this.#orders.get(book)) {
      this.#orders.set(book, order);
      // Another Book.txt: a file that was on its own may now be listed, or the other way round.
      for (const document of this.documents.all()) {
        this.#relocate(document, book);
        if (document.book !== book) this.#share(document);
      }
    }
    for (const watch of this.#watchers.get(book) ?? []) watch();
    this.#listener.onProgress(book, isDone);
  }

  #relocate(document: OpenDocument, changed: OpenBook): void {
    if (isSettingsFile(document.uri)) return;
    const isIn = changed.latest?.document(document.uri) !== undefined;
    if (isIn !== (document.book === changed) && changed.covers(document.uri)) this.#locate(document);
  }

  #booksChanged(): void {
    for (const document of [...this.documents.all()].reverse()) this.#locate(document);
    this.#prune();
    this.#startWork();
    this.#listener.onBooksChanged();
  }

  #startWork(): void {
    if (this.settings.lint.scope === 'openFiles') return;
    void this.#workInTurn(this.books.openCalled());
  }

  /** The books of open documents before the others, that of the one opened last before all. */
  async #workInTurn(books: readonly OpenBook[]): Promise<void> {
    const lately = [...this.documents.all()].map(({ book }) => book).reverse();
    for (const book of new Set([...lately.filter((one) => one && books.includes(one)), ...books])) await book?.work();
  }

  /** A new Book.txt, handbook.json or first chapter makes a book; so may a folder, whose files are not told of. The last chapter ends one. */
  #mayMakeBooks({ uri, type }: FileEvent): boolean {
    if (type === FileChangeType.Changed) return false;
    const name = canonicalUri(uri);
    if (isSettingsFile(name)) return true;
    const looksLikeFolder = !/\.[^./]{1,8}$/.test(name);
    const isListed = () => this.books.open.some((book) => book.location.manifest && book.covers(name));
    return looksLikeFolder || (isChapterName(name) && !isListed());
  }
}
