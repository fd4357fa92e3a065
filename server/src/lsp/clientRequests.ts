import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { Texts } from '../base/texts.ts';
import { basename, canonicalUri, relativePath, type Uri } from '../base/uri.ts';
import { bookOutline, type OutlineEntry } from '../features/bookOutline.ts';
import { crosslinkTargets } from '../features/crosslinkTargets.ts';
import { moveChapters } from '../features/moveChapters.ts';
import { newChapter } from '../features/newChapter.ts';
import { newSection } from '../features/newSection.ts';
import { surroundings } from '../features/preview.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { bookStatus } from '../report/bookStatus.ts';
import { type BurnDownPoint, burnDown, commitsToLookAt } from '../report/burnDown.ts';
import { htmlPage } from '../report/html/page.ts';
import { makeReport, type ReportedBook, withListing } from '../report/makeReport.ts';
import { settingsFile } from '../report/settingsFile.ts';
import { surveyBook } from '../report/surveyBook.ts';
import type { Edit, Finding } from '../rules/finding.ts';
import { allRules } from '../rules/registry.generated.ts';
import { inBookOrder } from '../rules/run.ts';
import { bookAt, bookOf } from './bookRequests.ts';
import { type Conversion, toRange } from './convert.ts';
import type { ServerEnvironment } from './environment.ts';
import type { Gate } from './gate.ts';
import { bookPlace } from './navigationRequests.ts';
import type { OpenBook } from './openBook.ts';
import {
  type BookOutline,
  bookOutlineRequest,
  type ChapterParams,
  type CrosslinkTarget,
  crosslinkTargetsRequest,
  type ManifestEdit,
  type MoveChaptersParams,
  moveChaptersRequest,
  type NewChapterParams,
  type NewChapterResult,
  type NewSectionParams,
  type NewSectionResult,
  type NewSettingsParams,
  type NewSettingsResult,
  newChapterRequest,
  newSectionRequest,
  newSettingsRequest,
  type OutlineNode,
  type PreviewFacts,
  previewRequest,
  type ReportParams,
  type ReportResult,
  type RuleEntry,
  reportRequest,
  rulesRequest,
} from './protocol.ts';
import type { Session } from './session.ts';
import { nameOf } from './status.ts';

/** Answers what only our own client asks: what its preview and views show. */
export function listenToClient(
  connection: Connection,
  session: Session,
  { client, rulePage, history }: Pick<Conversion, 'client' | 'rulePage'> & Pick<ServerEnvironment, 'history'>,
  gate: Gate,
): void {
  const requests = new ClientRequests(session, rulePage, history, client.texts);
  const on = <P>(method: string, answer: (params: P, token: CancellationToken) => Promise<unknown>) =>
    connection.onRequest(method, gate.guard(answer));
  on(previewRequest, (params: ChapterParams, token) => requests.preview(params, token));
  on(bookOutlineRequest, (_params, token) => requests.outlines(token));
  on(moveChaptersRequest, (params: MoveChaptersParams, token) => requests.move(params, token));
  on(reportRequest, (params: ReportParams, token) => requests.report(params, token));
  on(newSectionRequest, (params: NewSectionParams, token) => requests.section(params, token));
  on(newChapterRequest, (params: NewChapterParams, token) => requests.chapter(params, token));
  on(crosslinkTargetsRequest, (_params, token) => requests.targets(token));
  on(newSettingsRequest, (params: NewSettingsParams, token) => requests.settings(params, token));
  on(rulesRequest, async () => requests.rules());
}

/** The page that the command line writes, let in by a nonce; paths count from the book's folder. */
function reportPage(linted: ReportedBook, burnDown: readonly BurnDownPoint[], nonce: string, texts: Texts): string {
  const { book } = linted;
  const show = (uri: Uri) => relativePath(book.root, uri) ?? (uri === book.root ? basename(uri) : uri);
  const report = withListing(makeReport([linted], show, 0), { quiet: false, hints: false });
  const documents = new Map(filesOf(book).map((uri) => [show(uri), book.document(uri)]));
  const context = {
    isInEditor: true,
    burnDown,
    files: book.order.map(show),
    status: () => [bookStatus(linted, show)],
    sourceLine: (file: string, line: number) => {
      const document = documents.get(file);
      return document && line <= document.lines.count
        ? document.text.slice(document.lines.start(line - 1), document.lines.end(line - 1))
        : undefined;
    },
  };
  return htmlPage(report, context, { style: `nonce-${nonce}`, script: `nonce-${nonce}`, nonce }, texts);
}

function reportedBook(book: Handbook, findingsOf: (uri: Uri) => readonly Finding[]): ReportedBook {
  const byUri = new Map(filesOf(book).map((uri) => [uri, findingsOf(uri)] as const));
  return { book, chapters: book.order, findings: inBookOrder(book, byUri) };
}

/** All that findings can lie in. */
function filesOf({ manifest, subsets, config, links, strays, order }: Handbook): Uri[] {
  const own = [manifest?.uri, config.document?.uri, links?.uri, ...subsets.map(({ uri }) => uri)];
  return [...order, ...own.filter((uri) => uri !== undefined), ...strays];
}

class ClientRequests {
  readonly #session: Session;
  readonly #history: ServerEnvironment['history'];
  readonly #rulePage: Conversion['rulePage'];
  readonly #texts: Texts;

  constructor(session: Session, rulePage: Conversion['rulePage'], history: ServerEnvironment['history'], texts: Texts) {
    this.#texts = texts;
    this.#history = history;
    this.#session = session;
    this.#rulePage = rulePage;
  }

