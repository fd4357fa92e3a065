import { detached } from '../base/detached.ts';
import { isSameVersion } from '../base/fileVersion.ts';
import type { Uri } from '../base/uri.ts';
import type { ReadChapter, WorkspaceOptions } from '../handbook/bookState.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { packed } from '../handbook/keyedSites.ts';
import { PackedReading } from '../handbook/packedReading.ts';
import { readable } from '../handbook/readable.ts';
import type { Snapshot } from '../handbook/snapshot.ts';
import { BookWorkspace } from '../handbook/workspace.ts';
import type { NodeHost } from '../host/nodeHost.ts';
import { type ReadAgain, RestingChapters } from '../markdown/restingChapter.ts';
import type { Finding } from '../rules/finding.ts';
import { keptLook, Looks } from '../rules/looks.ts';
import type { Rule } from '../rules/rule.ts';
import { inBookOrder, lintWholeBook } from '../rules/run.ts';
import { BookCache } from './bookCache.ts';
import { breather } from './breathe.ts';
import { ChangedMeanwhile } from './changedMeanwhile.ts';
import { type ConfigFlags, configReader, locate, rejectMistakes } from './configFlags.ts';
import { type Part, type Portion, portionsOf } from './parts.ts';
import { ReadingThreads, type ThreadOwner, type ThreadTask } from './readingThreads.ts';
import { RecordingHost } from './recordingHost.ts';
import type { ResultCache } from './resultCache.ts';
import type { RuleTimes } from './ruleTimes.ts';
import { isShown, joinSameBooks, looseTarget, type Target } from './targets.ts';
import { worthwhileThreads } from './worthwhileThreads.ts';

/** A book, and what the rules said of its chapters when they were read. */
export interface OpenedBook {
  readonly target: Target;
  readonly workspace: BookWorkspace;
  readonly looks: Looks;
  /** What runs before knew of the book, where that is kept; for one linting of it. */
  readonly takeCache: () => BookCache | undefined;
}

/** A book that was linted, and can be again after its texts were changed. */
export interface LintedBook extends OpenedBook {
  readonly book: Handbook;
  /** The chapters looked at, in reading order. */
  readonly chapters: readonly Uri[];
  /** In book order, of the wanted files only. */
  readonly findings: readonly Finding[];
}

/** What linting needs that does not change from book to book. */
export interface LintSetting {
  readonly host: NodeHost;
  readonly rules: readonly Rule[];
  readonly config: ConfigFlags;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** A text that stands for a file, whether the file is there or not: stdin's. */
  readonly overlay?: { readonly uri: Uri; readonly text: string };
  /** The parts of the work to do, each a part of the one before; all of it by default. */
  readonly parts?: readonly Part[];
  /** The only files of a book whose findings are wanted; undefined for all. */
  readonly narrow?: (book: Handbook) => Promise<ReadonlySet<Uri> | undefined>;
  readonly cache?: ResultCache;
  /** The books stay open and are changed: their texts are kept in memory, not read from the disk again where they are needed. */
  readonly keepsTexts?: boolean;
  readonly progress?: LintProgress;
  readonly threading?: Threading;
}

/** How more than one thread is started, and what for. */
export interface Threading {
  readonly program: string;
  /** How many, this one among them; undefined: as many as the book is worth. */
  readonly count: number | undefined;
  /** Who wants to know how long the rules take. */
  readonly times: RuleTimes | undefined;
}

/** Who wants to know how far the work has come. */
export interface LintProgress {
  /** So many chapters more are to be read. */
  expect(chapters: number): void;
  /** One of them is. */
  step(): void;
}

/** A book that was read, with the chapters of it that are wanted. */
interface ReadBook extends OpenedBook {
  readonly book: Snapshot;
  readonly chapters: readonly Uri[];
}

/** Lints every target. Throws `CliError` for a mistake in a book's configuration. */
export async function lintTargets(setting: LintSetting, targets: readonly Target[]): Promise<LintedBook[]> {
  try {
    return await lintOnceRead(setting, targets);
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error;
    return lintOnceRead({ ...setting, keepsTexts: true }, targets);
  }
}

