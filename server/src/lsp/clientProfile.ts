import type { ClientCapabilities, DiagnosticTag, InitializeParams, ResourceOperationKind } from 'vscode-languageserver';
import { englishTexts, type Texts, textsIn } from '../base/texts.ts';
import type { InitializationOptions } from './protocol.ts';

/** What the client can do, in the server's own questions. */
export interface ClientProfile {
  /** Diagnostics are pulled (LSP 3.17); else they are pushed. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  /** It can be told of a document at once and of the rest later: few findings will not pass for all there are. */
  readonly hearsMore: boolean;
  /** What the client asks for again when it is told to. */
  readonly refreshes: { readonly inlayHints: boolean; readonly semanticTokens: boolean; readonly codeLens: boolean };
  readonly diagnosticRelated: boolean;
  readonly diagnosticTags: readonly DiagnosticTag[];
  readonly diagnosticCodeDescription: boolean;
  readonly diagnosticData: boolean;
  readonly diagnosticVersion: boolean;
  readonly versionedEdits: boolean;
  readonly resolvesActionEdits: boolean;
  /** The author is asked about the edits that are marked so (LSP 3.16). */
  readonly annotatesChanges: boolean;
  /** A workspace edit may make files. */
  readonly createsFiles: boolean;
  /** A workspace edit may rename files. */
  readonly renamesFiles: boolean;
  readonly hierarchicalSymbols: boolean;
  /** Definitions may be links that say what was clicked. */
  readonly definitionLinks: boolean;
  /** Completions may say where a name comes from. */
  readonly labelDetails: boolean;
  /** Completions may have tab stops. */
  readonly snippets: boolean;
  readonly configuration: boolean;
  readonly configurationRegistration: boolean;
  readonly fileWatching: boolean;
  readonly relativeWatching: boolean;
  readonly workspaceFolders: boolean;
  readonly progress: boolean;
  readonly status: boolean;
  /** The client's command for *Check this link now*. */
  readonly checkLinkCommand: string | undefined;
  /** The client completes and explains handbook.json by its schema, and says where an open one is no JSON. */
  readonly readsJson: boolean;
  /** What authors see, in their language where the client has it. */
  readonly texts: Texts;
}

export function clientProfile({ capabilities, initializationOptions, locale }: InitializeParams): ClientProfile {
  const { workspace, window } = capabilities;
  const options = (initializationOptions ?? {}) as InitializationOptions;
  return {
    ...diagnosticProfile(capabilities),
    refreshes: {
      inlayHints: workspace?.inlayHint?.refreshSupport ?? false,
      semanticTokens: workspace?.semanticTokens?.refreshSupport ?? false,
      codeLens: workspace?.codeLens?.refreshSupport ?? false,
    },
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
    resolvesActionEdits:
      capabilities.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true &&
      capabilities.textDocument.codeAction.dataSupport === true,
    annotatesChanges:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.changeAnnotationSupport !== undefined,
    createsFiles: handlesFiles(workspace, 'create'),
    renamesFiles: handlesFiles(workspace, 'rename'),
    hierarchicalSymbols: capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    definitionLinks: capabilities.textDocument?.definition?.linkSupport ?? false,
    snippets: capabilities.textDocument?.completion?.completionItem?.snippetSupport ?? false,
    configuration: workspace?.configuration ?? false,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    fileWatching: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    relativeWatching: workspace?.didChangeWatchedFiles?.relativePatternSupport ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    progress: window?.workDoneProgress ?? false,
    status: options.status === true,
    checkLinkCommand: typeof options.checkLinkCommand === 'string' ? options.checkLinkCommand : undefined,
    readsJson: options.readsJson === true,
    texts: textsOf(locale, options.texts),
    labelDetails: capabilities.textDocument?.completion?.completionItem?.labelDetailsSupport ?? false,
  };
}

/** Without translations the language is English, whatever the client speaks. */
function textsOf(locale: string | undefined, texts: InitializationOptions['texts']): Texts {
  if (typeof texts !== 'object' || texts === null) return englishTexts;
  const strings = Object.entries(texts).filter(([, text]) => typeof text === 'string');
  return textsIn(languageTag(locale), Object.fromEntries(strings));
}

/** A locale as VS Code has it (`zh-cn`), written as HTML and `Intl` want it; `en` where it is none. */
function languageTag(locale: string | undefined): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function handlesFiles(workspace: ClientCapabilities['workspace'], operation: ResourceOperationKind): boolean {
  const { documentChanges, resourceOperations } = workspace?.workspaceEdit ?? {};
  return documentChanges === true && resourceOperations?.includes(operation) === true;
}

function diagnosticProfile({ textDocument, workspace }: ClientCapabilities) {
  const { diagnostic, publishDiagnostics } = textDocument ?? {};
  // Until 3.18 the details were said of pushed diagnostics only, and clients meant both.
  const pullsDiagnostics = diagnostic !== undefined;
  const refreshesDiagnostics = workspace?.diagnostics?.refreshSupport ?? false;
  return {
    pullsDiagnostics,
    refreshesDiagnostics,
    hearsMore: refreshesDiagnostics || !pullsDiagnostics,
    diagnosticRelated: diagnostic?.relatedInformation ?? publishDiagnostics?.relatedInformation ?? false,
    diagnosticTags: (diagnostic?.tagSupport ?? publishDiagnostics?.tagSupport)?.valueSet ?? [],
    diagnosticCodeDescription:
      diagnostic?.codeDescriptionSupport ?? publishDiagnostics?.codeDescriptionSupport ?? false,
    diagnosticData: diagnostic?.dataSupport ?? publishDiagnostics?.dataSupport ?? false,
    diagnosticVersion: publishDiagnostics?.versionSupport ?? false,
  };
}
