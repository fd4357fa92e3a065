import type { Dialect } from '../base/dialect.ts';
import type { Uri } from '../base/uri.ts';
import { type Chapter, parseChapter, parseEdited } from '../markdown/chapter.ts';
import type { BookSources } from './bookState.ts';

/** Parses a file of the book. Open buffers are read in parts: they are about to be edited. */
export function readChapter(
  { host, options }: BookSources,
  uri: Uri,
  text: string,
  dialect: Dialect,
  before: Chapter | undefined,
): Chapter {
  if (host.text(uri) !== undefined) return parseEdited(uri, text, dialect, before);
  const chapter = parseChapter(uri, text, dialect);
  return options.keep?.(chapter) ?? chapter;
}
