import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWorkspaceFoldersNotification,
  type ResultProgressReporter,
  type WorkDoneProgressReporter,
} from 'vscode-languageserver';
import type { Uri } from '../base/uri.ts';
import { ClientHost } from './clientHost.ts';
import type { ClientProfile } from './clientProfile.ts';
import { listenToClient } from './clientRequests.ts';
import { CodeActionRequests } from './codeActionRequests.ts';
import { listenToCommands } from './commandRequests.ts';
import type { Conversion } from './convert.ts';
import { describeSession, describeStart } from './describe.ts';
import { Diagnostics } from './diagnostics.ts';
import type { ServerEnvironment } from './environment.ts';
import { listenToFeatures } from './featureRequests.ts';
import type { Gate } from './gate.ts';
import { folderUri, type Greeting, shakeHands, tell } from './handshake.ts';
import { describeNotification, type InitializationOptions, statusNotification } from './protocol.ts';
import { ReadingProgress } from './readingProgress.ts';
import { Session } from './session.ts';
import { readSettings } from './settings.ts';
import { serverStatus } from './status.ts';
import { documentSymbols, workspaceSymbols } from './symbolRequests.ts';
import { untrusted } from './trust.ts';
import { ViewRefresh } from './viewRefresh.ts';
import { FileWatching } from './watching.ts';

/**
 * Makes a language server of a connection, whatever the connection runs over; it begins with `connection.listen()`.
 * Everything that lasts is made when the client has said what it can, and belongs to this one connection.
 */
export function createServer(connection: Connection, environment: ServerEnvironment): void {
  shakeHands(connection, environment.requests, (greeting) => startServer(connection, environment, greeting));
}

/** The server of a client that has been answered. */
export function startServer(connection: Connection, environment: ServerEnvironment, greeting: Greeting): void {
  new Server(connection, environment, greeting).listen();
}

class Server {
  readonly #connection: Connection;
  readonly #environment: ServerEnvironment;
  readonly #gate: Gate;
  readonly #client: ClientProfile;
  readonly #session: Session;
  readonly #conversion: Conversion;
  readonly #diagnostics: Diagnostics;
  readonly #progress: ReadingProgress;
  readonly #watching: FileWatching;
  readonly #views: ViewRefresh;
  #folders: readonly Uri[];
  #lastStatus = '';
  readonly #description: string;

  constructor(connection: Connection, anywhere: ServerEnvironment, { params, client, folders, gate }: Greeting) {
    this.#connection = connection;
    this.#gate = gate;
    this.#client = client;
    this.#folders = folders;
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    const environment = options.isTrusted === false ? untrusted(anywhere, () => this.#folders) : anywhere;
    this.#environment = environment;
    this.#description = describeStart(params, environment);
    const host = environment.createHost(options.files ? new ClientHost(connection) : undefined);
    const session = new Session(
      host,
      environment,
      {
        wantsGlance: client.hearsMore,
        onProgress: (book, isDone) => {
          this.#diagnostics.onProgress(book, isDone);
          if (isDone) this.#onSettled();
        },
        onReading: () => {
          this.#progress.watch().catch(ignoreRefusal);
        },
        onClosed: (document) => this.#diagnostics.onClosed(document),
        onGlance: (document) => this.#diagnostics.onGlance(document),
        onLocated: (document) => this.#diagnostics.onLocated(document),
        onBooksChanged: () => {
          this.#diagnostics.onBooksChanged();
          this.#onSettled();
        },
      },
      (error) => tell(connection, error),
    );
    session.settings = readSettings(options.settings);
    session.books.announce(this.#folders);
    this.#session = session;
    this.#conversion = {
      client: this.#client,
      rulePage: (rule) => environment.rulePage(rule) ?? (options.rulePages && `${options.rulePages}/${rule}.md`),
      clientUri: (uri) => session.documents.clientUri(uri),
    };
    this.#diagnostics = new Diagnostics(session, this.#client, this.#conversion, {
      publish: (published) => void connection.sendDiagnostics(published),
      refresh: () => {
        if (this.#client.refreshesDiagnostics) connection.languages.diagnostics.refresh().catch(ignoreRefusal);
      },
    });
    this.#progress = new ReadingProgress(connection, this.#client, session, environment);
    this.#watching = new FileWatching(connection, this.#client, session);
    this.#views = new ViewRefresh(connection, this.#client, session);
  }

