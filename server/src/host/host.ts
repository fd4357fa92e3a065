import type { CancellationToken } from '../base/cancellation.ts';
import type { FileVersion } from '../base/fileVersion.ts';
import type { Uri } from '../base/uri.ts';

/** Hosts may answer at once (Node reads small files five times faster synchronously) or later (the web). */
export type MaybePromise<T> = T | Promise<T>;

export type EntryKind = 'file' | 'folder' | 'other';

export interface Entry {
  /** The name as the folder lists it, neither case-folded nor normalised. */
  readonly name: string;
  /** What a symbolic link leads to counts, not the link. */
  readonly kind: EntryKind;
  readonly isLink?: boolean;
}

export interface FileStat extends FileVersion {
  readonly kind: EntryKind;
}

/** In bytes, and in UTF-16 units of what is open: no chapter is so long by far, and reading one could take all memory. */
export const LARGEST_TEXT = 20_000_000;

export const tooLarge: FileContent = { text: '', encoding: 'utf-8', isTooLarge: true };

/** A file's text, and what was wrong with its bytes: the text is then the best reading of them. */
export interface FileContent {
  readonly text: string;
  /** Its version before it was read, where the host knows: a file that changed meanwhile is newer. */
  readonly version?: FileVersion;
  /** `utf-8` in every healthy chapter; a BOM stays in `text` as U+FEFF. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** It is longer than `LARGEST_TEXT`, and was not read: `text` is empty. */
  readonly isTooLarge?: boolean;
  /** Byte offset of the first sequence that is not UTF-8, where there is one. */
  readonly invalidAt?: number;
}

/**
 * The only way to the world. All input happens through it while a snapshot is built.
 * A thing that is not there, or may not be read, is `undefined`; nothing here throws for the state of a disk.
 */
export interface Host {
  read(uri: Uri, token?: CancellationToken): MaybePromise<FileContent | undefined>;
  /** The first `limit` bytes, for formats told by their header. */
  readHead(uri: Uri, limit: number, token?: CancellationToken): MaybePromise<Uint8Array | undefined>;
  /** The last `limit` bytes, for formats told to be whole by their end; a host may be unable to. */
  readTail?(uri: Uri, limit: number, token?: CancellationToken): MaybePromise<Uint8Array | undefined>;
  stat(uri: Uri, token?: CancellationToken): MaybePromise<FileStat | undefined>;
  /** A folder's entries in no particular order. */
  list(folder: Uri, token?: CancellationToken): MaybePromise<readonly Entry[] | undefined>;
  /** For hosts that remember: what is told here, and all below it, is asked for anew. */
  forget?(uris: Iterable<Uri>): void;
}
