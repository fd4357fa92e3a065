import {
  type CancellationToken,
  type CodeLens,
  type CodeLensParams,
  type DocumentLink,
  type DocumentLinkParams,
  type FoldingRange,
  type FoldingRangeParams,
  type InlayHint,
  type InlayHintParams,
  type Range,
  type SelectionRange,
  type SelectionRangeParams,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
  type TextEdit,
} from 'vscode-languageserver';
import { overlaps } from '../base/span.ts';
import type { Texts } from '../base/texts.ts';
import { tokenModifiers, tokenTypes } from '../features/announced.ts';
import { codeLenses } from '../features/codeLens.ts';
import { documentLinks } from '../features/documentLinks.ts';
import { folds } from '../features/folding.ts';
import { formatChapter } from '../features/formatting.ts';
import { inlayHints } from '../features/inlayHints.ts';
import { selectionSteps } from '../features/selection.ts';
import { semanticTokens } from '../features/semanticTokens.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { toRange, toSpan } from './convert.ts';
import { bookPlace } from './navigationRequests.ts';
import type { Session } from './session.ts';

/** What a client draws over or beside the text of a chapter. */
export class ViewRequests {
  readonly #session: Session;
  readonly #texts: Texts;

  constructor(session: Session, texts: Texts) {
    this.#session = session;
    this.#texts = texts;
  }

  /** `textDocument/documentLink`. */
  async links({ textDocument }: DocumentLinkParams, token: CancellationToken): Promise<DocumentLink[]> {
    const place = await bookPlace(this.#session, textDocument.uri, token);
    if (!place) return [];
    return documentLinks(place.book, place.uri).map(({ span, target }) => {
      const range = toRange(place.document.lines, span);
      if ('url' in target) return { range, target: target.url };
      const line = place.book.document(target.uri)?.lines.position(target.offset).line ?? 0;
      const uri = this.#session.documents.clientUri(target.uri);
      return { range, target: line > 0 ? `${uri}#L${line + 1}` : uri };
    });
  }

  /** `textDocument/foldingRange`. */
  async folds({ textDocument }: FoldingRangeParams, token: CancellationToken): Promise<FoldingRange[]> {
    const chapter = await this.#chapter(textDocument.uri, token);
    return (chapter ? folds(chapter) : []).map(({ start, end, kind }) => ({ startLine: start, endLine: end, kind }));
  }

  /** `textDocument/selectionRange`. */
  async selections(
    { textDocument, positions }: SelectionRangeParams,
    token: CancellationToken,
  ): Promise<SelectionRange[]> {
    const chapter = await this.#chapter(textDocument.uri, token);
    return positions.map((position) => {
      if (!chapter) return { range: { start: position, end: position } };
      const steps = selectionSteps(chapter, chapter.lines.offset(position));
      const outward = steps.toReversed();
      const nested = outward.reduce<SelectionRange | undefined>(
        (parent, span) => ({ range: toRange(chapter.lines, span), parent }),
        undefined,
      );
      return nested!;
    });
  }

  /** `textDocument/semanticTokens/full` and `/range`. */
  async tokens(
    { textDocument, range }: SemanticTokensParams & Partial<SemanticTokensRangeParams>,
    token: CancellationToken,
  ): Promise<SemanticTokens> {
    const place = await bookPlace(this.#session, textDocument.uri, token);
    const builder = new SemanticTokensBuilder();
    if (!place) return builder.build();
    const { lines } = place.document;
    const within = range && toSpan(lines, range);
    for (const { span, type, modifiers } of semanticTokens(place.book, place.uri)) {
      if (within && !overlaps(span, within)) continue;
      const { line, character } = lines.position(span.start);
      const bits = modifiers.reduce((sum, modifier) => sum | (1 << tokenModifiers.indexOf(modifier)), 0);
      builder.push(line, character, span.end - span.start, tokenTypes.indexOf(type), bits);
    }
    return builder.build();
  }

  /** `textDocument/inlayHint`. */
  async hints({ textDocument, range }: InlayHintParams, token: CancellationToken): Promise<InlayHint[]> {
    const place =
      this.#session.settings.inlayHints.enabled && (await bookPlace(this.#session, textDocument.uri, token));
    if (!place) return [];
    const { lines } = place.document;
    return inlayHints(place.book, place.uri, toSpan(lines, range)).map(({ offset, text }) => ({
      position: lines.position(offset),
      label: ` ${text}`,
    }));
  }

  /** `textDocument/codeLens`. */
  async lenses({ textDocument }: CodeLensParams, token: CancellationToken): Promise<CodeLens[]> {
    const opened = this.#session.settings.codeLens.enabled && (await this.#session.place(textDocument.uri, token));
    if (!opened) return [];
    const findings = await opened.book.findings(opened.uri, token);
    const book = await opened.book.current(token);
    const document = book.document(opened.uri);
    if (!document) return [];
    return codeLenses(book, opened.uri, findings, this.#texts).map(({ span, text, hasUses }) => {
      const range = toRange(document.lines, span);
      if (!hasUses) return { range, command: { title: text, command: '' } };
      const uri = this.#session.documents.clientUri(opened.uri);
      return { range, command: { title: text, command: SHOW_REFERENCES, arguments: [uri, range.start] } };
    });
  }

  /** `textDocument/formatting` and `/rangeFormatting`. */
  async format(uri: string, range: Range | undefined, token: CancellationToken): Promise<TextEdit[]> {
    const chapter = await this.#chapter(uri, token);
    if (!chapter) return [];
    const within = range ? toSpan(chapter.lines, range) : { start: 0, end: chapter.text.length };
    return formatChapter(chapter, within).map(({ span, text }) => ({
      range: toRange(chapter.lines, span),
      newText: text,
    }));
  }

  async #chapter(uri: string, token: CancellationToken): Promise<Chapter | undefined> {
    const place = await bookPlace(this.#session, uri, token);
    return place?.book.chapter(place.uri);
  }
}

/** The client's own command, which asks for the places (`handbook/uses`) when the lens is clicked: there may be thousands. */
const SHOW_REFERENCES = 'handbook.showReferences';