  listen(): void {
    const connection = this.#connection;
    const conversion = this.#conversion;
    const session = this.#session;
    const client = this.#client;
    const gate = this.#gate;
    const actions = new CodeActionRequests(session, client, conversion, this.#environment.linkNetwork !== undefined);

    connection.onInitialized(() => this.#start());
    connection.onNotification(describeNotification, () => {
      connection.console.info(`${this.#description}\n${describeSession(session, this.#environment)}`);
    });
    connection.onShutdown(() => {
      gate.close();
      this.#diagnostics.shutDown();
      session.dispose();
    });

    connection.onDidOpenTextDocument((params) => session.open(params));
    connection.onDidChangeTextDocument((params) => session.change(params));
    connection.onDidSaveTextDocument((params) => session.save(params));
    connection.onDidCloseTextDocument((params) => session.close(params));
    connection.onDidChangeWatchedFiles(({ changes }) => session.filesChanged(changes));
    connection.onDidChangeConfiguration(({ settings }) => {
      session.whenConfigured = this.#configure(settings);
    });

    connection.languages.diagnostics.on(gate.guard((params, token) => this.#diagnostics.document(params, token)));
    connection.languages.diagnostics.onWorkspace(
      gate.guard((params, token, _progress: WorkDoneProgressReporter, stream?: ResultProgressReporter<unknown>) =>
        this.#diagnostics.workspace(params, stream !== undefined, token),
      ),
    );
    connection.onCodeAction(gate.guard((params, token) => actions.list(params, token)));
    connection.onCodeActionResolve(gate.guard((action, token) => actions.resolve(action, token)));
    connection.onDocumentSymbol(gate.guard((params, token) => documentSymbols(session, client, params, token)));
    connection.onWorkspaceSymbol(gate.guard((params, token) => workspaceSymbols(session, params, token)));

    listenToFeatures(connection, session, client, gate, conversion.rulePage);
    listenToClient(connection, session, { ...conversion, history: this.#environment.history }, gate);
    listenToCommands({
      connection,
      session,
      client,
      environment: this.#environment,
      gate,
      onLinted: () => this.#diagnostics.askAgain(),
    });
  }

  async #start(): Promise<void> {
    this.#connection.console.info(this.#description);
    const { workspaceFolders, configurationRegistration } = this.#client;
    if (workspaceFolders) {
      // Not through the library's event: what its listeners throw goes to this process's console, with a stack.
      this.#connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event: { added, removed } }) => {
        const gone = new Set(removed.map(({ uri }) => folderUri(uri)));
        const kept = this.#folders.filter((uri) => !gone.has(uri));
        this.#folders = [...new Set([...kept, ...added.map(({ uri }) => folderUri(uri))])];
        return this.#session.setFolders(this.#folders);
      });
    }
    if (configurationRegistration) {
      const options = { section: 'handbook' };
      this.#connection.client.register(DidChangeConfigurationNotification.type, options).catch(ignoreRefusal);
    }
    void this.#watching.start();
    // Settings say what to read; but a client that owes an answer does not keep the author waiting.
    this.#session.whenConfigured = this.#configure(undefined);
    await Promise.race([this.#session.whenConfigured, patience()]);
    await this.#session.start();
  }

  /** Takes the settings from the client: asked for where it can be asked, else as it sent them. */
  async #configure(sent: unknown): Promise<void> {
    if (this.#client.configuration) {
      const section = await this.#connection.workspace.getConfiguration('handbook').catch(() => undefined);
      this.#session.setSettings(readSettings(section));
    } else if (sent !== undefined && sent !== null) {
      this.#session.setSettings(readSettings((sent as { handbook?: unknown }).handbook ?? sent));
    }
  }

  #onSettled(): void {
    this.#watching.follow();
    this.#views.settled();
    if (!this.#client.status) return;
    const status = serverStatus(this.#session);
    const text = JSON.stringify(status);
    if (text === this.#lastStatus) return;
    this.#lastStatus = text;
    void this.#connection.sendNotification(statusNotification, status);
  }
}

const PATIENCE_MS = 1000;

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
}

/** A client may say no to what it said it can; then things go on without. */
function ignoreRefusal(): void {}
