import { PassThrough } from 'node:stream';
import { onTestFinished } from 'vitest';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { createConnection } from 'vscode-languageserver/node';
import type {
  ApplyWorkspaceEditParams,
  ClientCapabilities,
  CodeAction,
  CodeActionContext,
  ConfigurationParams,
  Diagnostic,
  DocumentDiagnosticReport,
  FileChangeType,
  InitializeResult,
  PublishDiagnosticsParams,
  Range,
  RegistrationParams,
  TextEdit,
  UnregistrationParams,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';
import type { ServerEnvironment } from '../../server/src/lsp/environment.ts';
import { createServer } from '../../server/src/lsp/server.ts';
import { at, type Files, ROOT, TODAY } from './book.ts';
import { turns } from './turns.ts';

export interface LspClientOptions {
  /** Pull diagnostics, as VS Code does; else they are pushed, as to Neovim. */
  readonly pull?: boolean;
  /** Further capabilities, one level deep over the usual ones. */
  readonly capabilities?: ClientCapabilities;
  /** The `handbook` section of the settings. */
  readonly settings?: unknown;
  readonly folders?: readonly string[];
  readonly initializationOptions?: unknown;
  readonly locale?: string;
  readonly processId?: number;
  /** The server's way out; by default it has none. */
  readonly linkNetwork?: ServerEnvironment['linkNetwork'];
  /** What else is different about where the server runs. */
  readonly environment?: Partial<ServerEnvironment>;
}

/** One message of the server, as it came. */
export interface Heard {
  readonly method: string;
  readonly params: unknown;
}

/**
 * A small but honest editor: it keeps texts, applies edits, answers the server's requests, and waits for events rather
 * than for time.
 */
export class LspClient {
  readonly connection: MessageConnection;
  readonly heard: Heard[] = [];
  readonly registered = new Map<string, string>();
  settings: unknown;
  /** What to say to `workspace/applyEdit`; by default the edit is applied. */
  refusesEdits = false;
  initialized!: InitializeResult;
  readonly #options: LspClientOptions;
  readonly #documents = new Map<string, TextDocument>();
  readonly #published = new Map<string, PublishDiagnosticsParams>();
  #onMessage = new Set<() => void>();

  constructor(connection: MessageConnection, options: LspClientOptions) {
    this.connection = connection;
    this.#options = options;
    this.settings = options.settings ?? {};
    this.#answerServer();
    connection.listen();
  }

  async start(): Promise<this> {
    this.initialized = await this.initialize();
    await this.connection.sendNotification('initialized', {});
    return this;
  }

  initialize(): Promise<InitializeResult> {
    const { folders = [ROOT], initializationOptions, locale, processId } = this.#options;
    return this.connection.sendRequest('initialize', {
      processId: processId ?? null,
      rootUri: folders[0] ?? null,
      workspaceFolders: folders.map((uri) => ({ uri, name: uri.split('/').at(-1) ?? uri })),
      capabilities: capabilitiesOf(this.#options),
      initializationOptions,
      ...(locale !== undefined && { locale }),
    });
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  /** Opens a document; without a text, with the one that `edit` and the like left. */
  async open(uri: string, text: string, languageId = 'markdown'): Promise<void> {
    const document = TextDocument.create(uri, languageId, 1, text);
    this.#documents.set(uri, document);
    const textDocument = { uri, languageId, version: 1, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  text(uri: string): string {
    return this.#document(uri).getText();
  }

  /** Replaces the first `before` in the document by `after`: one incremental change, a new version. */
  async edit(uri: string, before: string, after: string): Promise<void> {
    await this.change(uri, [{ range: this.range(uri, before), text: after }]);
  }

  async change(uri: string, contentChanges: readonly { range?: Range; text: string }[]): Promise<void> {
    const document = this.#document(uri);
    const version = document.version + 1;
    this.#documents.set(uri, TextDocument.update(document, [...contentChanges], version));
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async save(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  }

  async close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  async fileEvent(uri: string, type: FileChangeType): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  }

  /** The place of the first `words` in an open document. */
  range(uri: string, words: string): Range {
    const document = this.#document(uri);
    const offset = document.getText().indexOf(words);
    if (offset < 0) throw new Error(`"${words}" is not in ${uri}`);
    return { start: document.positionAt(offset), end: document.positionAt(offset + words.length) };
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  }

  /** The pulled findings as `line rule`, line from 1: the final ones, not those of a chapter whose book is still read. */
  async pulled(uri: string): Promise<string[]> {
    // Answered once the book is read, while diagnostics are answered with what is known already.
    await this.request('textDocument/documentSymbol', { textDocument: { uri } });
    return this.pulledAtOnce(uri);
  }

  /** What is known so far, which may be early. */
  async pulledAtOnce(uri: string): Promise<string[]> {
    const report = await this.pull(uri);
    return report.kind === 'full' ? report.items.map(short) : [report.kind];
  }

  published(uri: string): PublishDiagnosticsParams | undefined {
    return this.#published.get(uri);
  }

  /** The pushed findings as `line rule`, line from 1; undefined where nothing was ever pushed. */
  pushed(uri: string): string[] | undefined {
    return this.#published.get(uri)?.diagnostics.map(short);
  }

  actions(uri: string, range: Range, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
    return this.request('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...context },
    });
  }

  apply({ documentChanges = [], changes = {} }: WorkspaceEdit): void {
    for (const change of documentChanges) {
      if (!('textDocument' in change)) throw new Error('a file operation');
      const document = this.#documents.get(change.textDocument.uri);
      const { version } = change.textDocument;
      if (document && version !== null && version !== document.version) throw new Error('an edit of another version');
      this.#applyTo(change.textDocument.uri, change.edits as TextEdit[]);
    }
    for (const [uri, edits] of Object.entries(changes)) this.#applyTo(uri, edits);
  }

  /** Resolves when `probe` finds something, looked for now and after every message of the server. */
  until<T>(what: string, probe: () => T | undefined | false): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = probe();
        if (found === undefined || found === false) return;
        clearTimeout(late);
        this.#onMessage.delete(look);
        resolve(found);
      };
      const late = setTimeout(() => {
        this.#onMessage.delete(look);
        const heard = this.heard.slice(-8).map((one) => JSON.stringify(one).slice(0, 400));
        reject(new Error(`waited in vain for ${what}; last heard:\n${heard.join('\n')}`));
      }, 15_000);
      this.#onMessage.add(look);
      look();
    });
  }

  /** How often the server sent a message of this method. */
  count(method: string): number {
    return this.heard.filter((one) => one.method === method).length;
  }

  #applyTo(uri: string, edits: readonly TextEdit[]): void {
    const document = this.#document(uri);
    const text = TextDocument.applyEdits(document, [...edits]);
    void this.change(uri, [{ text }]);
  }

  #document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  #hear(method: string, params: unknown): void {
    this.heard.push({ method, params });
    for (const look of [...this.#onMessage]) look();
  }

  #answerServer(): void {
    const { connection } = this;
    const on = <P>(method: string, answer: (params: P) => unknown) =>
      connection.onRequest(method, (params: P) => {
        const result = answer(params);
        this.#hear(method, params);
        return result;
      });
    on('workspace/configuration', ({ items }: ConfigurationParams) => items.map(() => this.settings));
    on('client/registerCapability', ({ registrations }: RegistrationParams) => {
      for (const { id, method } of registrations) this.registered.set(id, method);
      return null;
    });
    on('client/unregisterCapability', ({ unregisterations }: UnregistrationParams) => {
      for (const { id } of unregisterations) this.registered.delete(id);
      return null;
    });
    on('window/workDoneProgress/create', () => null);
    for (const what of ['diagnostic', 'inlayHint', 'semanticTokens', 'codeLens']) {
      on(`workspace/${what}/refresh`, () => null);
    }
    on('workspace/applyEdit', ({ edit }: ApplyWorkspaceEditParams) => {
      if (this.refusesEdits) return { applied: false, failureReason: 'not now' };
      this.apply(edit);
      return { applied: true };
    });
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#published.set(params.uri, params);
      this.#hear('textDocument/publishDiagnostics', params);
    });
    connection.onNotification((method, params) => this.#hear(method, params));
    connection.onUnhandledProgress((params) => this.#hear('$/progress', params));
  }
}

