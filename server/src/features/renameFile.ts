import { decodePercent, dirname, joinUri, relativePath, type Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { withinBook } from './bookEdit.ts';
import { editsForMoves, fromRoot, isFromChapter } from './fileMoves.ts';
import type { NameAt } from './names.ts';
import type { Renaming } from './rename.ts';
import { RenameRefused } from './renameRefused.ts';
import { type SettingsPath, settingsPathAt } from './settings/paths.ts';

/** What is written where a file is named: a line of Book.txt, a picture's destination, a path in handbook.json. */
export function fileNameAt(book: Handbook, uri: Uri, { span }: NameAt): string {
  const setting = settingAt(book, uri, span.start);
  if (setting) return setting.value;
  const document = book.document(uri);
  return document ? document.text.slice(span.start, span.end) : '';
}

/**
 * Renames the file that a line of Book.txt, a picture's destination or a path in handbook.json names: `newName` counts
 * from where the old one did.
 * A listed file that is not there has its lines corrected, and nothing is moved. Throws `RenameRefused`.
 */
export function renameFile(book: Handbook, uri: Uri, at: NameAt, newName: string): Renaming {
  const { name } = at;
  if (name.kind !== 'file') throw new RenameRefused('Put the cursor on the name of a file.');
  const written = fileNameAt(book, uri, at);
  const wanted = newName.trim();
  if (wanted === written) return { edits: [], moves: [] };
  const setting = settingAt(book, uri, at.span.start);
  const to = setting ? settingTarget(book, setting, wanted) : targetOf(book, uri, name.uri, written, wanted);
  if (to === name.uri) return { edits: [], moves: [] };
  const isSameButForCase = to.toLowerCase() === name.uri.toLowerCase();
  if (!isSameButForCase && (book.file(to) || book.document(to))) {
    throw new RenameRefused(`There is a file “${wanted}” already.`);
  }
  const move = { from: name.uri, to };
  const edits = withinBook(book, editsForMoves(book, [move]));
  return { edits, moves: book.file(name.uri) ? [move] : [] };
}

function settingAt(book: Handbook, uri: Uri, offset: number): SettingsPath | undefined {
  return uri === book.config.document?.uri ? settingsPathAt(book, offset) : undefined;
}

/** Where a file or folder goes that is named in handbook.json. */
function settingTarget(book: Handbook, place: SettingsPath, wanted: string): Uri {
  const { setting, value, from, before, anywhere, uri } = place;
  const path = wanted.replace(/(?<!\/)\/+$/, '').replaceAll('\\', '/');
  const bare = path.startsWith(before) ? path.slice(before.length) : path;
  mustBeName(bare, wanted);
  if (anywhere && bare.includes('/')) {
    throw new RenameRefused('This names what is ignored in any folder: it can have another name, not another place.');
  }
  const to = anywhere ? joinUri(dirname(uri!), bare) : joinUri(from, bare);
  if (relativePath(book.root, uri!) === undefined) {
    throw new RenameRefused(`“${value}” is not in the book’s folder: nothing is renamed there.`);
  }
  if (relativePath(book.root, to) === undefined) {
    throw new RenameRefused(`“${wanted}” leads out of the book’s folder.`);
  }
  if (setting === 'book' && dirname(to) !== dirname(uri!)) {
    throw new RenameRefused(
      'The list of chapters stays in its folder, which is the book’s: it can have another name only.',
    );
  }
  return to;
}

function mustBeName(path: string, wanted: string): void {
  if (path === '' || path.endsWith('/')) throw new RenameRefused('The new name is empty.');
  if (/[\u0000-\u001f?*"<>|#]/.test(path) || /^[a-z][a-z0-9+.-]*:/i.test(path)) {
    throw new RenameRefused(`“${wanted}” cannot be the name of a file.`);
  }
}

function targetOf(book: Handbook, uri: Uri, file: Uri, written: string, wanted: string): Uri {
  const path = wanted.replaceAll('\\', '/');
  mustBeName(path, wanted);
  const chapter = book.chapter(uri);
  const isRelative = chapter && isFromChapter(book, uri, file, written);
  const folder = !chapter || isRelative ? dirname(uri) : rootOf(book, file, written);
  const decoded = isRelative && chapter.dialect === 'markdown' ? decodePercent(path) : path;
  const to = folder && joinUri(folder, decoded.replace(/^\/+/, '').replace(/^(?:\.\/)?resources\//, prefix(folder)));
  if (!to || relativePath(book.root, to) === undefined) {
    throw new RenameRefused(`“${wanted}” leads out of the book’s folder.`);
  }
  if (!chapter && path.split('/').includes('..')) {
    throw new RenameRefused('A name in this list cannot have “..” in it.');
  }
  if (chapter && !isRelative && fromRoot(book, to, written) === undefined) {
    throw new RenameRefused(`“${wanted}” is not where the book looks for pictures.`);
  }
  return to;
}

/** `resources/` in front of a path may stand for the root itself. */
function prefix(root: Uri): string {
  return /\/resources\/?$/.test(root) ? '' : 'resources/';
}

/** The root of the book that a destination counts from. */
function rootOf(book: Handbook, file: Uri, written: string): Uri | undefined {
  return book.resourceRoots.find((root) => {
    const path = relativePath(root, file);
    const bare = written.replaceAll('\\', '/').replace(/^\/+/, '').replace(/^\.\//, '');
    return path !== undefined && (bare === path || bare === `resources/${path}` || decodePercent(bare) === path);
  });
}
