import type { HelpLinksConfig } from '../config/config.ts';
import { type CheckTools, checkAddress } from './checkAddress.ts';
import { helpCentreOf } from './helpCentres.ts';
import type { LinkLock, LinkRecord } from './lock.ts';
import { nextRecord } from './nextRecord.ts';
import type { Outcome } from './outcome.ts';

export interface CheckedLink {
  readonly url: string;
  /** Without the page itself: thousands of them would not fit into memory. */
  readonly outcome: Outcome;
  /** The record before and after; `after` is undefined where the check told nothing. */
  readonly before: LinkRecord | undefined;
  readonly after: LinkRecord | undefined;
}

export interface CheckJob {
  readonly lock: LinkLock;
  readonly helpLinks: HelpLinksConfig;
  readonly tools: CheckTools;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Addresses looked at once, over all hosts. */
  readonly overall: number;
  readonly perHost: number;
}

/**
 * Checks addresses, as many at once as is polite, and tells `onChecked` of each as it is done (in no order). Addresses
 * that differ only in their fragment are one request. Holds the bodies of the running checks and nothing else. Rejects
 * when the signal aborts or `onChecked` throws; what was told until then is done.
 */
export async function checkLinks(
  urls: readonly string[],
  job: CheckJob,
  onChecked: (link: CheckedLink) => void,
  signal?: AbortSignal,
): Promise<void> {
  const hosts = groupByHost(urls);
  const running = new Set<Promise<void>>();
  let failure: unknown;
  let hasFailed = false;
  const start = (host: HostQueue) => {
    const page = host.pages.shift()!;
    host.running++;
    const task = checkPage(page, job, onChecked, signal)
      .catch((error: unknown) => {
        hasFailed = true;
        failure ??= error;
      })
      .finally(() => {
        host.running--;
        running.delete(task);
      });
    running.add(task);
  };
  for (;;) {
    // Round by round over the hosts, so that a slow one with many links does not take all the places.
    for (let moved = true; moved && running.size < job.overall && !hasFailed && !signal?.aborted; ) {
      moved = false;
      for (const host of hosts) {
        if (running.size >= job.overall) break;
        if (host.pages.length === 0 || host.running >= job.perHost) continue;
        start(host);
        moved = true;
      }
    }
    if (running.size === 0) break;
    await Promise.race(running);
    dropDone(hosts);
  }
  if (hasFailed) throw failure;
  signal?.throwIfAborted();
}

interface HostQueue {
  /** Each the addresses of one page. */
  readonly pages: string[][];
  running: number;
}

function groupByHost(urls: readonly string[]): HostQueue[] {
  const hosts = new Map<string, Map<string, string[]>>();
  for (const url of urls) {
    const page = url.replace(/#.*$/s, '');
    const host = URL.canParse(page) ? new URL(page).hostname : '';
    const pages = hosts.get(host) ?? new Map<string, string[]>();
    hosts.set(host, pages);
    const same = pages.get(page);
    if (same) same.push(url);
    else pages.set(page, [url]);
  }
  return [...hosts.values()].map((pages) => ({ pages: [...pages.values()], running: 0 }));
}

function dropDone(hosts: HostQueue[]): void {
  for (let index = hosts.length - 1; index >= 0; index--) {
    if (hosts[index]!.pages.length === 0 && hosts[index]!.running === 0) hosts.splice(index, 1);
  }
}

async function checkPage(
  urls: readonly string[],
  job: CheckJob,
  onChecked: (link: CheckedLink) => void,
  signal?: AbortSignal,
): Promise<void> {
  const { lock, helpLinks, tools, today } = job;
  const page = urls[0]!.replace(/#.*$/s, '');
  const centre = helpCentreOf(page, helpLinks);
  const records = urls.map((url) => lock.records.get(url));
  // "Not changed" is an answer only for one who knows what it was.
  const known = urls.length === 1 ? records[0] : undefined;
  const outcome = await checkAddress(page, known, centre, tools, signal);
  const light: Outcome = outcome.kind === 'page' ? { ...outcome, page: undefined } : outcome;
  for (const [index, url] of urls.entries()) {
    const before = records[index];
    const after = nextRecord(url, before, outcome, { today, isHelp: centre !== undefined });
    onChecked({ url, outcome: light, before, after });
  }
}
