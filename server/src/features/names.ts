import { containsSpan, type Span } from '../base/span.ts';
import { decodePercent, dirname, joinUri, type Uri } from '../base/uri.ts';
import { chapterAnchors } from '../handbook/anchors.ts';
import { crosslinkTarget } from '../handbook/contributions.ts';
import type { Handbook, Manifest } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Link } from '../markdown/facts.ts';

/** Something a book's author gives a name to and refers to by that name. */
export type Name =
  | { readonly kind: 'id'; readonly id: string }
  /** A heading of plain Markdown, referred to by the slug its site makes. */
  | { readonly kind: 'heading'; readonly uri: Uri; readonly index: number }
  | { readonly kind: 'note'; readonly label: string; readonly endnote: boolean }
  | { readonly kind: 'reference'; readonly label: string }
  | { readonly kind: 'file'; readonly uri: Uri };

/** Where a name is written. */
export interface Occurrence {
  readonly uri: Uri;
  /** Exactly the name's characters, without `#` or `^`. */
  readonly span: Span;
  readonly role: 'definition' | 'use';
}

export interface NameAt {
  readonly name: Name;
  /** The characters that are the name: what rename replaces and hover underlines. */
  readonly span: Span;
  /** All that stands for it, a link's text included. */
  readonly around: Span;
}

/** The name at an offset of any file of the book, or undefined. */
export function nameAt(book: Handbook, uri: Uri, offset: number): NameAt | undefined {
  const at = { start: offset, end: offset };
  const candidates = [...namesOfFile(book, uri)].filter(({ around }) => containsSpan(around, at));
  // A picture in a link's text, an id in a heading: the innermost is meant.
  return candidates.sort((a, b) => length(a.around) - length(b.around))[0];
}

/** Every place of the book where the name is written, definitions first, each group in reading order. */
export function occurrences(book: Handbook, name: Name): Occurrence[] {
  switch (name.kind) {
    case 'id':
      return idOccurrences(book, name.id);
    case 'note':
      return noteOccurrences(book, name.label, name.endnote);
    case 'reference':
      return referenceOccurrences(book, name.label);
    case 'heading':
      return headingOccurrences(book, name);
    case 'file':
      return fileOccurrences(book, name.uri);
  }
}

export function sameName(a: Name, b: Name): boolean {
  if (a.kind === 'id') return b.kind === 'id' && a.id === b.id;
  if (a.kind === 'note') return b.kind === 'note' && a.label === b.label && a.endnote === b.endnote;
  if (a.kind === 'reference') return b.kind === 'reference' && sameLabel(a.label, b.label);
  if (a.kind === 'heading') return b.kind === 'heading' && a.uri === b.uri && a.index === b.index;
  return b.kind === 'file' && a.uri === b.uri;
}

/** All names written in one file, in no particular order. */
export function* namesOfFile(book: Handbook, uri: Uri): Generator<NameAt> {
  const chapter = book.chapter(uri);
  if (!chapter) {
    yield* manifestNames(book, uri);
    return;
  }
  const { facts } = chapter;
  for (const { id, span } of facts.ids) yield { name: { kind: 'id', id }, span, around: span };
  for (const note of [...facts.footnotes, ...facts.footnoteUses]) {
    const { label, endnote, labelSpan } = note;
    const around = { start: labelSpan.start - (endnote ? 3 : 2), end: labelSpan.end + 1 };
    yield { name: { kind: 'note', label, endnote }, span: labelSpan, around };
  }
  for (const link of facts.links) {
    if (link.label !== undefined) {
      const name: Name = { kind: 'reference', label: link.label };
      yield { name, span: link.destinationSpan, around: link.span };
      continue;
    }
    const name = destinationName(book, chapter, link.destination);
    if (name) yield { name, span: nameSpan(link.destinationSpan, link.destination), around: link.span };
  }
  for (const { label, labelSpan, destination, destinationSpan } of facts.references) {
    yield { name: { kind: 'reference', label }, span: labelSpan, around: labelSpan };
    const name = destinationName(book, chapter, destination);
    if (name) yield { name, span: nameSpan(destinationSpan, destination), around: destinationSpan };
  }
  for (const { destination, destinationSpan, span, label } of facts.resources) {
    if (label !== undefined) {
      yield { name: { kind: 'reference', label }, span: destinationSpan, around: span };
      continue;
    }
    const { file } = book.resource(uri, destination);
    if (file !== undefined) yield { name: { kind: 'file', uri: file }, span: destinationSpan, around: span };
  }
  if (chapter.dialect !== 'markdown') return;
  for (const [index, { titleSpan }] of facts.headings.entries()) {
    yield { name: { kind: 'heading', uri, index }, span: titleSpan, around: titleSpan };
  }
}

/** What a link's destination names: an id, a heading by its slug, a file of the book, or nothing of ours. */
function destinationName(book: Handbook, chapter: Chapter, destination: string): Name | undefined {
  const id = crosslinkTarget(destination);
  if (id !== undefined) {
    if (chapter.dialect !== 'markdown' || book.definitions(id).some((site) => site.uri === chapter.uri)) {
      return { kind: 'id', id };
    }
    return headingName(chapter, id) ?? { kind: 'id', id };
  }
  const [path = '', fragment] = destination.split('#', 2);
  if (path === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(path)) return undefined;
  const target = chapterAt(book, chapter.uri, path);
  if (!target) return undefined;
  if (fragment) {
    const own = target.facts.ids.some((one) => !one.lost && one.id === fragment);
    if (own) return { kind: 'id', id: fragment };
    const heading = headingName(target, fragment);
    if (heading) return heading;
  }
  return { kind: 'file', uri: target.uri };
}

