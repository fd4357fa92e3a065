import * as vscode from 'vscode';
import type { DocumentFilter, Location } from 'vscode-languageclient';
import * as protocol from '../../server/src/lsp/protocol.ts';
import { readFiles } from './files.ts';
import type { Connect, Connected } from './library.ts';
import { trustMiddleware } from './network.ts';

export type ServerState = 'starting' | 'running' | 'stopped';

type ReportedProgress = vscode.Progress<{ increment: number; message?: string }>;

/** The language server as the extension's commands see it. What speaks to it is loaded when it is first started. */
export class HandbookClient {
  readonly #context: vscode.ExtensionContext;
  readonly #connect: Connect;
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires when `state` or `status` may be another. */
  readonly onDidChange = this.#changed.event;
  #loading: Promise<Connected> | undefined;
  #state: ServerState = 'starting';
  #status: protocol.ServerStatus | undefined;

  constructor(context: vscode.ExtensionContext, connect: Connect) {
    this.#context = context;
    this.#connect = connect;
    context.subscriptions.push(
      this.#changed,
      // A server that was started without trust knows nothing outside of the workspace, and has no network.
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.restart()),
    );
  }

  get state(): ServerState {
    return this.#state;
  }

  /** What the server last said of its books; undefined until it has said something. */
  get status(): protocol.ServerStatus | undefined {
    return this.#status;
  }

  /** The library tells the user why a server does not start. */
  async start(): Promise<void> {
    try {
      await this.#running();
    } catch {
      this.#become('stopped');
    }
  }

  async stop(): Promise<void> {
    const loaded = await this.#loading;
    if (loaded?.client.needsStop()) await loaded.client.stop();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.#running();
  }

  /** The log, with how the server stands at its end: what a report of a bug needs. */
  async showOutput(): Promise<void> {
    const { client } = await this.#loaded();
    if (client.isRunning()) void client.sendNotification(protocol.describeNotification);
    client.outputChannel.show();
  }

  lintBook(
    params: protocol.LintBookParams,
    progress: ReportedProgress,
    token: vscode.CancellationToken,
  ): Promise<protocol.LintBookResult> {
    return this.#requestWithProgress(protocol.lintBookRequest, params, progress, token);
  }

  checkLinks(
    params: protocol.CheckLinksParams,
    progress: ReportedProgress,
    token: vscode.CancellationToken,
  ): Promise<protocol.CheckLinksResult> {
    return this.#requestWithProgress(protocol.checkLinksRequest, params, progress, token);
  }

  lintChapter(params: protocol.ChapterParams): Promise<protocol.LintChapterResult> {
    return this.#request(protocol.lintChapterRequest, params);
  }

  fixChapter(params: protocol.ChapterParams): Promise<protocol.FixChapterResult> {
    return this.#request(protocol.fixChapterRequest, params);
  }

  /** The places that lead to the id at a place. */
  async uses(uri: string, { line, character }: vscode.Position): Promise<vscode.Location[]> {
    const params: protocol.UsesParams = { textDocument: { uri }, position: { line, character } };
    const places = await this.#request<Location[]>(protocol.usesRequest, params);
    const { client } = await this.#loaded();
    return places.map((place) => client.protocol2CodeConverter.asLocation(place));
  }

  preview(params: protocol.ChapterParams): Promise<protocol.PreviewFacts | null> {
    return this.#request(protocol.previewRequest, params);
  }

  bookOutlines(): Promise<readonly protocol.BookOutline[]> {
    return this.#request(protocol.bookOutlineRequest, {});
  }

  moveChapters(params: protocol.MoveChaptersParams): Promise<protocol.ManifestEdit | null> {
    return this.#request(protocol.moveChaptersRequest, params);
  }

  report(params: protocol.ReportParams, token: vscode.CancellationToken): Promise<protocol.ReportResult | null> {
    return this.#request(protocol.reportRequest, params, token);
  }

  newSection(params: protocol.NewSectionParams): Promise<protocol.NewSectionResult | null> {
    return this.#request(protocol.newSectionRequest, params);
  }

  newChapter(params: protocol.NewChapterParams): Promise<protocol.NewChapterResult | null> {
    return this.#request(protocol.newChapterRequest, params);
  }

  crosslinkTargets(): Promise<readonly protocol.CrosslinkTarget[]> {
    return this.#request(protocol.crosslinkTargetsRequest, {});
  }

  fixBook(params: protocol.FixBookParams): Promise<protocol.FixBookResult> {
    return this.#request(protocol.fixBookRequest, params);
  }

  newSettings(params: protocol.NewSettingsParams): Promise<protocol.NewSettingsResult> {
    return this.#request(protocol.newSettingsRequest, params);
  }

  rules(): Promise<readonly protocol.RuleEntry[]> {
    return this.#request(protocol.rulesRequest, {});
  }

  async #request<R>(method: string, params: object, token?: vscode.CancellationToken): Promise<R> {
    const { client } = await this.#running();
    return client.sendRequest<R>(method, params, token);
  }

  async #requestWithProgress<R>(
    method: string,
    params: object,
    progress: ReportedProgress,
    token: vscode.CancellationToken,
  ): Promise<R> {
    const { client, library } = await this.#running();
    const workDoneToken = `handbook-${Date.now()}-${Math.random()}`;
    let before = 0;
    const listening = client.onProgress(library.WorkDoneProgress.type, workDoneToken, (value) => {
      const { percentage = before, message } = value.kind === 'end' ? { percentage: 100 } : value;
      progress.report({ increment: percentage - before, message });
      before = percentage;
    });
    try {
      return await client.sendRequest<R>(method, { ...params, workDoneToken }, token);
    } finally {
      listening.dispose();
    }
  }

  async #running(): Promise<Connected> {
    const loaded = await this.#loaded();
    await loaded.client.start();
    return loaded;
  }

  #loaded(): Promise<Connected> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<Connected> {
    const { extensionUri, subscriptions } = this.#context;
    const initializationOptions = (): protocol.InitializationOptions => ({
      status: true,
      isTrusted: vscode.workspace.isTrusted,
      readsJson: true,
      files: true,
      rulePages: vscode.Uri.joinPath(extensionUri, 'dist/rules').toString(),
      checkLinkCommand: 'handbook.checkLink',
      texts: vscode.l10n.bundle,
    });
    const connected = await this.#connect({
      documentSelector: documentSelector(),
      initializationOptions,
      middleware: { workspace: trustMiddleware },
      diagnosticPullOptions: { onChange: true, onSave: true },
      outputChannelName: 'Handbook Lint',
    });
    const { client, library } = connected;
    client.onRequest(protocol.readFilesRequest, readFiles);
    client.onNotification(protocol.statusNotification, (status: protocol.ServerStatus) => {
      this.#status = status;
      this.#changed.fire();
    });
    const { State } = library;
    subscriptions.push(
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) this.#become('running');
        else this.#become(newState === State.Starting ? 'starting' : 'stopped');
      }),
    );
    return connected;
  }

  #become(state: ServerState): void {
    this.#state = state;
    if (state !== 'running') this.#status = undefined;
    this.#changed.fire();
  }

  /** Whether a file lies in the folder of a book that the server has spoken of. */
  isOfBook(uri: vscode.Uri): boolean {
    const text = this.protocolUri(uri);
    return this.#status?.books.some(({ root }) => text.startsWith(`${root}/`)) ?? false;
  }

  codeUri(uri: string): vscode.Uri {
    return vscode.Uri.parse(uri);
  }

  protocolUri(uri: vscode.Uri): string {
    return uri.toString();
  }
}

/**
 * Which documents the server is told of: Markdown, and plain text, for a Book.txt may list chapters of any name. The
 * server keeps out of what belongs to no book.
 */
function documentSelector(): DocumentFilter[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const schemes = new Set(['file', ...folders.map(({ uri }) => uri.scheme)]);
  return [
    { scheme: 'untitled', language: 'markdown' },
    ...[...schemes].flatMap((scheme) => [
      { scheme, language: 'markdown' },
      { scheme, language: 'markua' },
      { scheme, language: 'plaintext' },
      { scheme, pattern: '**/{handbook.json,handbook.links.json,[Bb]ook.txt,[Ss]ample.txt,[Ss]ubset.txt}' },
    ]),
  ];
}
