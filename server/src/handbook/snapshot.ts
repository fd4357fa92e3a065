import type { LayeredMap } from '../base/layeredMap.ts';
import { coverOffset } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Config } from '../config/config.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Dialect } from '../markdown/facts.ts';
import { type Anchors, anchorsOf, leadsToAnchor } from './anchors.ts';
import { keys } from './contributions.ts';
import type { DialectSigns } from './dialect.ts';
import { type FileTree, fileEntry } from './files.ts';
import type {
  BookDocument,
  FileEntry,
  FileTrouble,
  Handbook,
  IdStyle,
  LockDocument,
  Manifest,
  ResourceLookup,
  Site,
} from './handbook.ts';
import { likenessQueries } from './idLikeness.ts';
import { type IdHabits, readIdStyle } from './idStyle.ts';
import type { ImageFile } from './imageFiles.ts';
import { excludedSpans, type Inclusion, sampledSpans } from './inclusion.ts';
import { IndexAnswers } from './indexAnswers.ts';
import type { KeyedSites } from './keyedSites.ts';
import type { IdsFiled } from './lateLikenesses.ts';
import { type BookNumbers, numberBook } from './numbering.ts';
import type { ResourceIndex } from './resourceIndex.ts';
import { lookUpResource, type ResourceRules } from './resources.ts';

/** All a snapshot is made of; `workspace.ts` hands it over and never changes any of it again. */
export interface SnapshotParts {
  readonly revision: number;
  readonly root: Uri;
  readonly dialect: Dialect;
  readonly config: Config;
  readonly manifest: Manifest | undefined;
  readonly subsets: readonly Manifest[];
  readonly order: readonly Uri[];
  readonly positions: ReadonlyMap<Uri, number>;
  readonly strays: readonly Uri[];
  readonly chapters: LayeredMap<Uri, Chapter>;
  readonly resourceRules: ResourceRules;
  readonly resources: ResourceIndex;
  readonly index: KeyedSites;
  /** Tells which ids are alike where the index does not. */
  readonly likenesses?: IdsFiled | undefined;
  readonly inclusion: Inclusion;
  /** The signs the dialect was told by, added up over the listed files. */
  readonly signs: DialectSigns;
  readonly files: FileTree;
  readonly images: ReadonlyMap<Uri, ImageFile>;
  readonly troubles: ReadonlyMap<Uri, FileTrouble>;
  readonly today: string;
  readonly links: LockDocument | undefined;
  /** How ids are written, where it was counted as the chapters were read. */
  readonly habits?: IdHabits;
}

/** The immutable `Handbook`. What it works out itself, it works out once, when it is first asked. */
export class Snapshot extends IndexAnswers implements Handbook {
  readonly parts: SnapshotParts;
  #idStyle: IdStyle | undefined;
  #numbers: BookNumbers | undefined;
  readonly #keyLists = new Map<string, readonly string[]>();
  readonly #anchors = new Map<Uri, Anchors>();

  constructor(parts: SnapshotParts) {
    super();
    this.parts = parts;
  }

