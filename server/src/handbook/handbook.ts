import type { LineIndex } from '../base/lines.ts';
import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Config } from '../config/config.ts';
import type { LinkLock, LockProblem } from '../links/lock.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Dialect } from '../markdown/facts.ts';
import type { BookNumbers } from './numbering.ts';

/**
 * A book as it stood at one moment: immutable, complete, no IO behind any of its members. `workspace.ts` builds it.
 *
 * Rules reach it through a tracking wrapper that notes what they asked (`definitions('x')`, `file('08/a.png')`), so
 * that after an edit only the chapters that asked for something that changed are looked at again. Hence: ask by key
 * where you can, and walk the whole book only in rules of scope `book`.
 */
export interface Handbook {
  readonly revision: number;
  /** The folder of Book.txt, or the folder (or the only file's folder) that was opened. No trailing slash. */
  readonly root: Uri;
  readonly dialect: Dialect;
  readonly config: Config;
  /** The day the snapshot speaks of, `YYYY-MM-DD`: rules have no clock. */
  readonly today: string;
  /** `handbook.links.json`, where there is one. */
  readonly links: LockDocument | undefined;
  /** Book.txt, where there is one. */
  readonly manifest: Manifest | undefined;
  /** Sample.txt and Subset.txt. */
  readonly subsets: readonly Manifest[];
  /** The book's chapters in reading order, each once; listed files that do not exist are not among them. */
  readonly order: readonly Uri[];
  /** Markdown files beside the listed ones that no list names; empty without a Book.txt. */
  readonly strays: readonly Uri[];
  /** Where resources are looked up, as Leanpub does (MARKUA.md §2, §7): `manuscript/resources`, `manuscript`, `manuscript/images`. */
  readonly resourceRoots: readonly Uri[];

  /** A chapter of the book or a stray. */
  chapter(uri: Uri): Chapter | undefined;
  /** Whether there is such a chapter or stray: cheaper than the chapter itself. */
  hasChapter(uri: Uri): boolean;
  /** Where a chapter stands in `order`, from 0; -1 for strays. */
  position(uri: Uri): number;
  /** The text and lines of any file of the book a finding can lie in: chapters, strays, manifests, handbook.json. */
  document(uri: Uri): BookDocument | undefined;

