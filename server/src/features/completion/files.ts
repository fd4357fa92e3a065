import { dirname, extname, relativePath, type Uri } from '../../base/uri.ts';
import type { BookDocument, Handbook } from '../../handbook/handbook.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { Typed } from './context.ts';
import { rank, suggestions } from './rank.ts';
import { MOST_SUGGESTIONS, type Suggestion, type Suggestions } from './suggestion.ts';

/** Files below the roots that a destination can name, whole paths, pictures before other files. */
export function completeFiles(
  book: Handbook,
  chapter: Chapter,
  { kind, typed, span }: Typed<'resource'> | Typed<'link-path'>,
): Suggestions {
  if (/^[a-z][a-z0-9+.-]*:/i.test(typed)) return suggestions(span, []);
  const uris = kind === 'resource' ? book.resourceFiles() : book.order.filter((uri) => uri !== chapter.uri);
  const paths = uris.flatMap((uri) => {
    const path = destinationOf(book, chapter, uri, kind === 'resource');
    return path === undefined ? [] : [{ uri, path }];
  });
  if (kind === 'resource') paths.sort((a, b) => weight(a.path) - weight(b.path));
  const wanted = typed.replace(/^\.\//, '').replace(/^resources\//, '');
  const { best, isIncomplete } = rank(wanted, { candidates: paths, texts: ({ path }) => [path] }, MOST_SUGGESTIONS);
  const items = best.map(
    ({ uri, path }): Suggestion => ({
      label: path,
      kind: 'file',
      text: chapter.dialect === 'markdown' ? encodeURI(path) : path,
      filter: typed.startsWith('resources/') ? `resources/${path}` : path,
      resolve: { kind: 'file', uri },
    }),
  );
  return suggestions(span, items, isIncomplete);
}

/** Names for Book.txt, Sample.txt and Subset.txt: first the chapters they do not list yet. */
export function completeManifest(book: Handbook, document: BookDocument, offset: number): Suggestions | undefined {
  const manifest = [book.manifest, ...book.subsets].find((one) => one?.uri === document.uri);
  if (!manifest) return undefined;
  const line = document.lines.lineAt(offset);
  const start = document.lines.start(line);
  const before = document.text.slice(start, offset);
  if (/^\s*[#%{]/.test(before)) return undefined;
  const span = { start: start + (before.length - before.trimStart().length), end: document.lines.end(line) };
  const listed = new Set(manifest.entries.filter((entry) => entry.span.start !== span.start).map(({ uri }) => uri));
  const folder = dirname(manifest.uri);
  const all = [...book.strays, ...book.order].filter((uri) => !listed.has(uri));
  const names = all.flatMap((uri) => {
    const path = relativePath(folder, uri);
    return path === undefined ? [] : [{ uri, path }];
  });
  const { best, isIncomplete } = rank(
    before.trim(),
    { candidates: names, texts: ({ path }) => [path] },
    MOST_SUGGESTIONS,
  );
  const items = best.map(
    ({ uri, path }): Suggestion => ({ label: path, kind: 'file', text: path, resolve: { kind: 'file', uri } }),
  );
  return suggestions(span, items, isIncomplete);
}

/** A file's path as the dialect counts it: from a root in a book, from the chapter in plain Markdown. */
function destinationOf(book: Handbook, chapter: Chapter, uri: Uri, isResource: boolean): string | undefined {
  if (book.manifest && isResource) {
    for (const root of book.resourceRoots) {
      const path = relativePath(root, uri);
      if (path !== undefined) return path;
    }
    return undefined;
  }
  const from = dirname(chapter.uri);
  const below = relativePath(from, uri);
  if (below !== undefined) return below;
  const depth = relativePath(book.root, `${from}/x`)?.split('/').length ?? 0;
  const path = relativePath(book.root, uri);
  return path === undefined ? undefined : `${'../'.repeat(Math.max(0, depth - 1))}${path}`;
}

function weight(path: string): number {
  return PICTURES.has(extname(path)) ? 0 : 1;
}

const PICTURES = new Set(['.png', '.jpg', '.jpeg', '.gif', '.svg', '.svgz']);
