/**
 * What client and server say to each other beyond the Language Server Protocol: types and names only, so that the
 * client needs nothing else of the server. Another client may use any of it.
 */

/** Request: lints books from the disk up, whatever was known of them. Cancellable, with work-done progress. */
export const lintBookRequest = 'handbook/lintBook';

export interface LintBookParams {
  /** Any file of the book; without it, every book of the workspace. */
  readonly uri?: string;
  readonly workDoneToken?: string | number;
}

export interface LintBookResult {
  readonly books: number;
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
  readonly durationMs: number;
}

/** Request: the places from which a reader comes to the id at a place, as the lens over it counts them (`Location[]`). */
export const usesRequest = 'handbook/uses';

export interface UsesParams {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
}

/** Request: lints one chapter now, and answers what is in it. */
export const lintChapterRequest = 'handbook/lintChapter';

/** Request: applies the safe fixes of one chapter through `workspace/applyEdit`. */
export const fixChapterRequest = 'handbook/fixChapter';

/** Request: applies the safe fixes of a whole book, or those of one rule, through `workspace/applyEdit`. Cancellable. */
export const fixBookRequest = 'handbook/fixBook';

export interface FixBookParams {
  /** Any file of the book, or its folder. */
  readonly uri: string;
  readonly rule?: string;
}

export interface FixBookResult {
  readonly fixed: number;
  /** How many files were changed. */
  readonly files: number;
  /** Why nothing was changed, where the client refused the edit. */
  readonly failure?: string;
}

/**
 * Request: asks help links over the network and writes what they answer to handbook.links.json. Cancellable, with work-done
 * progress; what was found until then is kept. Refused unless the setting `handbook.links.network` is on.
 */
export const checkLinksRequest = 'handbook/checkLinks';

export interface CheckLinksParams {
  /** Any file of the book; without it, every book of the workspace. */
  readonly uri?: string;
  /** Only this address, whatever it is and whenever it was checked; else all help links not checked today. */
  readonly address?: string;
  readonly workDoneToken?: string | number;
}

/** Why nothing was asked. */
export type CheckLinksRefusal = 'networkOff' | 'noNetwork' | 'noBook' | 'privateAddress' | 'brokenLock';

export interface CheckLinksResult {
  readonly refusal?: CheckLinksRefusal;
  /** For `brokenLock`: its place and what is wrong with it. */
  readonly problem?: string;
  /** How many links were checked, and what they came to (`ok`, `moved`, `gone`, `missing` …). */
  readonly checked: number;
  readonly states: Readonly<Record<string, number>>;
  /** Help links that were not asked, for they were checked today already. */
  readonly fresh: number;
  /** Not asked, for they lie in private networks. */
  readonly private: number;
  /** Of a single address: where it leads, or why it could not be checked. */
  readonly detail?: string;
  /** The lock is open in the client and was changed there, but not saved. */
  readonly isUnsaved: boolean;
}

export interface ChapterParams {
  readonly uri: string;
}

export interface LintChapterResult {
  /** False for a file that is part of no book and no chapter itself. */
  readonly isChapter: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
}

export interface FixChapterResult {
  readonly fixed: number;
  readonly remaining: number;
  /** Why nothing was changed, where the client refused the edit. */
  readonly failure?: string;
}

/** Request: what a preview of a chapter must know of the book around it; null for a file that is no chapter of one. */
export const previewRequest = 'handbook/preview';

export interface PreviewFacts {
  readonly dialect: 'markua' | 'lfm' | 'markdown';
  /** By id: the targets of the chapter's crosslinks, with what smart crosslinks say of them. */
  readonly targets: Readonly<Record<string, PreviewTarget>>;
  /** By destination as written: the path of the file that a resource is, from the chapter's folder, not encoded. */
  readonly resources: Readonly<Record<string, string>>;
}

export interface PreviewTarget {
  /** The path of the chapter with the id, from the chapter's folder; absent where it is the same chapter. */
  readonly file?: string;
  readonly number?: string;
  readonly title: string;
  readonly kind: 'Part' | 'Chapter' | 'Section' | 'Figure';
}

/** Request: the books that are open, as trees in the order of Book.txt. No parameters. */
export const bookOutlineRequest = 'handbook/bookOutline';

