import type { CancellationToken, Connection } from 'vscode-languageserver';
import { basename, canonicalUri, relativePath, type Uri } from '../base/uri.ts';
import { bookOutline, type OutlineEntry } from '../features/bookOutline.ts';
import { moveChapters } from '../features/moveChapters.ts';
import { surroundings } from '../features/preview.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { bookStatus } from '../report/bookStatus.ts';
import { htmlPage } from '../report/html/page.ts';
import { makeReport, withListing } from '../report/makeReport.ts';
import type { Edit, Finding } from '../rules/finding.ts';
import { inBookOrder } from '../rules/run.ts';
import { toRange } from './convert.ts';
import type { Gate } from './gate.ts';
import { bookPlace } from './navigationRequests.ts';
import type { OpenBook } from './openBook.ts';
import {
  type BookOutline,
  bookOutlineRequest,
  type ChapterParams,
  type ManifestEdit,
  type MoveChaptersParams,
  moveChaptersRequest,
  type OutlineNode,
  type PreviewFacts,
  previewRequest,
  type ReportParams,
  type ReportResult,
  reportRequest,
} from './protocol.ts';
import type { Session } from './session.ts';
import { nameOf } from './status.ts';

/** Answers what only our own client asks: what its preview and views show. */
export function listenToClient(connection: Connection, session: Session, gate: Gate): void {
  const requests = new ClientRequests(session);
  connection.onRequest(
    previewRequest,
    gate.guard((params: ChapterParams, token) => requests.preview(params, token)),
  );
  connection.onRequest(
    bookOutlineRequest,
    gate.guard((_params: unknown, token) => requests.outlines(token)),
  );
  connection.onRequest(
    moveChaptersRequest,
    gate.guard((params: MoveChaptersParams, token) => requests.move(params, token)),
  );
  connection.onRequest(
    reportRequest,
    gate.guard((params: ReportParams, token) => requests.report(params, token)),
  );
}

/** The page that the command line writes, let in by a nonce; paths count from the book's folder. */
function reportPage(book: Handbook, findingsOf: (uri: Uri) => readonly Finding[], nonce: string): string {
  const byUri = new Map([...book.order, ...listsOf(book)].map((uri) => [uri, findingsOf(uri)] as const));
  const linted = { book, chapters: book.order, findings: inBookOrder(book, byUri) };
  const show = (uri: Uri) => relativePath(book.root, uri) ?? (uri === book.root ? basename(uri) : uri);
  const report = withListing(makeReport([linted], show, 0), { quiet: false, hints: false });
  const documents = new Map([...byUri.keys()].map((uri) => [show(uri), book.document(uri)]));
  const context = {
    files: book.order.map(show),
    status: () => [bookStatus(linted, show)],
    sourceLine: (file: string, line: number) => {
      const document = documents.get(file);
      return document && line <= document.lines.count
        ? document.text.slice(document.lines.start(line - 1), document.lines.end(line - 1))
        : undefined;
    },
  };
  return htmlPage(report, context, { style: `nonce-${nonce}`, script: `nonce-${nonce}`, nonce });
}

function listsOf({ manifest, subsets, config, strays }: Handbook): Uri[] {
  const own = [manifest?.uri, config.document?.uri, ...subsets.map(({ uri }) => uri)];
  return [...own.filter((uri) => uri !== undefined), ...strays];
}

class ClientRequests {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
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
    const open = this.#bookAt(root);
    const book = open && (await open.current(token));
    const beside = target && { uri: canonicalUri(target.uri), side: target.side };
    const edit = book && moveChapters(book, chapters.map(canonicalUri), beside);
    return edit ? this.#edit(book, edit) : null;
  }

  /** `handbook/report`. */
  async report({ uri, nonce }: ReportParams, token: CancellationToken): Promise<ReportResult | null> {
    await this.#session.whenLocated(token);
    const open = uri === undefined ? undefined : (this.#bookAt(uri) ?? (await this.#session.place(uri, token))?.book);
    const chosen = open ?? this.#session.wholeBooks[0];
    if (!chosen) return null;
    await chosen.settle(token);
    const book = await chosen.current(token);
    const html = reportPage(book, (file) => chosen.linter.known(file), nonce);
    return { root: this.#clientUri(book.root), name: nameOf(chosen.location), html };
  }

  #bookAt(root: string): OpenBook | undefined {
    const uri = canonicalUri(root);
    return this.#session.books.open.find(({ location }) => location.root === uri);
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
