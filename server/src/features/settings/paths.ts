import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { containsSpan, type Span } from '../../base/span.ts';
import { dirname, joinUri, pathFrom, relativePath, type Uri } from '../../base/uri.ts';
import type { Handbook } from '../../handbook/handbook.ts';

/** A place of handbook.json where a file or folder is written, or a pattern of some. */
export interface SettingsPath {
  readonly setting: 'book' | 'extends' | 'resources' | 'ignore' | 'overrides';
  /** As it is read, escapes decoded. */
  readonly value: string;
  /** Between the quotes. */
  readonly span: Span;
  /** The folder it counts from. */
  readonly from: Uri;
  /** How `value` is put together: what stands before the path, the path itself, and the rest of a pattern. */
  readonly before: string;
  readonly path: string;
  readonly after: string;
  /** What `path` leads to; undefined for a pattern that may fit anywhere. */
  readonly uri: Uri | undefined;
  /** Fits whatever is of this name, in any folder: in `ignore`, as in .gitignore, a name without a slash before its end. */
  readonly anywhere: boolean;
}

/** All paths that a book's handbook.json names, in the order of the text; none where there is no such file. */
export function settingsPaths({ config, root }: Handbook): SettingsPath[] {
  if (!config.document) return [];
  const { text, uri } = config.document;
  const tree = parseTree(text.replace(/^\uFEFF/, ' '), [], { allowTrailingComma: true });
  if (!tree) return [];
  const folder = dirname(uri);
  const strings = (...path: (string | number)[]) => stringsOf(findNodeAtLocation(tree, path));
  const overrides = findNodeAtLocation(tree, ['overrides'])?.children ?? [];
  const found = [
    ...strings('book').map((node) => settingsPath(node, 'book', folder)),
    ...strings('extends').flatMap((node) => (isPreset(node.value) ? [] : [settingsPath(node, 'extends', folder)])),
    ...strings('resources').map((node) => settingsPath(node, 'resources', root)),
    ...strings('ignore').map((node) => settingsPath(node, 'ignore', folder)),
    ...overrides.flatMap((_, index) =>
      strings('overrides', index, 'files').map((node) => settingsPath(node, 'overrides', folder)),
    ),
  ];
  return found.sort((a, b) => a.span.start - b.span.start);
}

export function settingsPathAt(book: Handbook, offset: number): SettingsPath | undefined {
  return settingsPaths(book).find(({ span }) => containsSpan(span, { start: offset, end: offset }));
}

/** The one file or folder that is named; undefined for patterns, and for the folder that the path counts from. */
export function namedFile({ uri, path, after }: SettingsPath): Uri | undefined {
  return path !== '' && (after === '' || after === '/') ? uri : undefined;
}

/**
 * What to write for the same thing at another place, `from` being the folder that it then counts from, as JSON between
 * quotes. Undefined where a pattern cannot lead: upwards.
 */
export function settingsText({ setting, before, after }: SettingsPath, from: Uri, to: Uri): string | undefined {
  const isPattern = setting === 'ignore' || setting === 'overrides';
  const path = isPattern ? relativePath(from, to) : pathFrom(joinUri(from, 'x'), to);
  if (path === undefined) return undefined;
  const written = isPattern ? path.replace(/[*?[\]{}()!\\]/g, '\\$&') : path;
  return jsonText(`${written.startsWith('../') ? '' : before}${written}${after}`);
}

function jsonText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function settingsPath(node: Node, setting: SettingsPath['setting'], from: Uri): SettingsPath {
  const value = node.value as string;
  const isPattern = setting === 'ignore' || setting === 'overrides';
  const [, before = '', rest = ''] = (isPattern ? /^(!?\/?)(.*)$/s : /^((?:\.\/)*)(.*)$/s).exec(value) ?? [];
  const { path, after } = isPattern
    ? literalPart(rest)
    : { path: rest.replace(/(?<!\/)\/+$/, ''), after: /(?<!\/)\/*$/.exec(rest)?.[0] ?? '' };
  const isDot = path === '' || path === '.';
  return {
    setting,
    value,
    span: { start: node.offset + 1, end: node.offset + Math.max(1, node.length - 1) },
    from,
    before,
    path: isDot ? '' : path,
    after,
    uri: isDot ? undefined : joinUri(from, path),
    anywhere: setting === 'ignore' && !isDot && !path.includes('/') && !before.endsWith('/') && /^\/?$/.test(after),
  };
}

/** `part/**` is the folder `part` and the rest of a pattern; `part/a*` too. */
function literalPart(pattern: string): { path: string; after: string } {
  const special = pattern.search(/[*?[\]{}()!\\]/);
  const end = special < 0 ? pattern.replace(/(?<!\/)\/+$/, '').length : Math.max(0, pattern.lastIndexOf('/', special));
  return { path: pattern.slice(0, end), after: pattern.slice(end) };
}

function stringsOf(node: Node | undefined): Node[] {
  const nodes = node?.type === 'array' ? (node.children ?? []) : node ? [node] : [];
  return nodes.filter(({ type }) => type === 'string');
}

function isPreset(name: unknown): boolean {
  return name === 'recommended' || name === 'strict';
}