export interface BookOutline {
  /** The folder of the book. */
  readonly root: string;
  readonly name: string;
  /** Book.txt, where there is one: without it nothing can be moved. */
  readonly manifest?: string;
  readonly nodes: readonly OutlineNode[];
}

export interface OutlineNode {
  /** `missing` is listed and not there; `unlisted` is there and not listed. */
  readonly kind: 'part' | 'chapter' | 'section' | 'missing' | 'unlisted';
  readonly title: string;
  readonly uri: string;
  /** Of the heading, from 0. */
  readonly line: number;
  readonly words: number;
  /** Findings in it that are no hints, placeholders included. */
  readonly problems: number;
  /** Fillers, marks of missing text, and empty sections. */
  readonly placeholders: number;
  readonly children: readonly OutlineNode[];
}

/**
 * Request: what to change in Book.txt so that chapters stand elsewhere, or no longer. Only the lines of these chapters
 * move; comments and blank lines stay where they are. Null where nothing would change.
 */
export const moveChaptersRequest = 'handbook/moveChapters';

export interface MoveChaptersParams {
  /** Any file of the book, or its folder. */
  readonly root: string;
  /** In the order in which they shall stand; files that are not listed yet are put in. */
  readonly chapters: readonly string[];
  /** Beside which chapter; without it the chapters leave the list. */
  readonly target?: { readonly uri: string; readonly side: 'before' | 'after' };
}

export interface ManifestEdit {
  readonly uri: string;
  readonly range: ProtocolRange;
  readonly newText: string;
}

/** As in the protocol: lines and UTF-16 units from 0. */
export interface ProtocolRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Request: the report on a book as one HTML page, linted to its end first; null where there is no such book. */
export const reportRequest = 'handbook/report';

export interface ReportParams {
  /** Any file of the book, or its folder; without it the first of the workspace. */
  readonly uri?: string;
  /** Lets the page's own style sheet and script in; everything else is forbidden. */
  readonly nonce: string;
  /** Whether git may be asked what was found over the last commits; not in a workspace that is not trusted. */
  readonly history?: boolean;
}

export interface ReportResult {
  /** The folder that the paths in the page count from. */
  readonly root: string;
  readonly name: string;
  readonly html: string;
}

/** Request: a section with a title, to be put in as a snippet; null for a file that is no chapter. */
export const newSectionRequest = 'handbook/newSection';

export interface NewSectionParams {
  readonly uri: string;
  /** Where the cursor is. */
  readonly position: ProtocolRange['start'];
  readonly kind: 'section' | 'subsection' | 'quickFacts' | 'bestPractices' | 'caseStudy' | 'links' | 'figure';
  readonly title: string;
}

export interface NewSectionResult {
  readonly position: ProtocolRange['start'];
  /** In the syntax of LSP's snippets. */
  readonly snippet: string;
}

/** Request: a chapter with a title, to be made after another one; null where there is no book. */
export const newChapterRequest = 'handbook/newChapter';

export interface NewChapterParams {
  /** A chapter of the book, after which it shall stand, or the book's folder. */
  readonly uri?: string;
  readonly title: string;
}

export interface NewChapterResult {
  readonly uri: string;
  readonly text: string;
  /** The line in Book.txt; absent for a book without one. */
  readonly list?: ManifestEdit;
}

/** Request: every id that a crosslink can lead to. No parameters. */
export const crosslinkTargetsRequest = 'handbook/crosslinkTargets';

export interface CrosslinkTarget {
  readonly id: string;
  /** The heading it names; '' for other ids. */
  readonly title: string;
  readonly chapter: string;
  readonly uri: string;
  readonly position: ProtocolRange['start'];
}

/** Request: the text of a first handbook.json for the books in a folder, with what was seen of them. */
export const newSettingsRequest = 'handbook/newSettings';

export interface NewSettingsParams {
  readonly folder: string;
}

export interface NewSettingsResult {
  readonly text: string;
}

/** Request: every rule there is, by name. No parameters. */
export const rulesRequest = 'handbook/rules';

export interface RuleEntry {
  readonly name: string;
  readonly summary: string;
  /** Where its page is read; absent where it cannot be. */
  readonly page?: string;
}

