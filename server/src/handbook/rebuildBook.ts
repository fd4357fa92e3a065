import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { isPromise, mapLimited } from '../base/concurrency.ts';
import { LayeredMap } from '../base/layeredMap.ts';
import { inSlices, type Slicing } from '../base/slices.ts';
import type { Uri } from '../base/uri.ts';
import type { FileContent } from '../host/host.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Dialect } from '../markdown/facts.ts';
import type { BookFiles } from './bookFiles.ts';
import { type FoundBook, findBook, frameOf } from './bookFrame.ts';
import type { BookSources, BookState, BookStep, ReadingHelpers } from './bookState.ts';
import { addSigns, detectDialect, dialectHints, dialectSigns, noSigns } from './dialect.ts';
import { EditedContributions } from './editedContributions.ts';
import { isListed } from './files.ts';
import { lateLikenesses } from './lateLikenesses.ts';
import { readable } from './readable.ts';
import { type HelpedReading, type ReadFile, readChapters } from './readChapters.ts';
import { ResourceIndex } from './resourceIndex.ts';
import { Snapshot } from './snapshot.ts';

const READS_AT_ONCE = 64;

/** Reads the whole book. Chapters of the state before whose text and dialect are the same are not parsed again. */
export async function rebuildBook(
  last: BookState | undefined,
  sources: BookSources,
  token?: CancellationToken,
): Promise<BookStep> {
  const { options } = sources;
  const found = await findBook(sources, token);
  const known = last ? undefined : options.recall?.(found);
  const unread = known ? filesOf(found).filter((uri) => !known.text(uri)) : filesOf(found);
  const helpers = last ? undefined : options.helpers?.(unread);
  try {
    return await readAll(found, { unread, known, helpers }, last, sources, token);
  } finally {
    helpers?.end();
  }
}

interface ReadingPlan extends HelpedReading {
  /** The files that nothing is known of. */
  readonly unread: readonly Uri[];
}

async function readAll(
  found: FoundBook,
  { unread, known, helpers }: ReadingPlan,
  last: BookState | undefined,
  sources: BookSources,
  token: CancellationToken | undefined,
): Promise<BookStep> {
  const { location, options } = sources;
  const slicing = { breathe: options.breathe, token };
  const texts = helpers
    ? await sharedTexts(unread, found, helpers, sources, slicing)
    : await readTexts(unread, found, { last, maySkip: options.readOnce !== undefined }, sources, slicing);
  for (const uri of known ? filesOf(found) : []) {
    const before = known?.text(uri);
    if (before) texts.set(uri, { uri, text: undefined, ...before });
  }
  const gone = new Set([...found.order, ...found.strays].filter((uri) => !texts.has(uri)));
  const listed = found.order.filter((uri) => texts.has(uri));
  const hints = dialectHints(found.manifest !== undefined, found.files.folder(location.root));
  const revision = (last?.book.revision ?? 0) + 1;
  const told = () => {
    const signs = listed.map((uri) => texts.get(uri)!.signs ?? noSigns).reduce(addSigns, noSigns);
    return { signs, dialect: found.config.dialect ?? detectDialect(signs, hints) };
  };
  const readIn = async (dialect: Dialect) => {
    const frame = frameOf(found, sources, { dialect, gone, revision });
    return { frame, ...(await readChapters(frame, texts, last, sources, slicing, { known, helpers })) };
  };
  let { dialect, signs } = told();
  let read = await readIn(dialect);
  // What the first texts told may not be what all of them tell.
  ({ dialect, signs } = told());
  if (dialect !== read.frame.dialect) read = await readIn(dialect);
  const { frame, states, inclusion, habits, index } = read;
  const { files, images, resourceRules, links, config } = frame;
  const troubles = new Map(found.troubles);
  const chapters = new Map<Uri, Chapter>();
  await inSlices(states, slicing, ([uri, { chapter, trouble }]) => {
    chapters.set(uri, chapter);
    if (trouble) troubles.set(uri, trouble);
  });
  const own = new Set([found.manifest, ...found.subsets, config.document, links].map((document) => document?.uri));
  const book = new Snapshot({
    ...frame,
    chapters: new LayeredMap(chapters),
    resources: new ResourceIndex(files, location.root, resourceRules.roots, isOneOf(chapters, own)),
    inclusion,
    signs,
    index,
    likenesses: options.readOnce && lateLikenesses({ chapters, positions: frame.positions, inclusion }),
    troubles,
    habits,
  });
  const isNew = (uri: Uri) => last?.book.chapter(uri) !== chapters.get(uri);
  return {
    state: {
      book,
      // What an edit would be compared with.
      chapters: new LayeredMap(options.readOnce ? new Map() : states),
      edited: new EditedContributions({ resourceRules, files }),
      images,
    },
    change: { book, all: true, chapters: new Set([...chapters.keys()].filter(isNew)), keys: new Set() },
  };
}

