import { parentPort, workerData } from 'node:worker_threads';
import type { Uri } from '../base/uri.ts';
import { findBook, frameOf, type GrowingFrame } from '../handbook/bookFrame.ts';
import type { BookSources } from '../handbook/bookState.ts';
import { contributedFiles } from '../handbook/contributions.ts';
import { type DialectSigns, dialectSigns, noSigns } from '../handbook/dialect.ts';
import type { ImageFile } from '../handbook/imageFiles.ts';
import { packed } from '../handbook/keyedSites.ts';
import { type ReadableText, readable } from '../handbook/readable.ts';
import { readAndLook } from '../handbook/readChapters.ts';
import { NodeHost } from '../host/nodeHost.ts';
import { OverlayHost } from '../host/overlayHost.ts';
import { type KeptChapter, keptOf } from '../markdown/restingChapter.ts';
import { type KeptLook, keptLook, Looks } from '../rules/looks.ts';
import { allRules } from '../rules/registry.generated.ts';
import type { Claims } from './claims.ts';
import { configReader } from './configFlags.ts';
import { claimsOf, type FromThread, type SentChapter, type ThreadFrame, type ThreadStart } from './readingThreads.ts';
import { RecordingHost } from './recordingHost.ts';
import { RuleTimes } from './ruleTimes.ts';
import { isShown } from './targets.ts';

/** A thread that reads a book beside the first (`readingThreads.ts`): its texts, and when it is told to, its chapters. */
export async function runThread(): Promise<void> {
  const start = workerData as ThreadStart;
  const port = parentPort!;
  const told = new Promise<ThreadFrame>((resolve) => port.once('message', resolve));
  const send = (message: FromThread) => port.postMessage(message);
  const files = start.files.split('\n');
  const [texts, chapters] = claimsOf(start.taken, files.length);
  const host = start.recording ? new RecordingHost(new Set(start.recording)) : new NodeHost();
  const read = readTexts(host, files, texts, send);
  await readChapters(start, { host, files, claims: chapters, read, told, send });
}

/** Reads texts until all are taken, and keeps them for when their chapters are to be read. */
function readTexts(
  host: NodeHost,
  files: readonly Uri[],
  claims: Claims,
  send: (message: FromThread) => void,
): Map<Uri, ReadableText> {
  const texts = new Map<Uri, ReadableText>();
  const portions: number[] = [];
  const signs: DialectSigns[] = [];
  for (let portion = claims.takeLast(); portion !== undefined; portion = claims.takeLast()) {
    portions.push(portion);
    for (const uri of claims.of(portion, files)) {
      const content = host.read(uri);
      const file = readable(content);
      // Whether it is there and cannot be read, or is not there, the first thread knows.
      signs.push(content ? dialectSigns(file.text) : noSigns);
      texts.set(uri, file);
    }
  }
  send({ kind: 'signs', portions, signs });
  return texts;
}

interface Reading {
  readonly host: NodeHost;
  readonly files: readonly Uri[];
  readonly claims: Claims;
  readonly read: Map<Uri, ReadableText>;
  readonly told: Promise<ThreadFrame>;
  readonly send: (message: FromThread) => void;
}

async function readChapters(start: ThreadStart, { host, files, claims, read, told, send }: Reading): Promise<void> {
  const { location, config, today, shown, timing, sendsTexts } = start;
  const times = new RuleTimes(() => performance.now());
  const looks = new Looks(timing ? times.watching(allRules) : allRules);
  const isWanted = (uri: Uri) => shown !== 'none' && isShown({ shown: shown && new Set(shown) }, uri);
  let look: KeptLook | undefined;
  let kept: KeptChapter;
  const sources: BookSources = {
    host: new OverlayHost(host),
    location,
    images: new Map(),
    options: {
      readConfig: configReader(config, allRules),
      today: () => today,
      readOnce: sendsTexts ? undefined : (read) => read,
      keep: (chapter, book, version) => {
        const seen = book && isWanted(chapter.uri) ? looks.look(chapter, book) : undefined;
        look = seen && keptLook(seen);
        kept = keptOf(chapter, version, seen !== undefined && seen.findings.length > 0);
        return chapter;
      },
    },
  };
  const found = await findBook(sources);
  const { settings, ...known } = await told;
  const frame = frameOf(found, sources, { ...known, revision: 1 });
  frame.settings = settings;
  const toldFolders = new Set(frame.files.folders());
  const toldImages = new Set<Uri>();
  for (let portion = claims.takeLast(); portion !== undefined; portion = claims.takeLast()) {
    const chapters: SentChapter[] = [];
    const readLooks: (KeptLook | undefined)[] = [];
    const texts: string[] = [];
    const images: [Uri, ImageFile][] = [];
    for (const uri of claims.of(portion, files)) {
      if (known.gone.has(uri)) continue;
      const { trouble, ...file } = read.get(uri) ?? readable(host.read(uri));
      read.delete(uri);
      const { chapter, contributed, ...one } = await readAndLook(frame, { uri, ...file }, undefined, sources);
      chapters.push({
        ...one,
        ...packed(contributed),
        kept: kept!,
        trouble,
      });
      readLooks.push(look);
      if (sendsTexts) texts.push(chapter.text);
      for (const image of contributedFiles(contributed)) {
        const info = frame.images.get(image);
        if (info && !toldImages.has(image)) images.push([image, info]);
        toldImages.add(image);
      }
    }
    send({
      kind: 'chapters',
      chapters: JSON.stringify(chapters),
      looks: readLooks,
      texts: sendsTexts ? texts : undefined,
      folders: newFolders(frame, toldFolders),
      images,
      times: timing ? times.entries() : [],
      answers: host instanceof RecordingHost ? host.takeAnswers() : [],
    });
  }
}

/** The folders that were listed since this was last told. */
function newFolders({ files }: GrowingFrame, told: Set<Uri>): Uri[] {
  if (files.size === told.size) return [];
  const folders = [...files.folders()].filter((folder) => !told.has(folder));
  for (const folder of folders) told.add(folder);
  return folders;
}
