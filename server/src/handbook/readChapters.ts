import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { inSlices, type Slicing } from '../base/slices.ts';
import type { Uri } from '../base/uri.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { listResourceFolders, newListings } from './bookFiles.ts';
import type { GrowingFrame } from './bookFrame.ts';
import type {
  BookSources,
  BookState,
  ChapterState,
  FileText,
  HelpersReading,
  KnownChapters,
  ReadChapter,
  ReadingHelpers,
} from './bookState.ts';
import { chapterContributions, contributedFiles } from './contributions.ts';
import { type DialectSigns, dialectSigns } from './dialect.ts';
import { FirstLook } from './firstLook.ts';
import { IdHabits, idWritings } from './idStyle.ts';
import { addImageFiles } from './imageFiles.ts';
import { excludedSpans, type Inclusion, readInclusion, speaksOfInclusion } from './inclusion.ts';
import { type Contribution, type KeyedSites, KeyedSitesBuilder } from './keyedSites.ts';
import { type ReadableText, readable } from './readable.ts';
import { keptChapter, readChapter } from './readChapter.ts';

export interface ReadFile extends Omit<ReadableText, 'text'> {
  readonly uri: Uri;
  /** Undefined where it is not at hand: another thread has read it, or the chapter is read already. */
  readonly text: string | undefined;
  /** Undefined until the text is read. */
  readonly signs: DialectSigns | undefined;
}

/** Who spares this thread work. */
export interface HelpedReading {
  readonly known?: KnownChapters | undefined;
  readonly helpers?: ReadingHelpers | undefined;
}

/** The chapters of a book, read. */
export interface ReadChapters {
  /** Strays first, then the book in its order. */
  readonly states: ReadonlyMap<Uri, ChapterState>;
  readonly inclusion: Inclusion;
  readonly habits: IdHabits;
  readonly index: KeyedSites;
}

/**
 * Reads the chapters of a book one by one, and has each looked at while all it says is at hand. The frame comes to be
 * complete meanwhile. Chapters whose text and dialect are the same are not parsed again. Helpers take theirs from the
 * book's end. What is known is not read. The texts of what is read are taken out of `texts`.
 */
export async function readChapters(
  frame: GrowingFrame,
  texts: Map<Uri, ReadFile>,
  last: BookState | undefined,
  sources: BookSources,
  { breathe, token }: Slicing,
  { known, helpers }: HelpedReading = {},
): Promise<ReadChapters> {
  const { host } = sources;
  const { files, images, order, strays } = frame;
  // The first chapter has the settings of them all.
  const all = [...order.slice(0, 1), ...strays, ...order.slice(1)];
  const read = new Map<Uri, ReadChapter>();
  /** How many folders were listed when the resources of a chapter led nowhere. */
  const unsettled = new Map<Uri, number>();
  const listedAtFirst = files.size;
  const readHere = async (uri: Uri) => {
    const pause = breathe?.();
    if (pause) await pause;
    throwIfCancelled(token);
    const before = known?.chapter(uri);
    if (before) {
      if (uri === order[0]) frame.settings = before.chapter.facts.settings;
      read.set(uri, before);
      // What was listed for other chapters may be what it led to.
      if (before.isUnsettled) unsettled.set(uri, listedAtFirst);
      return;
    }
    const old = last?.chapters.get(uri)?.chapter;
    const file = texts.get(uri)!;
    const { text, trouble, version } =
      file.text === undefined ? readable(await host.read(uri, token)) : { ...file, text: file.text };
    const one = await readAndLook(frame, { uri, text, version }, old, sources, token);
    // Whoever keeps chapters without their texts has no use for this one either.
    texts.set(uri, { uri, trouble, signs: file.signs ?? dialectSigns(text), text: undefined });
    read.set(uri, one);
    if (one.isUnsettled) unsettled.set(uri, files.size);
  };
  const addFrom = async (readings: readonly HelpersReading[]) => {
    for (const reading of readings) {
      // All that a book rests on is asked of our own host, which may keep a record of it.
      files.add(await newListings(host, files, reading.folders, token));
      for (const [uri, image] of reading.images) images.set(uri, image);
      for (const { read: one, trouble } of reading.chapters) {
        const { uri } = one.chapter;
        texts.set(uri, { ...texts.get(uri)!, trouble });
        read.set(uri, one);
        if (one.isUnsettled) unsettled.set(uri, listedAtFirst);
      }
    }
  };
  known?.begin(frame);
  if (helpers && all.length > 0) {
    await readHere(all[0]!);
    helpers.begin(frame);
    for (let taken = helpers.take(); taken; taken = helpers.take()) {
      for (const uri of taken) if (texts.has(uri) && !read.has(uri)) await readHere(uri);
      await addFrom(await helpers.chapters(false));
    }
    await addFrom(await helpers.chapters(true));
  }
  for (const uri of all) if (!read.has(uri)) await readHere(uri);
  known?.end(frame, read, texts);
  return assembled(frame, { read, unsettled, texts }, sources, { breathe, token });
}

