import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { mapLimited } from '../base/concurrency.ts';
import type { Dialect } from '../base/dialect.ts';
import { LayeredMap } from '../base/layeredMap.ts';
import { dirname, relativePath, type Uri } from '../base/uri.ts';
import type { Config } from '../config/config.ts';
import type { Host } from '../host/host.ts';
import { OverlayHost } from '../host/overlayHost.ts';
import { type Chapter, parseChapter, parseEdited } from '../markdown/chapter.ts';
import { findBookFiles, listResourceFolders, resourceRoots } from './bookFiles.ts';
import { chapterContributions, contributedFiles } from './contributions.ts';
import {
  addSigns,
  chapterSigns,
  type DialectSigns,
  detectDialect,
  dialectSigns,
  noSigns,
  siteFiles,
  subtractSigns,
} from './dialect.ts';
import type { BookLocation } from './discover.ts';
import { EditedContributions } from './editedContributions.ts';
import { type FileTree, isListed, isSkippedFolder } from './files.ts';
import type { FileTrouble } from './handbook.ts';
import { sameIdStyle } from './idStyle.ts';
import { type ImageFile, readImageFiles } from './imageFiles.ts';
import { excludedSpans, readInclusion, updateInclusion } from './inclusion.ts';
import { type Contribution, changedKeys, KeyedSites, onlyKeys } from './keyedSites.ts';
import { readLockDocument } from './linkLock.ts';
import { type ReadableText, readable, sameTrouble } from './readable.ts';
import { ResourceIndex } from './resourceIndex.ts';
import type { ResourceRules } from './resources.ts';
import { anyBegins, idStylePrefixes, Snapshot } from './snapshot.ts';

export interface WorkspaceOptions {
  /** Reads and validates handbook.json (undefined: there is none); called again whenever it may have changed. */
  readonly readConfig: (host: Host, uri: Uri | undefined, token?: CancellationToken) => Promise<Config>;
  /** The day findings speak of, `YYYY-MM-DD`. */
  readonly today: () => string;
  /** What is kept of a chapter that was read from the disk; the chapter itself by default. */
  readonly keep?: (chapter: Chapter) => Chapter;
  /** Called between chapters when many are parsed; what it answers is waited for, so that an editor can stay quick. */
  readonly breathe?: () => Promise<void> | undefined;
}

/** A snapshot and what is different from the one before. */
export interface SnapshotChange {
  readonly book: Snapshot;
  /** Everything may be: first snapshot, other configuration, files, order or dialect. */
  readonly all: boolean;
  /** Chapters whose text is new. */
  readonly chapters: ReadonlySet<Uri>;
  /** Questions to the book (`id:policies`, `chapter:<uri>`) whose answers are new. Empty and meaningless with `all`. */
  readonly keys: ReadonlySet<string>;
}

/** What is kept of one chapter between snapshots. */
interface ChapterState {
  readonly chapter: Chapter;
  readonly signs: DialectSigns;
  readonly contributed: readonly Contribution[];
  readonly trouble: FileTrouble | undefined;
}

interface ReadFile extends ReadableText {
  readonly uri: Uri;
  readonly signs: DialectSigns;
}

