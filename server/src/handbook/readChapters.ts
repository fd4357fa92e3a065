import { throwIfCancelled } from '../base/cancellation.ts';
import type { Slicing } from '../base/slices.ts';
import type { Uri } from '../base/uri.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { listResourceFolders } from './bookFiles.ts';
import type { BookSources, BookState, ChapterState } from './bookState.ts';
import { chapterContributions, contributedFiles } from './contributions.ts';
import type { DialectSigns } from './dialect.ts';
import { type BookFrame, FirstLook } from './firstLook.ts';
import { IdHabits } from './idStyle.ts';
import { addImageFiles, type ImageFile } from './imageFiles.ts';
import { excludedSpans, type Inclusion, readInclusion, speaksOfInclusion } from './inclusion.ts';
import type { Contribution } from './keyedSites.ts';
import type { ReadableText } from './readable.ts';
import { keptChapter, readChapter } from './readChapter.ts';

export interface ReadFile extends ReadableText {
  readonly uri: Uri;
  readonly signs: DialectSigns;
}

/** The chapters of a book, read. */
export interface ReadChapters {
  /** Strays first, then the book in its order. */
  readonly states: ReadonlyMap<Uri, ChapterState>;
  readonly inclusion: Inclusion;
  readonly habits: IdHabits;
}

interface Growing extends BookFrame {
  readonly images: Map<Uri, ImageFile>;
  settings: BookFrame['settings'];
}

/**
 * Reads the chapters of a book one by one, and has each looked at while all it says is at hand. The frame's folders,
 * pictures and settings come to be complete meanwhile. Chapters whose text and dialect are the same are not parsed again.
 */
export async function readChapters(
  frame: Growing,
  texts: ReadonlyMap<Uri, ReadFile>,
  last: BookState | undefined,
  sources: BookSources,
  { breathe, token }: Slicing,
): Promise<ReadChapters> {
  const { host } = sources;
  const { files, images, order, strays } = frame;
  const states = new Map<Uri, ChapterState>();
  const chapters = new Map<Uri, Chapter>();
  const habits = new IdHabits();
  const speaking = new Set<Uri>();
  /** How many folders were listed when the resources of a chapter led nowhere. */
  const unsettled = new Map<Uri, number>();
  const isStray = (uri: Uri) => !frame.positions.has(uri);
  const addImages = (contributed: readonly Contribution[]) =>
    addImageFiles(host, images, images, contributedFiles(contributed), token);
  for (const uri of [...strays, ...order]) {
    const pause = breathe?.();
    if (pause) await pause;
    throwIfCancelled(token);
    const { text, signs, trouble } = texts.get(uri)!;
    const old = last?.chapters.get(uri)?.chapter;
    const isSame = old?.text === text && old.dialect === frame.dialect;
    const chapter = isSame ? old : readChapter(sources, uri, text, frame.dialect, old);
    await listResourceFolders(host, files, chapter, frame.resourceRules, token);
    if (uri === order[0]) frame.settings = chapter.facts.settings;
    const look = new FirstLook(frame, chapter);
    const contributed = chapterContributions(chapter, [], isStray(uri), frame, look);
    look.contributed = contributed;
    await addImages(contributed);
    if (speaksOfInclusion(chapter)) speaking.add(uri);
    if (!isStray(uri)) habits.add(chapter);
    const kept = keptChapter(sources, chapter, look);
    if (look.isUnsettled) unsettled.set(uri, files.size);
    chapters.set(uri, kept);
    states.set(uri, { chapter: kept, signs, contributed, trouble });
  }
  const inclusion = readInclusion(order, strays, chapters, speaking);
  for (const [uri, state] of states) {
    const excluded = excludedSpans(inclusion, uri);
    const isLate = (unsettled.get(uri) ?? files.size) < files.size;
    if (excluded.length === 0 && !isLate) continue;
    const contributed = chapterContributions(state.chapter, excluded, isStray(uri), frame);
    await addImages(contributed);
    states.set(uri, { ...state, contributed });
  }
  return { states, inclusion, habits };
}
