import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import type { Uri } from '../base/uri.ts';
import { type FileContent, LARGEST_TEXT } from '../host/host.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Part } from '../markdown/parts/part.ts';
import type { BookSources, BookState, BookStep, ChapterState } from './bookState.ts';
import { contributedFiles } from './contributions.ts';
import { addSigns, chapterSigns, type DialectSigns, detectDialect, dialectHints, subtractSigns } from './dialect.ts';
import type { FileTrouble } from './handbook.ts';
import { sameIdStyle } from './idStyle.ts';
import { readImageFiles } from './imageFiles.ts';
import { excludedSpans, updateInclusion } from './inclusion.ts';
import { changedKeys, onlyKeys } from './keyedSites.ts';
import { hasControls, readable, sameTrouble } from './readable.ts';
import { keptChapter, readChapter } from './readChapter.ts';
import { anyBegins, idStylePrefixes, type Snapshot } from './snapshot.ts';

/** Files that something happened to. */
export interface FileNews {
  readonly dirty: ReadonlySet<Uri>;
  /** Of the dirty ones those that something happened to on disk: they may be gone, though a buffer still has their text. */
  readonly touched: ReadonlySet<Uri>;
}

type Fresh = ReadonlyMap<Uri, ChapterState>;

/** The common case, a keystroke: some chapters' texts changed. Undefined where that turns out to change the book's frame. */
export async function updateBook(
  last: BookState,
  news: FileNews,
  sources: BookSources,
  token?: CancellationToken,
): Promise<BookStep | undefined> {
  const { book, edited } = last;
  const { parts } = book;
  const fresh = await readFresh(last, news, sources, token);
  if (!fresh) return undefined;
  throwIfCancelled(token);
  const inclusion = updateInclusion(
    parts.inclusion,
    [...fresh.values()].map(({ chapter }) => chapter),
  );
  const signs = signsAfter(last, fresh);
  if (!inclusion || changesDialect(book, signs)) return undefined;
  for (const [uri, { chapter }] of fresh) {
    if (edited.leadsToNewFolders(chapter, last.chapters.get(uri)!.chapter)) return undefined;
  }

  const changes = [];
  let { troubles } = parts;
  for (const [uri, state] of fresh) {
    const { chapter, trouble } = state;
    const before = last.chapters.get(uri)!;
    const known = excludedSpans(parts.inclusion, uri).length > 0 ? undefined : before;
    const added = edited.after(chapter, known, excludedSpans(inclusion, uri), book.position(uri) < 0);
    fresh.set(uri, { ...state, contributed: added });
    if (!sameTrouble(trouble, troubles.get(uri))) troubles = withTrouble(troubles, uri, trouble);
    if (added !== before.contributed) changes.push({ uri, removed: before.contributed, added });
  }
  const keys = changedKeys(changes);
  const index = keys.size > 0 ? parts.index.replace(onlyKeys(changes, keys), (uri) => book.position(uri)) : parts.index;
  for (const uri of fresh.keys()) keys.add(`chapter:${uri}`);
  if (troubles !== parts.troubles) keys.add('troubles');
  if (changesSettings(book, fresh)) keys.add('settings');
  const used = changes.flatMap(({ added }) => contributedFiles(added));
  const images = await readImageFiles(sources.host, sources.images, used);
  const next = book.next(
    {
      ...parts,
      // They are of the book as it was.
      habits: undefined,
      revision: book.revision + 1,
      today: sources.options.today(),
      chapters: parts.chapters.with([...fresh].map(([uri, { chapter }]) => [uri, chapter])),
      inclusion,
      signs,
      index,
      images,
      troubles,
    },
    keys,
  );
  const mayChangeStyle = idStylePrefixes.some((prefix) => anyBegins(keys, prefix));
  if (mayChangeStyle && !sameIdStyle(book.idStyle(), next.idStyle())) keys.add('idStyle');
  return {
    state: { book: next, chapters: last.chapters.with(fresh), edited, images },
    change: { book: next, all: false, chapters: new Set(fresh.keys()), keys },
  };
}

/** The chapters whose texts are other ones; undefined where a file came or went. */
async function readFresh(
  last: BookState,
  { dirty, touched }: FileNews,
  sources: BookSources,
  token?: CancellationToken,
): Promise<Map<Uri, ChapterState> | undefined> {
  const { host } = sources;
  const fresh = new Map<Uri, ChapterState>();
  for (const uri of dirty) {
    if (touched.has(uri) && (await host.stat(uri, token))?.kind !== 'file') return undefined;
    const content = await host.read(uri, token);
    if (!content) return undefined;
    const before = last.chapters.get(uri)!;
    const isEdited = host.text(uri) !== undefined;
    const typed = isEdited ? readTyped(last, content, before, sources) : undefined;
    if (typed) {
      fresh.set(uri, { ...before, chapter: typed, signs: chapterSigns(typed) });
      continue;
    }
    const { text, trouble, version } = readable(content);
    // What is opened is soon edited, and then the parts should be there.
    const isSame = text === before.chapter.text && isEdited === (before.chapter.parts !== undefined);
    if (isSame && sameTrouble(trouble, before.trouble)) continue;
    const chapter = isSame
      ? before.chapter
      : keptChapter(sources, readChapter(sources, uri, text, last.book.dialect, before.chapter), version);
    fresh.set(uri, { chapter, signs: chapterSigns(chapter), contributed: before.contributed, trouble });
  }
  return fresh;
}

/**
 * A chapter after a keystroke. Whether its text is one at all is told by the parts that are new; undefined where that has
 * to be looked at as a whole, and where nothing was typed.
 */
function readTyped(
  { book }: BookState,
  { text }: FileContent,
  { chapter: before, trouble }: ChapterState,
  sources: BookSources,
): Chapter | undefined {
  if (!before.parts || trouble || text.length > LARGEST_TEXT || text === before.text) return undefined;
  const chapter = readChapter(sources, before.uri, text, book.dialect, before);
  return chapter.parts && chapter.parts.sums.of(controls) > 0 ? undefined : chapter;
}

function controls(part: Part): number {
  return part.once(partHasControls) ? 1 : 0;
}

function partHasControls({ text }: Part): boolean {
  return hasControls(text);
}

/** The dialect's signs added up over the listed files, after some of them changed. */
function signsAfter({ book, chapters }: BookState, fresh: Fresh): DialectSigns {
  let { signs } = book.parts;
  for (const [uri, state] of fresh) {
    if (book.position(uri) >= 0) signs = addSigns(signs, subtractSigns(state.signs, chapters.get(uri)!.signs));
  }
  return signs;
}

function changesDialect({ config, manifest, root, dialect, parts }: Snapshot, signs: DialectSigns): boolean {
  if (config.dialect) return false;
  return detectDialect(signs, dialectHints(manifest !== undefined, parts.files.folder(root))) !== dialect;
}

function changesSettings(last: Snapshot, fresh: Fresh): boolean {
  const first = last.order[0];
  const state = first === undefined ? undefined : fresh.get(first);
  if (first === undefined || !state) return false;
  const read = (chapter: Chapter | undefined) =>
    JSON.stringify(chapter?.facts.settings.map(({ key, value }) => [key, value]));
  return read(last.chapter(first)) !== read(state.chapter);
}

function withTrouble(troubles: ReadonlyMap<Uri, FileTrouble>, uri: Uri, trouble: FileTrouble | undefined) {
  const changed = new Map(troubles);
  if (trouble) changed.set(uri, trouble);
  else changed.delete(uri);
  return changed;
}
