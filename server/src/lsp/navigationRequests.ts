import {
  type CancellationToken,
  type DocumentHighlight,
  DocumentHighlightKind,
  ErrorCodes,
  type Hover,
  type Location,
  type LocationLink,
  type Position,
  type PrepareRenameResult,
  type ReferenceParams,
  type RenameParams,
  ResponseError,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { LineIndex } from '../base/lines.ts';
import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import { hover } from '../features/hover.ts';
import { countedUses, definition, highlights, references } from '../features/navigation.ts';
import type { Occurrence } from '../features/occurrences.ts';
import { prepareRename, type RenameOptions, rename } from '../features/rename.ts';
import { RenameRefused } from '../features/renameRefused.ts';
import type { BookDocument, Handbook } from '../handbook/handbook.ts';
import { allRules } from '../rules/registry.generated.ts';
import type { ClientProfile } from './clientProfile.ts';
import { toRange } from './convert.ts';
import { withMoves, workspaceEdit } from './edits.ts';
import type { UsesParams } from './protocol.ts';
import type { Session } from './session.ts';
import { settingsSchema } from './settingsSchema.ts';

/** A place in a book that a request speaks of. */
export interface BookPlace {
  readonly book: Handbook;
  readonly uri: Uri;
  readonly document: BookDocument;
}

/** The file of a request in the latest snapshot of its book; undefined where it is in none. */
export async function bookPlace(
  session: Session,
  clientUri: string,
  token: CancellationToken,
): Promise<BookPlace | undefined> {
  session.asked();
  const place = await session.place(clientUri, token);
  const book = place && (await place.book.current(token));
  const document = book?.document(place!.uri);
  return document && { book: book!, uri: place!.uri, document };
}

/** Definition, references, highlights, hover and rename: what a name under the cursor leads to. */
export class NavigationRequests {
  readonly #session: Session;
  readonly #client: ClientProfile;
  readonly #rulePage: (rule: string) => Uri | undefined;

  constructor(session: Session, client: ClientProfile, rulePage: (rule: string) => Uri | undefined) {
    this.#session = session;
    this.#client = client;
    this.#rulePage = rulePage;
  }

  /** `textDocument/definition`. */
  async definition(params: TextDocumentPositionParams, token: CancellationToken): Promise<LocationLink[] | Location[]> {
    const at = await this.#at(params, token);
    if (!at) return [];
    const links = definition(at.book, at.uri, at.offset, this.#rulePage).map(({ origin, uri, span, selection }) => {
      const lines = at.book.document(uri)?.lines;
      return {
        originSelectionRange: toRange(at.document.lines, origin),
        targetUri: this.#session.documents.clientUri(uri),
        targetRange: rangeIn(lines, span),
        targetSelectionRange: rangeIn(lines, selection),
      };
    });
    if (this.#client.definitionLinks) return links;
    return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
  }

  /** `textDocument/references`. */
  async references({ context, ...params }: ReferenceParams, token: CancellationToken): Promise<Location[]> {
    const at = await this.#at(params, token);
    return at ? this.#locations(at.book, references(at.book, at.uri, at.offset, context.includeDeclaration)) : [];
  }

  /** `handbook/uses`. */
  async uses(params: UsesParams, token: CancellationToken): Promise<Location[]> {
    const at = await this.#at(params, token);
    return at ? this.#locations(at.book, countedUses(at.book, at.uri, at.offset)) : [];
  }

  /** `textDocument/documentHighlight`. */
  async highlights(params: TextDocumentPositionParams, token: CancellationToken): Promise<DocumentHighlight[]> {
    const at = await this.#at(params, token);
    if (!at) return [];
    return highlights(at.book, at.uri, at.offset).map(({ span, role }) => ({
      range: toRange(at.document.lines, span),
      kind: role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  }

  /** `textDocument/hover`. */
  async hover(params: TextDocumentPositionParams, token: CancellationToken): Promise<Hover | null> {
    const at = await this.#at(params, token);
    const shown =
      at &&
      hover(at.book, at.uri, at.offset, {
        ruleSummary,
        schema: settingsSchema(this.#client),
        texts: this.#client.texts,
      });
    if (!shown) return null;
    return { contents: { kind: 'markdown', value: shown.markdown }, range: toRange(at.document.lines, shown.span) };
  }

  /** `textDocument/prepareRename`: a refusal is an error with its reason, which clients show. */
  async prepareRename(
    params: TextDocumentPositionParams,
    token: CancellationToken,
  ): Promise<PrepareRenameResult | null> {
    const at = await this.#at(params, token);
    if (!at) return null;
    const { span, text } = refusable(() => prepareRename(at.book, at.uri, at.offset, this.#renameOptions));
    return { range: toRange(at.document.lines, span), placeholder: text };
  }

  /** `textDocument/rename`. */
  async rename({ newName, ...params }: RenameParams, token: CancellationToken): Promise<WorkspaceEdit | null> {
    const at = await this.#at(params, token);
    if (!at) return null;
    const { edits, moves } = refusable(() => rename(at.book, at.uri, at.offset, newName, this.#renameOptions));
    return withMoves(this.#session, workspaceEdit(this.#session, at.book, edits, this.#client), moves);
  }

  get #renameOptions(): RenameOptions {
    return { movesFiles: this.#client.renamesFiles };
  }

  #locations(book: Handbook, places: readonly Occurrence[]): Location[] {
    return places.map(({ uri, span }) => ({
      uri: this.#session.documents.clientUri(uri),
      range: rangeIn(book.document(uri)?.lines, span),
    }));
  }

  async #at(
    params: TextDocumentPositionParams,
    token: CancellationToken,
  ): Promise<(BookPlace & { offset: number }) | undefined> {
    const place = await bookPlace(this.#session, params.textDocument.uri, token);
    return place && { ...place, offset: place.document.lines.offset(params.position) };
  }
}

function ruleSummary(name: string): string | undefined {
  return allRules.find(({ meta }) => meta.name === name)?.meta.summary;
}

/** A picture has no lines: its beginning is meant. */
function rangeIn(lines: LineIndex | undefined, span: Span) {
  const start: Position = { line: 0, character: 0 };
  return lines ? toRange(lines, span) : { start, end: start };
}

function refusable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RenameRefused) throw new ResponseError(ErrorCodes.InvalidRequest, error.message);
    throw error;
  }
}