async function lintOnceRead(setting: LintSetting, targets: readonly Target[]): Promise<LintedBook[]> {
  const read: ReadBook[] = [];
  for (const one of await readTargets(setting, targets)) read.push(await narrowed(setting, one));
  const sized = read.map(({ book, chapters }) => ({
    chapters,
    lengthOf: (uri: Uri) => book.chapter(uri)?.lines.length ?? 0,
  }));
  const portions = portionsOf(sized, setting.parts ?? []);
  const linted: LintedBook[] = [];
  for (const [index, one] of read.entries()) linted.push(await lintPortion(setting, one, portions[index]!));
  return linted;
}

/** Lints the wanted files of a book as its workspace sees it now. */
export async function lintAgain(setting: LintSetting, opened: OpenedBook): Promise<LintedBook> {
  const read = await readBook(setting, opened);
  return lintPortion(setting, read, { frame: true, chapters: read.chapters });
}

async function lintPortion(setting: LintSetting, read: ReadBook, portion: Portion): Promise<LintedBook> {
  const { target, workspace, looks, takeCache, book } = read;
  const own = new Set(portion.chapters);
  const byUri = new Map<Uri, Finding[]>();
  const add = (finding: Finding) => {
    const isOwn = own.has(finding.uri) || (portion.frame && book.position(finding.uri) < 0);
    if (!isOwn || !isShown(target, finding.uri)) return;
    const list = byUri.get(finding.uri);
    if (list) list.push(finding);
    else byUri.set(finding.uri, [finding]);
  };
  const breathe = breather();
  const cached = takeCache();
  for (const uri of portion.chapters) {
    const found = looks.known(book, uri)?.findings;
    const findings = found ?? cached?.find(book, uri) ?? looks.find(book, uri).findings;
    findings.forEach(add);
    const pause = breathe();
    if (pause) await pause;
  }
  if (portion.frame || own.size > 0) lintWholeBook(book, setting.rules).findings.forEach(add);
  cached?.save();
  return { target, workspace, looks, takeCache, book, chapters: portion.chapters, findings: inBookOrder(book, byUri) };
}

async function readTargets(setting: LintSetting, targets: readonly Target[]): Promise<ReadBook[]> {
  const books: ReadBook[] = [];
  for (const target of targets) {
    const read = await readBook(setting, openBook(setting, target));
    const outside = unlisted(setting, read);
    if (read.chapters.length > 0 || outside.length === 0) books.push(read);
    if (outside.length > 0) books.push(...(await readTargets(setting, outside)));
  }
  return books;
}

async function readBook(setting: LintSetting, opened: OpenedBook): Promise<ReadBook> {
  const { target, workspace } = opened;
  const { book } = await workspace.snapshot();
  rejectMistakes(book.config, setting.host, setting.config.cwd);
  return { ...opened, book, chapters: book.order.filter((uri) => isShown(target, uri)) };
}

async function narrowed({ narrow }: LintSetting, read: ReadBook): Promise<ReadBook> {
  const only = await narrow?.(read.book);
  if (!only) return read;
  const target = { ...read.target, only };
  return { ...read, target, chapters: read.chapters.filter((uri) => isShown(target, uri)) };
}

