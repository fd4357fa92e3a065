import { joinUri, type Uri } from '../base/uri.ts';
import type { FoundBook, GrowingFrame } from '../handbook/bookFrame.ts';
import type { ChapterState, KnownChapters, ReadChapter } from '../handbook/bookState.ts';
import { contributedFiles } from '../handbook/contributions.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { hasTellingHead, type ImageFile } from '../handbook/imageFiles.ts';
import { type PackedContributions, packed, unpacked } from '../handbook/keyedSites.ts';
import { PackedReading } from '../handbook/packedReading.ts';
import type { ReadFile } from '../handbook/readChapters.ts';
import { NodeHost } from '../host/nodeHost.ts';
import { type KeptChapter, type RestingChapters, restingOn } from '../markdown/restingChapter.ts';
import type { Finding } from '../rules/finding.ts';
import type { KeptLook, Look, Looks } from '../rules/looks.ts';
import type { Rule } from '../rules/rule.ts';
import { INTERNAL_ERROR, lintChapter } from '../rules/run.ts';
import { type Question, questioned, stillAnswered } from './questions.ts';
import { answersTheSame, type DiskAnswer, digestOfText, type RecordingHost, SETTLED } from './recordingHost.ts';
import { digestOf, type ResultCache } from './resultCache.ts';
import { readLines, writeLines } from './storedLines.ts';

/** What all that is kept of a book rests on. */
interface Head {
  readonly tool: string;
  /** Digest of what the book was before any chapter was read. */
  readonly frame: string;
  readonly dialect: string;
  /** Files of the book that could not be read after all. */
  readonly gone: readonly Uri[];
  /** Folders listed for the chapters' sake, with what they held. */
  readonly folders: readonly DiskAnswer[];
  readonly images: readonly (readonly [Uri, ImageFile, readonly DiskAnswer[]])[];
  /** Milliseconds since 1970. */
  readonly keptAt: number;
}

/** What is kept of a chapter: this, then its first look, then what was found once all was read, each a line of JSON. */
interface Known
  extends Omit<ReadChapter, 'chapter' | 'contributed'>,
    PackedContributions,
    Pick<ChapterState, 'signs' | 'trouble'> {
  readonly kept: KeptChapter;
  /** How the disk answered when it was asked for the text. */
  readonly answer: DiskAnswer;
}

const LINES = 3;

/** Where the first look did not hold. */
interface Second {
  readonly findings: readonly Finding[];
  /** What the rules asked the book, and the digests of its answers. */
  readonly asked: readonly Question[];
}

/** What it takes to keep a book. */
export interface BookCacheSetting {
  readonly cache: ResultCache;
  readonly host: RecordingHost;
  readonly rules: readonly Rule[];
  readonly resting: RestingChapters;
  readonly looks: Looks;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** All that tells one linting of a book from another, the book's frame and the program apart: as JSON. */
  readonly what: string;
}

/**
 * The chapters of one book as a run before has read them and found them. All of it is used only while the book's frame
 * is the same: its settings, its lists, the names of all its files. A chapter is used if its file is the same, and the
 * pictures it shows; what was found in it, if what the first look took for granted is so in the book as it is now, or if
 * every question that its rules asked the book has the answer it had. A file that is not whole, or by another program, is
 * not looked at.
 */
export class BookCache implements KnownChapters {
  readonly #setting: BookCacheSetting;
  readonly #file: string;
  readonly #frame: string;
  /** Of the folders that were listed before any chapter was read. */
  readonly #walked: ReadonlySet<Uri>;
  #head: Head | undefined;
  #lines: readonly Buffer[] = [];
  /** Those whose file is the same. */
  readonly #same = new Map<Uri, Same>();
  readonly #recalled = new Map<Uri, Same>();
  readonly #second = new Map<Uri, Second>();
  readonly #digests = new WeakMap<object, string>();
  #images: ReadonlyMap<Uri, ImageFile> = new Map();
  #read: Parameters<KnownChapters['end']> | undefined;

