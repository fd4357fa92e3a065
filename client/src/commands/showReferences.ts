import * as vscode from 'vscode';
import type { HandbookClient } from '../client.ts';

/** A place as the protocol writes it. */
interface ProtocolLocation {
  readonly uri: string;
  readonly range: { readonly start: ProtocolPosition; readonly end: ProtocolPosition };
}

interface ProtocolPosition {
  readonly line: number;
  readonly character: number;
}

/** What a click on "3 references" does: VS Code's own peek, given the plain places of the server's code lens. */
export async function showReferences(
  client: HandbookClient,
  uri: string,
  position: ProtocolPosition,
  locations: readonly ProtocolLocation[],
): Promise<void> {
  await vscode.commands.executeCommand(
    'editor.action.showReferences',
    client.codeUri(uri),
    toPosition(position),
    locations.map(
      ({ uri: file, range }) =>
        new vscode.Location(client.codeUri(file), new vscode.Range(toPosition(range.start), toPosition(range.end))),
    ),
  );
}

function toPosition({ line, character }: ProtocolPosition): vscode.Position {
  return new vscode.Position(line, character);
}