  /**
   * A snapshot in the same frame that differs by the answers to `changed` (keys as in `contributions.ts`): what this one
   * worked out and those do not touch is taken over, as it may have taken a walk through the whole book.
   */
  next(parts: SnapshotParts, changed: ReadonlySet<string>): Snapshot {
    const next = new Snapshot(parts);
    const isSame = (prefix: string) => !anyBegins(changed, prefix);
    if (idStylePrefixes.every(isSame)) next.#idStyle = this.#idStyle;
    for (const [prefix, list] of this.#keyLists) if (isSame(prefix)) next.#keyLists.set(prefix, list);
    return next;
  }

  get revision(): number {
    return this.parts.revision;
  }
  get root(): Uri {
    return this.parts.root;
  }
  get dialect(): Dialect {
    return this.parts.dialect;
  }
  get config(): Config {
    return this.parts.config;
  }
  get manifest(): Manifest | undefined {
    return this.parts.manifest;
  }
  get subsets(): readonly Manifest[] {
    return this.parts.subsets;
  }
  get order(): readonly Uri[] {
    return this.parts.order;
  }
  get strays(): readonly Uri[] {
    return this.parts.strays;
  }
  get resourceRoots(): readonly Uri[] {
    return this.parts.resourceRules.roots;
  }
  get links(): LockDocument | undefined {
    return this.parts.links;
  }
  get troubles(): ReadonlyMap<Uri, FileTrouble> {
    return this.parts.troubles;
  }
  get today(): string {
    return this.parts.today;
  }

  chapter(uri: Uri): Chapter | undefined {
    return this.parts.chapters.get(uri);
  }

  hasChapter(uri: Uri): boolean {
    return this.parts.chapters.has(uri);
  }

  position(uri: Uri): number {
    return this.parts.positions.get(uri) ?? -1;
  }

  document(uri: Uri): BookDocument | undefined {
    const { chapters, manifest, subsets, config, links } = this.parts;
    return (
      chapters.get(uri) ?? [manifest, ...subsets, config.document, links].find((document) => document?.uri === uri)
    );
  }

  override sites(key: string, within?: Uri): readonly Site[] {
    const sites = this.parts.index.get(key);
    return within === undefined ? sites : sites.filter(({ uri }) => uri === within);
  }

  isDefined(id: string): boolean {
    return this.parts.index.get(keys.id(id)).length > 0;
  }
  idsLike(id: string): readonly string[] {
    const { index, chapters } = this.parts;
    const idAt = (site: Site) => chapters.get(site.uri)!.facts.ids[site.index]!.id;
    const first = (half: string) => index.get(keys.like(half)).slice(0, MOST_ALIKE).map(idAt);
    const { likenesses = first } = this.parts;
    const found = new Set<string>();
    for (const half of likenessQueries(id)) {
      for (const other of likenesses(half).slice(0, MOST_ALIKE)) found.add(other);
    }
    return [...found];
  }
  isUsed(id: string): boolean {
    const { index } = this.parts;
    return index.get(keys.use(id)).length > 0 || index.get(keys.referenceTarget(id)).length > 0;
  }
  hasAnchor(uri: Uri, fragment: string): boolean {
    const { index, chapters } = this.parts;
    const isIn = (site: Site) => site.uri === uri;
    // Most are told without a look at the file.
    if (index.get(keys.slug(fragment)).some(isIn) || index.get(keys.id(fragment)).some(isIn)) return true;
    const chapter = chapters.get(uri);
    if (!chapter) return false;
    let anchors = this.#anchors.get(uri);
    if (!anchors) {
      anchors = anchorsOf(chapter);
      this.#anchors.set(uri, anchors);
    }
    return leadsToAnchor(anchors, fragment);
  }
  ids(): readonly string[] {
    return this.#keys('id:');
  }
  referenceLabels(): readonly string[] {
    return this.#keys('ref:');
  }
  footnoteLabels(endnote: boolean): readonly string[] {
    return this.#keys(keys.note('', endnote));
  }

  excluded(uri: Uri, offset: number): boolean {
    return coverOffset(excludedSpans(this.parts.inclusion, uri), offset);
  }

  sampled(uri: Uri, offset: number): boolean {
    const sample = this.parts.subsets.find((subset) => subset.kind === 'sample');
    if (sample?.entries.some((entry) => entry.uri === uri)) return true;
    return coverOffset(sampledSpans(this.parts.inclusion, uri), offset);
  }

  hasInclusion(uri: Uri): boolean {
    const { inclusion } = this.parts;
    return excludedSpans(inclusion, uri).length > 0 || sampledSpans(inclusion, uri).length > 0 || this.sampled(uri, 0);
  }

  setting(key: string): string | undefined {
    const first = this.parts.chapters.get(this.order[0] ?? '');
    return first?.facts.settings.findLast((setting) => setting.key === key)?.value;
  }

  idStyle(): IdStyle {
    const { habits, chapters } = this.parts;
    this.#idStyle ??= habits?.style() ?? readIdStyle(this.order.map((uri) => chapters.get(uri)!));
    return this.#idStyle;
  }

  numbers(): BookNumbers {
    this.#numbers ??= numberBook(this.order.map((uri) => this.parts.chapters.get(uri)!));
    return this.#numbers;
  }

  resource(chapter: Uri, destination: string): ResourceLookup {
    return lookUpResource(chapter, destination, this.parts.resourceRules, this.parts.files);
  }

  resourceFilesNamed(name: string): readonly Uri[] {
    return this.parts.resources.named(name);
  }

  resourceFilesLike(path: string): readonly Uri[] {
    return this.parts.resources.like(path);
  }

  resourceFiles(): readonly Uri[] {
    return this.parts.resources.all();
  }

  file(uri: Uri): FileEntry | undefined {
    // What was read of a picture is kept while it may be used again; what is said of it must not depend on the past.
    const image = this.resourceUses(uri).length > 0 ? this.parts.images.get(uri) : undefined;
    return fileEntry(this.parts.files, uri, image);
  }

  #keys(prefix: string): readonly string[] {
    let list = this.#keyLists.get(prefix);
    if (!list) {
      list = this.parts.index.keys(prefix);
      this.#keyLists.set(prefix, list);
    }
    return list;
  }
}

/** Where so many ids are alike, none of them can be told to be the one meant. */
const MOST_ALIKE = 200;

/** What the style of ids is told by: the live ones, those left out, and their forms. */
export const idStylePrefixes = ['id:', 'xid:', 'idform:'] as const;

export function anyBegins(keys: ReadonlySet<string>, prefix: string): boolean {
  for (const key of keys) if (key.startsWith(prefix)) return true;
  return false;
}
