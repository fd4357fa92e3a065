import type { CancellationToken, CodeAction, CodeActionParams, Diagnostic, WorkspaceEdit } from 'vscode-languageserver';
import { type Span, touches } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import { type Action, codeActions, type FixAll, isSafelyFixable } from '../features/codeActions.ts';
import { addressAt, linkActions } from '../features/linkActions.ts';
import { refactorings } from '../features/refactorings.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Finding } from '../rules/finding.ts';
import type { ClientProfile } from './clientProfile.ts';
import { type Conversion, toDiagnostic, toSpan } from './convert.ts';
import { workspaceEdit } from './edits.ts';
import { fixAllEdit } from './fixAll.ts';
import type { OpenBook } from './openBook.ts';
import { serverCommands } from './protocol.ts';
import type { Place, Session } from './session.ts';

/** `textDocument/codeAction` and `codeAction/resolve`. */
export class CodeActionRequests {
  readonly #session: Session;
  readonly #client: ClientProfile;
  readonly #conversion: Conversion;
  readonly #hasNetwork: boolean;

  constructor(session: Session, client: ClientProfile, conversion: Conversion, hasNetwork: boolean) {
    this.#session = session;
    this.#client = client;
    this.#conversion = conversion;
    this.#hasNetwork = hasNetwork;
  }

  async list({ textDocument, range, context }: CodeActionParams, token: CancellationToken): Promise<CodeAction[]> {
    const place = await this.#session.place(textDocument.uri, token);
    if (!place) return [];
    const { uri, book } = place;
    const snapshot = await book.current(token);
    const document = snapshot.document(uri);
    if (!document) return [];
    const findings = book.exactly(uri);
    const span = toSpan(document.lines, range);
    const request = { uri, span, only: context.only, fixableInBook: (rule: string) => fixableInBook(book, rule) };
    const actions = codeActions(snapshot, findings, request, this.#client.texts);
    const fixes = await Promise.all(actions.map((action) => this.#toCodeAction(action, place, snapshot, token)));
    // What a quick fix does already is not offered a second time.
    const known = new Set(fixes.map(({ edit }) => JSON.stringify(edit)));
    // VS Code lists what mends a diagnostic before what does not, whatever the order here.
    const atHand = findings.filter((finding) => isAboutLinks(finding) && touches(finding.span, span));
    const about = atHand.length > 0 ? { diagnostics: this.#diagnosticsOf(snapshot, atHand) } : {};
    const others = [
      ...this.#linkActions(snapshot, uri, span, context.only).map((action) => ({ ...action, ...about })),
      ...this.#refactorings(snapshot, uri, span, context.only),
    ];
    const further = others.filter(({ edit }) => !edit || !known.has(JSON.stringify(edit)));
    const silencers = fixes.filter((_, index) => actions[index]!.isSilencer);
    return [...fixes.filter((fix) => !silencers.includes(fix)), ...further, ...silencers];
  }

  /** Works out the edit of an action that came without one. */
  async resolve(action: CodeAction, token: CancellationToken): Promise<CodeAction> {
    const fixAll = action.data as FixAll | undefined;
    if (action.edit || typeof fixAll?.fixAll !== 'string') return action;
    const place = await this.#session.place(fixAll.fixAll, token);
    if (!place) return action;
    return { ...action, edit: await this.#fixAllEdit(fixAll, place, token) };
  }

  async #toCodeAction(
    { title, kind, findings, isPreferred, change }: Action,
    place: Place,
    snapshot: Handbook,
    token: CancellationToken,
  ): Promise<CodeAction> {
    const action: CodeAction = { title, kind, ...(isPreferred ? { isPreferred } : {}) };
    if (kind === 'quickfix') action.diagnostics = this.#diagnosticsOf(snapshot, findings);
    if ('edits' in change) {
      action.edit = workspaceEdit(this.#session, snapshot, change.edits, this.#client);
    } else if (this.#client.resolvesActionEdits) action.data = change;
    else if (change.inBook) {
      // A whole book is not looked through for a menu: what is chosen is worked out then.
      const [uri, rule] = [this.#session.documents.clientUri(place.uri), change.rule];
      action.command = { title, command: serverCommands.fixBook, arguments: [uri, rule] };
    } else action.edit = await this.#fixAllEdit(change, place, token);
    return action;
  }

  #linkActions(book: Handbook, uri: Uri, span: Span, only: readonly string[] | undefined): CodeAction[] {
    if (only && !only.some((wanted) => wanted === '' || wanted === 'quickfix')) return [];
    const known = linkActions(book, uri, span, this.#client.texts).map(({ title, edits }) => ({
      title,
      kind: 'quickfix',
      edit: workspaceEdit(this.#session, book, edits, this.#client),
    }));
    return [...known, ...this.#checkLink(book, uri, span)];
  }

  /** Our own client says why where it may not; other editors are offered only what the settings allow. */
  #checkLink(book: Handbook, uri: Uri, span: Span): CodeAction[] {
    const { checkLinkCommand } = this.#client;
    const isAllowed = checkLinkCommand !== undefined || this.#session.settings.links.network;
    const address = this.#hasNetwork && isAllowed ? addressAt(book, uri, span) : undefined;
    if (address === undefined) return [];
    const title = this.#client.texts.t('Check this link now');
    const command = checkLinkCommand ?? serverCommands.checkLinks;
    return [
      {
        title,
        kind: 'quickfix',
        command: { title, command, arguments: [this.#session.documents.clientUri(uri), address] },
      },
    ];
  }

  #refactorings(book: Handbook, uri: Uri, span: Span, only: readonly string[] | undefined): CodeAction[] {
    const isWanted = (kind: string) => !only || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
    return refactorings(book, uri, span, this.#client.texts).flatMap(({ title, kind, edits, creates }) => {
      if (!isWanted(kind) || (creates && !this.#client.createsFiles)) return [];
      const edit = workspaceEdit(this.#session, book, edits, this.#client);
      return [{ title, kind, edit: creates ? withNewFile(edit, creates) : edit }];
    });
  }

  #diagnosticsOf(snapshot: Handbook, findings: Action['findings']): Diagnostic[] {
    return findings.flatMap((finding) => {
      const document = snapshot.document(finding.uri);
      return document ? [toDiagnostic(snapshot, document.lines, finding, this.#conversion)] : [];
    });
  }

  async #fixAllEdit(change: FixAll, place: Place, token: CancellationToken): Promise<WorkspaceEdit> {
    return (await fixAllEdit(this.#session, this.#client, change, place, token)).edit;
  }
}

function fixableInBook({ linter }: OpenBook, rule: string): number {
  let count = 0;
  for (const uri of linter.files()) {
    for (const finding of linter.known(uri)) if (finding.rule === rule && isSafelyFixable(finding)) count++;
  }
  return count;
}

/** The file is made, and filled, before the rest of the edit points to it. */
function withNewFile(edit: WorkspaceEdit, { uri, text }: { readonly uri: Uri; readonly text: string }): WorkspaceEdit {
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
      ...(edit.documentChanges ?? []),
    ],
  };
}

function isAboutLinks({ rule }: Finding): boolean {
  return rule === 'stale-help-link' || rule === 'dead-link';
}
