import type { Dialect } from '../base/dialect.ts';
import type { FileVersion } from '../base/fileVersion.ts';
import type { Uri } from '../base/uri.ts';
import { type Chapter, parseChapter, parseEdited } from '../markdown/chapter.ts';
import type { BookSources } from './bookState.ts';
import type { FirstLook } from './firstLook.ts';

/** Parses a file of the book. Open buffers are read in parts: they are about to be edited. */
export function readChapter(
  { host }: BookSources,
  uri: Uri,
  text: string,
  dialect: Dialect,
  before: Chapter | undefined,
): Chapter {
  return host.text(uri) === undefined ? parseChapter(uri, text, dialect) : parseEdited(uri, text, dialect, before);
}

/** What is kept of a chapter that was read. */
export function keptChapter(
  { options }: BookSources,
  chapter: Chapter,
  version: FileVersion | undefined,
  look?: FirstLook,
): Chapter {
  if (chapter.parts) return chapter;
  return options.keep?.(chapter, look, version) ?? chapter;
}