const READS_AT_ONCE = 64;

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
  #states = new LayeredMap<Uri, ChapterState>(new Map());
  /** For the frame of the last snapshot. */
  #edited: EditedContributions | undefined;
  #last: Snapshot | undefined;
  /** What was read of pictures, until we are told that they changed: reading them all at each rebuild would be slow. */
  #images: ReadonlyMap<Uri, ImageFile> = new Map();
  #revision = 0;

  constructor(host: Host, location: BookLocation, options: WorkspaceOptions) {
    this.location = location;
    this.#host = new OverlayHost(host);
    this.#options = options;
  }

  /** A workspace that starts where this one stands and goes its own way: for trying edits out. */
  fork(): BookWorkspace {
    const fork = new BookWorkspace(this.#host, this.location, this.#options);
    fork.#states = this.#states;
    fork.#edited = this.#edited;
    fork.#last = this.#last;
    fork.#images = this.#images;
    fork.#revision = this.#revision;
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
    if (this.#states.has(uri) || uri === this.location.config) return true;
    if (isWalked(this.location.root, uri)) return true;
    return (
      this.#last !== undefined && (this.#last.parts.files.has(dirname(uri)) || this.#last.document(uri) !== undefined)
    );
  }

  async snapshot(token?: CancellationToken): Promise<SnapshotChange> {
    // Taken before anything is read: what is told while we read belongs to the next snapshot.
    const news = { dirty: new Set(this.#dirty), touched: new Set(this.#touched), rebuild: this.#rebuildNeeded };
    this.#dirty.clear();
    this.#touched.clear();
    this.#rebuildNeeded = false;
    try {
      const last = this.#last;
      if (last && !news.rebuild) {
        if (news.dirty.size === 0) return { book: last, all: false, chapters: new Set(), keys: new Set() };
        const updated = await this.#update(last, news, token);
        if (updated) return updated;
      }
      return await this.#rebuild(token);
    } catch (error) {
      for (const uri of news.dirty) this.#dirty.add(uri);
      for (const uri of news.touched) this.#touched.add(uri);
      this.#rebuildNeeded ||= news.rebuild || this.#last === undefined;
      throw error;
    }
  }

  #changed(uri: Uri): void {
    if (this.#states.has(uri) && uri !== this.location.config) this.#dirty.add(uri);
    if (this.#states.has(uri) || !this.covers(uri)) return;
    this.#rebuildNeeded = true;
    const isStale = (image: Uri) => image === uri || image.startsWith(`${uri}/`);
    if ([...this.#images.keys()].some(isStale)) {
      this.#images = new Map([...this.#images].filter(([image]) => !isStale(image)));
    }
  }

  /** The common case, a keystroke: some chapters' texts changed. Undefined where that turns out to change the book's frame. */
  async #update(
    last: Snapshot,
    news: { readonly dirty: ReadonlySet<Uri>; readonly touched: ReadonlySet<Uri> },
    token?: CancellationToken,
  ): Promise<SnapshotChange | undefined> {
    const fresh = new Map<Uri, ChapterState>();
    for (const uri of news.dirty) {
      if (news.touched.has(uri) && (await this.#host.stat(uri, token))?.kind !== 'file') return undefined;
      const content = await this.#host.read(uri, token);
      if (!content) return undefined;
      const before = this.#states.get(uri)!;
      const { text, trouble } = readable(content);
      const isEdited = this.#host.text(uri) !== undefined;
      // What is opened is soon edited, and then the parts should be there.
      const isSame = text === before.chapter.text && isEdited === (before.chapter.parts !== undefined);
      if (isSame && sameTrouble(trouble, before.trouble)) continue;
      const chapter = isSame ? before.chapter : this.#parse(uri, text, last.dialect, before.chapter);
      fresh.set(uri, { chapter, signs: chapterSigns(chapter), contributed: before.contributed, trouble });
    }
    throwIfCancelled(token);
    const { parts } = last;
    const inclusion = updateInclusion(
      parts.inclusion,
      [...fresh.values()].map(({ chapter }) => chapter),
    );
    const signs = this.#signsAfter(last, fresh);
    if (!inclusion || changesDialect(last, signs)) return undefined;
    const edited = this.#edited!;
    for (const [uri, { chapter }] of fresh) {
      if (edited.leadsToNewFolders(chapter, this.#states.get(uri)!.chapter)) return undefined;
    }

    const changes = [];
    let { troubles } = parts;
    for (const [uri, state] of fresh) {
      const { chapter, trouble } = state;
      const before = this.#states.get(uri)!;
      const known = excludedSpans(parts.inclusion, uri).length > 0 ? undefined : before;
      const added = edited.after(chapter, known, excludedSpans(inclusion, uri), last.position(uri) < 0);
      fresh.set(uri, { ...state, contributed: added });
      if (!sameTrouble(trouble, troubles.get(uri))) troubles = withTrouble(troubles, uri, trouble);
      if (added !== before.contributed) changes.push({ uri, removed: before.contributed, added });
    }
    const states = this.#states.with(fresh);
    const chapters = parts.chapters.with([...fresh].map(([uri, { chapter }]) => [uri, chapter]));
    const keys = changedKeys(changes);
    const index =
      keys.size > 0 ? parts.index.replace(onlyKeys(changes, keys), (uri) => last.position(uri)) : parts.index;
    for (const uri of fresh.keys()) keys.add(`chapter:${uri}`);
    if (troubles !== parts.troubles) keys.add('troubles');
    if (changesSettings(last, fresh)) keys.add('settings');
    this.#images = await readImageFiles(
      this.#host,
      this.#images,
      changes.flatMap(({ added }) => contributedFiles(added)),
    );
    const next = {
      ...parts,
      revision: ++this.#revision,
      today: this.#options.today(),
      chapters,
      inclusion,
      signs,
      index,
      images: this.#images,
      troubles,
    };
    const book = last.next(next, keys);
    const mayChangeStyle = idStylePrefixes.some((prefix) => anyBegins(keys, prefix));
    if (mayChangeStyle && !sameIdStyle(last.idStyle(), book.idStyle())) keys.add('idStyle');
    return this.#commit(states, { book, all: false, chapters: new Set(fresh.keys()), keys });
  }

  async #rebuild(token?: CancellationToken): Promise<SnapshotChange> {
    const { location } = this;
    const config = await this.#options.readConfig(this.#host, location.config, token);
    const found = await findBookFiles(this.#host, location, config, token);
    const read = await mapLimited([...found.order, ...found.strays], READS_AT_ONCE, (uri) =>
      this.#readText(uri, found.files, token),
    );
    const texts = new Map(read.filter((file) => file !== undefined).map((file) => [file.uri, file]));
    const order = found.order.filter((uri) => texts.has(uri));
    const strays = found.strays.filter((uri) => texts.has(uri));
    const signs = order.map((uri) => texts.get(uri)!.signs).reduce(addSigns, noSigns);
    const dialect =
      config.dialect ?? detectDialect(signs, dialectHints(found.manifest !== undefined, location.root, found.files));

    const chapters = new Map<Uri, Chapter>();
    for (const { uri, text } of texts.values()) {
      const pause = this.#options.breathe?.();
      if (pause) await pause;
      throwIfCancelled(token);
      const old = this.#states.get(uri)?.chapter;
      chapters.set(
        uri,
        old && old.text === text && old.dialect === dialect ? old : this.#parse(uri, text, dialect, old),
      );
    }
    const roots = resourceRoots(location.root, config, dialect);
    const resourceRules: ResourceRules = {
      root: location.root,
      roots,
      hasManifest: found.manifest !== undefined,
      dialect,
    };
    const files = await listResourceFolders(this.#host, found.files, chapters.values(), resourceRules, token);

    const links = await readLockDocument(this.#host, location.root, token);
    const positions = new Map(order.map((uri, position) => [uri, position]));
    const position = (uri: Uri) => positions.get(uri) ?? -1;
    const inclusion = readInclusion(order, strays, chapters);
    const states = new Map<Uri, ChapterState>();
    for (const [uri, chapter] of chapters) {
      const contributed = chapterContributions(chapter, excludedSpans(inclusion, uri), position(uri) < 0, {
        resourceRules,
        files,
      });
      const { signs, trouble } = texts.get(uri)!;
      states.set(uri, { chapter, signs, contributed, trouble });
    }
    const changes = [...states].map(([uri, { contributed }]) => ({ uri, removed: [], added: contributed }));
    const troubles = new Map(found.troubles);
    for (const [uri, { trouble }] of states) if (trouble) troubles.set(uri, trouble);
    const contributed = [...states.values()].flatMap((state) => contributedFiles(state.contributed));
    this.#images = await readImageFiles(this.#host, this.#images, contributed, token);
    const own = new Set([found.manifest, ...found.subsets, config.document, links].map((document) => document?.uri));
    const isOther = (uri: Uri) => chapters.has(uri) || own.has(uri);
    const book = new Snapshot({
      ...found,
      revision: ++this.#revision,
      root: location.root,
      dialect,
      config,
      order,
      positions,
      strays,
      chapters: new LayeredMap(chapters),
      resourceRules,
      resources: new ResourceIndex(files, location.root, roots, isOther),
      files,
      inclusion,
      signs,
      index: KeyedSites.empty.replace(changes, position),
      images: this.#images,
      troubles,
      links,
      today: this.#options.today(),
    });
    const isNew = (uri: Uri) => this.#last?.chapter(uri) !== chapters.get(uri);
    this.#edited = new EditedContributions({ resourceRules, files });
    return this.#commit(new LayeredMap(states), {
      book,
      all: true,
      chapters: new Set([...chapters.keys()].filter(isNew)),
      keys: new Set(),
    });
  }

  async #readText(uri: Uri, files: FileTree, token?: CancellationToken): Promise<ReadFile | undefined> {
    throwIfCancelled(token);
    const content = await this.#host.read(uri, token);
    // A file asked for that is not there is no part of the book; one that is there and refuses to be read is.
    if (!content && !isListed(files, uri)) return undefined;
    const { text, trouble } = readable(content);
    const old = this.#states.get(uri);
    return { uri, text, trouble, signs: old?.chapter.text === text ? old.signs : dialectSigns(text) };
  }

  /** The dialect's signs added up over the listed files, after some of them changed. */
  #signsAfter(last: Snapshot, fresh: ReadonlyMap<Uri, ChapterState>): DialectSigns {
    let { signs } = last.parts;
    for (const [uri, state] of fresh) {
      if (last.position(uri) >= 0) signs = addSigns(signs, subtractSigns(state.signs, this.#states.get(uri)!.signs));
    }
    return signs;
  }

  /** Open buffers are read in parts: they are about to be edited. */
  #parse(uri: Uri, text: string, dialect: Dialect, before: Chapter | undefined): Chapter {
    if (this.#host.text(uri) === undefined) {
      const chapter = parseChapter(uri, text, dialect);
      return this.#options.keep?.(chapter) ?? chapter;
    }
    return parseEdited(uri, text, dialect, before);
  }

  #commit(states: LayeredMap<Uri, ChapterState>, change: SnapshotChange): SnapshotChange {
    this.#states = states;
    this.#last = change.book;
    return change;
  }
}

/** Below the root, and not where a walk never goes: a commit writes dozens of files into `.git`. */
function isWalked(root: Uri, uri: Uri): boolean {
  const path = relativePath(root, uri);
  return path !== undefined && !path.split('/').slice(0, -1).some(isSkippedFolder);
}

function dialectHints(hasManifest: boolean, root: Uri, files: FileTree) {
  const listing = files.folder(root);
  const hasResources = listing?.get('resources') === 'folder';
  const hasImagesOnly = !hasResources && listing?.get('images') === 'folder';
  return { hasManifest, hasResources, hasImagesOnly, isSite: siteFiles.some((name) => listing?.has(name)) };
}

function changesDialect({ config, manifest, root, dialect, parts }: Snapshot, signs: DialectSigns): boolean {
  if (config.dialect) return false;
  return detectDialect(signs, dialectHints(manifest !== undefined, root, parts.files)) !== dialect;
}

function changesSettings(last: Snapshot, fresh: ReadonlyMap<Uri, ChapterState>): boolean {
  const first = last.order[0];
  const state = first === undefined ? undefined : fresh.get(first);
  if (first === undefined || !state) return false;
  const read = (chapter: Chapter | undefined) =>
    JSON.stringify(chapter?.facts.settings.map(({ key, value }) => [key, value]));
  return read(last.chapter(first)) !== read(state.chapter);
}

function withTrouble(troubles: ReadonlyMap<Uri, FileTrouble>, uri: Uri, trouble: FileTrouble | undefined) {
  const changed = new Map(troubles);
  if (trouble) changed.set(uri, trouble);
  else changed.delete(uri);
  return changed;
}
