import * as vscode from 'vscode';
import type { HandbookClient } from '../client.ts';

/** What a click on "3 references" does: VS Code's own peek at the places that lead to what stands there. */
export async function showReferences(
  client: HandbookClient,
  uri: string,
  { line, character }: { readonly line: number; readonly character: number },
): Promise<void> {
  const position = new vscode.Position(line, character);
  const places = await client.uses(uri, position);
  await vscode.commands.executeCommand('editor.action.showReferences', client.codeUri(uri), position, places);
}
