import type {
  CancellationToken,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  PublishDiagnosticsParams,
  WorkspaceDiagnosticParams,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { CancelledError } from '../base/cancellation.ts';
import type { Uri } from '../base/uri.ts';
import { cancellable } from './cancel.ts';
import type { ClientProfile } from './clientProfile.ts';
import type { Conversion } from './convert.ts';
import type { OpenDocument } from './documents.ts';
import { emptyReport, type FileReport, FileReports } from './fileReports.ts';
import type { OpenBook } from './openBook.ts';
import type { Session } from './session.ts';
import { shownFiles } from './shownFiles.ts';

/** The way to the client. */
export interface DiagnosticsOutput {
  publish(params: PublishDiagnosticsParams): void;
  /** Asks the client to pull again (`workspace/diagnostic/refresh`). */
  refresh(): void;
}

/**
 * What the client knows of the findings. It pulls them (LSP 3.17) where it can, and is told when what it pulled is out
 * of date; elsewhere they are pushed. Either way it is sent only what differs from what it has.
 */
export class Diagnostics {
  readonly #session: Session;
  readonly #client: ClientProfile;
  readonly #output: DiagnosticsOutput;
  readonly #reports: FileReports;
  /** What was last pushed, or pulled for a document. */
  readonly #sent = new Map<Uri, Sent>();
  /** Closed since the client was last told of all files: it dropped what it knew, and has to be told even of nothing. */
  readonly #justClosed = new Set<Uri>();
  /** Documents of which the client was told before their book was read. */
  readonly #glimpsed = new Set<Uri>();
  #waiting: ((why: Wake) => void)[] = [];
  #isShutDown = false;

  constructor(session: Session, client: ClientProfile, conversion: Conversion, output: DiagnosticsOutput) {
    this.#session = session;
    this.#client = client;
    this.#output = output;
    this.#reports = new FileReports(conversion);
  }

  /** `textDocument/diagnostic`. */
  async document(params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    const { previousResultId } = params;
    const glimpse = await this.#atFirst(this.#session.documents.uriOf(params.textDocument.uri), token);
    if (glimpse) return answer(glimpse, previousResultId);
    const place = await this.#session.place(params.textDocument.uri, token);
    if (!place) {
      // It may come to be in a book: then the client is asked to ask again, if what it was told here differs.
      const open = this.#session.documents.get(this.#session.documents.uriOf(params.textDocument.uri));
      if (open) this.#sent.set(open.uri, { report: emptyReport, version: open.text.version });
      return answer(emptyReport, previousResultId);
    }
    const { uri, book, document } = place;
    if (document && this.#isHeldBack(document) && previousResultId !== undefined) {
      return { kind: 'unchanged', resultId: previousResultId };
    }
    const findings = await unlessClosed(book, book.findings(uri, token));
    // Other books were found meanwhile.
    if (!findings) return this.document(params, token);
    const report = this.#reports.of(book, uri, findings, document?.text.version);
    if (document) this.#sent.set(uri, { report, version: document.text.version });
    return answer(report, previousResultId);
  }

  /**
   * `workspace/diagnostic`. A client that takes partial results (`streams`) is answered when something differs from what it has: it asks again
   * after every answer, and would otherwise ask every two seconds for nothing.
   */
  async workspace(
    params: WorkspaceDiagnosticParams,
    streams: boolean,
    token: CancellationToken,
  ): Promise<{ items: WorkspaceDocumentDiagnosticReport[] }> {
    const previous = new Map(
      params.previousResultIds.map(({ uri, value }) => [this.#session.documents.uriOf(uri), value]),
    );
    for (;;) {
      await this.#settle(token);
      const items = this.#workspaceItems(previous, streams);
      if (items.length > 0 || !streams) return { items };
      if (this.#isShutDown) throw new CancelledError();
      const why = await cancellable(new Promise<Wake>((resolve) => this.#waiting.push(resolve)), token);
      // What the client knows is not what it said it knows any more: it must ask again before it can be told.
      if (why === 'forgotten') return { items: [] };
    }
  }

  /** A book was looked at some more. */
  onProgress(book: OpenBook, isDone: boolean): void {
    if (this.#client.pullsDiagnostics) {
      if (!isDone && !this.#endsGlimpses(book)) return;
      if (this.#isPulledOutdated(book)) this.#output.refresh();
      if (isDone) this.#wake('changed');
    } else {
      for (const document of this.#session.documents.all()) {
        const { uri } = document;
        if (document.book !== book) continue;
        if (book.linter.isUpToDate(uri) || this.#endsGlimpse(document)) this.#push(book, uri);
      }
      if (isDone) this.#pushAll();
    }
  }

  /** Something can be said of a document whose book is not read yet. */
  onGlance(document: OpenDocument): void {
    if (this.#client.pullsDiagnostics) return;
    void this.#atFirst(document.uri).then((report) => {
      if (report) this.#publish(document.uri, report, document.text.version);
    });
  }

  onLocated(document: OpenDocument): void {
    // Its book leaves it out: nothing is said of it after all.
    if (document.book || this.#session.books.isStopped || !this.#glimpsed.delete(document.uri)) return;
    if (this.#client.pullsDiagnostics) this.#output.refresh();
    else this.#publish(document.uri, emptyReport, document.text.version);
  }

  onClosed({ uri }: OpenDocument): void {
    this.#justClosed.add(uri);
    this.#glimpsed.delete(uri);
    this.#reports.forget(uri);
    if (this.#client.pullsDiagnostics) {
      this.#sent.delete(uri);
      this.#wake('forgotten');
    } else this.#pushAll();
  }

  onBooksChanged(): void {
    if (this.#client.pullsDiagnostics) this.#wake('changed');
    else this.#pushAll();
  }

  /**
   * Lets a client that pulls say afresh what it knows. One that closed a document's tab may have dropped the last answer
   * for it, and tells nobody as long as it keeps the document itself.
   */
  askAgain(): void {
    this.#wake('forgotten');
  }

  /** Ends the requests that wait for something to change. */
  shutDown(): void {
    this.#isShutDown = true;
    this.#wake('changed');
  }

  /**
   * What can be said of an open document before its book is read, for clients that can be told later that there is more;
   * undefined when the book is read, or nothing can be said.
   */
  async #atFirst(uri: Uri, token?: CancellationToken): Promise<FileReport | undefined> {
    const document = this.#session.documents.get(uri);
    const { isStopped } = this.#session.books;
    const hearsMore = this.#client.hearsMore || isStopped;
    if (!document || !hearsMore || document.book?.latest || this.#isHeldBack(document)) return undefined;
    const glance = await cancellable(document.glance, token);
    if (!glance) return undefined;
    glance.look(document.text.getText());
    // Most books are read in no time: then nothing is said twice.
    const read = this.#glimpsed.has(uri) ? undefined : this.#session.whenRead(document, GRACE_MS);
    if (read) await cancellable(read, token);
    if (document.book?.latest || this.#session.documents.get(uri) !== document) return undefined;
    const { text } = document;
    const report = this.#reports.atFirst(glance.look(text.getText()), text.version);
    this.#glimpsed.add(uri);
    if (this.#client.pullsDiagnostics) this.#sent.set(uri, { report, version: text.version });
    return report;
  }

  #endsGlimpses(book: OpenBook): boolean {
    let ends = false;
    for (const document of this.#session.documents.all()) {
      if (document.book === book && this.#endsGlimpse(document)) ends = true;
    }
    return ends;
  }

  /** Whether the book is read now, and all is known of a document that the client was told less of. */
  #endsGlimpse({ uri, book }: OpenDocument): boolean {
    return (
      this.#glimpsed.has(uri) && book?.latest !== undefined && book.linter.isLookedAt(uri) && this.#glimpsed.delete(uri)
    );
  }

  async #settle(token: CancellationToken): Promise<void> {
    for (;;) {
      await this.#session.whenLocated(token);
      const busy = this.#session.wholeBooks.find(({ isBusy }) => isBusy);
      if (!busy) return;
      await unlessClosed(busy, busy.settle(token));
    }
  }

  #workspaceItems(previous: ReadonlyMap<Uri, string>, streams: boolean): WorkspaceDocumentDiagnosticReport[] {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const add = (uri: Uri, report: FileReport) => {
      const document = this.#session.documents.get(uri);
      const place = { uri: this.#session.documents.clientUri(uri), version: document?.text.version ?? null };
      const { resultId, diagnostics } = report;
      if (previous.get(uri) !== resultId) items.push({ kind: 'full', ...place, resultId, items: [...diagnostics] });
      else if (!streams) items.push({ kind: 'unchanged', ...place, resultId });
    };
    const shown = new Set<Uri>();
    for (const { book, uri } of shownFiles(this.#session)) {
      shown.add(uri);
      const document = this.#session.documents.get(uri);
      if (document && this.#isHeldBack(document)) continue;
      const report = this.#reports.of(book, uri, book.linter.known(uri), document?.text.version);
      if (report.diagnostics.length > 0 || previous.has(uri) || this.#justClosed.has(uri)) add(uri, report);
    }
    for (const uri of [...previous.keys(), ...this.#justClosed]) if (!shown.has(uri)) add(uri, emptyReport);
    if (items.length > 0) this.#justClosed.clear();
    return items;
  }

  /** Whether an open document has other findings now than when its own were pulled: because of other files. */
  #isPulledOutdated(book: OpenBook): boolean {
    let isOutdated = false;
    for (const document of this.#session.documents.all()) {
      const { uri, text } = document;
      const sent = this.#sent.get(uri);
      if (document.book !== book || !sent || this.#isHeldBack(document)) continue;
      // Of a document that was edited since, the client asks by itself, if it does not wait for it to be saved.
      if (sent.version !== text.version && this.#session.settings.lint.run === 'onType') continue;
      const report = this.#reports.of(book, uri, book.linter.known(uri), text.version);
      if (sent.report.content === report.content) continue;
      this.#sent.set(uri, { report, version: text.version });
      isOutdated = true;
    }
    return isOutdated;
  }

  #pushAll(): void {
    const shown = new Set<Uri>();
    for (const { book, uri } of shownFiles(this.#session)) {
      shown.add(uri);
      if (book.linter.isUpToDate(uri)) this.#push(book, uri);
    }
    for (const uri of this.#sent.keys()) if (!shown.has(uri)) this.#publish(uri, emptyReport, undefined);
    this.#justClosed.clear();
  }

  #push(book: OpenBook, uri: Uri): void {
    const document = this.#session.documents.get(uri);
    if (document && this.#isHeldBack(document)) return;
    const version = document?.text.version;
    this.#publish(uri, this.#reports.of(book, uri, book.linter.known(uri), version), version);
  }

  #publish(uri: Uri, report: FileReport, version: number | undefined): void {
    if ((this.#sent.get(uri)?.report ?? emptyReport).resultId === report.resultId) return;
    if (report.diagnostics.length > 0) this.#sent.set(uri, { report, version });
    else this.#sent.delete(uri);
    this.#output.publish({
      uri: this.#session.documents.clientUri(uri),
      ...(version !== undefined && this.#client.diagnosticVersion ? { version } : {}),
      diagnostics: [...report.diagnostics],
    });
  }

  /** The author wants to hear of a file when it is saved, not before. */
  #isHeldBack({ text, savedVersion }: OpenDocument): boolean {
    return this.#session.settings.lint.run === 'onSave' && text.version !== savedVersion;
  }

  #wake(why: Wake): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(why);
  }
}

interface Sent {
  readonly report: FileReport;
  readonly version: number | undefined;
}

/** How long after a document was opened its book may be read before what is known without it is told. */
const GRACE_MS = 50;

type Wake = 'changed' | 'forgotten';

/** Undefined where the book was closed while it was waited for. */
async function unlessClosed<T>(book: OpenBook, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CancelledError && book.isDisposed) return undefined;
    throw error;
  }
}

function answer({ resultId, diagnostics }: FileReport, previousResultId: string | undefined): DocumentDiagnosticReport {
  if (resultId === previousResultId) return { kind: 'unchanged', resultId };
  return { kind: 'full', resultId, items: [...diagnostics] };
}
