import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { mapLimited } from '../base/concurrency.ts';
import type { Dialect } from '../base/dialect.ts';
import { LayeredMap } from '../base/layeredMap.ts';
import { inSlices, type Slicing } from '../base/slices.ts';
import type { Uri } from '../base/uri.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { type BookFiles, findBookFiles, foldersOfChapter, listFolders, resourceRoots } from './bookFiles.ts';
import type { BookSources, BookState, BookStep, ChapterState } from './bookState.ts';
import { chapterContributions, contributedFiles } from './contributions.ts';
import { addSigns, type DialectSigns, detectDialect, dialectHints, dialectSigns, noSigns } from './dialect.ts';
import { EditedContributions } from './editedContributions.ts';
import { type FileTree, isListed } from './files.ts';
import { readImageFiles } from './imageFiles.ts';
import { excludedSpans, type Inclusion, readInclusion } from './inclusion.ts';
import { KeyedSitesBuilder } from './keyedSites.ts';
import { readLockDocument } from './linkLock.ts';
import { type ReadableText, readable } from './readable.ts';
import { readChapter } from './readChapter.ts';
import { ResourceIndex } from './resourceIndex.ts';
import type { ResourceRules } from './resources.ts';
import { Snapshot } from './snapshot.ts';

interface ReadFile extends ReadableText {
  readonly uri: Uri;
  readonly signs: DialectSigns;
}

const READS_AT_ONCE = 64;

/** Reads the whole book. Chapters of the state before whose text and dialect are the same are not parsed again. */
export async function rebuildBook(
  last: BookState | undefined,
  sources: BookSources,
  token?: CancellationToken,
): Promise<BookStep> {
  const { host, location, options } = sources;
  const slicing = { breathe: options.breathe, token };
  const config = await options.readConfig(host, location.config, token);
  const found = await findBookFiles(host, location, config, token);
  const texts = await readTexts(found, last, sources, token);
  const order = found.order.filter((uri) => texts.has(uri));
  const strays = found.strays.filter((uri) => texts.has(uri));
  const signs = order.map((uri) => texts.get(uri)!.signs).reduce(addSigns, noSigns);
  const hasManifest = found.manifest !== undefined;
  const dialect = config.dialect ?? detectDialect(signs, dialectHints(hasManifest, found.files.folder(location.root)));

  const chapters = await parseAll(texts.values(), dialect, last, sources, slicing);
  const roots = resourceRoots(location.root, config, dialect);
  const resourceRules: ResourceRules = { root: location.root, roots, hasManifest, dialect };
  const wanted = new Set<Uri>();
  await inSlices(chapters.values(), slicing, ({ uri, facts }) => {
    for (const folder of foldersOfChapter(uri, facts, resourceRules)) if (!found.files.has(folder)) wanted.add(folder);
  });
  const files = await listFolders(host, found.files, wanted, token);
  const links = await readLockDocument(host, location.root, token);
  const positions = new Map(order.map((uri, position) => [uri, position]));
  const inclusion = readInclusion(order, strays, chapters);

  // In the order of the index: strays stand before the book.
  const states = new Map<Uri, ChapterState>();
  const indexed = new KeyedSitesBuilder();
  const troubles = new Map(found.troubles);
  const used: Uri[] = [];
  await inSlices([...strays, ...order], slicing, (uri) => {
    const state = chapterState(chapters.get(uri)!, texts.get(uri)!, !positions.has(uri), inclusion, {
      resourceRules,
      files,
    });
    states.set(uri, state);
    indexed.add(uri, state.contributed);
    used.push(...contributedFiles(state.contributed));
    if (state.trouble) troubles.set(uri, state.trouble);
  });
  const images = await readImageFiles(host, sources.images, used, token);
  const own = new Set([found.manifest, ...found.subsets, config.document, links].map((document) => document?.uri));
  const book = new Snapshot({
    ...found,
    revision: (last?.book.revision ?? 0) + 1,
    root: location.root,
    dialect,
    config,
    order,
    positions,
    strays,
    chapters: new LayeredMap(chapters),
    resourceRules,
    resources: new ResourceIndex(files, location.root, roots, (uri) => chapters.has(uri) || own.has(uri)),
    files,
    inclusion,
    signs,
    index: indexed.build(),
    images,
    troubles,
    links,
    today: options.today(),
  });
  const isNew = (uri: Uri) => last?.book.chapter(uri) !== chapters.get(uri);
  return {
    state: {
      book,
      chapters: new LayeredMap(states),
      edited: new EditedContributions({ resourceRules, files }),
      images,
    },
    change: { book, all: true, chapters: new Set([...chapters.keys()].filter(isNew)), keys: new Set() },
  };
}

async function readTexts(
  { order, strays, files }: BookFiles,
  last: BookState | undefined,
  { host }: BookSources,
  token: CancellationToken | undefined,
): Promise<Map<Uri, ReadFile>> {
  const read = await mapLimited([...order, ...strays], READS_AT_ONCE, async (uri): Promise<ReadFile | undefined> => {
    throwIfCancelled(token);
    const content = await host.read(uri, token);
    // A file asked for that is not there is no part of the book; one that is there and refuses to be read is.
    if (!content && !isListed(files, uri)) return undefined;
    const { text, trouble } = readable(content);
    const old = last?.chapters.get(uri);
    return { uri, text, trouble, signs: old?.chapter.text === text ? old.signs : dialectSigns(text) };
  });
  return new Map(read.filter((file) => file !== undefined).map((file) => [file.uri, file]));
}

async function parseAll(
  texts: Iterable<ReadFile>,
  dialect: Dialect,
  last: BookState | undefined,
  sources: BookSources,
  slicing: Slicing,
): Promise<Map<Uri, Chapter>> {
  const chapters = new Map<Uri, Chapter>();
  await inSlices(texts, slicing, ({ uri, text }) => {
    const old = last?.chapters.get(uri)?.chapter;
    const isSame = old && old.text === text && old.dialect === dialect;
    chapters.set(uri, isSame ? old : readChapter(sources, uri, text, dialect, old));
  });
  return chapters;
}

function chapterState(
  chapter: Chapter,
  { signs, trouble }: ReadFile,
  isStray: boolean,
  inclusion: Inclusion,
  context: { readonly resourceRules: ResourceRules; readonly files: FileTree },
): ChapterState {
  const contributed = chapterContributions(chapter, excludedSpans(inclusion, chapter.uri), isStray, context);
  return { chapter, signs, contributed, trouble };
}
