import {
  type CodeDescription,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Position,
  type Range,
} from 'vscode-languageserver';
import type { LineIndex } from '../base/lines.ts';
import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Finding, Severity } from '../rules/finding.ts';
import type { ClientProfile } from './clientProfile.ts';

/** Goes with a diagnostic to the client and comes back with a request for code actions. */
export interface DiagnosticData {
  readonly case: string;
  /** How many fixes there are: a client may show a light bulb without asking. */
  readonly fixes: number;
}

const diagnosticSource = 'handbook-lint';

/** What the conversions need to know besides the finding. */
export interface Conversion {
  readonly client: ClientProfile;
  /** Where a rule's page can be opened. */
  readonly rulePage: (rule: string) => Uri | undefined;
  /** The URI as the client writes it: answers about a document must use its very string. */
  readonly clientUri: (uri: Uri) => string;
}

export function toRange(lines: LineIndex, span: Span): Range {
  return lines.range(span);
}

/** Offsets of a range; positions past a line's end count as the line's end, as LSP says. */
export function toSpan(lines: LineIndex, range: { readonly start: Position; readonly end: Position }): Span {
  return { start: lines.offset(range.start), end: lines.offset(range.end) };
}

/** A finding as `textDocument/publishDiagnostics` and the pulled reports show it; `lines` are its file's. */
export function toDiagnostic(
  book: Pick<Handbook, 'document'>,
  lines: LineIndex,
  finding: Finding,
  to: Conversion,
): Diagnostic {
  const { client } = to;
  const diagnostic: Diagnostic = {
    range: toRange(lines, finding.span),
    severity: severities[finding.severity],
    code: finding.rule,
    source: diagnosticSource,
    message: finding.help ? `${finding.message}\n${finding.help}` : finding.message,
  };
  const page = client.diagnosticCodeDescription ? to.rulePage(finding.rule) : undefined;
  if (page) diagnostic.codeDescription = { href: page } satisfies CodeDescription;
  const tags = (finding.tags ?? []).map((tag) => tagsOf[tag]).filter((tag) => client.diagnosticTags.includes(tag));
  if (tags.length > 0) diagnostic.tags = tags;
  if (client.diagnosticRelated && finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.flatMap(({ uri, span, message }) => {
      const document = book.document(uri);
      return document ? [{ location: { uri: to.clientUri(uri), range: toRange(document.lines, span) }, message }] : [];
    });
  }
  if (client.diagnosticData) {
    diagnostic.data = { case: finding.case, fixes: finding.fixes.length } satisfies DiagnosticData;
  }
  return diagnostic;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tagsOf = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;
