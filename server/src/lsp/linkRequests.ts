import type { CancellationToken, Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import { CancelledError } from '../base/cancellation.ts';
import { pathFrom, type Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { isExampleHost, isPrivateHost } from '../links/askable.ts';
import type { CheckedLink } from '../links/checker.ts';
import { classifyHelpLink } from '../links/classify.ts';
import { helpCentreOf } from '../links/helpCentres.ts';
import { linkStateOf } from '../links/linkState.ts';
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
import type { OpenBook } from './openBook.ts';
import type { CheckLinksParams, CheckLinksRefusal, CheckLinksResult } from './protocol.ts';
import type { Session } from './session.ts';

/** `handbook/checkLinks`: the only thing in the server that touches the network, and only where the settings allow it. */
export class LinkRequests {
  readonly #session: Session;
  readonly #client: ClientProfile;
  readonly #connection: Connection;
  readonly #environment: ServerEnvironment;

  constructor(session: Session, client: ClientProfile, connection: Connection, environment: ServerEnvironment) {
    this.#session = session;
    this.#client = client;
    this.#connection = connection;
    this.#environment = environment;
  }

  async check(
    { uri, address }: CheckLinksParams,
    progress: WorkDoneProgressReporter,
    token: CancellationToken,
  ): Promise<CheckLinksResult> {
    const { linkNetwork } = this.#environment;
    if (!linkNetwork) return refused('noNetwork');
    const books = await booksOf(this.#session, uri, token);
    // What the author has just allowed or forbidden counts already.
    await cancellable(this.#session.whenConfigured, token);
    if (!this.#session.settings.links.network) return refused('networkOff');
    if (books.length === 0) return refused('noBook');
    const tally = new Tally();
    progress.begin(this.#client.texts.t('Checking help links'), 0, undefined, true);
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
        jobs.push({ book, snapshot, urls: this.#wanted(snapshot, address, tally) });
      }
      if (address !== undefined && tally.private > 0) return refused('privateAddress');
      const network = await linkNetwork();
      const total = jobs.reduce((sum, { urls }) => sum + urls.length, 0);
      const onChecked = (link: CheckedLink) => {
        tally.add(link, address);
        progress.report(
          Math.round((tally.checked / total) * 100),
          this.#client.texts.t('{0} of {1}', tally.checked, total),
        );
      };
      for (const job of jobs) await this.#run(network, job, address !== undefined, tally, onChecked, token);
      return tally.result();
    } finally {
      progress.done();
    }
  }

  #wanted(book: Handbook, address: string | undefined, tally: Tally): string[] {
    const { allowPrivate } = this.#session.settings.links;
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
  async #run(
    network: LinkNetwork,
    { book, snapshot, urls }: Job,
    isSingle: boolean,
    tally: Tally,
    onChecked: (link: CheckedLink) => void,
    token: CancellationToken,
  ): Promise<void> {
    if (urls.length === 0) return;
    const uri = lockUri(snapshot.root);
    const isOpen = this.#session.documents.get(uri) !== undefined;
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
    const befores: CheckedLink[] = [];
    try {
      await network.check(
        urls,
        {
          lock: snapshot.links ?? createLock(),
          helpLinks,
          today: snapshot.today,
          allowPrivate: this.#session.settings.links.allowPrivate,
        },
        (link) => {
          if (link.after) keep(link.url, link.after);
          befores.push(link);
          onChecked(link);
        },
        stop.signal,
      );
      // One link was looked at because somebody wants to know about it today; of many the days stay on their grid.
      if (!isSingle) for (const link of befores) settle(link, helpLinks.maxAge, keep);
    } finally {
      listening.dispose();
      store?.save();
      if (isOpen) await this.#editOpenLock(book, found, tally);
      else {
        book.filesChanged([uri]);
        void book.work();
      }
    }
  }

  /** A lock that the author has open is changed in the editor, where it can be undone, and not behind their back. */
  async #editOpenLock(book: OpenBook, found: ReadonlyMap<string, LinkRecord>, tally: Tally): Promise<void> {
    if (found.size === 0) return;
    const snapshot = await book.current();
    const { links } = snapshot;
    if (!links || links.problems.length > 0) return;
    const edit = workspaceEdit(
      this.#session,
      snapshot,
      [{ uri: links.uri, ...lockEdit(links.text, links, found) }],
      this.#client,
    );
    await this.#connection.workspace.applyEdit({ label: 'Check help links', edit });
    tally.isUnsaved = true;
  }
}

/** In one line, for clients that have no words of their own. */
export function describeCheck({ refusal, problem, checked, states, detail }: CheckLinksResult): string {
  if (refusal === 'brokenLock') return `Links were not checked: ${problem}`;
  if (refusal === 'networkOff') return 'Links were not checked: handbook.links.network is off in the settings.';
  if (refusal === 'privateAddress')
    return 'Links were not checked: handbook.links.allowPrivate is off in the settings.';
  if (refusal !== undefined) return 'Links were not checked.';
  const counts = Object.entries(states).map(([state, count]) => `${count} ${state}`);
  const about = detail === undefined ? '' : ` (${detail})`;
  return `${checked} ${checked === 1 ? 'link' : 'links'} checked${counts.length > 0 ? `: ${counts.join(', ')}` : ''}${about}.`;
}

interface Job {
  readonly book: OpenBook;
  readonly snapshot: Handbook;
  readonly urls: readonly string[];
}

class Tally {
  checked = 0;
  fresh = 0;
  private = 0;
  isUnsaved = false;
  #detail: string | undefined;
  readonly #states = new Map<string, number>();

  add(link: CheckedLink, single: string | undefined): void {
    const state = linkStateOf(link);
    this.checked++;
    this.#states.set(state, (this.#states.get(state) ?? 0) + 1);
    if (single !== undefined) this.#detail = detailOf(link);
  }

  result(): CheckLinksResult {
    return {
      checked: this.checked,
      states: Object.fromEntries(this.#states),
      fresh: this.fresh,
      private: this.private,
      detail: this.#detail,
      isUnsaved: this.isUnsaved,
    };
  }
}

function detailOf({ outcome, after }: CheckedLink): string | undefined {
  if ('reason' in outcome) return outcome.reason;
  return after?.final;
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

function refused(refusal: CheckLinksRefusal, problem?: string): CheckLinksResult {
  return { refusal, problem, checked: 0, states: {}, fresh: 0, private: 0, isUnsaved: false };
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
