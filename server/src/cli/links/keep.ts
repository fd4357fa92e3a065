import { nearest } from '../../base/nearest.ts';
import { helpCentreOf } from '../../links/helpCentres.ts';
import { addressOf, markReviewed } from '../../links/lock.ts';
import { LockFile } from '../../links/lockFile.ts';
import { plain, plural } from '../../report/plainText.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../cliError.ts';
import { readLinkedBooks } from './books.ts';
import type { ReviewFlags } from './options.ts';

/** `links review`: stamps pages as agreeing with the book today. Without network: it is a person who has looked. */
export async function review(cli: Cli, urls: readonly string[], flags: ReviewFlags): Promise<void> {
  if (flags.all ? urls.length > 0 : urls.length === 0) {
    throw new CliError('say which pages were reviewed', 'Name their addresses, or give --all.');
  }
  const books = await readLinkedBooks(cli, flags.book === undefined ? [] : [flags.book]);
  const known = books.flatMap(({ lock }) => [...lock.records.keys()]);
  for (const url of urls) {
    if (books.some(({ lock }) => lock.record(url))) continue;
    const [near] = nearest(url, known);
    throw new CliError(
      `${plain(url)} is not in handbook.links.json`,
      near ? `Did you mean ${near}?` : 'Run `handbook-lint links update` first.',
    );
  }
  const wanted = new Set(urls.map((url) => addressOf(url) ?? url));
  let count = 0;
  for (const { book, lock, lockPath } of books) {
    const file = new LockFile(lockPath, cli.io.now);
    for (const [url, record] of lock.records) {
      const isRead = record.status === 'ok' || record.status === 'moved';
      const isMeant = flags.all ? isRead && helpCentreOf(url, book.config.helpLinks) !== undefined : wanted.has(url);
      if (!isMeant) continue;
      file.set(url, markReviewed(record, cli.io.today()));
      count++;
    }
    file.save();
  }
  await cli.io.stdout.write(`${plural(count, 'page')} reviewed on ${cli.io.today()}.\n`);
}

/** `links prune`: drops what no chapter of the book links to any more. */
export async function prune(cli: Cli, paths: readonly string[]): Promise<void> {
  let count = 0;
  for (const { lock, lockPath, all } of await readLinkedBooks(cli, paths)) {
    const file = new LockFile(lockPath, cli.io.now);
    for (const url of lock.records.keys()) {
      if (all.has(url)) continue;
      file.set(url, undefined);
      count++;
    }
    file.save();
  }
  await cli.io.stdout.write(count === 0 ? 'Nothing to drop.\n' : `${plural(count, 'address', 'addresses')} dropped.\n`);
}
