import type { CancellationToken } from 'vscode-languageserver';
import { CancelledError } from '../base/cancellation.ts';
import type { Uri } from '../base/uri.ts';
import { isChapterName } from '../handbook/discover.ts';
import { type Books, isSettingsFile } from './books.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { OpenBook } from './openBook.ts';

export interface PlacementOptions {
  readonly documents: Documents;
  readonly books: Books;
  /** A document's book is looked for, which may take a while. */
  readonly onLooking: () => void;
  /** Where it belongs was found out, or found to be elsewhere. */
  readonly onLocated: (document: OpenDocument) => void;
  readonly onError: (error: unknown) => void;
}

/** Keeps every open document in its book, and every book that is open for a reason, while files and books come and go. */
export class Placement {
  readonly #documents: Documents;
  readonly #books: Books;
  readonly #options: PlacementOptions;
  /** How often a document's book was looked for: only what was found last counts. */
  readonly #turns = new WeakMap<OpenDocument, number>();
  /** How many books of files are being looked for: one that was just opened for a file must not be closed before the file is in it. */
  #looking = 0;
  /**
   * Books of files that are not open and were asked about. They stay until a document is closed or books change: to close
   * one when another is visited would have two requests close each other's for ever.
   */
  readonly #visited = new Set<OpenBook>();

  constructor(options: PlacementOptions) {
    this.#documents = options.documents;
    this.#books = options.books;
    this.#options = options;
  }

  /** Looks for the book of an open document anew: `document.located` tells when that is done. */
  locate(document: OpenDocument): void {
    const turn = (this.#turns.get(document) ?? 0) + 1;
    this.#turns.set(document, turn);
    document.located = this.#whileLooking(() => this.#findBook(document, turn)).catch((error) => {
      if (!(error instanceof CancelledError)) this.#options.onError(error);
    });
    void document.located.then(() => this.#options.onLocated(document));
    this.#options.onLooking();
  }

  async #findBook(document: OpenDocument, turn: number): Promise<void> {
    const { uri, isChapter } = document;
    const found = await this.#books.unlessStopped(this.#books.bookOf(uri, isChapter));
    // A file that the book leaves out has no text in it that could matter.
    const isIn = found?.location.files || isSettingsFile(uri) || found?.latest?.document(uri);
    const book = isIn ? found : undefined;
    // It may have been closed, or closed and opened again, while its book was looked for.
    if (this.#documents.get(uri) !== document) return;
    // It was looked for again meanwhile: what was found first may be closed by then.
    if (this.#turns.get(document) !== turn) return document.located;
    const before = document.book;
    document.book = book;
    // What it showed by itself was said of a chapter; it is none.
    if (!book && !this.#books.isStopped) document.glance = Promise.resolve(undefined);
    if (before && before !== book) {
      before.closeText(uri);
      this.leave(before);
    }
    this.share(document);
    if (document.isChapter && book && before !== book) this.#locateFollowers(book);
  }

  /** A book that was opened for its files is closed with the last of them. */
  leave(book: OpenBook): void {
    this.#locateFollowers(book);
    this.prune();
    if (!book.isDisposed) void book.work();
  }

  /** A Book.txt, a picture: they are of the book that chapters are in, which another one may be now, or none. */
  #locateFollowers(book: OpenBook): void {
    for (const other of this.#documents.all()) {
      const mayFollow = !other.isChapter && (other.book !== book || !this.hasChapters(book));
      if (mayFollow && book.covers(other.uri)) this.locate(other);
    }
  }

  /** Whether one of the open chapters is in the book. */
  hasChapters(book: OpenBook): boolean {
    for (const document of this.#documents.all()) if (document.isChapter && document.book === book) return true;
    return false;
  }

  /** The book of a file that is not open: it stays open until `forgetVisited`. */
  async visit(uri: Uri, token: CancellationToken | undefined): Promise<OpenBook | undefined> {
    return this.#whileLooking(async () => {
      const book = await this.#books.bookOf(uri, isChapterName(uri), token);
      if (book) this.#visited.add(book);
      return book;
    });
  }

  async #whileLooking<T>(look: () => Promise<T>): Promise<T> {
    this.#looking++;
    try {
      return await look();
    } finally {
      this.#looking--;
      this.prune();
    }
  }

  /** Lets `prune` close what was opened for files that are not open. */
  forgetVisited(): void {
    this.#visited.clear();
  }

  /** Closes the books that nothing needs any more. */
  prune(): void {
    if (this.#looking > 0) return;
    const held = new Set([...this.#documents.all()].map(({ book }) => book));
    this.#books.prune((book) => book.isWhole || held.has(book) || this.#visited.has(book));
  }

  /** Books may lie in each other, and a chapter in several: all of them go by what the author sees. */
  share(document: OpenDocument): void {
    for (const book of this.booksWith(document)) {
      book.setText(document.uri, document.text.getText());
      void book.work();
    }
  }

  /** The books to which the text of a document matters. */
  booksWith({ uri, book: own }: OpenDocument): OpenBook[] {
    return this.#books.open.filter((book) => {
      const { config, manifest } = book.location;
      // What frames a book is of interest to it even where the disk does not give it away.
      return book === own || uri === config || uri === manifest || book.latest?.document(uri) !== undefined;
    });
  }

  /** Another Book.txt: a file that was on its own may now be listed, or the other way round. */
  orderChanged(book: OpenBook): void {
    for (const document of this.#documents.all()) {
      this.#relocate(document, book);
      if (document.book !== book) this.share(document);
    }
  }

  #relocate(document: OpenDocument, changed: OpenBook): void {
    if (isSettingsFile(document.uri)) return;
    const isIn = changed.latest?.document(document.uri) !== undefined;
    if (isIn !== (document.book === changed) && changed.covers(document.uri)) this.locate(document);
  }
}
