import { containsSpan, type Span } from '../base/span.ts';
import { decodePercent, dirname, joinUri, type Uri } from '../base/uri.ts';
import { chapterAnchors } from '../handbook/anchors.ts';
import { crosslinkTarget } from '../handbook/contributions.ts';
import type { Handbook, Manifest } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { namedFile, settingsPaths } from './settings/paths.ts';

/**
 * Something a book's author gives a name to and refers to by that name. In plain Markdown every file is a document of
 * its own, so that there ids and labels have a `home`.
 */
export type Name =
  | { readonly kind: 'id'; readonly id: string; readonly home?: Uri }
  /** A heading of plain Markdown, referred to by the slug its site makes. */
  | { readonly kind: 'heading'; readonly uri: Uri; readonly index: number }
  | { readonly kind: 'note'; readonly label: string; readonly endnote: boolean; readonly home?: Uri }
  | { readonly kind: 'reference'; readonly label: string; readonly home?: Uri }
  | { readonly kind: 'file'; readonly uri: Uri };

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
  let best: NameAt | undefined;
  // What a name elsewhere stands for need not be known: in a long chapter to ask that of all takes longer than all else.
  for (const one of namesOfFile(book, uri, (around) => containsSpan(around, at))) {
    // A picture in a link's text, an id in a heading: the innermost is meant.
    if (containsSpan(one.around, at) && (!best || length(one.around) < length(best.around))) best = one;
  }
  return best;
}

export function sameName(a: Name, b: Name): boolean {
  if (a.kind === 'id') return b.kind === 'id' && a.id === b.id && a.home === b.home;
  if (a.kind === 'note') {
    return b.kind === 'note' && a.label === b.label && a.endnote === b.endnote && a.home === b.home;
  }
  if (a.kind === 'reference') return b.kind === 'reference' && sameLabel(a.label, b.label) && a.home === b.home;
  if (a.kind === 'heading') return b.kind === 'heading' && a.uri === b.uri && a.index === b.index;
  return b.kind === 'file' && a.uri === b.uri;
}

/** All names written in one file, in no particular order; those of a chapter whose `around` is not wanted may be left out. */
export function* namesOfFile(
  book: Handbook,
  uri: Uri,
  isWanted: (around: Span) => boolean = () => true,
): Generator<NameAt> {
  const chapter = book.chapter(uri);
  if (!chapter) {
    yield* uri === book.config.document?.uri ? settingsNames(book) : manifestNames(book, uri);
    return;
  }
  const { facts } = chapter;
  const home = homeOf(chapter);
  for (const { id, span } of facts.ids) yield { name: { kind: 'id', id, home }, span, around: span };
  for (const note of [...facts.footnotes, ...facts.footnoteUses]) {
    const { label, endnote, labelSpan } = note;
    const around = { start: labelSpan.start - (endnote ? 3 : 2), end: labelSpan.end + 1 };
    yield { name: { kind: 'note', label, endnote, home }, span: labelSpan, around };
  }
  for (const link of facts.links) {
    if (!isWanted(link.span)) continue;
    if (link.label !== undefined) {
      const name: Name = { kind: 'reference', label: link.label, home };
      yield { name, span: link.destinationSpan, around: link.span };
      continue;
    }
    const name = destinationName(book, chapter, link.destination);
    if (name) yield { name, span: nameSpan(link.destinationSpan, link.destination), around: link.span };
  }
  for (const { label, labelSpan, destination, destinationSpan } of facts.references) {
    yield { name: { kind: 'reference', label, home }, span: labelSpan, around: labelSpan };
    if (!isWanted(destinationSpan)) continue;
    const name = destinationName(book, chapter, destination);
    if (name) yield { name, span: nameSpan(destinationSpan, destination), around: destinationSpan };
  }
  for (const { destination, destinationSpan, span, label } of facts.resources) {
    if (!isWanted(span)) continue;
    if (label !== undefined) {
      yield { name: { kind: 'reference', label, home }, span: destinationSpan, around: span };
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
export function destinationName(book: Handbook, chapter: Chapter, destination: string): Name | undefined {
  const id = crosslinkTarget(destination);
  if (id !== undefined) return anchorName(chapter, id) ?? idName(chapter, id);
  const [path = '', fragment] = destination.split('#', 2);
  if (path === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(path)) return undefined;
  const target = chapterAt(book, chapter.uri, path);
  if (!target) return undefined;
  return (fragment && anchorName(target, fragment)) || { kind: 'file', uri: target.uri };
}

/** The characters of a destination that are the name: what follows `#`, or all of it. */
export function nameSpan(destinationSpan: Span, destination: string): Span {
  return { start: destinationSpan.start + destination.indexOf('#') + 1, end: destinationSpan.end };
}

/** Book.txt, Sample.txt and Subset.txt. */
export function manifests({ manifest, subsets }: Handbook): Manifest[] {
  return [manifest, ...subsets].filter((one) => one !== undefined);
}

/** The name of an id as the chapter means it. */
export function idName(chapter: Chapter, id: string): Name {
  return { kind: 'id', id, home: homeOf(chapter) };
}

/** The file an id or label counts in alone; undefined where it counts in the whole book. */
function homeOf({ dialect, uri }: Chapter): Uri | undefined {
  return dialect === 'markdown' ? uri : undefined;
}

/** An id that the chapter itself defines, or in plain Markdown a heading by its slug. */
function anchorName(chapter: Chapter, fragment: string): Name | undefined {
  const home = homeOf(chapter);
  if (chapter.facts.ids.some((one) => !one.lost && one.id === fragment)) return { kind: 'id', id: fragment, home };
  if (home === undefined) return undefined;
  const anchor = chapterAnchors(chapter).get(fragment);
  return anchor?.kind === 'heading' ? { kind: 'heading', uri: chapter.uri, index: anchor.index } : undefined;
}

/** The chapter a relative path leads to: from the chapter's folder, then from the book's. */
function chapterAt(book: Handbook, from: Uri, path: string): Chapter | undefined {
  const decoded = decodePercent(path);
  if (decoded.startsWith('/')) return book.chapter(joinUri(book.root, `.${decoded}`));
  return book.chapter(joinUri(dirname(from), decoded)) ?? book.chapter(joinUri(book.root, decoded));
}

function* manifestNames(book: Handbook, uri: Uri): Generator<NameAt> {
  for (const manifest of manifests(book)) {
    if (manifest.uri !== uri) continue;
    for (const { kind, uri: file, span } of manifest.entries) {
      if (kind === 'file' && file !== undefined) yield { name: { kind: 'file', uri: file }, span, around: span };
    }
  }
}

/** The files and folders of the book that handbook.json names; a pattern with wildcards is nobody's name. */
export function* settingsNames(book: Handbook): Generator<NameAt & { readonly name: { readonly kind: 'file' } }> {
  for (const path of settingsPaths(book)) {
    const uri = namedFile(path);
    if (uri === undefined || !(book.document(uri) || book.file(uri))) continue;
    yield { name: { kind: 'file', uri }, span: path.span, around: path.span };
  }
}

function sameLabel(a: string, b: string): boolean {
  const fold = (label: string) => label.trim().replace(/\s+/g, ' ').toLowerCase();
  return fold(a) === fold(b);
}

function length({ start, end }: Span): number {
  return end - start;
}
