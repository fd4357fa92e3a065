import { isExampleHost, isPrivateHost } from '../../links/askable.ts';
import type { CheckedLink } from '../../links/checker.ts';
import { runChecks } from '../../links/checkRun.ts';
import { dueAddresses, isChosen } from '../../links/due.ts';
import { linkStateOf } from '../../links/linkState.ts';
import { LockFile } from '../../links/lockFile.ts';
import { settleDate } from '../../links/nextRecord.ts';
import { proxyFor, UnsupportedProxy } from '../../links/proxy.ts';
import { plural } from '../../report/plainText.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../cliError.ts';
import { startProgress } from '../progressLine.ts';
import { type LinkedBook, readLinkedBooks } from './books.ts';
import type { CheckFlags } from './options.ts';
import { type ReportedLink, writeLinksReport } from './report.ts';

/** `links check`: looks at every wanted link now, writes nothing, and fails where pages are gone. */
export async function checkNow(cli: Cli, paths: readonly string[], flags: CheckFlags): Promise<void> {
  const reported: ReportedLink[] = [];
  const notes: string[] = [];
  for (const linked of await readLinkedBooks(cli, paths)) {
    const urls = limited(
      askable(linked, flags, notes).filter((url) => isChosen(url, flags.only)),
      flags.limitPerHost,
    );
    reported.push(...(await run(cli, linked, urls, flags, () => {})));
  }
  await writeLinksReport(cli, reported, notes, flags);
  cli.exitCode = reported.some(({ link }) => ['gone', 'missing'].includes(linkStateOf(link)) && isCertain(link))
    ? 1
    : 0;
}

/** `links update`: looks at what is due and saves the lock as it goes. */
export async function updateLock(cli: Cli, paths: readonly string[], flags: CheckFlags): Promise<void> {
  const reported: ReportedLink[] = [];
  const notes: string[] = [];
  for (const linked of await readLinkedBooks(cli, paths)) {
    const { maxAge } = linked.book.config.helpLinks;
    const urls = dueAddresses(linked.lock, askable(linked, flags, notes), {
      maxAge: flags.maxAge ?? Math.floor(maxAge / 2),
      today: cli.io.today(),
      only: flags.only,
      limitPerHost: flags.limitPerHost,
    });
    const file = new LockFile(linked.lockPath, cli.io.now);
    const flush = () => file.save();
    // Ctrl-C ends the process at once; what is noted and not yet saved goes to disk on the way out.
    process.once('exit', flush);
    try {
      const links = await run(cli, linked, urls, flags, ({ url, after }) => after && file.set(url, after));
      for (const { link } of links) settle(link, file, maxAge);
      reported.push(...links);
    } finally {
      process.off('exit', flush);
      file.save();
    }
  }
  await writeLinksReport(cli, reported, notes, flags);
}

/** While a run goes, a fine link's new day says "done"; when it is over, days that tell nothing new go back (`settleDate`). */
function settle({ url, before, after }: CheckedLink, file: LockFile, maxAge: number): void {
  if (!after) return;
  const kept = settleDate(url, before, after, maxAge);
  if (kept !== after) file.set(url, kept);
}

async function run(
  cli: Cli,
  { book, lock, wanted }: LinkedBook,
  urls: readonly string[],
  flags: CheckFlags,
  onChecked: (link: CheckedLink) => void,
): Promise<ReportedLink[]> {
  rejectUnsupportedProxy(urls, cli.io.env);
  const progress = startProgress(cli.io, urls.length, flags.progress);
  const checked = new Map<string, CheckedLink>();
  const { allowPrivate = false, concurrency, perHost, delay, retries, timeout } = flags;
  try {
    await runChecks(
      urls,
      {
        lock,
        helpLinks: book.config.helpLinks,
        today: cli.io.today(),
        manners: { allowPrivate, env: cli.io.env, concurrency, perHost, delay, retries, timeout: timeout * 1_000 },
      },
      (link) => {
        checked.set(link.url, link);
        onChecked(link);
        progress.step();
      },
    );
  } finally {
    await progress.end();
  }
  return [...wanted].flatMap(([url, places]) => {
    const link = checked.get(url);
    return link ? [{ link, places }] : [];
  });
}

/** Before anything is asked: a run that can reach nothing must not say so of every link in the lock. */
function rejectUnsupportedProxy(urls: readonly string[], env: Cli['io']['env']): void {
  try {
    for (const url of urls) proxyFor(new URL(url), env);
  } catch (error) {
    if (!(error instanceof UnsupportedProxy)) throw error;
    throw new CliError(error.message, 'Name an http proxy in HTTP_PROXY and HTTPS_PROXY, or unset ALL_PROXY.');
  }
}

/** The addresses that make sense to ask; of the others a note says how many there are. */
function askable({ wanted }: LinkedBook, flags: CheckFlags, notes: string[]): string[] {
  const urls = [...wanted.keys()];
  const examples = urls.filter(isExampleHost);
  const isInside = (url: string) => !flags.allowPrivate && isPrivateHost(url);
  const inside = urls.filter((url) => !isExampleHost(url) && isInside(url));
  if (examples.length > 0)
    notes.push(`Not asked: ${plural(examples.length, 'address', 'addresses')} of hosts made for examples.`);
  if (inside.length > 0)
    notes.push(
      `Not asked: ${plural(inside.length, 'address', 'addresses')} of private networks (--allow-private asks them).`,
    );
  return urls.filter((url) => !isExampleHost(url) && !isInside(url));
}

function limited(urls: readonly string[], limitPerHost: number | undefined): string[] {
  const counts = new Map<string, number>();
  return urls.filter((url) => {
    const { hostname } = new URL(url);
    const count = (counts.get(hostname) ?? 0) + 1;
    counts.set(hostname, count);
    return limitPerHost === undefined || count <= limitPerHost;
  });
}

/** A site that says "not found" is certain; a name that nobody knows may be this machine's trouble, so it takes two days. */
function isCertain({ outcome, after }: CheckedLink): boolean {
  return outcome.kind === 'missing' && (/^\d+$/.test(outcome.reason) || after?.status === 'gone');
}
