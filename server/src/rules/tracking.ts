import type { Uri } from '../base/uri.ts';
import { keys } from '../handbook/contributions.ts';
import type { Handbook, ResourceLookup } from '../handbook/handbook.ts';
import { likenessQueries } from '../handbook/idLikeness.ts';

/**
 * The book as one chapter's rules see it: every question is noted as a key, the same keys `SnapshotChange` names when
 * their answers change. What a chapter asks of itself needs no note, unless
 * its rules are shown a part of it and ask for the whole (`seesPart`).
 */
export function trackBook(book: Handbook, self: Uri | undefined, asked: Set<string>, seesPart = false): Handbook {
  /** Several rules look up the same pictures. */
  const lookups = new Map<string, ResourceLookup>();
  const note = <T>(key: string, answer: T): T => {
    asked.add(key);
    return answer;
  };
  const noteFile = (uri: Uri) => {
    if (uri !== self) asked.add(`chapter:${uri}`);
  };
  const noteText = (uri: Uri) => {
    if (uri !== self || seesPart) asked.add(`chapter:${uri}`);
  };
  return {
    get revision() {
      return book.revision;
    },
    get root() {
      return book.root;
    },
    get dialect() {
      return book.dialect;
    },
    get config() {
      return book.config;
    },
    get today() {
      return note('today', book.today);
    },
    get troubles() {
      return note('troubles', book.troubles);
    },
    get links() {
      return note('links', book.links);
    },
    get manifest() {
      return book.manifest;
    },
    get subsets() {
      return book.subsets;
    },
    get order() {
      return book.order;
    },
    get strays() {
      return book.strays;
    },
    get resourceRoots() {
      return book.resourceRoots;
    },
    chapter: (uri) => {
      noteText(uri);
      return book.chapter(uri);
    },
    position: (uri) => book.position(uri),
    document: (uri) => {
      noteText(uri);
      return book.document(uri);
    },
    definitions: (id) => note(keys.id(id), book.definitions(id)),
    excludedDefinitions: (id) => note(keys.excludedId(id), book.excludedDefinitions(id)),
    strayDefinitions: (id) => note(keys.strayId(id), book.strayDefinitions(id)),
    referenceTargets: (id) => note(keys.referenceTarget(id), book.referenceTargets(id)),
    lostDefinitions: (id) => note(keys.lostId(id), book.lostDefinitions(id)),
    uses: (id) => note(keys.use(id), book.uses(id)),
    outsideUses: (id) => note(keys.outside(keys.use(id)), book.outsideUses(id)),
    idsLike: (id) => {
      for (const half of likenessQueries(id)) asked.add(keys.like(half));
      return book.idsLike(id);
    },
    ids: () => note('ids', book.ids()),
    slugs: (slug) => note(keys.slug(slug), book.slugs(slug)),
    unnamed: (name) => note(keys.unnamed(name), book.unnamed(name)),
    references: (label) => note(keys.reference(label), book.references(label)),
    referenceUses: (label) => note(keys.referenceUse(label), book.referenceUses(label)),
    outsideReferenceUses: (label) => note(keys.outside(keys.referenceUse(label)), book.outsideReferenceUses(label)),
    resourceReferenceUses: (label) => note(keys.resourceReferenceUse(label), book.resourceReferenceUses(label)),
    referenceLabels: () => note('references', book.referenceLabels()),
    footnotes: (label, endnote) => note(keys.note(label, endnote), book.footnotes(label, endnote)),
    footnoteUses: (label, endnote) => note(keys.noteUse(label, endnote), book.footnoteUses(label, endnote)),
    outsideFootnoteUses: (label, endnote) =>
      note(keys.outside(keys.noteUse(label, endnote)), book.outsideFootnoteUses(label, endnote)),
    footnoteLabels: (endnote) => note('notes', book.footnoteLabels(endnote)),
    excluded: (uri, offset) => {
      noteFile(uri);
      return book.excluded(uri, offset);
    },
    sampled: (uri, offset) => {
      noteFile(uri);
      return book.sampled(uri, offset);
    },
    hasInclusion: (uri) => {
      noteFile(uri);
      return book.hasInclusion(uri);
    },
    setting: (key) => note('settings', book.setting(key)),
    idStyle: () => note('idStyle', book.idStyle()),
    numbers: () => note('numbers', book.numbers()),
    resource: (chapter, destination) => {
      if (chapter !== self) return book.resource(chapter, destination);
      let lookup = lookups.get(destination);
      if (!lookup) {
        lookup = book.resource(chapter, destination);
        lookups.set(destination, lookup);
      }
      return lookup;
    },
    resourceUses: (file) => note(keys.resource(file), book.resourceUses(file)),
    captions: (text) => note(keys.caption(text), book.captions(text)),
    resourceFilesNamed: (name) => book.resourceFilesNamed(name),
    resourceFilesLike: (path) => book.resourceFilesLike(path),
    resourceFiles: () => book.resourceFiles(),
    file: (uri) => book.file(uri),
  };
}
