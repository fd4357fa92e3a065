import { parentPort, workerData } from 'node:worker_threads';
import type { Uri } from '../base/uri.ts';
import { findBook, frameOf, type GrowingFrame } from '../handbook/bookFrame.ts';
import type { BookSources } from '../handbook/bookState.ts';
import { readAndLook } from '../handbook/readChapters.ts';
import { NodeHost } from '../host/nodeHost.ts';
import { OverlayHost } from '../host/overlayHost.ts';
import { type KeptChapter, keptOf } from '../markdown/restingChapter.ts';
import { type KeptLook, keptLook, Looks } from '../rules/looks.ts';
import { allRules } from '../rules/registry.generated.ts';
import { configReader } from './configFlags.ts';
import type { FromThread, SentChapter, ThreadTask, ToThread } from './readingThreads.ts';
import { RuleTimes } from './ruleTimes.ts';
import { isShown } from './targets.ts';

/** A thread that reads chapters (`readingThreads.ts`): answers each portion with what it read. */
export function runThread(): void {
  const thread = readingThread(workerData as ThreadTask);
  let working: Promise<void> = Promise.resolve();
  parentPort!.on('message', (message: ToThread) => {
    working = working.then(async () => {
      const answer = await thread(message);
      if (answer) parentPort!.postMessage(answer);
    });
  });
}

function readingThread(task: ThreadTask): (message: ToThread) => Promise<FromThread | undefined> {
  const { location, config, today, shown, timing } = task;
  const times = new RuleTimes(() => performance.now());
  const looks = new Looks(timing ? times.watching(allRules) : allRules);
  const isWanted = (uri: Uri) => shown !== 'none' && isShown({ shown: shown && new Set(shown) }, uri);
  let look: KeptLook | undefined;
  let kept: KeptChapter;
  const sources: BookSources = {
    host: new OverlayHost(new NodeHost()),
    location,
    images: new Map(),
    options: {
      readConfig: configReader(config, allRules),
      today: () => today,
      keep: (chapter, book, version) => {
        const seen = book && isWanted(chapter.uri) ? looks.look(chapter, book) : undefined;
        look = seen && keptLook(seen);
        kept = keptOf(chapter, version, seen !== undefined && seen.findings.length > 0);
        return chapter;
      },
    },
  };
  const finding = findBook(sources);
  // Whoever waits for it hears of it.
  finding.catch(() => {});
  let frame: GrowingFrame | undefined;
  const told = new Set<Uri>();
  return async (message) => {
    if (message.kind === 'begin') {
      const { settings, ...known } = message.frame;
      frame = frameOf(await finding, sources, { ...known, revision: 1 });
      frame.settings = settings;
      for (const folder of frame.files.folders()) told.add(folder);
      return undefined;
    }
    const chapters: SentChapter[] = [];
    for (const file of message.files) {
      const { chapter: _, contributed, ...read } = await readAndLook(frame!, file, undefined, sources);
      chapters.push({
        ...read,
        keys: contributed.map(({ key }) => key),
        indexes: contributed.map(({ index }) => index),
        kept,
        look,
      });
    }
    return { chapters, folders: newFolders(frame!, told), times: times.entries() };
  };
}

/** The folders that were listed since this was last told. */
function newFolders({ files }: GrowingFrame, told: Set<Uri>): Uri[] {
  if (files.size === told.size) return [];
  const folders = [...files.folders()].filter((folder) => !told.has(folder));
  for (const folder of folders) told.add(folder);
  return folders;
}
