import { getLocation, type Location, visit } from 'jsonc-parser';
import type { Span } from '../../base/span.ts';
import { dirname, relativePath, type Uri } from '../../base/uri.ts';
import { descriptionAt, schemasAt } from '../../config/schemaAt.ts';
import type { JsonSchema } from '../../config/validate.ts';
import type { BookDocument, Handbook } from '../../handbook/handbook.ts';
import { rank, suggestions } from '../completion/rank.ts';
import { MOST_SUGGESTIONS, type Suggestion, type Suggestions } from '../completion/suggestion.ts';

/**
 * What could be written at an offset of handbook.json: names of settings and rules, their values, and paths of the book.
 * `schema` is undefined for a client that reads the schema itself: it gets the paths only.
 */
export function completeSettings(
  book: Handbook,
  document: BookDocument,
  offset: number,
  schema: JsonSchema | undefined,
): Suggestions | undefined {
  const { text } = document;
  if (isComment(text, offset)) return undefined;
  const location = getLocation(text, offset);
  const replaces = replacedSpan(text, location, offset);
  const typed = text.slice(replaces.start, offset).replace(/^"/, '');
  const items = location.isAtPropertyKey
    ? schema
      ? keyItems(schema, location, text.slice(replaces.end))
      : []
    : [...(schema ? valueItems(schema, location.path) : []), ...pathItems(book, document.uri, location.path)];
  const { best, isIncomplete } = rank(typed, { candidates: items, texts: ({ label }) => [label] }, MOST_SUGGESTIONS);
  return suggestions(replaces, best, isIncomplete);
}

function isComment(text: string, offset: number): boolean {
  let isInside = false;
  const onComment = (start: number, length: number) => {
    isInside ||= start < offset && offset <= start + length;
  };
  visit(text, { onComment });
  return isInside;
}

/** The string or word under the cursor, quotes included. */
function replacedSpan(text: string, { previousNode }: Location, offset: number): Span {
  if (previousNode && previousNode.offset <= offset && offset <= previousNode.offset + previousNode.length) {
    // A string that is not closed runs on to the line's end: only what was typed of it is meant.
    const source = text.slice(previousNode.offset, previousNode.offset + previousNode.length);
    const isOpen = source.startsWith('"') && (source.length === 1 || !source.endsWith('"'));
    return { start: previousNode.offset, end: isOpen ? offset : previousNode.offset + previousNode.length };
  }
  const word = /(?<![\w-])[\w-]*$/.exec(text.slice(Math.max(0, offset - 80), offset))![0];
  return { start: offset - word.length, end: offset };
}

/** `path` ends in the key that is being written, or in '' where none is yet. */
function keyItems(schema: JsonSchema, { path }: Location, after: string): Suggestion[] {
  const parent = path.slice(0, -1);
  const colon = /^\s*:/.test(after) ? '' : ': ';
  const names = new Set(schemasAt(schema, parent).flatMap(({ properties }) => Object.keys(properties ?? {})));
  return [...names].map((name): Suggestion => {
    const isRule = parent.at(-1) === 'rules';
    return {
      label: name,
      detail: descriptionAt(schema, [...parent, name]),
      filter: `"${name}"`,
      kind: isRule ? 'rule' : 'key',
      text: `${JSON.stringify(name)}${colon}`,
    };
  });
}

function valueItems(schema: JsonSchema, path: readonly (string | number)[]): Suggestion[] {
  const values = new Set<string>();
  for (const { enum: allowed, type, default: preset } of schemasAt(schema, path)) {
    for (const value of allowed ?? []) values.add(JSON.stringify(value));
    if (type === 'boolean') for (const value of ['true', 'false']) values.add(value);
    if (preset !== undefined) values.add(JSON.stringify(preset));
  }
  if (path[0] === 'extends') for (const preset of ['recommended', 'strict']) values.add(JSON.stringify(preset));
  return [...values].map((text) => ({ label: text.replaceAll('"', ''), filter: text, kind: 'value', text }));
}

/** Folders for resources, files and folders for patterns, other settings to build on. */
function pathItems(book: Handbook, settings: Uri, path: readonly (string | number)[]): Suggestion[] {
  const chapters = [...book.order, ...book.strays];
  const item = (from: Uri, isFolder: boolean) => (uri: Uri) => {
    const written = relativePath(from, uri);
    return written ? [pathItem(isFolder ? `${written}/` : written, isFolder)] : [];
  };
  const [key, index, inner] = path;
  const folder = dirname(settings);
  if (key === 'book') return book.manifest ? item(folder, false)(book.manifest.uri) : [];
  if (key === 'resources') return foldersOf(book.resourceFiles(), book.root).flatMap(item(book.root, true));
  if (key === 'ignore' || (key === 'overrides' && typeof index === 'number' && inner === 'files')) {
    const folders = foldersOf(chapters, folder).flatMap(item(folder, true));
    return [...folders.map(({ label }) => pathItem(`${label}**`, true)), ...chapters.flatMap(item(folder, false))];
  }
  return [];
}

function pathItem(path: string, isFolder: boolean): Suggestion {
  const text = JSON.stringify(path);
  return { label: path, filter: text, kind: isFolder ? 'folder' : 'file', text };
}

/** The folders that hold the files, below `top`, shorter ones first. */
function foldersOf(files: readonly Uri[], top: Uri): Uri[] {
  const folders = new Set<Uri>();
  for (const file of files) {
    for (let at = dirname(file); at.length > top.length && at.startsWith(`${top}/`); at = dirname(at)) {
      if (folders.has(at)) break;
      folders.add(at);
    }
  }
  return [...folders].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}