  constructor(setting: BookCacheSetting, found: FoundBook) {
    const { cache, host, what, today } = setting;
    this.#setting = setting;
    this.#file = cache.file('book', what);
    this.#frame = digestOfFrame(found, host.own, today);
    this.#walked = new Set(found.files.folders());
    this.#recall();
  }

  text(uri: Uri): Pick<Known, 'signs' | 'trouble'> | undefined {
    return this.#same.get(uri)?.known;
  }

  begin(frame: GrowingFrame): void {
    const { host } = this.#setting;
    this.#images = frame.images;
    // It is begun again where all texts tell another dialect than the first of them.
    this.#recalled.clear();
    const head = this.#head;
    if (!head || head.dialect !== frame.dialect || head.gone.join('\n') !== [...frame.gone].join('\n')) {
      this.#same.clear();
      return;
    }
    for (const [, uri] of head.folders) frame.files.add(new Map([[uri, host.list(uri) ?? []]]));
    for (const [uri, image, answers] of head.images) {
      if (!answersTheSame(answers, head.keptAt, host.own)) continue;
      frame.images.set(uri, image);
      host.add(answers);
    }
  }

  chapter(uri: Uri): ReadChapter | undefined {
    const { host, resting, looks } = this.#setting;
    const same = this.#same.get(uri);
    if (!same) return undefined;
    const { kept, keys, indexes, writings, speaksOfInclusion, isUnsettled, answer } = same.known;
    const isOther = (file: Uri) => hasTellingHead(file) && !this.#images.has(file);
    // What led nowhere may lead to a folder that was listed later.
    if (contributedFiles(unpacked({ keys, indexes })).some(isOther) || (isUnsettled && this.#head!.folders.length > 0))
      return undefined;
    host.add([answer]);
    const chapter = resting.restore(kept);
    const look = this.#lines[same.at + 1]!;
    if (look.length > 0) looks.remember(chapter, look.toString());
    this.#recalled.set(uri, same);
    return new PackedReading({ chapter, writings, speaksOfInclusion, isUnsettled }, { keys, indexes });
  }

  end(...[frame, read, texts]: Parameters<KnownChapters['end']>): void {
    // Whoever puts the book together empties its own.
    this.#read = [frame, new Map(read), texts];
  }

  /** The findings of a chapter of which the first look does not hold. */
  find(book: Handbook, uri: Uri): readonly Finding[] {
    const same = this.#recalled.get(uri);
    const line = same && this.#lines[same.at + 2]!;
    const before = line && line.length > 0 ? (JSON.parse(line.toString()) as Second) : undefined;
    if (before && stillAnswered(book, before.asked, this.#digests)) {
      this.#second.set(uri, before);
      return before.findings;
    }
    const { book: asking, asked } = questioned(book, uri, this.#digests);
    const { findings } = lintChapter(asking, uri, this.#setting.rules);
    this.#second.set(uri, { findings, asked: asked() });
    return findings;
  }

  /** Keeps what this run knows. A disk that cannot be written to only costs time, so it is no error. */
  save(): void {
    if (!this.#read) return;
    const { cache, host } = this.#setting;
    const [frame, read, texts] = this.#read;
    const further = [...frame.files.folders()].filter((uri) => !this.#walked.has(uri));
    const folders = further.map((uri) => host.answer('list', uri)).filter((answer) => answer !== undefined);
    // Of our own folders the disk's answers are not noted.
    if (folders.length < further.length) return;
    const head: Head = {
      tool: cache.tool,
      frame: this.#frame,
      dialect: frame.dialect,
      gone: [...frame.gone],
      folders,
      images: this.#imagesOf(frame),
      keptAt: Date.now(),
    };
    writeLines(
      this.#file,
      JSON.stringify(head),
      [...read].flatMap(([uri, one]) => this.#linesOf(one, texts.get(uri)!)),
    );
  }

  #recall(): void {
    const { cache, host } = this.#setting;
    const stored = readLines(this.#file);
    if (!stored) return;
    const head = JSON.parse(stored.head) as Head;
    if (head.tool !== cache.tool || head.frame !== this.#frame) return;
    if (!answersTheSame(head.folders, head.keptAt, host.own)) return;
    this.#head = head;
    this.#lines = stored.lines;
    const disk = new NodeHost();
    for (let at = 0; at + LINES <= stored.lines.length; at += LINES) {
      const before = JSON.parse(stored.lines[at]!.toString()) as Known;
      const known = asOnDisk(before, head.keptAt, disk);
      if (known) this.#same.set(known.kept.uri, { known, at, isMoved: known !== before });
    }
  }

  #imagesOf({ images }: GrowingFrame): Head['images'] {
    const answers = new Map<Uri, DiskAnswer[]>([...images.keys()].map((uri) => [uri, []]));
    for (const answer of this.#setting.host.answers) answers.get(answer[1])?.push(answer);
    return [...images].map(([uri, image]) => [uri, image, answers.get(uri)!]);
  }

  /** None for a chapter that has to be read again the next time. */
  #linesOf(one: ReadChapter, { signs, trouble }: ReadFile): (string | Buffer)[] {
    const { host, looks } = this.#setting;
    const { chapter } = one;
    const { uri } = chapter;
    const second = this.#second.get(uri);
    const found = second && !second.findings.some(isFailure) ? JSON.stringify(second) : '';
    const same = this.#recalled.get(uri);
    if (same) {
      const { known, at, isMoved } = same;
      return [isMoved ? JSON.stringify(known) : this.#lines[at]!, this.#lines[at + 1]!, found];
    }
    const kept = restingOn(chapter);
    const answer = host.answer('read', uri);
    const look = looks.kept(chapter) ?? '';
    if (!kept?.version || !answer || !signs || (look.includes(`"${INTERNAL_ERROR}"`) && lookFailed(look))) return [];
    const { writings, speaksOfInclusion, isUnsettled } = one;
    const rest = { writings, speaksOfInclusion, isUnsettled, kept, signs, trouble, answer };
    const known: Known = { ...rest, ...packed(one.contributed) };
    return [JSON.stringify(known), look, found];
  }
}

interface Same {
  readonly known: Known;
  /** Where its lines begin. */
  readonly at: number;
  /** It is known by its content, and of another time now. */
  readonly isMoved: boolean;
}

/** A rule that failed may have failed for a reason that is gone tomorrow. */
function isFailure(finding: Finding): boolean {
  return finding.case === INTERNAL_ERROR;
}

function lookFailed(look: KeptLook): boolean {
  return (JSON.parse(look) as Look).findings.some(isFailure);
}

/** What is known of a chapter if its file is the same, and of what time the file is now: a checkout has new times. */
function asOnDisk(known: Known, keptAt: number, disk: NodeHost): Known | undefined {
  const [question, uri, size, mtime, digest] = known.answer;
  const stat = disk.stat(uri);
  if (stat?.size !== size) return undefined;
  if (stat.mtime === mtime && mtime < keptAt - SETTLED) return known;
  const content = disk.read(uri);
  if (!content?.version || digestOfText(content) !== digest) return undefined;
  const { version } = content;
  return {
    ...known,
    kept: { ...known.kept, version },
    answer: [question, uri, version.size, version.mtime, digest],
  };
}

/** Of all that is known of a book before its chapters are read; `own` is what we write ourselves. */
function digestOfFrame(found: FoundBook, own: ReadonlySet<Uri>, today: string): string {
  const { config, manifest, subsets, order, strays, links, files, troubles } = found;
  const listings = [...files.folders()].map((folder) => [
    folder,
    [...files.folder(folder)!].filter(([name]) => !own.has(joinUri(folder, name))),
  ]);
  const lists = [manifest, ...subsets].map((list) => list && [list.uri, list.text]);
  const asked = [config, lists, order, strays, links?.text, links && today, [...troubles], listings];
  return digestOf(JSON.stringify(asked));
}