export interface ServedBook {
  readonly client: LspClient;
  readonly host: MemoryHost;
}

/** A server in this process over a book in memory, already initialized. */
export async function serve(files: Files, options: LspClientOptions = {}): Promise<ServedBook> {
  const host = new MemoryHost(Object.entries(files).map(([path, content]) => [at(path), content]));
  const client = connect(host, options);
  return { client: await client.start(), host };
}

/** The same before `initialize`. Without a host the server has no files but those that the client offers. */
export function connect(host: MemoryHost | undefined, options: LspClientOptions = {}): LspClient {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const { requests } = options.environment ?? {};
  const strategy = requests ? { messageStrategy: requests } : undefined;
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down), strategy);
  createServer(server, {
    createHost: (clientFiles) => host ?? clientFiles!,
    today: () => TODAY,
    now: () => performance.now(),
    pause: () => turns(1),
    // The milliseconds of tests are turns of the event loop.
    sleep: turns,
    rulePage: (rule) => (host ? `file:///rules/${rule}.md` : undefined),
    linkNetwork: options.linkNetwork,
    ...options.environment,
  });
  server.listen();
  const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  onTestFinished(() => {
    connection.dispose();
    server.dispose();
  });
  return new LspClient(connection, options);
}

/** `line rule`, line from 1. */
function short({ range, code }: Diagnostic): string {
  return `${range.start.line + 1} ${code}`;
}

function capabilitiesOf({ pull = false, capabilities = {} }: LspClientOptions): ClientCapabilities {
  return {
    general: { positionEncodings: ['utf-16'] },
    ...capabilities,
    window: { workDoneProgress: true, ...capabilities.window },
    workspace: {
      configuration: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      workspaceFolders: true,
      workspaceEdit: { documentChanges: true },
      applyEdit: true,
      diagnostics: { refreshSupport: true },
      ...capabilities.workspace,
    },
    textDocument: {
      publishDiagnostics: {
        relatedInformation: true,
        versionSupport: true,
        codeDescriptionSupport: true,
        dataSupport: true,
        tagSupport: { valueSet: [1, 2] },
      },
      ...(pull ? { diagnostic: { dynamicRegistration: true, relatedInformation: true } } : {}),
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      codeAction: {
        dataSupport: true,
        resolveSupport: { properties: ['edit'] },
        codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source', 'source.fixAll'] } },
      },
      ...capabilities.textDocument,
    },
  };
}
