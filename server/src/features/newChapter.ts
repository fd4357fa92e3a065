import { basename, dirname, extname, type Uri } from '../base/uri.ts';
import { childUri } from '../handbook/files.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { githubSlug, idFromTitle } from '../handbook/slug.ts';
import type { Edit } from '../rules/finding.ts';
import { idForTitle } from '../rules/support/headingId.ts';
import { moveChapters } from './moveChapters.ts';

export interface NewChapter {
  readonly uri: Uri;
  readonly text: string;
  /** The line in Book.txt; undefined for a book without one. */
  readonly list: Edit | undefined;
}

/**
 * A chapter with a title: a file named as its neighbours are, with an id in the book's style, listed after the chapter
 * `after`, or last.
 */
export function newChapter(book: Handbook, title: string, after: Uri | undefined): NewChapter {
  const neighbour = after !== undefined && book.position(after) >= 0 ? after : book.order.at(-1);
  const folder = neighbour === undefined ? book.root : dirname(neighbour);
  const uri = freeName(book, folder, title);
  const { list } = idForTitle(book, title, 1);
  const text = `${list ? `${list}\n` : ''}# ${title}\n\n`;
  const target = neighbour === undefined ? undefined : { uri: neighbour, side: 'after' as const };
  return { uri, text, list: target ? moveChapters(book, [uri], target) : firstLine(book, uri) };
}

function firstLine(book: Handbook, uri: Uri): Edit | undefined {
  const { manifest } = book;
  if (!manifest) return undefined;
  const end = manifest.text.length;
  const lineBreak = manifest.text === '' || /[\r\n]$/.test(manifest.text) ? '' : '\n';
  return { uri: manifest.uri, span: { start: end, end }, text: `${lineBreak}${basename(uri)}\n` };
}

/** `06-going-live.md` beside `05-running.md`; `going_live.txt` beside `first_steps.txt`. */
function freeName(book: Handbook, folder: Uri, title: string): Uri {
  const names = book.order.filter((uri) => dirname(uri) === folder).map(basename);
  const numbered = names.map((name) => /^(\d+)([-_. ]+)/.exec(name)).filter((match) => match !== null);
  const hasUnderscores = names.filter((name) => name.includes('_')).length > names.length / 2;
  const word = hasUnderscores ? '_' : '-';
  const slug = idFromTitle(title, word) || githubSlug(title) || 'chapter';
  const extension = mostCommon(names.map(extname)) ?? '.md';
  const isNumbered = numbered.length > names.length / 2;
  const next = Math.max(0, ...numbered.map(([, number]) => Number(number))) + 1;
  const width = Math.max(1, ...numbered.map(([, number]) => number!.length));
  const start = isNumbered
    ? `${String(next).padStart(width, '0')}${mostCommon(numbered.map(([, , sign]) => sign!)) ?? word}`
    : '';
  for (let again = 1; ; again++) {
    const uri = childUri(folder, `${start}${slug}${again === 1 ? '' : `${word}${again}`}${extension}`);
    if (!book.file(uri) && !book.chapter(uri)) return uri;
  }
}

function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
