import type { EntryKind } from '../host/host.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Dialect } from '../markdown/facts.ts';
import type { Part } from '../markdown/parts/part.ts';
import type { PartCount } from '../markdown/parts/partSums.ts';

/** How often the signs of each dialect stand in a text (MARKUA.md §1); added up over a book's files. */
export interface DialectSigns {
  readonly markua: number;
  readonly lfm: number;
  /** Attribute lists of either: their presence alone tells the book from plain Markdown. */
  readonly lists: number;
  /** Files looked at, and how many of them begin with the front matter of a site generator. */
  readonly files: number;
  readonly frontMatter: number;
}

export const noSigns: DialectSigns = { markua: 0, lfm: 0, lists: 0, files: 0, frontMatter: 0 };

interface LineSign {
  /** Sticky: it is tried at the start of a line. */
  readonly pattern: RegExp;
  readonly sign: 'markua' | 'lfm' | 'lists';
  readonly weight: number;
}

/** By the character a line begins with: the signs it may be. */
const LINE_SIGNS: ReadonlyMap<string, readonly LineSign[]> = new Map<string, readonly LineSign[]>([
  ['-', [{ pattern: /-# /y, sign: 'lfm', weight: 5 }]],
  ['<', [{ pattern: /<<(?:\[[^\]\n\r\u2028\u2029]*\])?\([^)\n\r\u2028\u2029]+\)/y, sign: 'lfm', weight: 5 }]],
  // `{#sec:x}` is how pandoc-crossref writes ids, and Leanpub nowhere.
  ['#', [{ pattern: /#{1,6} .*\{#(?!(?:sec|fig|tbl|eq|lst):)[\w.:+-]+\}[ \t]*$/my, sign: 'lfm', weight: 1 }]],
  ['%', [{ pattern: /%% /y, sign: 'lfm', weight: 2 }]],
  [
    '{',
    [
      { pattern: /\{(?:[a-z-]+=|:)[^{}\n\r]*\}[ \t]*$/my, sign: 'lfm', weight: 2 },
      { pattern: /\{[a-z-]+: ?[^{}\n\r]*\}[ \t]*$/my, sign: 'markua', weight: 2 },
      { pattern: /\{\/?(?:aside|blurb|quiz|exercise|blockquote)\b[^{}\n\r]*\}[ \t]*$/my, sign: 'markua', weight: 3 },
      { pattern: /\{(?:[a-z-]+[:=]|:)[^{}\n\r]*\}[ \t]*$/my, sign: 'lists', weight: 1 },
      {
        pattern: /\{(?:#(?!(?:sec|fig|tbl|eq|lst):)[\w.:+-]+|(?:front|main|back)matter|pagebreak)\}[ \t]*$/my,
        sign: 'lists',
        weight: 1,
      },
    ],
  ],
  ...[...'ABCDEIQTWX'].map(
    (letter) => [letter, [{ pattern: new RegExp(`${letter}> `, 'y'), sign: 'lists', weight: 1 }]] as const,
  ),
]);

/** Code between fences as most are written. Lines of their own, so that it reads each once. */
const FENCED = /^(?:```[^`\n]*\n(?:(?!```).*\n)*```|~~~.*\n(?:(?!~~~).*\n)*~~~).*$/gm;

/** Counts a file's signs. Linear. */
export function dialectSigns(text: string): DialectSigns {
  return { ...countedSigns(text), files: 1, frontMatter: beginsWithFrontMatter(text) ? 1 : 0 };
}

/**
 * The same for a chapter that is kept in parts: a sign lies on one line, and so in one part. What looks like code that
 * begins in one part and ends in another can be told from the whole text only.
 */
export function chapterSigns({ text, parts }: Chapter): DialectSigns {
  if (!parts || parts.sums.of(opensCode) > 0) return dialectSigns(text);
  const [markua, lfm, lists] = PART_SIGNS.map((count) => parts.sums.of(count)) as [number, number, number];
  return { markua, lfm, lists, files: 1, frontMatter: beginsWithFrontMatter(text) ? 1 : 0 };
}

const PART_SIGNS = (['markua', 'lfm', 'lists'] as const).map(
  (sign): PartCount =>
    (part) =>
      part.once(partSigns)[sign],
);

function opensCode(part: Part): number {
  return part.once(partSigns).isOpen ? 1 : 0;
}

function partSigns({ text }: Part): DialectSigns & { readonly isOpen: boolean } {
  return { ...countedSigns(text), isOpen: /^(?:```|~~~)/m.test(withoutCode(text)) };
}

function beginsWithFrontMatter(text: string): boolean {
  return /^\uFEFF?---[ \t]*\r?\n[\w-]+[ \t]*:/.test(text);
}

function countedSigns(text: string): DialectSigns {
  const counts = { ...noSigns };
  // Most plain chapters have none of the characters a sign needs, and are done here.
  if (!/[{%<>]|^-# /m.test(text)) return counts;
  const shown = withoutCode(text);
  countLineSigns(shown, counts);
  for (let at = shown.indexOf('{$$}'); at >= 0; at = shown.indexOf('{$$}', at + 4)) counts.lfm += 3;
  return counts;
}

/** A page about Markua shows its signs as code. */
function withoutCode(text: string): string {
  return text.includes('```') || text.includes('~~~') ? text.replace(FENCED, '') : text;
}

/** Lines part at all that a regular expression takes for their end. */
const ANY_LINE_END = /[\n\r\u2028\u2029]/g;

function countLineSigns(text: string, counts: { markua: number; lfm: number; lists: number }): void {
  const isUnix = !/[\r\u2028\u2029]/.test(text);
  for (let start = 0; start >= 0; start = isUnix ? afterBreak(text, start) : afterAnyBreak(text, start)) {
    for (const { pattern, sign, weight } of LINE_SIGNS.get(text[start] ?? '') ?? []) {
      pattern.lastIndex = start;
      if (pattern.test(text)) counts[sign] += weight;
    }
  }
}

/** The start of the next line; -1 where there is none. */
function afterBreak(text: string, from: number): number {
  return text.indexOf('\n', from) + 1 || -1;
}

function afterAnyBreak(text: string, from: number): number {
  ANY_LINE_END.lastIndex = from;
  return ANY_LINE_END.test(text) ? ANY_LINE_END.lastIndex : -1;
}

export interface DialectHints {
  readonly hasManifest: boolean;
  /** `resources/` stands beside Book.txt. */
  readonly hasResources: boolean;
  /** `images/` stands beside Book.txt and `resources/` does not. */
  readonly hasImagesOnly: boolean;
  /** The settings of a site generator stand in the root. */
  readonly isSite: boolean;
}

/** What tells the root of a documentation site: Hugo, MkDocs, mdBook, GitBook, Docusaurus, Jekyll, Quarto, bookdown, docsify, Antora. */
const siteFiles: readonly string[] = [
  'hugo.toml',
  'hugo.yaml',
  'hugo.yml',
  'mkdocs.yml',
  'mkdocs.yaml',
  'book.toml',
  'SUMMARY.md',
  'summary.md',
  '.gitbook.yaml',
  'docusaurus.config.js',
  'docusaurus.config.ts',
  '_config.yml',
  '_quarto.yml',
  '_bookdown.yml',
  '_toc.yml',
  '_sidebar.md',
  '_index.md',
  '.vitepress',
  '.vuepress',
  'antora.yml',
];

/** `listing` is what the book's folder holds. */
export function dialectHints(hasManifest: boolean, listing: ReadonlyMap<string, EntryKind> | undefined): DialectHints {
  const hasResources = listing?.get('resources') === 'folder';
  const hasImagesOnly = !hasResources && listing?.get('images') === 'folder';
  return { hasManifest, hasResources, hasImagesOnly, isSite: siteFiles.some((name) => listing?.has(name)) };
}

/**
 * The dialect nobody states (Leanpub keeps it in its own settings). A book with Book.txt is never plain Markdown; a
 * folder without one is, unless it holds an attribute list. Site generators know attribute lists too (`## Title {#x}`,
 * `{: .note}`): where one makes the pages they are its own, and pictures and ids are looked up its way.
 */
export function detectDialect(signs: DialectSigns, hints: DialectHints): Dialect {
  if (!hints.hasManifest && (signs.markua + signs.lfm + signs.lists === 0 || isSite(signs, hints))) return 'markdown';
  const lfm = signs.lfm + (hints.hasImagesOnly ? 3 : 0);
  const markua = signs.markua + (hints.hasResources ? 6 : 0);
  return lfm > markua ? 'lfm' : 'markua';
}

function isSite({ files, frontMatter }: DialectSigns, hints: DialectHints): boolean {
  return hints.isSite || (files > 1 && frontMatter * 2 > files);
}

export function addSigns(a: DialectSigns, b: DialectSigns): DialectSigns {
  return combine(a, b, 1);
}

export function subtractSigns(a: DialectSigns, b: DialectSigns): DialectSigns {
  return combine(a, b, -1);
}

function combine(a: DialectSigns, b: DialectSigns, factor: 1 | -1): DialectSigns {
  return {
    markua: a.markua + factor * b.markua,
    lfm: a.lfm + factor * b.lfm,
    lists: a.lists + factor * b.lists,
    files: a.files + factor * b.files,
    frontMatter: a.frontMatter + factor * b.frontMatter,
  };
}
