import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/**
 * Whether the server may go to the network for the text at hand. Where it may not, says why, and offers the way to
 * change it: whoever wrote the text of a workspace that is not trusted could send the checker anywhere.
 */
export async function mayUseNetwork(): Promise<boolean> {
  const { t } = vscode.l10n;
  if (!vscode.workspace.isTrusted) {
    const manage = t('Manage Workspace Trust');
    const message = t(
      'Links are not checked: this workspace is not trusted, and its text could send the check anywhere.',
    );
    if ((await vscode.window.showWarningMessage(message, manage)) === manage)
      await vscode.commands.executeCommand('workbench.trust.manage');
    return false;
  }
  if (vscode.workspace.getConfiguration('handbook').get('links.network') === true) return true;
  const open = t('Open Setting');
  const message = t(
    'Links are not checked: Handbook Lint may use the network only where the setting "{0}" is on.',
    NETWORK,
  );
  if ((await vscode.window.showInformationMessage(message, open)) === open)
    await vscode.commands.executeCommand('workbench.action.openSettings', `@id:${NETWORK}`);
  return false;
}

const NETWORK = 'handbook.links.network';

/** In a workspace that is not trusted the server hears that the network is off, whatever the settings say. */
export const trustMiddleware: NonNullable<Middleware['workspace']> = {
  configuration: async (params, token, next) => {
    const sections = await next(params, token);
    if (vscode.workspace.isTrusted || !Array.isArray(sections)) return sections;
    return sections.map((section, index) =>
      params.items[index]?.section === 'handbook' ? { ...section, links: undefined } : section,
    );
  },
};
