import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { canonicalUri, type Uri } from '../base/uri.ts';
import { isChapterName } from '../handbook/discover.ts';
import type { Glance } from './glance.ts';
import type { OpenBook } from './openBook.ts';

/** A document as the client has it open, which may be ahead of the book's latest snapshot. */
export interface OpenDocument {
  readonly uri: Uri;
  /** The URI in the client's own spelling. */
  readonly clientUri: string;
  /** By its name or its language; any other file is one if a Book.txt lists it. */
  readonly isChapter: boolean;
  /** By the environment's clock. */
  readonly openedAt: number;
  text: TextDocument;
  savedVersion: number;
  /** The book it is part of, once that is known. */
  book: OpenBook | undefined;
  /** Resolves when `book` is right. */
  located: Promise<void>;
  /** What can be said before the book is read; undefined where that is nothing. */
  glance: Promise<Glance | undefined>;
}

const chapterLanguages: ReadonlySet<string> = new Set(['markdown', 'markua']);

/** The documents that are open in the client. */
export class Documents {
  readonly #open = new Map<Uri, OpenDocument>();
  /** Of documents that the client names otherwise than their disk does: the disk's name. */
  readonly #names = new Map<Uri, Uri>();
  readonly #nameOnDisk: (uri: Uri) => Uri;

  constructor(nameOnDisk: (uri: Uri) => Uri = (uri) => uri) {
    this.#nameOnDisk = nameOnDisk;
  }

  get(uri: Uri): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  all(): IterableIterator<OpenDocument> {
    return this.#open.values();
  }

  uris(): IterableIterator<Uri> {
    return this.#open.keys();
  }

  /** The URI of a file that the client speaks of. */
  uriOf(clientUri: string): Uri {
    const uri = canonicalUri(clientUri);
    return this.#names.get(uri) ?? uri;
  }

  /** The URI to speak to the client with. */
  clientUri(uri: Uri): string {
    return this.#open.get(uri)?.clientUri ?? uri;
  }

  open({ textDocument }: DidOpenTextDocumentParams, openedAt: number): OpenDocument {
    const { uri: clientUri, languageId, version, text } = textDocument;
    const named = canonicalUri(clientUri);
    const uri = this.#nameOnDisk(named);
    if (uri !== named) this.#names.set(named, uri);
    const document: OpenDocument = {
      uri,
      clientUri,
      isChapter: isChapterName(uri) || chapterLanguages.has(languageId),
      openedAt,
      text: TextDocument.create(clientUri, languageId, version, text),
      savedVersion: version,
      book: this.#open.get(uri)?.book,
      located: Promise.resolve(),
      glance: Promise.resolve(undefined),
    };
    this.#open.set(uri, document);
    return document;
  }

  /** Undefined for a document that is not open: then there is no text that the changes could be about. */
  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): OpenDocument | undefined {
    const document = this.#open.get(this.uriOf(textDocument.uri));
    if (document) document.text = TextDocument.update(document.text, contentChanges, textDocument.version);
    return document;
  }

  close({ textDocument }: DidCloseTextDocumentParams): OpenDocument | undefined {
    const uri = this.uriOf(textDocument.uri);
    const document = this.#open.get(uri);
    this.#open.delete(uri);
    this.#names.delete(canonicalUri(textDocument.uri));
    return document;
  }
}
