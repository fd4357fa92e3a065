import type { CancellationToken } from '../base/cancellation.ts';
import type { FileVersion } from '../base/fileVersion.ts';
import type { LayeredMap } from '../base/layeredMap.ts';
import type { Uri } from '../base/uri.ts';
import type { Config } from '../config/config.ts';
import type { Host } from '../host/host.ts';
import type { OverlayHost } from '../host/overlayHost.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { FoundBook, GrowingFrame } from './bookFrame.ts';
import type { DialectSigns } from './dialect.ts';
import type { BookLocation } from './discover.ts';
import type { EditedContributions } from './editedContributions.ts';
import type { FirstLook } from './firstLook.ts';
import type { FileTrouble } from './handbook.ts';
import type { IdWriting } from './idStyle.ts';
import type { ImageFile } from './imageFiles.ts';
import type { Contribution } from './keyedSites.ts';
import type { ReadFile } from './readChapters.ts';
import type { Snapshot } from './snapshot.ts';

/** What is kept of one chapter between snapshots. */
export interface ChapterState {
  readonly chapter: Chapter;
  readonly signs: DialectSigns;
  readonly contributed: readonly Contribution[];
  readonly trouble: FileTrouble | undefined;
}

/** Where a book stands: its latest snapshot, and what the next one is made from. Immutable. */
export interface BookState {
  readonly book: Snapshot;
  readonly chapters: LayeredMap<Uri, ChapterState>;
  /** For the frame of the snapshot. */
  readonly edited: EditedContributions;
  readonly images: ReadonlyMap<Uri, ImageFile>;
}

/** Where the next state comes from, besides the one before. */
export interface BookSources {
  readonly host: OverlayHost;
  readonly location: BookLocation;
  readonly options: WorkspaceOptions;
  /** What was read of pictures and is still true: reading them all at each rebuild would be slow. */
  readonly images: ReadonlyMap<Uri, ImageFile>;
}

export interface WorkspaceOptions {
  /** Reads and validates handbook.json (undefined: there is none); called again whenever it may have changed. */
  readonly readConfig: (host: Host, uri: Uri | undefined, token?: CancellationToken) => Promise<Config>;
  /** The day findings speak of, `YYYY-MM-DD`. */
  readonly today: () => string;
  /**
   * What is kept of a chapter that was read from the disk; the chapter itself by default. `look` is the book as far as it
   * is known then, where all of it is being read.
   */
  readonly keep?: (chapter: Chapter, look: FirstLook | undefined, version: FileVersion | undefined) => Chapter;
  /**
   * For a book that is read once and never changed: what is kept of a chapter until all are read.
   */
  readonly readOnce?: ((read: ReadChapter) => ReadChapter) | undefined;
  /** What is known of the chapters of a book that is to be read as a whole. */
  readonly recall?: (found: FoundBook) => KnownChapters | undefined;
  /** Who reads these files of a book beside this thread, where they are worth it. */
  readonly helpers?: (files: readonly Uri[]) => ReadingHelpers | undefined;
  /** Called between chapters when many are read; what it answers is waited for, so that an editor can stay quick. */
  readonly breathe?: () => Promise<void> | undefined;
}

/** What a run before knew of a book whose frame is the same: which chapters, in which order, which files there are. */
export interface KnownChapters {
  /** What is to be known of the text of a file before any chapter is read; undefined where the file is another or new. */
  text(uri: Uri): { readonly signs: DialectSigns; readonly trouble: FileTrouble | undefined } | undefined;
  /** The dialect and the files that are there are told; what was listed and read for the chapters is added. */
  begin(frame: GrowingFrame): void;
  /** A chapter as it was read; undefined where it has to be read again. */
  chapter(uri: Uri): ReadChapter | undefined;
  /** All are read: those that are known already, too. */
  end(frame: GrowingFrame, read: ReadonlyMap<Uri, ReadChapter>, texts: ReadonlyMap<Uri, ReadFile>): void;
}

/** A file's text, and the version of the file that it is of, where its host knows. */
export interface FileText {
  readonly uri: Uri;
  readonly text: string;
  readonly version?: FileVersion | undefined;
}

/**
 * Others who read a book at the same time, from the same disk and with the same result: first its texts, to learn in
 * which dialect it is written, then its chapters. They take theirs from the end of the list, this thread from its
 * beginning, until all are taken.
 */
export interface ReadingHelpers {
  /** The files whose text, and after `begin` those whose chapter, this thread reads next; undefined when all are taken. */
  take(): readonly Uri[] | undefined;
  /** What the others learned of the texts they took. Missing is what they could not read, and what one took that came to an end. */
  signs(): Promise<ReadonlyMap<Uri, DialectSigns>>;
  /** They go on to the chapters; this is what they cannot know. */
  begin(frame: Pick<GrowingFrame, 'dialect' | 'gone' | 'settings'>): void;
  /** What the others have read since this was last asked; with `all` all they took, and so the last of it. */
  chapters(all: boolean): Promise<readonly HelpersReading[]>;
  end(): void;
}

export interface HelpersReading {
  readonly chapters: readonly { readonly read: ReadChapter; readonly trouble: FileTrouble | undefined }[];
  /** Those that they listed since they told last. */
  readonly folders: readonly Uri[];
  /** What they read of the pictures of these chapters. */
  readonly images: readonly (readonly [Uri, ImageFile])[];
}

/** A chapter that was read before the whole book was: what is kept of it, and what it gives to the book. */
export interface ReadChapter {
  readonly chapter: Chapter;
  readonly contributed: readonly Contribution[];
  readonly writings: readonly IdWriting[];
  /** It may leave some of the book out, or put it into its sample. */
  readonly speaksOfInclusion: boolean;
  /** Some destination led nowhere among the folders that were listed. */
  readonly isUnsettled: boolean;
}

/** A snapshot and what is different from the one before. */
export interface SnapshotChange {
  readonly book: Snapshot;
  /** Everything may be: first snapshot, other configuration, files, order or dialect. */
  readonly all: boolean;
  /** Chapters whose text is new. */
  readonly chapters: ReadonlySet<Uri>;
  /** Questions to the book (`id:policies`, `chapter:<uri>`) whose answers are new. Empty and meaningless with `all`. */
  readonly keys: ReadonlySet<string>;
}

/** A new state and how it differs. */
export interface BookStep {
  readonly state: BookState;
  readonly change: SnapshotChange;
}
