import { fsPath, type Uri } from '../../base/uri.ts';
import type { Handbook } from '../../handbook/handbook.ts';
import { NodeHost } from '../../host/nodeHost.ts';
import { addressOf, createLock, type LinkLock, lockUri } from '../../links/lock.ts';
import { externalLinks } from '../../rules/support/externalLinks.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../cliError.ts';
import { lintTargets } from '../lintBooks.ts';
import { findTargets, isShown, shownPath } from '../targets.ts';
import { rejectUnread } from '../unreadBook.ts';

/** Where a chapter writes an address; line and column from 1. */
export interface LinkPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A book with its external links and its lock. */
export interface LinkedBook {
  readonly book: Handbook;
  /** The path of handbook.links.json, there or not. */
  readonly lockPath: string;
  readonly lock: LinkLock;
  /** Addresses of the chapters that were named, with their places, in book order. */
  readonly wanted: ReadonlyMap<string, readonly LinkPlace[]>;
  /** All addresses of the book. */
  readonly all: ReadonlySet<string>;
}

/** Reads the books that the paths mean. Throws `CliError` for a lock that cannot be read: it is left alone. */
export async function readLinkedBooks(cli: Cli, paths: readonly string[]): Promise<LinkedBook[]> {
  const { cwd } = cli.io;
  const host = new NodeHost();
  const targets = await findTargets(host, paths, cwd);
  const linted = await lintTargets({ host, rules: [], config: { cwd, rules: [] }, today: cli.io.today() }, targets);
  return linted.map(({ book, target }) => {
    rejectUnread(book, cwd);
    rejectBrokenLock(book, cwd);
    const all = new Map<string, LinkPlace[]>();
    const wanted = new Map<string, LinkPlace[]>();
    for (const uri of book.order) {
      for (const [address, place] of addressesIn(book, uri, cwd)) {
        append(all, address, place);
        if (isShown(target, uri)) append(wanted, address, place);
      }
    }
    const lock = book.links ?? createLock();
    return { book, lockPath: fsPath(lockUri(book.root)), lock, wanted, all: new Set(all.keys()) };
  });
}

function* addressesIn(book: Handbook, uri: Uri, cwd: string): Iterable<[string, LinkPlace]> {
  const chapter = book.chapter(uri);
  if (!chapter) return;
  const file = shownPath(uri, cwd);
  for (const { url, span } of externalLinks(chapter, book)) {
    const address = addressOf(url);
    if (address === undefined || !URL.canParse(address)) continue;
    const { line, character } = chapter.lines.position(span.start);
    yield [address, { file, line: line + 1, column: character + 1 }];
  }
}

function append(map: Map<string, LinkPlace[]>, key: string, place: LinkPlace): void {
  const list = map.get(key);
  if (list) list.push(place);
  else map.set(key, [place]);
}

function rejectBrokenLock({ links }: Handbook, cwd: string): void {
  const problem = links?.problems[0];
  if (!links || !problem) return;
  const others = links.problems.length > 1 ? ` (and ${links.problems.length - 1} more)` : '';
  throw new CliError(
    `${shownPath(links.uri, cwd)}:${problem.line}: ${problem.message}${others}`,
    `${problem.help} Nothing was written.`,
  );
}
