import type { Diagnostic } from 'vscode-languageserver';
import { fingerprint } from '../base/fingerprint.ts';
import type { Uri } from '../base/uri.ts';
import type { BookDocument } from '../handbook/handbook.ts';
import type { Finding } from '../rules/finding.ts';
import { CONFIGURATION, NO_JSON } from './configFindings.ts';
import { type Conversion, toDiagnostic } from './convert.ts';
import type { Glimpse } from './glance.ts';
import type { OpenBook } from './openBook.ts';
import { type ToldDiagnostic, type ToldFindings, tellFindings } from './toldFindings.ts';

/** What a client is told of one file. */
export interface FileReport {
  readonly diagnostics: readonly Diagnostic[];
  /** Stands for the diagnostics alone; the same after a restart. */
  readonly content: string;
  /** Stands for the report: a client that gives it back need not be sent the report again. */
  readonly resultId: string;
}

interface Kept {
  readonly findings: readonly Finding[];
  readonly document: BookDocument | undefined;
  readonly isOpen: boolean;
  readonly told: ToldFindings;
  readonly report: FileReport;
}

/** Makes findings into reports, each once as long as neither the findings nor the file change. */
export class FileReports {
  readonly #conversion: Conversion;
  readonly #kept = new Map<Uri, Kept>();
  /** What was told of documents whose books are not read yet. */
  readonly #first = new Map<Uri, ToldFindings>();

  constructor(conversion: Conversion) {
    this.#conversion = conversion;
  }

  /** `version` is the open document's, undefined for a file that is not open. */
  of(book: OpenBook, uri: Uri, findings: readonly Finding[], version: number | undefined): FileReport {
    const snapshot = book.latest;
    const document = snapshot?.document(uri);
    const isOpen = version !== undefined;
    const kept = this.#kept.get(uri);
    if (kept && kept.findings === findings && kept.document === document && kept.isOpen === isOpen) {
      return withVersion(kept.report, version);
    }
    const heard = snapshot && document ? findings.filter((finding) => !this.#isToldByClient(finding, isOpen)) : [];
    const told = tellFindings(heard, snapshot?.chapter(uri), kept?.told, (finding) =>
      toDiagnostic(snapshot!, document!.lines, finding, this.#conversion),
    );
    const report = plainReport(told.diagnostics);
    this.#kept.set(uri, { findings, document, isOpen, told, report });
    this.#first.delete(uri);
    return withVersion(report, version);
  }

  /** A client that knows JSON says itself what is none, in the documents it has open. */
  #isToldByClient({ rule, case: kind }: Finding, isOpen: boolean): boolean {
    return isOpen && this.#conversion.client.readsJson && rule === CONFIGURATION && kind === NO_JSON;
  }

  /** The report on a document whose book is not read yet. */
  atFirst({ chapter, findings }: Glimpse, version: number): FileReport {
    const book = { document: (uri: Uri) => (uri === chapter.uri ? chapter : undefined) };
    const told = tellFindings(findings, chapter, this.#first.get(chapter.uri), (finding) =>
      toDiagnostic(book, chapter.lines, finding, this.#conversion),
    );
    this.#first.set(chapter.uri, told);
    return withVersion(plainReport(told.diagnostics), version);
  }

  forget(uri: Uri): void {
    this.#kept.delete(uri);
    this.#first.delete(uri);
  }
}

export const emptyReport: FileReport = plainReport([]);

function plainReport(told: readonly ToldDiagnostic[]): FileReport {
  const diagnostics = told.map(({ diagnostic }) => diagnostic);
  const content = told.length === 0 ? 'none' : fingerprint(told.map((one) => one.content).join());
  return { diagnostics, content, resultId: content };
}

/**
 * A client moves its marks along with the edits, and loses one whose words are replaced, even by the same words; so a
 * new version of a file with findings is always a new report.
 */
function withVersion(report: FileReport, version: number | undefined): FileReport {
  if (version === undefined || report.diagnostics.length === 0) return report;
  return { ...report, resultId: `${report.content}@${version}` };
}
