import * as vscode from 'vscode';
import type { BookOutline } from '../../../server/src/lsp/protocol.ts';
import type { HandbookClient } from '../client.ts';
import { type BookNode, childrenOf, treeItem, unlistedScheme } from './items.ts';
import { chaptersUnder, moveBeside, moveBy, takeOut } from './moving.ts';
import { Turns } from './turns.ts';

/** The view of the book in the activity bar: parts, chapters and sections as Book.txt orders them. */
export function showBookView(context: vscode.ExtensionContext, client: HandbookClient): void {
  const tree = new BookTree(client);
  // Keys are pressed faster than Book.txt is written.
  const turns = new Turns();
  const view = vscode.window.createTreeView('handbook.book', {
    treeDataProvider: tree,
    dragAndDropController: new BookDragging(client, turns),
    canSelectMany: true,
    showCollapseAll: true,
  });
  const update = () => {
    const hasBook = (client.status?.books.length ?? 0) > 0;
    void vscode.commands.executeCommand('setContext', 'handbook.hasBook', hasBook);
    tree.refresh();
  };
  const { registerCommand } = vscode.commands;
  // Not `view.selection`, which is empty while the view is drawn again.
  let selected: BookNode | undefined;
  const onElement = (name: string, change: (element: BookNode | undefined) => Promise<void>) =>
    registerCommand(name, (given?: BookNode) => {
      const element = given ?? selected;
      return turns.run(() => change(element));
    });
  context.subscriptions.push(
    view,
    tree,
    client.onDidChange(update),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (client.isOfBook(uri)) tree.refresh();
    }),
    view.onDidChangeVisibility(() => tree.refresh()),
    vscode.window.registerFileDecorationProvider({ provideFileDecoration: greyed }),
    view.onDidChangeSelection(({ selection }) => {
      selected = selection[0];
    }),
    onElement('handbook.moveUp', (element) => moveBy(client, element, -1)),
    onElement('handbook.moveDown', (element) => moveBy(client, element, 1)),
    onElement('handbook.addToBook', (element) => addAtEnd(client, element)),
    onElement('handbook.removeFromBook', (element) => takeOut(client, element)),
  );
}

async function addAtEnd(client: HandbookClient, element: BookNode | undefined): Promise<void> {
  const last = element?.outline.nodes.findLast(({ kind }) => kind !== 'unlisted');
  if (!element || !last) return;
  const uri = chaptersUnder({ outline: element.outline, node: last, parent: undefined }).at(-1);
  if (uri) await moveBeside(client, [element], { uri, side: 'after' });
}

function greyed(uri: vscode.Uri): vscode.FileDecoration | undefined {
  if (uri.scheme !== unlistedScheme) return undefined;
  return new vscode.FileDecoration(undefined, undefined, new vscode.ThemeColor('disabledForeground'));
}

class BookTree implements vscode.TreeDataProvider<BookNode>, vscode.Disposable {
  readonly #client: HandbookClient;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(client: HandbookClient) {
    this.#client = client;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  refresh(): void {
    this.#changed.fire();
  }

  async getChildren(element?: BookNode): Promise<BookNode[]> {
    if (element) return childrenOf(element);
    if (this.#client.state !== 'running') return [];
    const outlines = await this.#client.bookOutlines();
    const books = outlines.map((outline: BookOutline) => ({ outline, node: undefined, parent: undefined }));
    return books.length === 1 ? childrenOf(books[0]!) : books;
  }

  getParent(element: BookNode): BookNode | undefined {
    return element.parent?.node ? element.parent : undefined;
  }

  getTreeItem(element: BookNode): vscode.TreeItem {
    return treeItem(element);
  }
}

const mimeType = 'application/vnd.code.tree.handbook.book';

/** Chapters are dropped on the one they shall follow; on a part, they become the first of it. */
class BookDragging implements vscode.TreeDragAndDropController<BookNode> {
  readonly dragMimeTypes = [mimeType];
  readonly dropMimeTypes = [mimeType];
  readonly #client: HandbookClient;
  readonly #turns: Turns;

  constructor(client: HandbookClient, turns: Turns) {
    this.#client = client;
    this.#turns = turns;
  }

  handleDrag(source: readonly BookNode[], data: vscode.DataTransfer): void {
    data.set(mimeType, new vscode.DataTransferItem(source));
  }

  handleDrop(target: BookNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const source = data.get(mimeType)?.value as readonly BookNode[] | undefined;
    return this.#turns.run(() => this.#drop(source ?? [], target));
  }

  async #drop(source: readonly BookNode[], target: BookNode | undefined): Promise<void> {
    if (source.length === 0) return;
    if (target?.node?.kind === 'unlisted') {
      for (const element of source) await takeOut(this.#client, element);
    } else if (target?.node) await moveBeside(this.#client, source, { uri: target.node.uri, side: 'after' });
    else if (source[0]) await addAtEnd(this.#client, source[0]);
  }
}
