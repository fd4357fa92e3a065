import { parentPort, workerData } from 'node:worker_threads';
import { version } from '../base/version.generated.ts';
import { NodeHost } from '../host/nodeHost.ts';
import { allRules } from '../rules/registry.generated.ts';
import { changedFiles } from './changedSince.ts';
import { CliError } from './cliError.ts';
import { lintTargets } from './lintBooks.ts';
import { ResultCache } from './resultCache.ts';
import { RuleTimes } from './ruleTimes.ts';
import type { ThreadResult, ThreadTask } from './threads.ts';

/** A thread of a lint run (`threads.ts`): does its part and posts what it found. */
export async function runThread(): Promise<void> {
  parentPort?.postMessage(await workOn(workerData as ThreadTask));
}

async function workOn(task: ThreadTask): Promise<ThreadResult> {
  const { targets, config, today, parts, changedSince, cacheFolder, program, timing } = task;
  const times = new RuleTimes(() => performance.now());
  try {
    const linted = await lintTargets(
      {
        host: new NodeHost(),
        rules: timing ? times.watching(allRules) : allRules,
        config,
        today,
        parts,
        narrow: changedSince === undefined ? undefined : (book) => changedFiles(book, changedSince),
        cache: cacheFolder === undefined ? undefined : new ResultCache(cacheFolder, version, program),
      },
      targets,
    );
    return {
      books: linted.map(({ chapters, findings }) => ({ chapters, findings: findings.map(plainData) })),
      times: times.entries(),
    };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { books: [], times: [], failure: { message: error.message, detail: error.detail } };
  }
}

/** What JSON cannot hold cannot travel either, and no report would show it. */
function plainData<T>(finding: T): T {
  return JSON.parse(JSON.stringify(finding));
}
