import type MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';
import type { PreviewFacts } from '../../../server/src/lsp/protocol.ts';
import type { HandbookClient } from '../client.ts';
import { extendWithMarkua } from './plugin.ts';

/** What VS Code's Markdown extension calls with its markdown-it (`markdown.markdownItPlugins`). */
export interface MarkdownItExtension {
  extendMarkdownIt(md: MarkdownIt): MarkdownIt;
}

/** Markua in VS Code's own Markdown preview. */
export function showPreviews(context: vscode.ExtensionContext, client: HandbookClient): MarkdownItExtension {
  const previews = new Previews(client);
  context.subscriptions.push(
    previews,
    client.onDidChange(() => previews.refresh()),
    vscode.workspace.onDidCloseTextDocument((document) => previews.forget(document.uri)),
  );
  return {
    extendMarkdownIt: (md) => extendWithMarkua(md, (text) => previews.factsOf(text), boxName),
  };
}

/**
 * What is known of the chapters that were previewed. A preview is drawn at once and cannot wait for the server, so it
 * is drawn from what was known last, and again if that turns out to be no longer so.
 */
class Previews implements vscode.Disposable {
  readonly #client: HandbookClient;
  /** By document address; `facts` is undefined until the server has answered, and for what is no chapter. */
  readonly #known = new Map<string, { facts: PreviewFacts | undefined; text: string }>();
  readonly #asking = new Set<string>();
  #disposed = false;

  constructor(client: HandbookClient) {
    this.#client = client;
  }

  dispose(): void {
    this.#disposed = true;
    this.#known.clear();
  }

  /** VS Code does not say which document a text is of, but it is one that is open. */
  factsOf(text: string): PreviewFacts | undefined {
    const document = vscode.workspace.textDocuments.find(
      (one) => one.languageId === 'markdown' && one.getText() === text,
    );
    if (!document) return undefined;
    void this.#ask(document.uri);
    return this.#known.get(document.uri.toString())?.facts;
  }

  /** The book may have changed around the chapters that are shown. */
  refresh(): void {
    for (const key of this.#known.keys()) void this.#ask(vscode.Uri.parse(key));
  }

  forget(uri: vscode.Uri): void {
    this.#known.delete(uri.toString());
  }

  async #ask(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    if (this.#asking.has(key) || this.#disposed) return;
    this.#asking.add(key);
    try {
      const facts = (await this.#client.preview({ uri: this.#client.protocolUri(uri) })) ?? undefined;
      const text = JSON.stringify(facts) ?? '';
      const before = this.#known.get(key);
      this.#known.set(key, { facts, text });
      if (text !== (before?.text ?? '')) await vscode.commands.executeCommand('markdown.preview.refresh');
    } catch {
      // A server that cannot answer now is asked again when the text or the book changes.
    } finally {
      this.#asking.delete(key);
    }
  }
}

function boxName(kind: string): string {
  const { t } = vscode.l10n;
  const names: Readonly<Record<string, string>> = {
    aside: t('Aside'),
    discussion: t('Discussion'),
    error: t('Error'),
    exercise: t('Exercise'),
    information: t('Information'),
    question: t('Question'),
    quiz: t('Quiz'),
    tip: t('Tip'),
    warning: t('Warning'),
  };
  return names[kind] ?? t('Blurb');
}
