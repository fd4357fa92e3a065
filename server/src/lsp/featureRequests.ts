import type { Connection } from 'vscode-languageserver';
import type { Uri } from '../base/uri.ts';
import type { ClientProfile } from './clientProfile.ts';
import { completion, resolveCompletion } from './completionRequests.ts';
import type { Gate } from './gate.ts';
import { willDelete, willRename } from './moveRequests.ts';
import { NavigationRequests } from './navigationRequests.ts';
import { type UsesParams, usesRequest } from './protocol.ts';
import type { Session } from './session.ts';
import { ViewRequests } from './viewRequests.ts';

/** Connects the features to the protocol's requests, one line each. */
export function listenToFeatures(
  connection: Connection,
  session: Session,
  client: ClientProfile,
  gate: Gate,
  rulePage: (rule: string) => Uri | undefined,
): void {
  const navigation = new NavigationRequests(session, client, rulePage);
  const views = new ViewRequests(session, client.texts);

  connection.onDefinition(gate.guard((params, token) => navigation.definition(params, token)));
  connection.onReferences(gate.guard((params, token) => navigation.references(params, token)));
  connection.onDocumentHighlight(gate.guard((params, token) => navigation.highlights(params, token)));
  connection.onRequest(
    usesRequest,
    gate.guard((params: UsesParams, token) => navigation.uses(params, token)),
  );
  connection.onHover(gate.guard((params, token) => navigation.hover(params, token)));
  connection.onPrepareRename(gate.guard((params, token) => navigation.prepareRename(params, token)));
  connection.onRenameRequest(gate.guard((params, token) => navigation.rename(params, token)));

  connection.onCompletion(gate.guard((params, token) => completion(session, client, params, token)));
  connection.onCompletionResolve(gate.guard((item, token) => resolveCompletion(session, client.texts, item, token)));

  connection.onDocumentLinks(gate.guard((params, token) => views.links(params, token)));
  connection.onFoldingRanges(gate.guard((params, token) => views.folds(params, token)));
  connection.onSelectionRanges(gate.guard((params, token) => views.selections(params, token)));
  connection.languages.semanticTokens.on(gate.guard((params, token) => views.tokens(params, token)));
  connection.languages.semanticTokens.onRange(gate.guard((params, token) => views.tokens(params, token)));
  connection.languages.inlayHint.on(gate.guard((params, token) => views.hints(params, token)));
  connection.onCodeLens(gate.guard((params, token) => views.lenses(params, token)));
  connection.onDocumentFormatting(
    gate.guard((params, token) => views.format(params.textDocument.uri, undefined, token)),
  );
  connection.onDocumentRangeFormatting(
    gate.guard((params, token) => views.format(params.textDocument.uri, params.range, token)),
  );

  connection.workspace.onWillRenameFiles(gate.guard((params, token) => willRename(session, client, params, token)));
  connection.workspace.onWillDeleteFiles(gate.guard((params, token) => willDelete(session, client, params, token)));
}
