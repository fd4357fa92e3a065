import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { sections } from '../handbook/sections.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { type Name, type NameAt, nameAt } from './names.ts';
import { definitionsOf, type Occurrence, occurrences, usesOf } from './occurrences.ts';
import { settingsDefinition } from './settings/look.ts';

/** Where a name leads (`textDocument/definition`). */
export interface Target {
  /** What was clicked: the client underlines it. */
  readonly origin: Span;
  readonly uri: Uri;
  /** All of the target: a heading's section, a note, nothing of a picture. */
  readonly span: Span;
  /** Where the cursor goes. */
  readonly selection: Span;
}

/** `rulePage` tells where a rule that handbook.json names is described. */
export function definition(
  book: Handbook,
  uri: Uri,
  offset: number,
  rulePage: (rule: string) => Uri | undefined = () => undefined,
): Target[] {
  const settings = book.config.document;
  if (settings?.uri === uri) return settingsDefinition(book, settings, offset, rulePage);
  const at = nameAt(book, uri, offset);
  if (!at) return [];
  if (at.name.kind === 'file') {
    const start = { start: 0, end: 0 };
    return [{ origin: at.span, uri: at.name.uri, span: start, selection: start }];
  }
  return definitionsOf(book, at.name).map((place) => ({
    origin: at.span,
    uri: place.uri,
    span: extent(book, place),
    selection: place.span,
  }));
}

/** Every use of the name under the cursor (`textDocument/references`), with its definitions where they are wanted. */
export function references(book: Handbook, uri: Uri, offset: number, withDefinitions: boolean): Occurrence[] {
  const name = nameOrHeadingId(book, uri, offset);
  if (!name) return [];
  const all = occurrences(book, name);
  return withDefinitions ? all : all.filter(({ role }) => role === 'use');
}

/** The uses of the name under the cursor that a reader can follow: those that a lens over it counts. */
export function countedUses(book: Handbook, uri: Uri, offset: number): Occurrence[] {
  const name = nameOrHeadingId(book, uri, offset);
  return name ? usesOf(book, name) : [];
}

/** The same name's places in the same file (`textDocument/documentHighlight`). */
export function highlights(book: Handbook, uri: Uri, offset: number): Occurrence[] {
  const name = nameOrHeadingId(book, uri, offset);
  return name ? occurrences(book, name, uri) : [];
}

/** On a heading's title its id is meant, though the id stands on the line above. */
function nameOrHeadingId(book: Handbook, uri: Uri, offset: number): Name | undefined {
  const at: NameAt | undefined = nameAt(book, uri, offset);
  if (at) return at.name;
  const facts = book.chapter(uri)?.facts;
  const heading = facts?.headings.find(({ span }) => span.start <= offset && offset <= span.end);
  const id = heading && facts?.ids[heading.id]?.id;
  return id === undefined ? undefined : { kind: 'id', id };
}

/** What a definition defines: an id's section or block, a note's text, a link definition's line. */
function extent(book: Handbook, { uri, span }: Occurrence): Span {
  const chapter = book.chapter(uri);
  if (!chapter) return span;
  const { ids, headings, footnotes, references: definitions, attributeLists } = chapter.facts;
  const id = ids.find((one) => one.span.start === span.start);
  if (id) {
    const section = headings[id.heading] && sectionOf(chapter, id.heading);
    return cover(section ?? attributeLists[id.list]?.span ?? span, span);
  }
  const note = footnotes.find(({ labelSpan }) => labelSpan.start === span.start);
  const definitionOf = definitions.find(({ labelSpan }) => labelSpan.start === span.start);
  return note?.span ?? definitionOf?.span ?? span;
}

function sectionOf(chapter: Chapter, heading: number): Span | undefined {
  return sections(chapter).find(({ index }) => index === heading)?.span ?? chapter.facts.headings[heading]?.span;
}

/** LSP wants the selection within the target's range. */
function cover(outer: Span, inner: Span): Span {
  return { start: Math.min(outer.start, inner.start), end: Math.max(outer.end, inner.end) };
}
