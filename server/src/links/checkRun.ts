import { version } from '../base/version.generated.ts';
import type { HelpLinksConfig } from '../config/config.ts';
import { type CheckedLink, checkLinks } from './checker.ts';
import type { Clock } from './fetch.ts';
import { createFetcher, type FetcherOptions } from './fetcher.ts';
import { HostGates } from './hostGates.ts';
import type { LinkLock } from './lock.ts';
import { ROBOT_NAME } from './robots.ts';
import { systemClock } from './systemClock.ts';

/** How a run goes about it; the defaults are LINKS.md's. */
export interface RunManners {
  /** Private, loopback and link-local addresses may be asked, too. */
  readonly allowPrivate: boolean;
  /** Where the proxies are named. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Addresses looked at at once, over all hosts. */
  readonly concurrency?: number;
  readonly perHost?: number;
  /** Milliseconds between two requests to one host. */
  readonly delay?: number;
  readonly retries?: number;
  /** Milliseconds a request may take as a whole. */
  readonly timeout?: number;
}

/** What tests put in the place of the network and of time. */
export interface RunWorld {
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly fetcher?: Partial<FetcherOptions>;
}

export interface CheckRun {
  readonly lock: LinkLock;
  readonly helpLinks: HelpLinksConfig;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly manners: RunManners;
  readonly world?: RunWorld;
}

/**
 * Checks addresses over the network, with one pool of connections that is closed at the end, and tells `onChecked` of
 * each as it is done. Rejects as `checkLinks` does.
 */
export async function runChecks(
  urls: readonly string[],
  { lock, helpLinks, today, manners, world = {} }: CheckRun,
  onChecked: (link: CheckedLink) => void,
  signal?: AbortSignal,
): Promise<void> {
  const { concurrency = 16, perHost = 2, delay = 200, retries = 2, timeout = 45_000 } = manners;
  const clock = world.clock ?? systemClock;
  const fetcher = createFetcher({
    userAgent: `${ROBOT_NAME}/${version} (link checker; asks each page once)`,
    allowPrivate: manners.allowPrivate,
    timeouts: { total: timeout },
    env: manners.env,
    ...world.fetcher,
  });
  const tools = {
    fetch: fetcher.fetch,
    gates: new HostGates(clock, { perHost, spacing: delay }),
    clock,
    random: world.random ?? Math.random,
    retries,
    longestWait: LONGEST_WAIT,
    strangers: new Map(),
    robots: new Map(),
  };
  try {
    await checkLinks(urls, { lock, helpLinks, tools, today, overall: concurrency, perHost }, onChecked, signal);
  } finally {
    await fetcher.close();
  }
}

/** Milliseconds that a run waits for one host. */
const LONGEST_WAIT = 120_000;
