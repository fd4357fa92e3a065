import * as vscode from 'vscode';
import type { BookOutline, OutlineNode } from '../../../server/src/lsp/protocol.ts';

/** A line of the book view: a book, where there are several, or a part, chapter or section of one. */
export interface BookNode {
  readonly outline: BookOutline;
  /** Undefined for the book itself. */
  readonly node: OutlineNode | undefined;
  readonly parent: BookNode | undefined;
}

/** Files that Book.txt does not list get this scheme, by which their lines are greyed. */
export const unlistedScheme = 'handbook-unlisted';

export function childrenOf(element: BookNode): BookNode[] {
  const nodes = element.node ? element.node.children : element.outline.nodes;
  return nodes.map((node) => ({ outline: element.outline, node, parent: element }));
}

/** Whether the line stands for a whole file, so that it can be moved in Book.txt. */
export function isFile({ node, parent }: BookNode): boolean {
  return node !== undefined && node.kind !== 'section' && node.uri !== parent?.node?.uri;
}

export function treeItem(element: BookNode): vscode.TreeItem {
  const { node, outline } = element;
  if (!node) {
    const item = new vscode.TreeItem(outline.name, vscode.TreeItemCollapsibleState.Expanded);
    item.iconPath = new vscode.ThemeIcon('book');
    item.contextValue = 'book';
    item.id = outline.root;
    return item;
  }
  const collapsible = vscode.TreeItemCollapsibleState;
  const isOpen = node.kind === 'part' && isFile(element);
  const state = node.children.length === 0 ? collapsible.None : isOpen ? collapsible.Expanded : collapsible.Collapsed;
  const item = new vscode.TreeItem(node.title, state);
  item.id = `${node.uri}#${node.line}`;
  item.description = describe(node);
  item.tooltip = `${node.title}\n${vscode.workspace.asRelativePath(vscode.Uri.parse(node.uri))}\n${item.description}`;
  item.accessibilityInformation = { label: [kindName(node), node.title, item.description].join(', ') };
  item.iconPath = new vscode.ThemeIcon(icons[node.kind]);
  item.contextValue = contextOf(element);
  const uri = vscode.Uri.parse(node.uri);
  item.resourceUri =
    node.kind === 'unlisted' ? uri.with({ scheme: unlistedScheme }) : isFile(element) ? uri : undefined;
  if (node.kind !== 'missing') {
    const selection = new vscode.Range(node.line, 0, node.line, 0);
    item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [uri, { selection }] };
  }
  return item;
}

function contextOf(element: BookNode): string {
  const { node, outline } = element;
  if (!isFile(element)) return 'section';
  if (!outline.manifest) return 'file';
  return node?.kind === 'unlisted' ? 'unlisted' : 'listed';
}

/** `1,234 words, 2 problems, 1 placeholder`. */
function describe({ kind, words, problems, placeholders }: OutlineNode): string {
  const { t } = vscode.l10n;
  if (kind === 'missing') return t('not there');
  const count = new Intl.NumberFormat(vscode.env.language).format(words);
  const parts = [words === 1 ? t('1 word') : t('{0} words', count)];
  if (kind === 'unlisted') parts.unshift(t('not in Book.txt'));
  if (problems > 0) parts.push(problems === 1 ? t('1 problem') : t('{0} problems', problems));
  if (placeholders > 0) parts.push(placeholders === 1 ? t('1 placeholder') : t('{0} placeholders', placeholders));
  return parts.join(', ');
}

function kindName({ kind }: OutlineNode): string {
  const { t } = vscode.l10n;
  const names = {
    part: t('Part'),
    chapter: t('Chapter'),
    section: t('Section'),
    missing: t('Missing chapter'),
    unlisted: t('Unlisted chapter'),
  };
  return names[kind];
}

const icons = {
  part: 'library',
  chapter: 'file',
  section: 'symbol-string',
  missing: 'warning',
  unlisted: 'circle-slash',
} as const;
