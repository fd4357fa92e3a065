import * as vscode from 'vscode';
import type { HandbookClient } from './client.ts';

/** *Handbook: Show Report*: the page that the command line writes, beside the text; its rows open their places. */
export class ReportPanel implements vscode.Disposable {
  readonly #client: HandbookClient;
  #panel: vscode.WebviewPanel | undefined;
  #root: vscode.Uri | undefined;

  constructor(client: HandbookClient) {
    this.#client = client;
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  async show(uri: vscode.Uri | undefined): Promise<void> {
    const { t } = vscode.l10n;
    const about = uri ?? vscode.window.activeTextEditor?.document.uri;
    const report = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: t('Making the report') },
      (_progress, token) => this.#ask(about, token),
    );
    if (!report) {
      void vscode.window.showInformationMessage(t('There is no book in this workspace.'));
      return;
    }
    const panel = this.#panel ?? this.#open();
    this.#root = this.#client.codeUri(report.root);
    panel.title = t('Report: {0}', report.name);
    panel.webview.html = report.html;
    panel.reveal(undefined, false);
  }

  async #ask(about: vscode.Uri | undefined, token: vscode.CancellationToken) {
    const nonce = crypto.randomUUID().replaceAll('-', '');
    const uri = about && this.#client.isOfBook(about) ? this.#client.protocolUri(about) : undefined;
    return this.#client.report(
      { nonce, history: vscode.workspace.isTrusted, ...(uri !== undefined && { uri }) },
      token,
    );
  }

  #open(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel('handbook.report', '', vscode.ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [],
    });
    panel.webview.onDidReceiveMessage((message: unknown) => this.#openPlace(message));
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    this.#panel = panel;
    return panel;
  }

  /** The page says what was clicked; it may be anything, so only files below the book's folder are opened. */
  async #openPlace(message: unknown): Promise<void> {
    const { type, file, line, column } = (message ?? {}) as Record<string, unknown>;
    if (type !== 'open' || typeof file !== 'string' || typeof line !== 'number' || typeof column !== 'number') return;
    if (!this.#root || file.split('/').includes('..')) return;
    const at = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
    const viewColumn = vscode.window.tabGroups.all.length > 1 ? vscode.ViewColumn.One : vscode.ViewColumn.Beside;
    await vscode.window.showTextDocument(vscode.Uri.joinPath(this.#root, file), {
      viewColumn,
      selection: new vscode.Range(at, at),
    });
  }
}
