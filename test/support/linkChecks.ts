import { onTestFinished } from 'vitest';
import type { HelpLinksConfig } from '../../server/src/config/config.ts';
import { type CheckedLink, checkLinks } from '../../server/src/links/checker.ts';
import { createFetcher, type FetcherOptions } from '../../server/src/links/fetcher.ts';
import { HostGates } from '../../server/src/links/hostGates.ts';
import { createLock, type LinkLock } from '../../server/src/links/lock.ts';
import { FakeClock } from './fakeClock.ts';

export interface CheckSetting {
  readonly lock?: LinkLock;
  readonly today?: string;
  /** `host` or `host/path` patterns of help centres. */
  readonly centres?: readonly string[];
  readonly homes?: readonly string[];
  readonly clock?: FakeClock;
  readonly retries?: number;
  readonly overall?: number;
  readonly perHost?: number;
  readonly fetcher?: Partial<FetcherOptions>;
  readonly onChecked?: (link: CheckedLink) => void;
  readonly signal?: AbortSignal;
}

/** Runs the checker as the command line does, every host name leading to loopback, and gives what it found by address. */
export async function check(
  urls: readonly string[],
  setting: CheckSetting = {},
): Promise<ReadonlyMap<string, CheckedLink>> {
  const clock = setting.clock ?? new FakeClock();
  const fetcher = createFetcher({
    userAgent: 'handbook-lint/test',
    allowPrivate: true,
    resolve: async () => ['127.0.0.1'],
    timeouts: { connect: 2_000, headers: 400, body: 400, total: 1_500 },
    ...setting.fetcher,
  });
  onTestFinished(() => fetcher.close());
  const perHost = setting.perHost ?? 2;
  const helpLinks: HelpLinksConfig = {
    centres: setting.centres ? [{ name: 'Test', hosts: setting.centres, home: setting.homes ?? [] }] : [],
    migrations: [],
    maxAge: 180,
  };
  const found = new Map<string, CheckedLink>();
  let seed = 1;
  await checkLinks(
    urls,
    {
      lock: setting.lock ?? createLock(),
      helpLinks,
      today: setting.today ?? '2026-03-15',
      overall: setting.overall ?? 16,
      perHost,
      tools: {
        fetch: fetcher.fetch,
        gates: new HostGates(clock, { perHost, spacing: 200 }),
        clock,
        random: () => {
          seed = (seed * 16_807) % 2_147_483_647;
          return seed / 2_147_483_647;
        },
        retries: setting.retries ?? 2,
        longestWait: 120_000,
        strangers: new Map(),
      },
    },
    (link) => {
      found.set(link.url, link);
      setting.onChecked?.(link);
    },
    setting.signal,
  );
  return found;
}
