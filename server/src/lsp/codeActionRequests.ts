import type { CancellationToken, CodeAction, CodeActionParams, Diagnostic } from 'vscode-languageserver';
import { type Action, codeActions, type FixAll } from '../features/codeActions.ts';
import { fixFile } from '../features/fixFile.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { allRules } from '../rules/registry.generated.ts';
import type { ClientProfile } from './clientProfile.ts';
import { type Conversion, toDiagnostic, toSpan } from './convert.ts';
import { openVersions, workspaceEdit } from './edits.ts';
import type { Place, Session } from './session.ts';

/** `textDocument/codeAction` and `codeAction/resolve`. */
export class CodeActionRequests {
  readonly #session: Session;
  readonly #client: ClientProfile;
  readonly #conversion: Conversion;

  constructor(session: Session, client: ClientProfile, conversion: Conversion) {
    this.#session = session;
    this.#client = client;
    this.#conversion = conversion;
  }

  async list({ textDocument, range, context }: CodeActionParams, token: CancellationToken): Promise<CodeAction[]> {
    const place = await this.#session.place(textDocument.uri, token);
    if (!place) return [];
    const { uri, book } = place;
    const snapshot = await book.current(token);
    const document = snapshot.document(uri);
    if (!document) return [];
    const findings = book.linter.exactly(uri);
    const span = toSpan(document.lines, range);
    const actions = codeActions(snapshot, findings, { uri, span, only: context.only });
    return Promise.all(actions.map((action) => this.#toCodeAction(action, place, snapshot, token)));
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
      action.edit = workspaceEdit(this.#session, snapshot, change.edits, this.#client.versionedEdits);
    } else if (this.#client.resolvesActionEdits) action.data = change;
    else action.edit = await this.#fixAllEdit(change, place, token);
    return action;
  }

  #diagnosticsOf(snapshot: Handbook, findings: Action['findings']): Diagnostic[] {
    return findings.flatMap((finding) => {
      const document = snapshot.document(finding.uri);
      return document ? [toDiagnostic(snapshot, document.lines, finding, this.#conversion)] : [];
    });
  }

  async #fixAllEdit({ rule }: FixAll, { book, uri }: Place, token: CancellationToken) {
    const fork = await book.fork(token);
    // Nothing is waited for between the fork and the versions: they are of one moment.
    const versions = openVersions(this.#session);
    const { book: before } = await fork.snapshot(token);
    const { edits } = await fixFile(fork, uri, { rules: allRules, rule, staysInFile: rule === undefined }, token);
    return workspaceEdit(this.#session, before, edits, this.#client.versionedEdits, versions);
  }
}
