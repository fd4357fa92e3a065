import { availableParallelism } from 'node:os';
import type { Uri } from '../base/uri.ts';
import type { NodeHost } from '../host/nodeHost.ts';

/**
 * Bytes of text from which a second thread is worth it, measured on two cores. From 20 million on it saves time, but at
 * 40 million a tenth at the most, for half as much work again and 40 MB of memory: both compile the same program first.
 */
const WORTH_ANOTHER = 100_000_000;

/** Files whose sizes stand for all. */
const SAMPLE = 24;

/** How many threads are to read these files, the first among them. A third gains little: much is done by the first alone. */
export function worthwhileThreads(host: Pick<NodeHost, 'stat'>, files: readonly Uri[]): 1 | 2 {
  if (availableParallelism() < 2) return 1;
  const every = Math.max(1, Math.floor(files.length / SAMPLE));
  const sample = files.filter((_, index) => index % every === 0);
  const sampled = sample.reduce((sum, uri) => sum + (host.stat(uri)?.size ?? 0), 0);
  const total = (sampled / sample.length) * files.length;
  return total > WORTH_ANOTHER ? 2 : 1;
}
