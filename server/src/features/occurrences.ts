import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Handbook, Site } from '../handbook/handbook.ts';
import type { Facts } from '../markdown/facts.ts';
import { destinationName, manifests, type Name, nameSpan, sameName, settingsNames } from './names.ts';

/** Where a name is written. */
export interface Occurrence {
  readonly uri: Uri;
  /** Exactly the name's characters, without `#` or `^`. */
  readonly span: Span;
  readonly role: 'definition' | 'use';
  readonly doubt?: Doubt;
}

/**
 * Why a place that bears a name may not mean it: a `second` definition, which no link reaches; one that a blank line has
 * `lost`; a place in a section `excluded` from the book, or in a file that is `unlisted` there.
 */
export type Doubt = 'second' | 'lost' | 'excluded' | 'unlisted';

/**
 * Every place where the name is written, definitions first, each group in reading order, the places that the book does not
 * count after those it does. With `within`, the places in that file alone.
 */
export function occurrences(book: Handbook, name: Name, within?: Uri): Occurrence[] {
  const all = allDefinitions(book, name);
  const uses = allUses(book, name, within);
  if (within === undefined) return all.concat(uses);
  return all.filter(({ uri }) => uri === within).concat(uses.filter(({ uri }) => uri === within));
}

/** Whether the name is written anywhere, as `occurrences` would find it. */
export function isWritten(book: Handbook, name: Name, at: Uri): boolean {
  return occurrences(book, name, at).length > 0 || occurrences(book, name).length > 0;
}

/** Whether there is a definition, one that does not count included. */
export function isDefined(book: Handbook, name: Name): boolean {
  return allDefinitions(book, name).length > 0;
}

/** Where the name leads: the definitions that count, or, where there are none, those that do not. */
export function definitionsOf(book: Handbook, name: Name): Occurrence[] {
  const all = allDefinitions(book, name);
  const counted = all.filter(({ doubt }) => doubt === undefined || doubt === 'second');
  return counted.length > 0 ? counted : all;
}

/** The uses that a reader of the book can follow. */
export function usesOf(book: Handbook, name: Name): Occurrence[] {
  return allUses(book, name).filter(isFollowed);
}

/** How many those are. */
export function countUses(book: Handbook, name: Name): number {
  if (name.kind !== 'id' || name.home !== undefined) return usesOf(book, name).length;
  let count = book.referenceTargets(name.id).length;
  for (const { uri, index } of book.uses(name.id)) {
    if (book.chapter(uri)!.facts.links[index]!.label === undefined) count++;
  }
  return count;
}

function isFollowed({ doubt }: Occurrence): boolean {
  return doubt === undefined;
}

function allDefinitions(book: Handbook, name: Name): Occurrence[] {
  switch (name.kind) {
    case 'id':
      return name.home === undefined ? idDefinitions(book, name.id) : ownIdDefinitions(book, name.id, name.home);
    case 'note':
      return firstCounts(
        atHome(places(book, book.footnotes(name.label, name.endnote), noteSpan, 'definition'), name.home),
      );
    case 'reference':
      return firstCounts(atHome(places(book, book.references(name.label), referenceSpan, 'definition'), name.home));
    case 'heading': {
      const { titleSpan } = book.chapter(name.uri)!.facts.headings[name.index]!;
      return [{ uri: name.uri, span: titleSpan, role: 'definition' }];
    }
    case 'file':
      return [];
  }
}

function allUses(book: Handbook, name: Name, within?: Uri): Occurrence[] {
  switch (name.kind) {
    case 'id':
      // In plain Markdown links from other files lead to an id too, by the file's name: they are looked for one by one.
      return name.home === undefined ? idUses(book, name.id, within) : destinationsOf(book, name, within);
    case 'note':
      return atHome(noteUses(book, name.label, name.endnote), name.home);
    case 'reference':
      return atHome(referenceUses(book, name.label), name.home);
    case 'heading':
      return destinationsOf(book, name, within);
    case 'file':
      return fileUses(book, name.uri);
  }
}

function idDefinitions(book: Handbook, id: string): Occurrence[] {
  const definitions = (sites: readonly Site[], doubt?: Doubt) =>
    places(book, sites, ({ ids }, index) => ids[index]!.span, 'definition', doubt);
  return [
    ...firstCounts(definitions(book.definitions(id))),
    ...definitions(book.excludedDefinitions(id), 'excluded'),
    ...definitions(book.lostDefinitions(id), 'lost'),
    ...definitions(book.strayDefinitions(id), 'unlisted'),
  ];
}

function ownIdDefinitions(book: Handbook, id: string, home: Uri): Occurrence[] {
  const own = book.chapter(home)?.facts.ids.filter((one) => one.id === id && !one.lost) ?? [];
  return firstCounts(own.map(({ span }) => ({ uri: home, span, role: 'definition' })));
}

