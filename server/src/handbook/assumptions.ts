import type { Uri } from '../base/uri.ts';
import type { Handbook } from './handbook.ts';

/** What was taken for granted of the chapters that are not read yet. */
export interface Assumptions {
  /** No other file has a share in the answers to these keys of the index. */
  readonly own: readonly string[];
  /** Somewhere in the book these ids are defined, */
  readonly defined: readonly string[];
  /** and these are used. */
  readonly used: readonly string[];
  /** The file has a place of this name. */
  readonly anchors: readonly (readonly [uri: Uri, fragment: string])[];
  /** The values of document settings. */
  readonly settings: Iterable<readonly [key: string, value?: string | undefined]>;
}

/** Whether what a first look took for granted is so in the book as it turned out to be. */
export function holds(assumed: Assumptions, uri: Uri, book: Handbook): boolean {
  if (book.hasInclusion(uri)) return false;
  for (const id of assumed.defined) if (!book.isDefined(id)) return false;
  for (const id of assumed.used) if (!book.isUsed(id)) return false;
  for (const key of assumed.own) for (const site of book.sites(key)) if (site.uri !== uri) return false;
  for (const [file, fragment] of assumed.anchors) if (!book.hasAnchor(file, fragment)) return false;
  for (const [key, value] of assumed.settings) if (book.setting(key) !== value) return false;
  return true;
}
