import type { Uri } from '../base/uri.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Facts } from '../markdown/facts.ts';
import type { Assumptions } from './assumptions.ts';
import type { BookFiles } from './bookFiles.ts';
import { keys } from './contributions.ts';
import { fileEntry } from './files.ts';
import type { BookDocument, FileEntry, Handbook, Manifest, ResourceLookup, Site } from './handbook.ts';
import type { ImageFile } from './imageFiles.ts';
import { IndexAnswers } from './indexAnswers.ts';
import type { Contribution } from './keyedSites.ts';
import { lookUpResource, type ResourceRules } from './resources.ts';

/** Thrown for a question that a book of which not all is read cannot answer. One for all: nobody asks where it was. */
export class NotKnownYet extends Error {}
const notKnownYet = new NotKnownYet('the book is not read to its end');

/** What of a book is known before its chapters are read. */
export interface BookFrame
  extends Pick<Handbook, 'revision' | 'root' | 'dialect' | 'config' | 'today' | 'links'>,
    Pick<BookFiles, 'manifest' | 'subsets' | 'order' | 'strays' | 'files'> {
  readonly resourceRules: ResourceRules;
  readonly positions: ReadonlyMap<Uri, number>;
  /** All files that are chapters of the book or strays. */
  readonly all: ReadonlySet<Uri>;
  /** The document settings, once the first chapter is read. */
  readonly settings: Facts['settings'];
  /** Grows as chapters are read. */
  readonly images: ReadonlyMap<Uri, ImageFile>;
}

interface Growing {
  readonly own: string[];
  readonly defined: string[];
  readonly used: string[];
  readonly anchors: (readonly [Uri, string])[];
  readonly settings: Map<string, string | undefined>;
}

/**
 * The book as one of its chapters sees it while it is read and before the others are. What a book in order would answer
 * is answered and noted: links lead somewhere, names are given once, nothing is left out. Once all is read it shows
 * whether that was so (`holds`). Other questions throw `NotKnownYet`.
 */
export class FirstLook extends IndexAnswers implements Handbook {
  readonly frame: BookFrame;
  readonly #chapter: Chapter;
  readonly #lookups = new Map<string, ResourceLookup>();
  #own: ReadonlyMap<string, readonly Site[]> | undefined;
  #contributed: readonly Contribution[] = [];
  /** Some destination led nowhere, or where no book looks: a folder listed later might hold it. */
  isUnsettled = false;
  #assumed: Growing | undefined;

  constructor(frame: BookFrame, chapter: Chapter) {
    super();
    this.frame = frame;
    this.#chapter = chapter;
  }

  /** What the chapter gives to the book, which answers for the chapter itself. */
  set contributed(contributed: readonly Contribution[]) {
    this.#contributed = contributed;
    this.#own = undefined;
  }

  get assumed(): Assumptions {
    return this.#noted;
  }

  /** Made when it is first needed: an editor reads books without looking at them. */
  get #noted(): Growing {
    this.#assumed ??= { own: [], defined: [], used: [], anchors: [], settings: new Map() };
    return this.#assumed;
  }

  get revision() {
    return this.frame.revision;
  }
  get root() {
    return this.frame.root;
  }
  get dialect() {
    return this.frame.dialect;
  }
  get config() {
    return this.frame.config;
  }
  get today() {
    return this.frame.today;
  }
  get links() {
    return this.frame.links;
  }
  get manifest(): Manifest | undefined {
    return this.frame.manifest;
  }
  get subsets() {
    return this.frame.subsets;
  }
  get order() {
    return this.frame.order;
  }
  get strays() {
    return this.frame.strays;
  }
  get resourceRoots() {
    return this.frame.resourceRules.roots;
  }
  get troubles(): Handbook['troubles'] {
    throw notKnownYet;
  }

  chapter(uri: Uri): Chapter | undefined {
    if (uri !== this.#chapter.uri) throw notKnownYet;
    return this.#chapter;
  }
  hasChapter(uri: Uri): boolean {
    return this.frame.all.has(uri);
  }
  document(uri: Uri): BookDocument | undefined {
    return this.chapter(uri);
  }
  position(uri: Uri): number {
    return this.frame.positions.get(uri) ?? -1;
  }

  override sites(key: string, within?: Uri): readonly Site[] {
    if (within === undefined) note(this.#noted.own, key);
    else if (within !== this.#chapter.uri) throw notKnownYet;
    return this.#ownSites(key) ?? NO_SITES;
  }

  isDefined(id: string): boolean {
    if (!this.#ownSites(keys.id(id))) this.#noted.defined.push(id);
    return true;
  }
  isUsed(id: string): boolean {
    if (!this.#ownSites(keys.use(id))) this.#noted.used.push(id);
    return true;
  }
  hasAnchor(uri: Uri, fragment: string): boolean {
    this.#noted.anchors.push([uri, fragment]);
    return true;
  }
  idsLike(): readonly string[] {
    throw notKnownYet;
  }
  ids(): readonly string[] {
    throw notKnownYet;
  }
  referenceLabels(): readonly string[] {
    throw notKnownYet;
  }
  footnoteLabels(): readonly string[] {
    throw notKnownYet;
  }
  excluded(uri: Uri): boolean {
    return this.hasInclusion(uri);
  }
  sampled(uri: Uri): boolean {
    return this.hasInclusion(uri);
  }
  hasInclusion(uri: Uri): boolean {
    if (uri !== this.#chapter.uri) throw notKnownYet;
    return false;
  }
  setting(key: string): string | undefined {
    const value = this.frame.settings.findLast((setting) => setting.key === key)?.value;
    this.#noted.settings.set(key, value);
    return value;
  }
  idStyle(): never {
    throw notKnownYet;
  }
  numbers(): never {
    throw notKnownYet;
  }

  resource(chapter: Uri, destination: string): ResourceLookup {
    if (chapter !== this.#chapter.uri) throw notKnownYet;
    let lookup = this.#lookups.get(destination);
    if (!lookup) {
      lookup = lookUpResource(chapter, destination, this.frame.resourceRules, this.frame.files);
      this.isUnsettled ||= lookup.state === 'missing' || lookup.state === 'illegal';
      this.#lookups.set(destination, lookup);
    }
    return lookup;
  }
  resourceFilesNamed(): readonly Uri[] {
    throw notKnownYet;
  }
  resourceFilesLike(): readonly Uri[] {
    throw notKnownYet;
  }
  resourceFiles(): readonly Uri[] {
    throw notKnownYet;
  }
  file(uri: Uri): FileEntry | undefined {
    // What was read of a picture is told only where the book uses it.
    if (!this.#ownSites(keys.resource(uri))) throw notKnownYet;
    return fileEntry(this.frame.files, uri, this.frame.images.get(uri));
  }

  #ownSites(key: string): readonly Site[] | undefined {
    this.#own ??= sitesByKey(this.#chapter.uri, this.#contributed);
    return this.#own.get(key);
  }
}

/** Rules ask the same again soon after, or never: the few that are noted twice cost less than a set. */
function note(list: string[], key: string): void {
  if (list.at(-1) !== key) list.push(key);
}

function sitesByKey(uri: Uri, contributed: readonly Contribution[]): Map<string, Site[]> {
  const sites = new Map<string, Site[]>();
  for (const { key, index } of contributed) {
    const known = sites.get(key);
    if (known) known.push({ uri, index });
    else sites.set(key, [{ uri, index }]);
  }
  return sites;
}

const NO_SITES: readonly Site[] = [];
