import type { CancellationToken } from '../base/cancellation.ts';
import { dirname, relativePath, type Uri } from '../base/uri.ts';
import type { Host } from '../host/host.ts';
import { OverlayHost } from '../host/overlayHost.ts';
import type { BookSources, BookState, BookStep, SnapshotChange, WorkspaceOptions } from './bookState.ts';
import type { BookLocation } from './discover.ts';
import { isSkippedFolder } from './files.ts';
import type { ImageFile } from './imageFiles.ts';
import { rebuildBook } from './rebuildBook.ts';
import { updateBook } from './updateBook.ts';

/**
 * One book, and the only mutable thing about it. Tell it what changed (`setText`, `closeText`, `filesChanged`), then
 * ask for a `snapshot`: it reads and parses what changed and nothing else. Calls to `snapshot` must not overlap.
 */
export class BookWorkspace {
  readonly location: BookLocation;
  readonly #host: OverlayHost;
  readonly #options: WorkspaceOptions;
  readonly #dirty = new Set<Uri>();
  /** Of the dirty ones those that something happened to on disk: they may be gone, though a buffer still has their text. */
  readonly #touched = new Set<Uri>();
  #rebuildNeeded = true;
  #state: BookState | undefined;
  /** What was read of pictures, until we are told that they changed. */
  #images: ReadonlyMap<Uri, ImageFile> = new Map();

  constructor(host: Host, location: BookLocation, options: WorkspaceOptions) {
    this.location = location;
    this.#host = new OverlayHost(host);
    this.#options = options;
  }

  /** A workspace that starts where this one stands and goes its own way: for trying edits out. */
  fork(): BookWorkspace {
    const fork = new BookWorkspace(this.#host, this.location, this.#options);
    fork.#state = this.#state;
    fork.#images = this.#images;
    fork.#rebuildNeeded = this.#rebuildNeeded;
    for (const uri of this.#dirty) fork.#dirty.add(uri);
    for (const uri of this.#touched) fork.#touched.add(uri);
    return fork;
  }

  /** An open buffer's text: it wins over the disk until `closeText`. */
  setText(uri: Uri, text: string): void {
    this.#host.set(uri, text);
    this.#changed(uri);
  }

  closeText(uri: Uri): void {
    this.#host.clear(uri);
    this.#changed(uri);
  }

  /** The open buffer's text set by `setText`, or undefined where the disk counts. */
  openText(uri: Uri): string | undefined {
    return this.#host.text(uri);
  }

  /** Files (or folders) that came, went or changed on disk. */
  filesChanged(uris: Iterable<Uri>): void {
    for (const uri of uris) {
      this.#touched.add(uri);
      this.#changed(uri);
    }
  }

  /** Whether a file is, or could become, part of this book. */
  covers(uri: Uri): boolean {
    if (this.#isChapter(uri) || uri === this.location.config) return true;
    if (isWalked(this.location.root, uri)) return true;
    const book = this.#state?.book;
    return book !== undefined && (book.parts.files.has(dirname(uri)) || book.document(uri) !== undefined);
  }

  async snapshot(token?: CancellationToken): Promise<SnapshotChange> {
    // Taken before anything is read: what is told while we read belongs to the next snapshot.
    const news = { dirty: new Set(this.#dirty), touched: new Set(this.#touched), rebuild: this.#rebuildNeeded };
    this.#dirty.clear();
    this.#touched.clear();
    this.#rebuildNeeded = false;
    try {
      const last = this.#state;
      if (last && !news.rebuild) {
        if (news.dirty.size === 0) return { book: last.book, all: false, chapters: new Set(), keys: new Set() };
        const updated = await updateBook(last, news, this.#sources, token);
        if (updated) return this.#commit(updated);
      }
      return this.#commit(await rebuildBook(last, this.#sources, token));
    } catch (error) {
      for (const uri of news.dirty) this.#dirty.add(uri);
      for (const uri of news.touched) this.#touched.add(uri);
      this.#rebuildNeeded ||= news.rebuild || this.#state === undefined;
      throw error;
    }
  }

  get #sources(): BookSources {
    return { host: this.#host, location: this.location, options: this.#options, images: this.#images };
  }

  #commit({ state, change }: BookStep): SnapshotChange {
    this.#state = state;
    this.#images = state.images;
    return change;
  }

  #isChapter(uri: Uri): boolean {
    return this.#state?.chapters.has(uri) ?? false;
  }

  #changed(uri: Uri): void {
    if (this.#isChapter(uri) && uri !== this.location.config) this.#dirty.add(uri);
    if (this.#isChapter(uri) || !this.covers(uri)) return;
    this.#rebuildNeeded = true;
    const isStale = (image: Uri) => image === uri || image.startsWith(`${uri}/`);
    if ([...this.#images.keys()].some(isStale)) {
      this.#images = new Map([...this.#images].filter(([image]) => !isStale(image)));
    }
  }
}

/** Below the root, and not where a walk never goes: a commit writes dozens of files into `.git`. */
function isWalked(root: Uri, uri: Uri): boolean {
  const path = relativePath(root, uri);
  return path !== undefined && !path.split('/').slice(0, -1).some(isSkippedFolder);
}