/** The book of a target, not read yet; its chapters are looked at as they are read, where all of them are wanted. */
function openBook(setting: LintSetting, target: Target): OpenedBook {
  const { progress, threading } = setting;
  const resting = new RestingChapters(setting.keepsTexts ? undefined : readingAgain(setting));
  const looks = new Looks(setting.rules);
  const isPart = (setting.parts?.length ?? 0) > 0 || setting.narrow !== undefined;
  let opened: BookCache | undefined;
  const owner: ThreadOwner = {
    times: threading?.times,
    record: (answers) => {
      if (setting.host instanceof RecordingHost) setting.host.add(answers);
    },
    restore: (kept, text, look) => {
      const restored = resting.restore(kept, text);
      looks.remember(restored, look);
      progress?.step();
      return restored;
    },
  };
  const workspace = openWorkspace(setting, target, {
    keep: (chapter, book, version) => {
      if (book) progress?.step();
      if (!book || isPart || !isShown(target, chapter.uri)) return resting.rest(chapter, version);
      const look = looks.look(chapter, book);
      const kept = resting.rest(chapter, version, look !== undefined && look.findings.length > 0);
      looks.remember(kept, look && keptLook(look));
      return kept;
    },
    readOnce: setting.keepsTexts ? undefined : withoutText,
    recall: (found) => {
      const { cache, host, rules, today, parts } = setting;
      // What is not kept as a run is not recorded, and made up of more than files.
      if (!cache || !(host instanceof RecordingHost)) return undefined;
      const what = JSON.stringify([found.manifest?.uri, workspace.location, target.shown && [...target.shown], parts]);
      opened = new BookCache({ cache, host, rules, resting, looks, today, what }, found);
      return opened;
    },
    helpers: (files) => {
      progress?.expect(files.length);
      // What stands for a file is known to this thread only.
      if (!threading || setting.overlay) return undefined;
      const count = threading.count ?? worthwhileThreads(setting.host, files);
      if (count < 2 || files.length < 2) return undefined;
      const { config, today, keepsTexts: sendsTexts = false } = setting;
      const shown = isPart ? 'none' : target.shown && [...target.shown];
      const timing = threading.times !== undefined;
      const recording = setting.host instanceof RecordingHost ? [...setting.host.own] : undefined;
      const task: ThreadTask = { location: workspace.location, config, today, shown, timing, sendsTexts, recording };
      return new ReadingThreads(count - 1, threading.program, files, task, owner);
    },
  });
  const takeCache = () => {
    const taken = opened;
    opened = undefined;
    return taken;
  };
  return { target, workspace, looks, takeCache };
}

/** The same without a hold on the chapter's text. */
function withoutText(read: ReadChapter): ReadChapter {
  const writings = read.writings.map((one) => ({ ...one, id: detached(one.id) }));
  return new PackedReading({ ...read, writings }, JSON.stringify(packed(read.contributed)));
}

/** Reads the texts of chapters at rest again, which must not have changed since they were linted. */
function readingAgain({ host, overlay }: LintSetting): ReadAgain {
  return (uri, version) => {
    if (uri === overlay?.uri) return overlay.text;
    const again = readable(host.read(uri));
    if (!isSameVersion(again.version, version)) throw new ChangedMeanwhile(uri);
    return again.text;
  };
}

/** The book of a target, not read yet. */
export function openWorkspace(
  setting: Pick<LintSetting, 'host' | 'config' | 'rules' | 'today' | 'overlay'>,
  target: Target,
  options: Pick<WorkspaceOptions, 'keep' | 'readOnce' | 'recall' | 'helpers'> = {},
): BookWorkspace {
  const workspace = new BookWorkspace(setting.host, locate(target.location, setting.config), {
    readConfig: configReader(setting.config, setting.rules),
    today: () => setting.today,
    ...options,
    breathe: breather(),
  });
  if (setting.overlay) workspace.setText(setting.overlay.uri, setting.overlay.text);
  return workspace;
}

/**
 * What was named but is no part of the book around it: a file beside the listed chapters is outside the book,
 * whatever its folder, and is linted on its own with the book's configuration. Where no Book.txt says what belongs,
 * the configuration has left it out on purpose.
 */
function unlisted(setting: LintSetting, { target, book, chapters }: ReadBook): Target[] {
  if (!target.shown || !book.manifest) return [];
  const { config } = target.location;
  const read = new Set(chapters);
  const files: Uri[] = [];
  const targets: Target[] = [];
  for (const uri of target.shown) {
    if (read.has(uri)) continue;
    if (setting.host.stat(uri)?.kind !== 'folder') files.push(uri);
    else if (!chapters.some((chapter) => chapter.startsWith(`${uri}/`))) {
      targets.push({ location: { root: uri, config }, shown: undefined });
    }
  }
  return joinSameBooks([...targets, ...files.map((uri) => looseTarget(uri, config))]);
}
