import type { MoveChaptersParams, OutlineNode } from '../../../server/src/lsp/protocol.ts';
import type { HandbookClient } from '../client.ts';
import { writeList } from '../writeList.ts';
import { type BookNode, childrenOf, isFile } from './items.ts';

/** The files that a line of the view stands for, in book order: of a part, its own and those of its chapters. */
export function chaptersUnder({ node }: BookNode): string[] {
  if (!node) return [];
  const below = node.children.filter((child) => child.uri !== node.uri);
  return [node.uri, ...below.flatMap((child) => chaptersUnder({ node: child } as BookNode))];
}

/** *Move Up*, *Move Down*: past the neighbour on the same level. */
export async function moveBy(client: HandbookClient, shown: BookNode | undefined, step: 1 | -1): Promise<void> {
  const element = shown && (await asItIsNow(client, shown));
  if (!element?.node || !isFile(element)) return;
  const siblings = siblingsOf(element).filter((one) => isFile(one) && one.node?.kind !== 'unlisted');
  const at = siblings.findIndex((one) => one.node?.uri === element.node?.uri);
  const neighbour = at < 0 ? undefined : siblings[at + step];
  if (!neighbour?.node) return;
  const uri = step < 0 ? neighbour.node.uri : chaptersUnder(neighbour).at(-1)!;
  await moveBeside(client, [element], { uri, side: step < 0 ? 'before' : 'after' });
}

/** Puts chapters beside another in Book.txt, as one step that can be undone there. */
export async function moveBeside(
  client: HandbookClient,
  elements: readonly BookNode[],
  target: MoveChaptersParams['target'],
): Promise<void> {
  const movable = elements.filter(isFile);
  if (movable.length === 0) return;
  const chapters = [...new Set(movable.flatMap(chaptersUnder))];
  const edit = await client.moveChapters({ root: movable[0]!.outline.root, chapters, target });
  if (edit) await writeList(client, edit);
}

/** *Remove from Book*: the line of Book.txt goes, the file stays. */
export async function takeOut(client: HandbookClient, element: BookNode | undefined): Promise<void> {
  if (element) await moveBeside(client, [element], undefined);
}

/** What is selected may have been drawn before the last move. */
async function asItIsNow(client: HandbookClient, { outline, node }: BookNode): Promise<BookNode | undefined> {
  const outlines = await client.bookOutlines();
  const now = outlines.find(({ root }) => root === outline.root);
  const find = (elements: readonly BookNode[]): BookNode | undefined => {
    for (const element of elements) {
      const found = isFile(element) && element.node?.uri === node?.uri ? element : find(childrenOf(element));
      if (found) return found;
    }
    return undefined;
  };
  return now && find(childrenOf({ outline: now, node: undefined, parent: undefined }));
}

function siblingsOf({ parent, outline }: BookNode): BookNode[] {
  return childrenOf(parent ?? { outline, node: undefined as OutlineNode | undefined, parent: undefined });
}