/**
 * Not made where the book is read: it lasts as long as the book, and what is made there keeps all that lives there, the
 * book before this one too, which keeps the one before it.
 */
function isOneOf(chapters: ReadonlyMap<Uri, Chapter>, own: ReadonlySet<Uri | undefined>): (uri: Uri) => boolean {
  return (uri) => chapters.has(uri) || own.has(uri);
}

/** The files of a book: the one with the settings of all first, what no list names before the rest. */
function filesOf({ order, strays }: Pick<BookFiles, 'order' | 'strays'>): readonly Uri[] {
  return [...order.slice(0, 1), ...strays, ...order.slice(1)];
}

/** The same where others read a part of them: of those the text is not here. */
async function sharedTexts(
  uris: readonly Uri[],
  found: FoundBook,
  helpers: ReadingHelpers,
  sources: BookSources,
  slicing: Slicing,
): Promise<Map<Uri, ReadFile>> {
  const texts = new Map<Uri, ReadFile>();
  const readHere = async (files: readonly Uri[]) => {
    for (const [uri, file] of await readTexts(files, found, {}, sources, slicing)) texts.set(uri, file);
  };
  const asked = new Set<Uri>();
  for (let taken = helpers.take(); taken; taken = helpers.take()) {
    for (const uri of taken) asked.add(uri);
    await readHere(taken);
  }
  const told = await helpers.signs();
  for (const [uri, signs] of told) texts.set(uri, { uri, text: undefined, trouble: undefined, signs });
  await readHere(uris.filter((uri) => !asked.has(uri) && !told.has(uri)));
  return texts;
}

interface TextReading {
  readonly last?: BookState | undefined;
  /** Texts beyond `MOST_HELD` may be left to be read, and their signs to be counted, when their chapters are. */
  readonly maySkip?: boolean;
}

async function readTexts(
  uris: readonly Uri[],
  { files }: BookFiles,
  { last, maySkip = false }: TextReading,
  { host }: BookSources,
  slicing: Slicing,
): Promise<Map<Uri, ReadFile>> {
  const { token } = slicing;
  const toFile = (uri: Uri, content: FileContent | undefined) => {
    // A file asked for that is not there is no part of the book; one that is there and refuses to be read is.
    if (!content && !isListed(files, uri)) return undefined;
    return { uri, ...readable(content) };
  };
  const readFile = (uri: Uri) => {
    throwIfCancelled(token);
    const content = host.read(uri, token);
    return isPromise(content) ? content.then((late) => toFile(uri, late)) : toFile(uri, content);
  };
  const texts = new Map<Uri, ReadFile>();
  let held = 0;
  for (let start = 0; start < uris.length; start += PORTION) {
    const portion = uris.slice(start, start + PORTION);
    // Whether one that no folder lists is there at all shows only when it is read.
    const isFull = maySkip && held > MOST_HELD;
    const wanted: Uri[] = [];
    for (const uri of portion) {
      if (isFull && isListed(files, uri))
        texts.set(uri, { uri, text: undefined, trouble: undefined, signs: undefined });
      else wanted.push(uri);
    }
    const read = await mapLimited(wanted, READS_AT_ONCE, readFile);
    await inSlices(read, slicing, (file) => {
      if (!file) return;
      const { uri, text } = file;
      const old = last?.chapters.get(uri);
      const signs = old?.chapter.text === text ? old.signs : dialectSigns(text);
      held += text.length;
      texts.set(uri, { ...file, signs });
    });
  }
  return texts;
}

/** Files whose texts are read before it is decided whether those of more are to be. */
const PORTION = 250;

/**
 * Characters of text that nearly always tell a book's dialect, and that a book which is read once holds until its
 * chapters are read. To read all others for their signs first, and then again, would take a twentieth of the time.
 */
const MOST_HELD = 4_000_000;