function idUses(book: Handbook, id: string, within?: Uri): Occurrence[] {
  const sites = (all: readonly Site[]) => (within === undefined ? all : all.filter(({ uri }) => uri === within));
  return places(book, sites(book.uses(id)), crosslinkSpan, 'use').concat(
    places(book, sites(book.referenceTargets(id)), referenceTargetSpan, 'use'),
    outside(book, sites(book.outsideUses(id)), crosslinkSpan),
  );
}

/** A reference link's destination is written at its definition, which is counted there. */
function crosslinkSpan({ links }: Facts, index: number): Span | undefined {
  const { label, destination, destinationSpan } = links[index]!;
  return label === undefined ? nameSpan(destinationSpan, destination) : undefined;
}

function referenceTargetSpan({ references }: Facts, index: number): Span {
  const { destination, destinationSpan } = references[index]!;
  return nameSpan(destinationSpan, destination);
}

function noteSpan({ footnotes }: Facts, index: number): Span {
  return footnotes[index]!.labelSpan;
}

function noteUses(book: Handbook, label: string, endnote: boolean): Occurrence[] {
  const useSpan = ({ footnoteUses }: Facts, index: number) => footnoteUses[index]!.labelSpan;
  return [
    ...places(book, book.footnoteUses(label, endnote), useSpan, 'use'),
    ...outside(book, book.outsideFootnoteUses(label, endnote), useSpan),
  ];
}

function referenceSpan({ references }: Facts, index: number): Span {
  return references[index]!.labelSpan;
}

function referenceUses(book: Handbook, label: string): Occurrence[] {
  const useSpan = ({ links }: Facts, index: number) => links[index]!.destinationSpan;
  return [
    ...places(book, book.referenceUses(label), useSpan, 'use'),
    ...places(book, book.resourceReferenceUses(label), ({ resources }, i) => resources[i]!.destinationSpan, 'use'),
    ...outside(book, book.outsideReferenceUses(label), useSpan),
  ];
}

function fileUses(book: Handbook, file: Uri): Occurrence[] {
  const listed = manifests(book).flatMap(({ uri, entries }) =>
    entries
      .filter((entry) => entry.kind === 'file' && entry.uri === file)
      .map(({ span }): Occurrence => ({ uri, span, role: 'use' })),
  );
  const settings = book.config.document?.uri;
  const named = [...settingsNames(book)].flatMap(({ name, span }): Occurrence[] =>
    settings !== undefined && name.uri === file ? [{ uri: settings, span, role: 'use' }] : [],
  );
  const resourceSpan = ({ resources }: Facts, index: number) => resources[index]!.destinationSpan;
  const links = book.chapter(file) ? destinationsOf(book, { kind: 'file', uri: file }) : [];
  return [...listed, ...named, ...places(book, book.resourceUses(file), resourceSpan, 'use'), ...links];
}

/** Links whose destination as written means the name. */
function destinationsOf(book: Handbook, name: Name, within?: Uri): Occurrence[] {
  const files = within === undefined ? book.order : book.order.filter((uri) => uri === within);
  return files.flatMap((uri) => {
    const chapter = book.chapter(uri)!;
    const written = chapter.facts.links.filter(({ label }) => label === undefined);
    return [...written, ...chapter.facts.references].flatMap(({ destination, destinationSpan }): Occurrence[] => {
      const own = destinationName(book, chapter, destination);
      if (!own || !sameName(own, name)) return [];
      return [{ uri, span: nameSpan(destinationSpan, destination), role: 'use' }];
    });
  });
}

function places(
  book: Handbook,
  sites: readonly Site[],
  spanOf: (facts: Facts, index: number) => Span | undefined,
  role: Occurrence['role'],
  doubt?: Doubt,
): Occurrence[] {
  const found: Occurrence[] = [];
  for (const { uri, index } of sites) {
    const span = spanOf(book.chapter(uri)!.facts, index);
    if (span) found.push(doubt === undefined ? { uri, span, role } : { uri, span, role, doubt });
  }
  return found;
}

function outside(
  book: Handbook,
  sites: readonly Site[],
  spanOf: (facts: Facts, index: number) => Span | undefined,
): Occurrence[] {
  const inBook = sites.filter(({ uri }) => book.position(uri) >= 0);
  const unlisted = sites.filter(({ uri }) => book.position(uri) < 0);
  return [...places(book, inBook, spanOf, 'use', 'excluded'), ...places(book, unlisted, spanOf, 'use', 'unlisted')];
}

function firstCounts(definitions: readonly Occurrence[]): Occurrence[] {
  return definitions.map((one, index) => (index === 0 ? one : { ...one, doubt: 'second' }));
}

function atHome(all: readonly Occurrence[], home: Uri | undefined): Occurrence[] {
  return all.filter(({ uri }) => home === undefined || uri === home);
}