  /** The places that bear a key of the index (`contributions.ts`), in reading order: what many questions below are short for. */
  sites(key: string, within?: Uri): readonly Site[];
  /**
   * Live definitions of an id in reading order: `index` is into `facts.ids`. Lost, excluded and stray ones are not
   * among them. Here and below: with `within`, only those in this file.
   */
  definitions(id: string, within?: Uri): readonly Site[];
  /** Whether it has any: cheaper than the list of them. */
  isDefined(id: string): boolean;
  /** Definitions in `{full: false}` / `{book: false}` sections. */
  excludedDefinitions(id: string): readonly Site[];
  /** Definitions in files the book does not list. */
  strayDefinitions(id: string): readonly Site[];
  /** Crosslinks (`[t](#id)`) to an id in reading order: `index` is into `facts.links`. Percent-decoded destinations. */
  uses(id: string): readonly Site[];
  /** Crosslinks to an id that the book does not count: from sections left out, from files no list names. */
  outsideUses(id: string): readonly Site[];
  /** Whether anything leads to an id: a crosslink, or a reference definition. */
  isUsed(id: string): boolean;
  /** Whether a fragment leads to a place in a file, as in plain Markdown (`leadsToAnchor`). */
  hasAnchor(uri: Uri, fragment: string): boolean;
  /** Reference definitions (`[label]: #id`) that lead to an id: `index` is into `facts.references`. */
  referenceTargets(id: string): readonly Site[];
  /** Where an id is written but lost (a blank line parts it from what it should name; HTML in Markua): `index` is into `facts.ids`. */
  lostDefinitions(id: string): readonly Site[];
  /** Live ids that may differ from this one in separators, capitals or a slip of the pen (`likenessQueries`), and some that do not. */
  idsLike(id: string): readonly string[];
  /** Every id that has a live definition. Asking makes a chapter depend on all ids: only for "did you mean" and statistics. */
  ids(): readonly string[];
  /** Headings whose GitHub slug is this, in reading order: `index` is into `facts.headings`. Without the `-1` of duplicates. */
  slugs(slug: string): readonly Site[];
  /** Headings without an id by the name one would be made from (`idFromTitle` with `-`), in reading order: `index` is into `facts.headings`. */
  unnamed(name: string): readonly Site[];
  /** Link reference definitions by label (case-folded, white space collapsed as CommonMark does), first wins. */
  references(label: string, within?: Uri): readonly Site[];
  referenceUses(label: string, within?: Uri): readonly Site[];
  /** Those in sections left out of the book. */
  outsideReferenceUses(label: string): readonly Site[];
  /** Pictures written `![alt][label]`: `index` is into `facts.resources`. */
  resourceReferenceUses(label: string): readonly Site[];
  referenceLabels(): readonly string[];
  footnotes(label: string, endnote: boolean, within?: Uri): readonly Site[];
  footnoteUses(label: string, endnote: boolean, within?: Uri): readonly Site[];
  /** Those in sections left out of the book. */
  outsideFootnoteUses(label: string, endnote: boolean): readonly Site[];
  footnoteLabels(endnote: boolean): readonly string[];
  /** True where the offset lies in a section left out of the book by `full: false` / `book: false`, cascade and parts of earlier files included. */
  excluded(uri: Uri, offset: number): boolean;
  /** True where the chapter, or the section at the offset, is in the sample edition (Sample.txt, or `{sample: true}`). */
  sampled(uri: Uri, offset: number): boolean;
  /** Whether a chapter, or some of it, is left out of the book or in its sample. */
  hasInclusion(uri: Uri): boolean;
  /** The value of a document setting; they count in the first file of a book, of one that is set twice the last. */
  setting(key: string): string | undefined;
  /** How the book writes its ids. */
  idStyle(): IdStyle;
  /** The numbers of its chapters, sections and figures. */
  numbers(): BookNumbers;

  /** What stands at a resource destination as written in a chapter. */
  resource(chapter: Uri, destination: string): ResourceLookup;
  /** Uses of the file in the book: `index` is into `facts.resources`. */
  resourceUses(file: Uri): readonly Site[];
  /** Figures with this caption (white space collapsed), in reading order: `index` is into `facts.resources`. */
  captions(text: string): readonly Site[];
  /** Paths of resources that are written with backslashes, in reading order: `index` is into `facts.resources`. */
  backslashes(): readonly Site[];
  /** Files under the resource roots of this name but for case. */
  resourceFilesNamed(name: string): readonly Uri[];
  /** Files under the resource roots that a path (decoded, from the book's root) without a file may mean, best first; a few. */
  resourceFilesLike(path: string): readonly Uri[];
  /** Files under the resource roots (all files under the root without a Book.txt). */
  resourceFiles(): readonly Uri[];
  /** Files of the book, lists included, that could not be read as the UTF-8 text they should be; most books have none. */
  readonly troubles: ReadonlyMap<Uri, FileTrouble>;
  /** Whether a file or folder is there, by the exact name its folder lists. Undefined where it was not looked at. */
  file(uri: Uri): FileEntry | undefined;
}

/** A place in the book that stays right when a chapter's text shifts: the n-th fact of its kind in the chapter. */
export interface Site {
  readonly uri: Uri;
  readonly index: number;
}

export interface BookDocument {
  readonly uri: Uri;
  readonly text: string;
  readonly lines: LineIndex;
}

export interface FileEntry {
  readonly uri: Uri;
  readonly kind: 'file' | 'folder' | 'other';
  readonly size: number;
  /** What the first bytes say, read only for files that resources lead to. */
  readonly image?: ImageInfo;
}