/** The chapter a relative path leads to: from the chapter's folder, then from the book's. */
function chapterAt(book: Handbook, from: Uri, path: string): Chapter | undefined {
  const decoded = decodePercent(path);
  if (decoded.startsWith('/')) return book.chapter(joinUri(book.root, `.${decoded}`));
  return book.chapter(joinUri(dirname(from), decoded)) ?? book.chapter(joinUri(book.root, decoded));
}

function headingName(chapter: Chapter, slug: string): Name | undefined {
  const anchor = chapterAnchors(chapter).get(slug);
  return anchor?.kind === 'heading' ? { kind: 'heading', uri: chapter.uri, index: anchor.index } : undefined;
}

function* manifestNames(book: Handbook, uri: Uri): Generator<NameAt> {
  for (const manifest of manifests(book)) {
    if (manifest.uri !== uri) continue;
    for (const { kind, uri: file, span } of manifest.entries) {
      if (kind === 'file' && file !== undefined) yield { name: { kind: 'file', uri: file }, span, around: span };
    }
  }
}

function manifests(book: Handbook): Manifest[] {
  return [book.manifest, ...book.subsets].filter((manifest) => manifest !== undefined);
}

function idOccurrences(book: Handbook, id: string): Occurrence[] {
  const definitions = [...book.definitions(id), ...book.excludedDefinitions(id)].map((site) =>
    occurrence(site.uri, book.chapter(site.uri)!.facts.ids[site.index]!.span, 'definition'),
  );
  const uses = book.uses(id).flatMap((site) => {
    const link = book.chapter(site.uri)!.facts.links[site.index]!;
    return isOwnDestination(link) ? [linkOccurrence(site.uri, link)] : [];
  });
  const referenceTargets = book.referenceTargets(id).map((site) => {
    const { destination, destinationSpan } = book.chapter(site.uri)!.facts.references[site.index]!;
    return occurrence(site.uri, nameSpan(destinationSpan, destination), 'use');
  });
  return [...definitions, ...uses, ...referenceTargets];
}

/** A reference link's destination is written at its definition, which is counted there. */
function isOwnDestination(link: Link): boolean {
  return link.label === undefined;
}

function linkOccurrence(uri: Uri, { destination, destinationSpan }: Link): Occurrence {
  return occurrence(uri, nameSpan(destinationSpan, destination), 'use');
}

function noteOccurrences(book: Handbook, label: string, endnote: boolean): Occurrence[] {
  return [
    ...book
      .footnotes(label, endnote)
      .map(({ uri, index }) => occurrence(uri, book.chapter(uri)!.facts.footnotes[index]!.labelSpan, 'definition')),
    ...book
      .footnoteUses(label, endnote)
      .map(({ uri, index }) => occurrence(uri, book.chapter(uri)!.facts.footnoteUses[index]!.labelSpan, 'use')),
  ];
}

function referenceOccurrences(book: Handbook, label: string): Occurrence[] {
  return [
    ...book
      .references(label)
      .map(({ uri, index }) => occurrence(uri, book.chapter(uri)!.facts.references[index]!.labelSpan, 'definition')),
    ...book
      .referenceUses(label)
      .map(({ uri, index }) => occurrence(uri, book.chapter(uri)!.facts.links[index]!.destinationSpan, 'use')),
    ...book
      .resourceReferenceUses(label)
      .map(({ uri, index }) => occurrence(uri, book.chapter(uri)!.facts.resources[index]!.destinationSpan, 'use')),
  ];
}

/** Slugs are looked for in every chapter: only plain Markdown has them, and only when somebody asks. */
function headingOccurrences(book: Handbook, name: Name & { kind: 'heading' }): Occurrence[] {
  const { titleSpan } = book.chapter(name.uri)!.facts.headings[name.index]!;
  return [occurrence(name.uri, titleSpan, 'definition'), ...destinationsOf(book, name)];
}

function fileOccurrences(book: Handbook, file: Uri): Occurrence[] {
  const resources = book
    .resourceUses(file)
    .map(({ uri, index }) => occurrence(uri, book.chapter(uri)!.facts.resources[index]!.destinationSpan, 'use'));
  const listed = manifests(book).flatMap(({ uri, entries }) =>
    entries
      .filter((entry) => entry.kind === 'file' && entry.uri === file)
      .map(({ span }) => occurrence(uri, span, 'use')),
  );
  return [...listed, ...resources, ...(book.chapter(file) ? destinationsOf(book, { kind: 'file', uri: file }) : [])];
}

/** Links whose destination as written means the name. */
function destinationsOf(book: Handbook, name: Name): Occurrence[] {
  return book.order.flatMap((uri) => {
    const chapter = book.chapter(uri)!;
    return [...chapter.facts.links.filter(isOwnDestination), ...chapter.facts.references].flatMap((link) => {
      const own = destinationName(book, chapter, link.destination);
      return own && sameName(own, name)
        ? [occurrence(uri, nameSpan(link.destinationSpan, link.destination), 'use')]
        : [];
    });
  });
}

function occurrence(uri: Uri, span: Span, role: Occurrence['role']): Occurrence {
  return { uri, span, role };
}

/** The part of a destination that is the name: what follows `#`, or all of it. */
function nameSpan(destinationSpan: Span, destination: string): Span {
  return { start: destinationSpan.start + destination.indexOf('#') + 1, end: destinationSpan.end };
}

function sameLabel(a: string, b: string): boolean {
  const fold = (label: string) => label.trim().replace(/\s+/g, ' ').toLowerCase();
  return fold(a) === fold(b);
}

function length({ start, end }: Span): number {
  return end - start;
}
