import type { Uri } from '../base/uri.ts';
import { keys } from '../handbook/contributions.ts';
import type { Handbook, ResourceLookup } from '../handbook/handbook.ts';
import { likenessQueries } from '../handbook/idLikeness.ts';
import { IndexAnswers } from '../handbook/indexAnswers.ts';

/**
 * The book as one chapter's rules see it: every question is noted as a key, the same keys `SnapshotChange` names when
 * their answers change. What a chapter asks of itself needs no note, unless its rules are shown a part of it and ask
 * for the whole (`seesPart`).
 */
export function trackBook(book: Handbook, self: Uri | undefined, asked: Set<string>, seesPart = false): Handbook {
  return new TrackedBook(book, self, asked, seesPart);
}

/** A class and no literal: V8 keeps a literal's getters, and all they can reach, until its next full collection. */
class TrackedBook extends IndexAnswers implements Handbook {
  readonly #book: Handbook;
  readonly #self: Uri | undefined;
  readonly #asked: Set<string>;
  readonly #seesPart: boolean;
  /** Several rules look up the same pictures. */
  readonly #lookups = new Map<string, ResourceLookup>();

  constructor(book: Handbook, self: Uri | undefined, asked: Set<string>, seesPart: boolean) {
    super();
    this.#book = book;
    this.#self = self;
    this.#asked = asked;
    this.#seesPart = seesPart;
  }

  get revision() {
    return this.#book.revision;
  }
  get root() {
    return this.#book.root;
  }
  get dialect() {
    return this.#book.dialect;
  }
  get config() {
    return this.#book.config;
  }
  get today() {
    return this.#note('today', this.#book.today);
  }
  get troubles() {
    return this.#note('troubles', this.#book.troubles);
  }
  get links() {
    return this.#note('links', this.#book.links);
  }
  get manifest() {
    return this.#book.manifest;
  }
  get subsets() {
    return this.#book.subsets;
  }
  get order() {
    return this.#book.order;
  }
  get strays() {
    return this.#book.strays;
  }
  get resourceRoots() {
    return this.#book.resourceRoots;
  }
  chapter(uri: Uri) {
    this.#noteText(uri);
    return this.#book.chapter(uri);
  }
  hasChapter(uri: Uri) {
    return this.#book.hasChapter(uri);
  }
  position(uri: Uri) {
    return this.#book.position(uri);
  }
  document(uri: Uri) {
    this.#noteText(uri);
    return this.#book.document(uri);
  }
  override sites(key: string, within?: Uri) {
    return this.#note(key, this.#book.sites(key, within));
  }
  isDefined(id: string) {
    return this.#note(keys.id(id), this.#book.isDefined(id));
  }
  isUsed(id: string) {
    this.#asked.add(keys.referenceTarget(id));
    return this.#note(keys.use(id), this.#book.isUsed(id));
  }
  hasAnchor(uri: Uri, fragment: string) {
    this.#noteText(uri);
    return this.#book.hasAnchor(uri, fragment);
  }
  idsLike(id: string) {
    for (const half of likenessQueries(id)) this.#asked.add(keys.like(half));
    return this.#book.idsLike(id);
  }
  ids() {
    return this.#note('ids', this.#book.ids());
  }
  referenceLabels() {
    return this.#note('references', this.#book.referenceLabels());
  }
  footnoteLabels(endnote: boolean) {
    return this.#note('notes', this.#book.footnoteLabels(endnote));
  }
  excluded(uri: Uri, offset: number) {
    this.#noteFile(uri);
    return this.#book.excluded(uri, offset);
  }
  sampled(uri: Uri, offset: number) {
    this.#noteFile(uri);
    return this.#book.sampled(uri, offset);
  }
  hasInclusion(uri: Uri) {
    this.#noteFile(uri);
    return this.#book.hasInclusion(uri);
  }
  setting(key: Parameters<Handbook['setting']>[0]) {
    return this.#note('settings', this.#book.setting(key));
  }
  idStyle() {
    return this.#note('idStyle', this.#book.idStyle());
  }
  numbers() {
    return this.#note('numbers', this.#book.numbers());
  }
  resource(chapter: Uri, destination: string) {
    if (chapter !== this.#self) return this.#book.resource(chapter, destination);
    let lookup = this.#lookups.get(destination);
    if (!lookup) {
      lookup = this.#book.resource(chapter, destination);
      this.#lookups.set(destination, lookup);
    }
    return lookup;
  }
  resourceFilesNamed(name: string) {
    return this.#book.resourceFilesNamed(name);
  }
  resourceFilesLike(path: string) {
    return this.#book.resourceFilesLike(path);
  }
  resourceFiles() {
    return this.#book.resourceFiles();
  }
  file(uri: Uri) {
    return this.#book.file(uri);
  }

  #note<T>(key: string, answer: T): T {
    this.#asked.add(key);
    return answer;
  }

  #noteFile(uri: Uri): void {
    if (uri !== this.#self) this.#asked.add(`chapter:${uri}`);
  }

  #noteText(uri: Uri): void {
    if (uri !== this.#self || this.#seesPart) this.#asked.add(`chapter:${uri}`);
  }
}
