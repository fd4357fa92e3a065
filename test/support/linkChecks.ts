import type { HelpLinksConfig } from '../../server/src/config/config.ts';
import type { CheckedLink } from '../../server/src/links/checker.ts';
import { runChecks } from '../../server/src/links/checkRun.ts';
import type { FetcherOptions } from '../../server/src/links/fetcher.ts';
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
  const perHost = setting.perHost ?? 2;
  const helpLinks: HelpLinksConfig = {
    centres: setting.centres ? [{ name: 'Test', hosts: setting.centres, home: setting.homes ?? [] }] : [],
    migrations: [],
    maxAge: 180,
  };
  const found = new Map<string, CheckedLink>();
  let seed = 1;
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const fetcher: Partial<FetcherOptions> = {
    allowPrivate: true,
    resolve: async () => ['127.0.0.1'],
    timeouts: { connect: 2_000, headers: 400, body: 400, total: 1_500 },
    ...setting.fetcher,
  };
  await runChecks(
    urls,
    {
      lock: setting.lock ?? createLock(),
      helpLinks,
      today: setting.today ?? '2026-03-15',
      manners: { allowPrivate: false, env: {}, perHost, concurrency: setting.overall, retries: setting.retries },
      world: { clock: setting.clock ?? new FakeClock(), random, fetcher },
    },
    (link) => {
      found.set(link.url, link);
      setting.onChecked?.(link);
    },
    setting.signal,
  );
  return found;
}
