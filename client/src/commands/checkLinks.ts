import * as vscode from 'vscode';
import type { CheckLinksParams, CheckLinksResult } from '../../../server/src/lsp/protocol.ts';
import type { HandbookClient } from '../client.ts';
import { mayUseNetwork } from '../network.ts';
import { activeMarkdown } from './activeChapter.ts';
import { unlessCancelled } from './cancelled.ts';

/** *Handbook: Check Help Links*: the book of the given or active chapter; without one, all books of the workspace. */
export async function checkHelpLinks(client: HandbookClient, uri: vscode.Uri | undefined): Promise<void> {
  const chapter = uri ?? activeMarkdown();
  const result = await check(client, chapter ? { uri: client.protocolUri(chapter) } : {});
  if (result) say(result, describe(result));
}

/** *Check this link now*: the file as the protocol writes it, and the address. */
export async function checkLink(client: HandbookClient, uri: string, address: string): Promise<void> {
  const result = await check(client, { uri, address });
  if (result) say(result, describeOne(address, result));
}

async function check(client: HandbookClient, params: CheckLinksParams): Promise<CheckLinksResult | undefined> {
  if (!(await mayUseNetwork())) return undefined;
  const title = params.address ?? vscode.l10n.t('Checking help links');
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => unlessCancelled(token, client.checkLinks(params, progress, token)),
  );
}

function say(result: CheckLinksResult, text: string): void {
  const { t } = vscode.l10n;
  if (result.refusal === 'brokenLock') {
    void vscode.window.showErrorMessage(text);
    return;
  }
  const unsaved = result.isUnsaved ? ` ${t('handbook.links.json is open and not saved yet.')}` : '';
  void vscode.window.showInformationMessage(text + unsaved);
}

/** The worst first, as the command line prints them. */
const ORDER = ['gone', 'missing', 'hollow', 'home', 'moved', 'failing', 'blocked', 'postponed', 'ok'] as const;

function describe(result: CheckLinksResult): string {
  const { t } = vscode.l10n;
  const refusal = describeRefusal(result);
  if (refusal !== undefined) return refusal;
  const { checked, fresh, states } = result;
  const inside = result.private > 0 ? ` ${t('{0} in private networks were not checked.', result.private)}` : '';
  if (checked === 0) {
    return (
      (fresh > 0 ? t('All help links were checked today already.') : t('There is no help link to check.')) + inside
    );
  }
  const counts = ORDER.filter((state) => states[state]).map((state) => count(state, states[state]!));
  const all = checked === 1 ? t('1 help link checked') : t('{0} help links checked', checked);
  return `${all}: ${counts.join(', ')}.${inside}`;
}

function count(state: (typeof ORDER)[number], number: number): string {
  const { t } = vscode.l10n;
  switch (state) {
    case 'gone':
      return t('{0} gone', number);
    case 'missing':
      return t('{0} not found today', number);
    case 'hollow':
      return t('{0} leading to an empty page', number);
    case 'home':
      return t('{0} leading to a front page only', number);
    case 'moved':
      return t('{0} moved', number);
    case 'failing':
      return t('{0} out of reach', number);
    case 'blocked':
      return t('{0} closed to programs', number);
    case 'postponed':
      return t('{0} postponed', number);
    case 'ok':
      return t('{0} fine', number);
  }
}

function describeOne(address: string, result: CheckLinksResult): string {
  const { t } = vscode.l10n;
  const refusal = describeRefusal(result);
  if (refusal !== undefined) return refusal;
  const { states, detail = '' } = result;
  if (states.ok) return t('{0} is there.', address);
  if (states.moved) return t('{0} has moved to {1}.', address, detail);
  if (states.gone) return t('{0} is gone ({1}).', address, detail);
  if (states.missing)
    return t(
      '{0} was not found ({1}). If it is missing on another day, too, it will be reported as gone.',
      address,
      detail,
    );
  if (states.hollow) return t('{0} leads to an empty page.', address);
  if (states.home) return t('{0} leads to a front page only.', address);
  return t('{0} could not be checked: {1}.', address, detail);
}

function describeRefusal({ refusal, problem }: CheckLinksResult): string | undefined {
  const { t } = vscode.l10n;
  switch (refusal) {
    case undefined:
      return undefined;
    case 'networkOff':
      return t('Links are not checked: the network is off in the settings.');
    case 'noNetwork':
      return t('Links cannot be checked in a browser: it does not let one site read the pages of another.');
    case 'noBook':
      return t('There is no book in this workspace.');
    case 'privateAddress':
      return t(
        'This address is in a private network; it is checked only where the setting "{0}" is on.',
        'handbook.links.allowPrivate',
      );
    case 'brokenLock':
      return t(
        'Links are not checked: {0} Repair the file first; it was not changed.',
        problem ?? 'handbook.links.json',
      );
  }
}
