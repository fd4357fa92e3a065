import type { CancellationToken, Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import { CancelledError } from '../base/cancellation.ts';
import { pathFrom, type Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { isExampleHost, isPrivateHost } from '../links/askable.ts';
import type { CheckedLink } from '../links/checker.ts';
import { classifyHelpLink } from '../links/classify.ts';
import { helpCentreOf } from '../links/helpCentres.ts';
import { addressOf, createLock, type LinkRecord, lockUri } from '../links/lock.ts';
import { lockEdit } from '../links/lockEdit.ts';
import type { LinkNetwork } from '../links/network.ts';
import { settleDate } from '../links/nextRecord.ts';
import { externalLinks } from '../rules/support/externalLinks.ts';
import { booksOf } from './bookRequests.ts';
import { cancellable } from './cancel.ts';
import type { ClientProfile } from './clientProfile.ts';
import { workspaceEdit } from './edits.ts';
import type { ServerEnvironment } from './environment.ts';
import { LinkTally, refused } from './linkTally.ts';
import type { OpenBook } from './openBook.ts';
import type { CheckLinksParams, CheckLinksResult } from './protocol.ts';
import type { Session } from './session.ts';

export interface LinkCheckContext {
  readonly session: Session;
  readonly client: ClientProfile;
  readonly connection: Connection;
  readonly environment: Pick<ServerEnvironment, 'linkNetwork'>;
}

/** `handbook/checkLinks`: the only thing in the server that touches the network, and only where the settings allow it. */
export async function checkLinks(
  context: LinkCheckContext,
  { uri, address }: CheckLinksParams,
  progress: WorkDoneProgressReporter,
  token: CancellationToken,
): Promise<CheckLinksResult> {
  const { session, client, environment } = context;
  const { linkNetwork } = environment;
  if (!linkNetwork) return refused('noNetwork');
  const books = await booksOf(session, uri, token);
  // What the author has just allowed or forbidden counts already.
  await cancellable(session.whenConfigured, token);
  const { network: isAllowed, allowPrivate } = session.settings.links;
  if (!isAllowed) return refused('networkOff');
  if (books.length === 0) return refused('noBook');
  const tally = new LinkTally();
  progress.begin(client.texts.t('Checking help links'), 0, undefined, true);
  try {
    const jobs: Job[] = [];
    for (const book of books) {
      const snapshot = await book.current(token);
      const [problem] = snapshot.links?.problems ?? [];
      // Before anything is asked: what cannot be written down would be asked for nothing.
      if (snapshot.links && problem) {
        const path = pathFrom(`${book.location.root}/x`, snapshot.links.uri);
        return refused('brokenLock', `${path}:${problem.line}: ${problem.message}`);
      }
      jobs.push({ book, snapshot, urls: wantedAddresses(snapshot, address, allowPrivate, tally) });
    }
    if (address !== undefined && tally.private > 0) return refused('privateAddress');
    const network = await linkNetwork();
    const total = jobs.reduce((sum, { urls }) => sum + urls.length, 0);
    const onChecked = (link: CheckedLink) => {
      tally.add(link, address);
      progress.report(Math.round((tally.checked / total) * 100), client.texts.t('{0} of {1}', tally.checked, total));
    };
    for (const job of jobs) await checkBook(context, network, job, address !== undefined, tally, onChecked, token);
    return tally.result();
  } finally {
    progress.done();
  }
}

interface Job {
  readonly book: OpenBook;
  readonly snapshot: Handbook;
  readonly urls: readonly string[];
}

function wantedAddresses(
  book: Handbook,
  address: string | undefined,
  allowPrivate: boolean,
  tally: LinkTally,
): string[] {
  const isAskable = (url: string) => {
    if (isExampleHost(url)) return false;
    const isInside = !allowPrivate && isPrivateHost(url);
    if (isInside) tally.private++;
    return !isInside;
  };
  if (address !== undefined) return [addressOf(address) ?? address].filter(isAskable);
  const known = book.links ?? createLock();
  return helpAddresses(book).filter((url) => {
    if (!isAskable(url)) return false;
    const isFresh = known.record(url)?.checked === book.today;
    if (isFresh) tally.fresh++;
    return !isFresh;
  });
}

/** Checks the links of one book; whatever ends it, what was found is kept. */
async function checkBook(
  context: LinkCheckContext,
  network: LinkNetwork,
  { book, snapshot, urls }: Job,
  isSingle: boolean,
  tally: LinkTally,
  onChecked: (link: CheckedLink) => void,
  token: CancellationToken,
): Promise<void> {
  if (urls.length === 0) return;
  const { session } = context;
  const uri = lockUri(snapshot.root);
  const isOpen = session.documents.get(uri) !== undefined;
  const found = new Map<string, LinkRecord>();
  const store = isOpen ? undefined : network.openLock(uri);
  const keep = (url: string, record: LinkRecord) => {
    found.set(url, record);
    store?.set(url, record);
  };
  const { helpLinks } = snapshot.config;
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => stop.abort(new CancelledError()));
  if (token.isCancellationRequested) stop.abort(new CancelledError());
  const checked: CheckedLink[] = [];
  try {
    await network.check(
      urls,
      {
        lock: snapshot.links ?? createLock(),
        helpLinks,
        today: snapshot.today,
        allowPrivate: session.settings.links.allowPrivate,
      },
      (link) => {
        if (link.after) keep(link.url, link.after);
        checked.push(link);
        onChecked(link);
      },
      stop.signal,
    );
    // One link was looked at because somebody wants to know about it today; of many the days stay on their grid.
    if (!isSingle) for (const link of checked) settle(link, helpLinks.maxAge, keep);
  } finally {
    listening.dispose();
    store?.save();
    if (isOpen) await editOpenLock(context, book, found, tally);
    else {
      book.filesChanged([uri]);
      void book.work();
    }
  }
}

/** A lock that the author has open is changed in the editor, where it can be undone, and not behind their back. */
async function editOpenLock(
  { session, client, connection }: LinkCheckContext,
  book: OpenBook,
  found: ReadonlyMap<string, LinkRecord>,
  tally: LinkTally,
): Promise<void> {
  if (found.size === 0) return;
  const snapshot = await book.current();
  const { links } = snapshot;
  if (!links || links.problems.length > 0) return;
  const change = { uri: links.uri, ...lockEdit(links.text, links, found) };
  const edit = workspaceEdit(session, snapshot, [change], client);
  await connection.workspace.applyEdit({ label: 'Check help links', edit });
  tally.isUnsaved = true;
}

function settle(
  { url, before, after }: CheckedLink,
  maxAge: number,
  keep: (url: string, record: LinkRecord) => void,
): void {
  if (!after) return;
  const kept = settleDate(url, before, after, maxAge);
  if (kept !== after) keep(url, kept);
}

/** The addresses of the book's help links, once each, in book order. */
function helpAddresses(book: Handbook): string[] {
  const { helpLinks } = book.config;
  const found = new Set<string>();
  for (const uri of book.order) for (const address of addressesIn(book, uri)) found.add(address);
  return [...found].filter((url) => helpCentreOf(url, helpLinks) || classifyHelpLink(url, helpLinks));
}

function* addressesIn(book: Handbook, uri: Uri): Iterable<string> {
  const chapter = book.chapter(uri);
  if (!chapter) return;
  for (const { url } of externalLinks(chapter, book)) {
    const address = addressOf(url);
    if (address !== undefined && URL.canParse(address)) yield address;
  }
}
