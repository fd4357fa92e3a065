import * as vscode from 'vscode';
import type { HandbookClient } from '../client.ts';

/** *Handbook: Open Rule…*: what a rule finds, why it matters and how to mend it. */
export async function openRule(client: HandbookClient): Promise<void> {
  const items = client
    .rules()
    .then((rules) =>
      rules.flatMap(({ name, summary, page }) => (page === undefined ? [] : [{ label: name, detail: summary, page }])),
    );
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('The name of a rule, or a word of what it finds'),
    matchOnDetail: true,
  });
  if (picked) await vscode.commands.executeCommand('markdown.showPreview', client.codeUri(picked.page));
}
