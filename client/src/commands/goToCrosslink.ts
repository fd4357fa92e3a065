import * as vscode from 'vscode';
import type { HandbookClient } from '../client.ts';

/** *Handbook: Go to Crosslink…*: every id of the book, found by its name, its heading or its chapter. */
export async function goToCrosslink(client: HandbookClient): Promise<void> {
  const { t } = vscode.l10n;
  const items = client.crosslinkTargets().then((targets) =>
    targets.map(({ id, title, chapter, uri, position }) => ({
      label: `#${id}`,
      description: title,
      detail: chapter === title ? '' : chapter,
      uri,
      position,
    })),
  );
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: t('An id, a heading or a chapter'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked) return;
  const at = new vscode.Position(picked.position.line, picked.position.character);
  await vscode.window.showTextDocument(client.codeUri(picked.uri), { selection: new vscode.Range(at, at) });
}
