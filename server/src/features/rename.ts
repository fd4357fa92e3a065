import { containsSpan, type Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { type BookEdit, type EditDoubt, withinBook } from './bookEdit.ts';
import type { Move } from './fileMoves.ts';
import { type Name, type NameAt, nameAt } from './names.ts';
import { isDefined, isWritten, type Occurrence, occurrences } from './occurrences.ts';
import { fileNameAt, renameFile } from './renameFile.ts';
import { RenameRefused } from './renameRefused.ts';
import { settingsPathAt } from './settings/paths.ts';

/** What can be renamed at a place, and its name today (`textDocument/prepareRename`). */
export interface Renamable {
  readonly span: Span;
  readonly text: string;
}

/** What a rename does: the edits first, then the moves, so that nothing is edited where it was. */
export interface Renaming {
  readonly edits: readonly BookEdit[];
  readonly moves: readonly Move[];
}

export interface RenameOptions {
  /** The client can rename files as part of an edit. */
  readonly movesFiles: boolean;
}

/** Throws `RenameRefused` where nothing at the offset can be renamed. */
export function prepareRename(book: Handbook, uri: Uri, offset: number, options: RenameOptions): Renamable {
  const at = renamableAt(book, uri, offset, options);
  if (at.name.kind === 'file') return { span: at.span, text: fileNameAt(book, uri, at) };
  return { span: at.span, text: textOf(at.name) };
}

/**
 * What gives a name another one in every file of the book (`textDocument/rename`). Throws `RenameRefused`. A second
 * definition of an id is a thing of its own, which no link reaches: it is renamed alone, and stays when the first is.
 */
export function rename(book: Handbook, uri: Uri, offset: number, newName: string, options: RenameOptions): Renaming {
  const at = renamableAt(book, uri, offset, options);
  const { name } = at;
  if (name.kind === 'file') return renameFile(book, uri, at, newName);
  const wanted = newName.trim().replace(/^#|^\^{1,2}/, '');
  if (wanted === textOf(name)) return { edits: [], moves: [] };
  refuse(book, name, wanted);
  const all = occurrences(book, name);
  const here = all.find((place) => place.uri === uri && sameSpan(place.span, at.span));
  const meant = here?.doubt === 'second' ? [here] : all.filter(({ doubt }) => doubt !== 'second');
  const isCounted = meant.some(({ role, doubt }) => role === 'definition' && doubt === undefined);
  const edits = meant.map((place): BookEdit => {
    const doubt = place === here ? undefined : doubtOf(place, isCounted);
    const edit =
      name.kind === 'reference' ? writeLabel(book, place, wanted) : { uri: place.uri, span: place.span, text: wanted };
    return doubt ? { ...edit, doubt } : edit;
  });
  return { edits: withinBook(book, distinct(edits)), moves: [] };
}

/** Links from a section that is left out mean the same id all the same; what is in no list may mean anything. */
function doubtOf({ role, doubt }: Occurrence, isCounted: boolean): EditDoubt | undefined {
  if (doubt === undefined || doubt === 'second') return undefined;
  if (role === 'use') return doubt === 'unlisted' ? doubt : undefined;
  return isCounted ? doubt : undefined;
}

/** A reference link that shows its label, `[text][]` or `[text]`, keeps its text: the new label is written beside it. */
function writeLabel(book: Handbook, { uri, span, role }: Occurrence, text: string): BookEdit {
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

type RenamableName = Exclude<Name, { kind: 'heading' }>;

function renamableAt(
  book: Handbook,
  uri: Uri,
  offset: number,
  { movesFiles }: RenameOptions,
): NameAt & { readonly name: RenamableName } {
  const at = nameAt(book, uri, offset);
  if (!at || !containsSpan(at.span, { start: offset, end: offset })) {
    throw new RenameRefused(whyNothing(book, uri, offset));
  }
  const { name } = at;
  if (name.kind === 'file') {
    if (movesFiles) return { ...at, name };
    throw new RenameRefused('Rename the file itself where your editor lists the files: the links to it follow.');
  }
  if (name.kind === 'heading') {
    throw new RenameRefused('This leads to a heading’s own words: change the heading, and the links to it.');
  }
  if (!isWritten(book, name, uri)) throw new RenameRefused(`There is no “${textOf(name)}” in this book.`);
  return { ...at, name };
}

function whyNothing(book: Handbook, uri: Uri, offset: number): string {
  if (uri !== book.config.document?.uri) {
    return 'Put the cursor on an id, a footnote’s label, a link definition’s label or a file’s name to rename it.';
  }
  const path = settingsPathAt(book, offset);
  if (!path) return 'Only the files and folders that are named here can be renamed.';
  const { value } = path;
  if (path.after !== '' && path.after !== '/') {
    return `“${value}” is a pattern: rename the file or folder where your editor lists the files, and it follows.`;
  }
  if (path.path === '') return `“${value}” is the folder itself that paths count from.`;
  return `There is no “${value}” in this book.`;
}

function refuse(book: Handbook, name: Exclude<RenamableName, { kind: 'file' }>, wanted: string): void {
  if (wanted === '') throw new RenameRefused('The new name is empty.');
  if (name.kind === 'id') {
    if (!isValidId(wanted, book)) {
      throw new RenameRefused(
        `“${wanted}” cannot be an id: it begins with a letter from A to Z and goes on with letters, digits, - and _.`,
      );
    }
    // One that only a left-out section or an unlisted file defines is taken too: they may come back into the book.
    if (isDefined(book, { ...name, id: wanted })) throw new RenameRefused(taken(wanted));
    return;
  }
  if (/[[\]\n]/.test(wanted)) throw new RenameRefused(`“${wanted}” cannot be a label: it has a bracket in it.`);
  if (name.kind === 'note' && /\s/.test(wanted))
    throw new RenameRefused(`“${wanted}” cannot be a label: it has a space in it.`);
  const isOther = name.kind === 'note' || !isSameLabel(wanted, name.label);
  if (isOther && isDefined(book, { ...name, label: wanted })) throw new RenameRefused(taken(wanted));
}

/** "Rules for ids and Crosslinks"; plain Markdown takes whatever HTML does. */
function isValidId(id: string, book: Handbook): boolean {
  return book.dialect === 'markdown' ? /^[^\s"'<>`]+$/.test(id) : /^[A-Za-z][\w-]*$/.test(id);
}

function taken(name: string): string {
  return `“${name}” is taken already: a second one would never be reached.`;
}

function isSameLabel(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function textOf(name: Exclude<RenamableName, { kind: 'file' }>): string {
  return name.kind === 'id' ? name.id : name.label;
}

function distinct(edits: readonly BookEdit[]): BookEdit[] {
  const seen = new Map<Uri, Set<number>>();
  return edits.filter(({ uri, span }) => {
    const starts = seen.get(uri);
    if (starts?.has(span.start)) return false;
    if (starts) starts.add(span.start);
    else seen.set(uri, new Set([span.start]));
    return true;
  });
}
