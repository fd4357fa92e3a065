import { decodePercent, dirname, joinUri, pathFrom, relativePath, type Uri } from '../base/uri.ts';
import type { Handbook, Manifest } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Edit } from '../rules/finding.ts';
import { type BookEdit, withinBook } from './bookEdit.ts';
import { manifests } from './names.ts';
import { settingsEditsForMoves } from './settings/moves.ts';

export interface Move {
  readonly from: Uri;
  readonly to: Uri;
}

/**
 * What must be rewritten when files or folders are moved (`workspace/willRenameFiles`): picture destinations, relative
 * links, the lines of Book.txt, Sample.txt and Subset.txt, the paths in handbook.json. A chapter that leaves the book's
 * folder leaves the lists.
 */
export function editsForMoves(book: Handbook, moves: readonly Move[]): BookEdit[] {
  const moved = (uri: Uri): Uri => {
    for (const { from, to } of moves) {
      if (uri === from) return to;
      if (uri.startsWith(`${from}/`)) return to + uri.slice(from.length);
    }
    return uri;
  };
  const chapters = [...book.order, ...book.strays];
  const inChapters = chapters.flatMap((uri) => chapterEdits(book, book.chapter(uri)!, moved));
  return withinBook(book, [...manifestEdits(book, moved), ...settingsEditsForMoves(book, moves, moved), ...inChapters]);
}

/** The lines of the lists that name a deleted chapter, line break included (`workspace/willDeleteFiles`). */
export function editsForDeletion(book: Handbook, deleted: readonly Uri[]): BookEdit[] {
  const isGone = (uri: Uri) => deleted.some((gone) => uri === gone || uri.startsWith(`${gone}/`));
  return manifests(book).flatMap((manifest) =>
    // A list that is deleted with the chapters has no lines to lose.
    isGone(manifest.uri)
      ? []
      : manifest.entries.flatMap(({ kind, uri, span }): BookEdit[] =>
          kind === 'file' && uri !== undefined && isGone(uri)
            ? [{ ...dropLine(manifest, span.start), doubt: 'deleted-entry' }]
            : [],
        ),
  );
}

function manifestEdits(book: Handbook, moved: (uri: Uri) => Uri): BookEdit[] {
  return manifests(book).flatMap((manifest) =>
    manifest.entries.flatMap(({ kind, uri, span }): BookEdit[] => {
      if (kind !== 'file' || uri === undefined) return [];
      // The list may move with its chapters: names count from its folder.
      const path = relativePath(dirname(moved(manifest.uri)), moved(uri));
      if (path === relativePath(dirname(manifest.uri), uri)) return [];
      if (path === undefined) return [{ ...dropLine(manifest, span.start), doubt: 'leaves-book' }];
      const written = manifest.text.slice(span.start, span.end);
      return [{ uri: manifest.uri, span, text: written.includes('\\') ? path.replaceAll('/', '\\') : path }];
    }),
  );
}

function dropLine({ uri, lines, text }: Manifest, offset: number): Edit {
  const line = lines.lineAt(offset);
  const start = lines.start(line);
  const end = line + 1 < lines.count ? lines.start(line + 1) : text.length;
  return { uri, span: { start, end }, text: '' };
}

function chapterEdits(book: Handbook, chapter: Chapter, moved: (uri: Uri) => Uri): Edit[] {
  const edits: Edit[] = [];
  const home = moved(chapter.uri);
  const isPlain = chapter.dialect === 'markdown';
  // Folders that handbook.json names are looked in under their new names: what moves with them is found as before.
  const roots = book.config.resources ? book.resourceRoots.map(moved) : book.resourceRoots;
  for (const { destination, destinationSpan, label } of chapter.facts.resources) {
    if (label !== undefined) continue;
    const { state, path, file = movedFile(book, chapter.uri, path, moved) } = book.resource(chapter.uri, destination);
    if (file === undefined || (state !== 'found' && state !== 'case' && state !== 'missing')) continue;
    const isRelative = isFromChapter(book, chapter.uri, file, destination);
    if (moved(file) === file && !(isRelative && dirname(home) !== dirname(chapter.uri))) continue;
    const text = isRelative ? pathFrom(home, moved(file)) : fromRoot(book, moved(file), destination, roots);
    if (text !== undefined)
      edits.push({ uri: chapter.uri, span: destinationSpan, text: likeBefore(text, destination, isPlain) });
  }
  for (const { destination, destinationSpan, ...link } of [...chapter.facts.links, ...chapter.facts.references]) {
    if ('labelForm' in link && link.labelForm !== undefined) continue;
    const [path = '', ...rest] = destination.split(/(?=[#?])/);
    if (path === '' || /^(?:[a-z][a-z0-9+.-]*:|[/#])/i.test(path)) continue;
    const target = linkTarget(book, chapter.uri, path, moved);
    if (!target || (moved(target) === target && dirname(home) === dirname(chapter.uri))) continue;
    const text = pathFrom(home, moved(target));
    const end = destinationSpan.end - rest.join('').length;
    edits.push({
      uri: chapter.uri,
      span: { start: destinationSpan.start, end },
      text: likeBefore(text, path, isPlain),
    });
  }
  return edits.filter((edit) => chapter.text.slice(edit.span.start, edit.span.end) !== edit.text);
}

/** A file that came a moment ago may be moved on before anybody has told of it. */
function movedFile(book: Handbook, chapter: Uri, path: string, moved: (uri: Uri) => Uri): Uri | undefined {
  const folders = book.manifest ? book.resourceRoots : [dirname(chapter), ...book.resourceRoots];
  return folders.map((folder) => joinUri(folder, path)).find((uri) => moved(uri) !== uri);
}

function linkTarget(book: Handbook, chapter: Uri, path: string, moved: (uri: Uri) => Uri): Uri | undefined {
  const uri = joinUri(dirname(chapter), decodePercent(path));
  return book.chapter(uri) || book.file(uri) || moved(uri) !== uri ? uri : undefined;
}

/** Whether a destination counts from the chapter's folder rather than from a root of the book. */
export function isFromChapter(book: Handbook, chapter: Uri, file: Uri, destination: string): boolean {
  if (book.manifest || destination.startsWith('/')) return false;
  return joinUri(dirname(chapter), decodePercent(destination.replaceAll('\\', '/'))) === file;
}

/** The path from one of the roots that resources are looked up in; undefined where the file left all of them. */
export function fromRoot(
  book: Handbook,
  file: Uri,
  destination: string,
  roots: readonly Uri[] = book.resourceRoots,
): string | undefined {
  const slash = destination.startsWith('/') ? '/' : '';
  for (const root of roots) {
    const path = relativePath(root, file);
    if (path === undefined) continue;
    const isPrefixed = /^(?:\.\/)?resources[\\/]/.test(destination) && root !== book.root;
    return `${slash}${isPrefixed ? 'resources/' : ''}${path}`;
  }
  return undefined;
}

function likeBefore(path: string, before: string, isPlain: boolean): string {
  // A blank ends a destination in CommonMark; one that was written so before is in a dialect that lets it pass.
  const isEncoded = /%[0-9a-f]{2}/i.test(before) || (/\s/.test(path) && isPlain && !/\s/.test(before));
  let text = isEncoded ? encodeURI(path) : path;
  if (before.startsWith('./') && !text.startsWith('.')) text = `./${text}`;
  return before.includes('\\') ? text.replaceAll('/', '\\') : text;
}
