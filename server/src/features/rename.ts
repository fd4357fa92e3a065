import { containsSpan, type Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Edit } from '../rules/finding.ts';
import { type Name, nameAt, type Occurrence, occurrences } from './names.ts';

/** What can be renamed at a place, and its name today (`textDocument/prepareRename`). */
export interface Renamable {
  readonly span: Span;
  readonly text: string;
}

/** Why something cannot be renamed, in words for the author. */
export class RenameRefused extends Error {}

/** Throws `RenameRefused` where nothing at the offset can be renamed. */
export function prepareRename(book: Handbook, uri: Uri, offset: number): Renamable {
  const { span, name } = renamableAt(book, uri, offset);
  return { span, text: textOf(name) };
}

/** The edits that give a name another one, in every file of the book (`textDocument/rename`). Throws `RenameRefused`. */
export function rename(book: Handbook, uri: Uri, offset: number, newName: string): Edit[] {
  const { name } = renamableAt(book, uri, offset);
  const wanted = newName.trim().replace(/^#|^\^{1,2}/, '');
  if (wanted === textOf(name)) return [];
  refuse(book, name, wanted);
  return distinct(occurrences(book, name).map((place) => writeName(book, place, wanted)));
}

/** A reference link that shows its label, `[text][]` or `[text]`, keeps its text: the new label is written beside it. */
function writeName(book: Handbook, { uri, span, role }: Occurrence, text: string): Edit {
  const facts = book.chapter(uri)!.facts;
  const link =
    role === 'use'
      ? facts.links.find((one) => one.label !== undefined && sameSpan(one.destinationSpan, span))
      : undefined;
  if (link?.labelForm === 'collapsed') {
    const inside = link.span.end - 1;
    return { uri, span: { start: inside, end: inside }, text };
  }
  if (link?.labelForm === 'shortcut') {
    return { uri, span: { start: link.span.end, end: link.span.end }, text: `[${text}]` };
  }
  return { uri, span, text };
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

interface RenamableName {
  readonly span: Span;
  readonly name: Exclude<Name, { kind: 'heading' | 'file' }>;
}

function renamableAt(book: Handbook, uri: Uri, offset: number): RenamableName {
  const at = nameAt(book, uri, offset);
  if (!at || !containsSpan(at.span, { start: offset, end: offset })) {
    throw new RenameRefused('Put the cursor on an id, a footnote’s label or a link definition’s label to rename it.');
  }
  const { name, span } = at;
  if (name.kind === 'file') throw new RenameRefused('Rename the file itself in the Explorer: the links to it follow.');
  if (name.kind === 'heading') {
    throw new RenameRefused('This leads to a heading’s own words: change the heading, and the links to it.');
  }
  if (occurrences(book, name).length === 0) throw new RenameRefused(`There is no “${textOf(name)}” in this book.`);
  return { span, name };
}

function refuse(book: Handbook, name: RenamableName['name'], wanted: string): void {
  if (wanted === '') throw new RenameRefused('The new name is empty.');
  if (name.kind === 'id') {
    if (!isValidId(wanted, book)) {
      throw new RenameRefused(
        `“${wanted}” cannot be an id: it begins with a letter from A to Z and goes on with letters, digits, - and _.`,
      );
    }
    if (book.definitions(wanted).length > 0) throw new RenameRefused(taken(wanted));
    return;
  }
  if (/[[\]\n]/.test(wanted)) throw new RenameRefused(`“${wanted}” cannot be a label: it has a bracket in it.`);
  const others =
    name.kind === 'note'
      ? book.footnotes(wanted, name.endnote)
      : isSameLabel(wanted, name.label)
        ? []
        : book.references(wanted);
  if (others.length > 0) throw new RenameRefused(taken(wanted));
  if (name.kind === 'note' && /\s/.test(wanted))
    throw new RenameRefused(`“${wanted}” cannot be a label: it has a blank in it.`);
}

/** "Rules for ids and Crosslinks"; plain Markdown takes whatever HTML does. */
function isValidId(id: string, book: Handbook): boolean {
  return book.dialect === 'markdown' ? /^\S+$/.test(id) : /^[A-Za-z][\w-]*$/.test(id);
}

function taken(name: string): string {
  return `“${name}” is taken already: a second one would never be reached.`;
}

function isSameLabel(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function textOf(name: RenamableName['name']): string {
  return name.kind === 'id' ? name.id : name.label;
}

function distinct(edits: readonly Edit[]): Edit[] {
  const seen = new Set<string>();
  return edits.filter(({ uri, span }) => {
    const key = `${uri} ${span.start}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