export interface ImageInfo {
  /** `png`, `jpeg`, `gif`, `svg`, `webp`, `pdf`, `bmp`, `tiff` …; `git-lfs` for a pointer file; `empty`; `unknown`. */
  readonly format: string;
  /** Pixels, where the header tells. */
  readonly width?: number;
  readonly height?: number;
  /** The file ends before its format says it may. */
  readonly truncated?: boolean;
}

/** What was wrong with a file's bytes. Of one that is `unreadable` or `binary`, the chapter's text is empty. */
export interface FileTrouble {
  readonly kind: 'unreadable' | 'binary' | 'too-large' | 'utf-16' | 'invalid-utf8';
  /** Where in the text the first thing stands that is not UTF-8: the U+FFFD put in its place. */
  readonly at: number;
}

export interface ResourceLookup {
  /**
   * `found`; `case` another case of it exists; `missing`; `illegal` a path Leanpub refuses (leading `/`, `../`,
   * absolute, `file:`); `web`; `empty`; `data` a data: URI.
   */
  readonly state: 'found' | 'case' | 'missing' | 'illegal' | 'web' | 'empty' | 'data';
  /** Decoded, `\` mapped to `/`, relative to a root; the optional `resources/` prefix removed. */
  readonly path: string;
  /** The file found (for `case`: the one in another case; for `illegal`: the one it most likely means). */
  readonly file?: Uri;
  /** For `case` and `illegal`: what to write instead, in the style of the destination. */
  readonly corrected?: string;
  /** The folders looked in, relative to the root, for the message: `resources/`, `./`. */
  readonly lookedIn: readonly string[];
  /** For `missing` in a book: the file of that path beside the chapter, where Leanpub does not look. */
  readonly beside?: Uri;
  /** For `missing`: a folder of that name is there. */
  readonly folder?: boolean;
  /** The destination has back-slashes between folders; `\_` and its like are escapes and none. */
  readonly backslash: boolean;
  /** Why it is illegal. */
  readonly illegal?: 'leading-slash' | 'outside' | 'absolute' | 'file-url';
}

export interface IdStyle {
  /** `-` or `_`; `-` where nothing tells. */
  readonly separator: '-' | '_';
  /** The prefix most ids of headings of this level share, with its separator (`ch-`), or ''. Levels 1–6; parts are 0. */
  prefix(level: number): string;
  /** How most lists write an id: `{id: x}`, `{#x}`, kramdown's `{:#x}`, or LFM's `{id="x"}`. */
  readonly syntax: 'id' | 'hash' | 'kramdown' | 'lfm';
  /** What most ids clearly have in common; undefined where the book has too few, or no one way. */
  readonly habit: IdHabit;
}

export interface IdHabit {
  readonly separator: '-' | '_' | undefined;
  /** No capital letters. */
  readonly lowerCase: boolean;
  /** As `IdStyle.prefix`, but only what nearly all ids of headings of the level have; else ''. */
  prefix(level: number): string;
}

/** Book.txt, Sample.txt or Subset.txt (MARKUA.md §2). */
export interface Manifest extends BookDocument {
  readonly name: string;
  readonly kind: 'book' | 'sample' | 'subset';
  readonly entries: readonly ManifestEntry[];
}

export interface ManifestEntry {
  readonly kind: 'file' | 'marker' | 'comment' | 'separator';
  /** The line's text, trimmed; for a file with `/` for `\`. */
  readonly name: string;
  readonly span: Span;
  /** For a file: where it is looked for; undefined where the name leads out of the book's folder. */
  readonly uri?: Uri;
  /** For a file: `found`, `missing`, or `case` with the real name in `actual`. */
  readonly state?: 'found' | 'missing' | 'case' | 'outside' | 'folder';
  readonly actual?: string;
  /** The same file was listed above: index of that entry. */
  readonly duplicateOf?: number;
}

/** `handbook.links.json` as a file of the book. */
export interface LockDocument extends BookDocument, LinkLock {
  /** Why the file cannot be trusted; its readable records are there all the same. */
  readonly problems: readonly LockProblem[];
}
