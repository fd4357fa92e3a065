import { basename, dirname, relativePath, type Uri } from '../../base/uri.ts';
import type { Handbook } from '../../handbook/handbook.ts';
import type { BookEdit } from '../bookEdit.ts';
import type { Move } from '../fileMoves.ts';
import { type SettingsPath, settingsPaths, settingsText } from './paths.ts';

/**
 * The paths of handbook.json that are others after files or folders moved; `moved` tells where each file goes. A pattern
 * that could not say the new place (it lies above the file) is left as it is.
 */
export function settingsEditsForMoves(book: Handbook, moves: readonly Move[], moved: (uri: Uri) => Uri): BookEdit[] {
  const settings = book.config.document?.uri;
  if (settings === undefined) return [];
  return settingsPaths(book).flatMap((path): BookEdit[] => {
    const change = path.anywhere ? nameChange(book, path, moves) : pathChange(book, path, moved);
    return change ? [{ uri: settings, span: path.span, ...change }] : [];
  });
}

type Change = Pick<BookEdit, 'text' | 'doubt'>;

function pathChange(book: Handbook, path: SettingsPath, moved: (uri: Uri) => Uri): Change | undefined {
  const { setting, from, uri } = path;
  if (uri === undefined) return undefined;
  const settings = book.config.document!.uri;
  const list = book.manifest?.uri;
  const bookFolder = list === undefined ? moved(book.root) : dirname(moved(list));
  const text = settingsText(path, setting === 'resources' ? bookFolder : dirname(moved(settings)), moved(uri));
  if (text === undefined || text === settingsText(path, from, uri)) return undefined;
  const isShared = setting === 'resources' && dirname(settings) !== book.root && book.config.book === undefined;
  return { text, ...(isShared ? { doubt: 'other-books' } : {}) };
}

/** A name that is ignored in whatever folder: it changes with the file's own name, and with that alone. */
function nameChange(book: Handbook, path: SettingsPath, moves: readonly Move[]): Change | undefined {
  const move = moves.find(({ from, to }) => {
    const isBelow = relativePath(path.from, from) !== undefined;
    return isBelow && basename(from) === path.path && basename(to) !== path.path;
  });
  const text = move && settingsText(path, dirname(move.to), move.to);
  if (text === undefined) return undefined;
  return { text, ...(isBorneByOthers(book, path.path, move!.from) ? { doubt: 'other-files' } : {}) };
}

function isBorneByOthers(book: Handbook, name: string, file: Uri): boolean {
  const isOther = (uri: Uri): boolean => {
    const path = relativePath(book.root, uri);
    return path !== undefined && uri !== file && !uri.startsWith(`${file}/`) && path.split('/').includes(name);
  };
  return [...book.order, ...book.strays, ...book.resourceFiles()].some(isOther);
}