  /** `handbook/preview`. */
  async preview({ uri }: ChapterParams, token: CancellationToken): Promise<PreviewFacts | null> {
    const place = await bookPlace(this.#session, uri, token);
    const around = place && surroundings(place.book, place.uri);
    if (!around) return null;
    const { dialect, targets, resources } = around;
    return { dialect, targets: Object.fromEntries(targets), resources: Object.fromEntries(resources) };
  }

  /** `handbook/bookOutline`: what is known of the findings now; the client asks again when there are others. */
  async outlines(token: CancellationToken): Promise<BookOutline[]> {
    await this.#session.whenLocated(token);
    const outlines: BookOutline[] = [];
    for (const open of this.#session.wholeBooks) {
      const book = await open.current(token);
      const entries = bookOutline(book, (uri) => open.linter.known(uri));
      outlines.push({
        root: this.#clientUri(book.root),
        name: nameOf(open.location),
        manifest: book.manifest && this.#clientUri(book.manifest.uri),
        nodes: entries.map((entry) => this.#node(book, entry)),
      });
    }
    return outlines;
  }

  /** `handbook/moveChapters`. */
  async move({ root, chapters, target }: MoveChaptersParams, token: CancellationToken): Promise<ManifestEdit | null> {
    const open = bookAt(this.#session, root);
    const book = open && (await open.current(token));
    const beside = target && { uri: canonicalUri(target.uri), side: target.side };
    const edit = book && moveChapters(book, chapters.map(canonicalUri), beside);
    return edit ? this.#edit(book, edit) : null;
  }

  /** `handbook/report`. */
  async report({ uri, nonce, history }: ReportParams, token: CancellationToken): Promise<ReportResult | null> {
    const chosen = await this.#bookOf(uri, token);
    if (!chosen) return null;
    await chosen.settle(token);
    const book = await chosen.current(token);
    const linted = reportedBook(book, (file) => chosen.linter.known(file));
    const points = history ? await this.#burnDown(chosen, linted) : [];
    const html = reportPage(linted, points, nonce, this.#texts);
    return { root: this.#clientUri(book.root), name: nameOf(chosen.location), html };
  }

  /** `handbook/newSection`. */
  async section(params: NewSectionParams, token: CancellationToken): Promise<NewSectionResult | null> {
    const place = await bookPlace(this.#session, params.uri, token);
    if (!place) return null;
    const { lines } = place.document;
    const made = newSection(place.book, place.uri, lines.offset(params.position), params);
    return made ? { position: lines.position(made.offset), snippet: made.snippet } : null;
  }

  /** `handbook/newChapter`. */
  async chapter({ uri, title }: NewChapterParams, token: CancellationToken): Promise<NewChapterResult | null> {
    const open = await this.#bookOf(uri, token);
    if (!open) return null;
    const book = await open.current(token);
    const made = newChapter(book, title, uri && canonicalUri(uri));
    return { uri: this.#clientUri(made.uri), text: made.text, list: made.list && this.#edit(book, made.list) };
  }

  /** `handbook/crosslinkTargets`. */
  async targets(token: CancellationToken): Promise<CrosslinkTarget[]> {
    await this.#session.whenLocated(token);
    const targets: CrosslinkTarget[] = [];
    for (const open of this.#session.books.open) {
      const book = await open.current(token);
      for (const { offset, uri, ...target } of crosslinkTargets(book)) {
        const position = book.document(uri)!.lines.position(offset);
        targets.push({ ...target, uri: this.#clientUri(uri), position });
      }
    }
    return targets;
  }

  /** `handbook/newSettings`. */
  async settings({ folder }: NewSettingsParams, token: CancellationToken): Promise<NewSettingsResult> {
    await this.#session.whenLocated(token);
    const root = canonicalUri(folder);
    const inside = this.#session.wholeBooks.filter(
      ({ location }) => location.root === root || location.root.startsWith(`${root}/`),
    );
    const books = await Promise.all(
      inside.map(async (open) => {
        await open.settle(token);
        return reportedBook(await open.current(token), (uri) => open.linter.known(uri));
      }),
    );
    return {
      text: settingsFile(
        books.map((book) => surveyBook(book, root)),
        undefined,
      ),
    };
  }

  /** `handbook/rules`. */
  rules(): readonly RuleEntry[] {
    return allRules.map(({ meta: { name, summary } }) => ({ name, summary, page: this.#rulePage(name) }));
  }

  async #burnDown({ location }: OpenBook, { book, findings }: ReportedBook): Promise<readonly BurnDownPoint[]> {
    const commits = commitsToLookAt(book.order.length);
    const past = commits > 0 ? this.#history?.(book.root, commits) : undefined;
    return past ? burnDown(location, past, { date: book.today, findings }, allRules) : [];
  }

  /** The book of a file or folder; where none is named, or it is in none, the first of the workspace. */
  async #bookOf(uri: string | undefined, token: CancellationToken): Promise<OpenBook | undefined> {
    await this.#session.whenLocated(token);
    const own = uri === undefined ? undefined : await bookOf(this.#session, uri, token);
    return own ?? this.#session.wholeBooks[0];
  }

  #edit(book: Handbook, { uri, span, text }: Edit): ManifestEdit {
    return { uri: this.#clientUri(uri), range: toRange(book.document(uri)!.lines, span), newText: text };
  }

  #node(book: Handbook, { uri, offset, children, ...entry }: OutlineEntry): OutlineNode {
    const line = book.document(uri)?.lines.position(offset).line ?? 0;
    return { ...entry, uri: this.#clientUri(uri), line, children: children.map((child) => this.#node(book, child)) };
  }

  #clientUri(uri: string): string {
    return this.#session.documents.clientUri(uri);
  }
}