/** Reads one chapter and has it looked at. */
export async function readAndLook(
  frame: GrowingFrame,
  { uri, text, version }: FileText,
  old: Chapter | undefined,
  sources: BookSources,
  token?: CancellationToken,
): Promise<ReadChapter> {
  const { host } = sources;
  const isSame = old?.text === text && old.dialect === frame.dialect;
  const chapter = isSame ? old : readChapter(sources, uri, text, frame.dialect, old);
  if (uri === frame.order[0]) frame.settings = chapter.facts.settings;
  await listResourceFolders(host, frame.files, chapter, frame.resourceRules, token);
  const look = new FirstLook(frame, chapter);
  const contributed = chapterContributions(chapter, [], !frame.positions.has(uri), frame, look);
  look.contributed = contributed;
  await addImageFiles(host, frame.images, frame.images, contributedFiles(contributed), token);
  const read: ReadChapter = {
    contributed,
    writings: idWritings(chapter),
    speaksOfInclusion: speaksOfInclusion(chapter),
    chapter: keptChapter(sources, chapter, version, look),
    isUnsettled: look.isUnsettled,
  };
  return sources.options.readOnce?.(read) ?? read;
}

interface Reading {
  /** Emptied as it is put together. */
  readonly read: Map<Uri, ReadChapter>;
  readonly unsettled: ReadonlyMap<Uri, number>;
  readonly texts: ReadonlyMap<Uri, ReadFile>;
}

/** What is told only when all chapters are read. */
async function assembled(
  frame: GrowingFrame,
  { read, unsettled, texts }: Reading,
  { host, options }: BookSources,
  { breathe, token }: Slicing,
): Promise<ReadChapters> {
  const { files, images, order, strays, positions } = frame;
  const chapters = new Map<Uri, Chapter>();
  const speaking = new Set<Uri>();
  await inSlices(read, { breathe, token }, ([uri, { chapter, speaksOfInclusion: speaks }]) => {
    chapters.set(uri, chapter);
    if (speaks) speaking.add(uri);
  });
  const inclusion = readInclusion(order, strays, chapters, speaking);
  const habits = new IdHabits();
  const indexed = new KeyedSitesBuilder();
  const states = new Map<Uri, ChapterState>();
  for (const uri of [...strays, ...order]) {
    const pause = breathe?.();
    if (pause) await pause;
    throwIfCancelled(token);
    const one = read.get(uri)!;
    const { chapter } = one;
    const { signs, trouble } = texts.get(uri)!;
    if (!signs) throw new Error(`${uri} was not read`);
    let contributed: readonly Contribution[];
    const excluded = excludedSpans(inclusion, uri);
    const isLate = (unsettled.get(uri) ?? files.size) < files.size;
    if (excluded.length > 0 || isLate) {
      contributed = chapterContributions(chapter, excluded, !positions.has(uri), frame);
      await addImageFiles(host, images, images, contributedFiles(contributed), token);
    } else contributed = one.contributed;
    indexed.add(uri, contributed);
    read.delete(uri);
    if (positions.has(uri)) habits.add(one.writings, chapter.dialect);
    // A book that is read once is not compared with what it comes to be.
    states.set(uri, { chapter, signs, contributed: options.readOnce ? [] : contributed, trouble });
  }
  return { states, inclusion, habits, index: indexed.build() };
}
