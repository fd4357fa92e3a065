import type {
  CancellationToken,
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DidSaveTextDocumentParams,
  FileEvent,
} from 'vscode-languageserver';
import { FileChangeType } from 'vscode-languageserver';
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
import { distinctFolders, nameOnDisk } from './diskNames.ts';
import { Documents, type OpenDocument } from './documents.ts';
import { Breather, type ServerEnvironment } from './environment.ts';
import { Glance } from './glance.ts';
import { OpenBook } from './openBook.ts';
import { Placement } from './placement.ts';
import type { Settings } from './protocol.ts';
import { defaultSettings } from './settings.ts';

/** What the session tells whoever shows its findings. */
export interface SessionListener {
  /** Whether what can be said of a document without its book will be asked for at once. */
  readonly wantsGlance: boolean;
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

/** The one mutable thing of the server: what is open, which books there are, and (`placement.ts`) how they come together. */
export class Session {
  readonly documents: Documents;
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
  readonly #placement: Placement;
  readonly #environment: ServerEnvironment;
  readonly #readConfig: OpeningOptions['readConfig'];
  readonly #listener: SessionListener;
  readonly #log: (error: unknown) => void;
  readonly #watchers = new WeakMap<OpenBook, Set<() => void>>();
  readonly #orders = new WeakMap<OpenBook, readonly Uri[]>();

  constructor(host: Host, environment: ServerEnvironment, listener: SessionListener, log: (error: unknown) => void) {
    this.#listener = listener;
    this.#log = log;
    this.documents = new Documents((uri) => nameOnDisk(uri, this.books.folders, environment.realUri));
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
      hasChapters: (book) => this.#placement.hasChapters(book),
      onError: log,
    });
    this.#placement = new Placement({
      documents: this.documents,
      books: this.books,
      onLooking: () => listener.onReading(),
      onLocated: (document) => listener.onLocated(document),
      onError: log,
    });
  }

  /** Searches the workspace's folders, which were announced, when what is opened with them has been looked at. */
  async start(): Promise<void> {
    await this.#courtesy.environment.pause();
    await this.setFolders(this.books.folders);
  }

  async setFolders(folders: readonly Uri[]): Promise<void> {
    const found = this.books.setFolders(distinctFolders(folders, this.#environment.realUri));
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
    const document = this.documents.open(params, this.#environment.now());
    this.#glanceAt(document);
    if (!this.watchesFiles) for (const book of this.books.open) if (book.covers(document.uri)) book.reread();
    this.#placement.locate(document);
  }

  change(params: DidChangeTextDocumentParams): void {
    this.#courtesy.heard();
    const document = this.documents.change(params);
    if (!document) return;
    if (!document.book?.latest) this.#tellGlance(document);
    this.#placement.share(document);
  }

  save({ textDocument }: DidSaveTextDocumentParams): void {
    const document = this.documents.get(this.documents.uriOf(textDocument.uri));
    if (!document) return;
    document.savedVersion = document.text.version;
    if (!this.watchesFiles) document.book?.reread();
    void document.book?.work();
  }

  close(params: DidCloseTextDocumentParams): void {
    const document = this.documents.close(params);
    if (!document) return;
    const { book, uri } = document;
    this.#placement.forgetVisited();
    const reading = this.books.open.filter((other) => other.isReading && other.covers(uri));
    for (const other of new Set([...this.#placement.booksWith(document), ...reading])) {
      other.closeText(uri);
      if (other !== book) void other.work();
    }
    if (book) this.#placement.leave(book);
    this.#listener.onClosed(document);
  }

  /** Files that came, went or changed on disk, as the client saw it. */
  async filesChanged(events: readonly FileEvent[]): Promise<void> {
    const relevant = events.filter(({ uri }) => !/\/(?:node_modules|\.git)\//.test(uri));
    if (relevant.length === 0) return;
    const uris = relevant.map(({ uri }) => this.documents.uriOf(uri));
    this.#host.forget?.(uris);
    for (const book of this.books.open) {
      const own = uris.filter((uri) => book.covers(uri));
      if (own.length === 0) continue;
      book.filesChanged(own);
      void book.work();
    }
    if (!this.books.isStopped && relevant.some((event) => this.#mayMakeBooks(event))) return this.rediscover();
    // Where the file of an open document comes or goes, it may be one of another book, which need not be open.
    for (const [index, { type }] of relevant.entries()) {
      const document = type === FileChangeType.Changed ? undefined : this.documents.get(uris[index]!);
      if (document) this.#placement.locate(document);
    }
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

  /**
   * Resolves when a document's book is read, at the latest so many milliseconds after the document was opened; undefined
   * where those are over.
   */
  whenRead(document: OpenDocument, milliseconds: number): Promise<void> | undefined {
    const left = document.openedAt + milliseconds - this.#environment.now();
    if (left <= 0) return undefined;
    const read = document.located.then(() => document.book?.current().then(() => {}));
    return Promise.race([read.catch(() => undefined), this.#environment.sleep(left)]);
  }

  /** The author asks for something: background work stays away for a moment. */
  asked(): void {
    this.#courtesy.heard();
  }

  /** Where a file stands; undefined for a file that is no chapter and in no book. */
  async place(clientUri: string, token?: CancellationToken): Promise<Place | undefined> {
    const uri = this.documents.uriOf(clientUri);
    const document = this.documents.get(uri);
    if (document) await cancellable(document.located, token);
    const book = document ? document.book : await this.#placement.visit(uri, token);
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
    if (this.#listener.wantsGlance) this.#courtesy.opened(document.glance.then((glance) => glance?.looked));
    this.#tellGlance(document);
  }

  #tellGlance(document: OpenDocument): void {
    void document.glance.then((glance) => {
      if (glance && !document.book?.latest && this.documents.get(document.uri) === document) {
        this.#listener.onGlance(document);
      }
    });
  }

  #onProgress(book: OpenBook, isDone: boolean): void {
    const order = book.latest?.order;
    if (order && order !== this.#orders.get(book)) {
      this.#orders.set(book, order);
      this.#placement.orderChanged(book);
    }
    for (const watch of this.#watchers.get(book) ?? []) watch();
    this.#listener.onProgress(book, isDone);
  }

  #booksChanged(): void {
    this.#placement.forgetVisited();
    for (const document of [...this.documents.all()].reverse()) this.#placement.locate(document);
    this.#placement.prune();
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
    const isListed = () =>
      this.books.isAmongLists(name) ?? this.books.open.some((book) => book.location.manifest && book.covers(name));
    return looksLikeFolder || (isChapterName(name) && (this.books.isSearching || !isListed()));
  }
}
