import type MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';
import type { HandbookClient } from '../client.ts';
import type { ChapterFacts } from './chapter.ts';
import { codeOf } from './codeFiles.ts';
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
    vscode.window.onDidChangeActiveTextEditor((editor) => editor && previews.prepare(editor.document)),
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
  readonly #known = new Map<string, { facts: ChapterFacts | undefined; text: string }>();
  readonly #asking = new Set<string>();
  /** Addresses of the documents that were parsed, and so may be shown. */
  readonly #drawn = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  constructor(client: HandbookClient) {
    this.#client = client;
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#known.clear();
  }

  /** VS Code does not say which document a text is of, but it is one that is open. */
  factsOf(text: string): ChapterFacts | undefined {
    const document = vscode.workspace.textDocuments.find(
      (one) => one.languageId === 'markdown' && one.getText() === text,
    );
    if (!document) return undefined;
    this.#drawn.add(document.uri.toString());
    void this.#ask(document.uri);
    return this.#known.get(document.uri.toString())?.facts;
  }

  /** The book may have changed around the chapters that are shown. */
  refresh(): void {
    for (const key of this.#drawn) void this.#ask(vscode.Uri.parse(key));
    for (const { document } of vscode.window.visibleTextEditors) this.prepare(document);
  }

  /** What is looked at in an editor may be previewed next; known before, it needs to be drawn only once. */
  prepare(document: vscode.TextDocument): void {
    if (document.languageId === 'markdown' && this.#client.isOfBook(document.uri)) void this.#learn(document.uri);
  }

  async #ask(uri: vscode.Uri): Promise<void> {
    const facts = await this.#learn(uri);
    if (!facts) return;
    // A click on a crosslink may draw these next.
    for (const { file } of Object.values(facts.targets)) {
      if (file === undefined) continue;
      const other = vscode.Uri.joinPath(uri, '..', file);
      if (!this.#known.has(other.toString())) await this.#learn(other);
    }
  }

  async #learn(uri: vscode.Uri): Promise<ChapterFacts | undefined> {
    const key = uri.toString();
    if (this.#asking.has(key) || this.#disposed) return undefined;
    this.#asking.add(key);
    try {
      const around = await this.#client.preview({ uri: this.#client.protocolUri(uri) });
      const facts = around ? { ...around, code: await codeOf(uri, around) } : undefined;
      const text = JSON.stringify(facts) ?? '';
      const before = this.#known.get(key);
      this.#known.set(key, { facts, text });
      if (text !== (before?.text ?? '') && this.#drawn.has(key)) this.#drawAgain();
      return facts;
    } catch {
      // A server that cannot answer now is asked again when the text or the book changes.
      return undefined;
    } finally {
      this.#asking.delete(key);
    }
  }

  /** Once for all that was learned in a moment: a webview that is loaded twice in a blink may stay at neither. */
  #drawAgain(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void vscode.commands.executeCommand('markdown.preview.refresh'), REDRAW_MS);
  }
}

const REDRAW_MS = 300;

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