/**
 * Notification from the client: write to the log (`window/logMessage`) how the server stands, for a report of a bug.
 * Names of files and counts are in it, and nothing of any text.
 */
export const describeNotification = 'handbook/describe';

/** Notification from the server, for clients that ask for it with `initializationOptions.status`. */
export const statusNotification = 'handbook/status';

export interface ServerStatus {
  /** `stopped`: the author ended the reading of books that takes long; they are read at the next *Lint Book*. */
  readonly state: 'loading' | 'linting' | 'ready' | 'stopped';
  readonly books: readonly BookStatus[];
}

export interface BookStatus {
  /** The folder of the book. */
  readonly root: string;
  readonly name: string;
  readonly dialect: string;
  readonly chapters: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
  /** How many of these are not among the diagnostics, for there are more than `handbook.problems.maximum`. */
  readonly hidden: number;
}

/**
 * Request from the server, to clients that offer it with `initializationOptions.files`: what is in files that only the
 * client can reach. The answers are in the order of the asks.
 */
export const readFilesRequest = 'handbook/readFiles';

export interface ReadFilesParams {
  readonly asks: readonly FileAsk[];
}

export interface FileAsk {
  readonly kind: 'read' | 'head' | 'tail' | 'stat' | 'list';
  readonly uri: string;
  /** Of `head` and `tail`: how many bytes. */
  readonly limit?: number;
}

/** Empty where there is no such thing, or it may not be read. */
export interface FileAnswer {
  /** It could not be found out; another time it may. */
  readonly failed?: boolean;
  /** Base64, which survives every transport. */
  readonly bytes?: string;
  readonly stat?: { readonly kind: FileKind; readonly size: number; readonly mtime: number };
  readonly entries?: readonly { readonly name: string; readonly kind: FileKind }[];
}

export type FileKind = 'file' | 'folder' | 'other';

export interface InitializationOptions {
  /** Send `handbook/status`. */
  readonly status?: boolean;
  /** The client's own command that checks one link (arguments: file, address), after asking what the server cannot know. */
  readonly checkLinkCommand?: string;
  /**
   * The client knows JSON: it completes and explains handbook.json itself, by a schema that comes with the extension, and
   * says where an open one is no JSON. What is wrong with its settings the server says.
   */
  readonly readsJson?: boolean;
  /**
   * False for a workspace that is not trusted: nothing outside of its folders is read, no address and no git is asked,
   * whatever settings and requests say.
   */
  readonly isTrusted?: boolean;
  /** The client answers `handbook/readFiles`. */
  readonly files?: boolean;
  /** The folder with the rules' pages, for a server that cannot tell where it is. */
  readonly rulePages?: string;
  /** The texts that authors see in the client's language (`locale`), by English text; those left out stay English. */
  readonly texts?: Readonly<Record<string, string>>;
  /** The settings, for clients without `workspace/configuration`; as in the `handbook` section. */
  readonly settings?: unknown;
}

/** The section of the client's settings that concerns the server; handbook.json, not these, sets the rules. */
export interface Settings {
  readonly lint: {
    /** Whether the files of a book that are not open are reported on. */
    readonly scope: 'book' | 'openFiles';
    readonly run: 'onType' | 'onSave';
  };
  readonly problems: {
    /** How many findings in files that are not open are shown, at most. */
    readonly maximum: number;
  };
  readonly codeLens: { readonly enabled: boolean };
  readonly inlayHints: { readonly enabled: boolean };
  readonly links: {
    /** Whether the server may ask the addresses that books link to. */
    readonly network: boolean;
    /** Those of this machine and of private networks, too. */
    readonly allowPrivate: boolean;
  };
}

/** The commands of `workspace/executeCommand`: for clients that know no custom requests. */
export const serverCommands = {
  lintBook: 'handbook-lint.lintBook',
  fixChapter: 'handbook-lint.fixChapter',
  /** Arguments: any file of the book; optionally the name of a rule. */
  fixBook: 'handbook-lint.fixBook',
  /** Arguments: any file of the book; optionally an address. */
  checkLinks: 'handbook-lint.checkLinks',
} as const;
