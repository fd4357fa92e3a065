import * as vscode from 'vscode';
import type { BookStatus } from '../../server/src/lsp/protocol.ts';
import type { HandbookClient } from './client.ts';
import { describeCounts } from './commands/counts.ts';

/** The language status item: the book of the active chapter, what is wrong in it, and how the server is. */
export function showStatus(client: HandbookClient): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('handbook.status', [
    { language: 'markdown' },
    { pattern: '**/{handbook.json,[Bb]ook.txt,[Ss]ample.txt,[Ss]ubset.txt}' },
  ]);
  item.name = 'Handbook Lint';
  const update = () => fill(item, client);
  update();
  return vscode.Disposable.from(item, client.onDidChange(update), vscode.window.onDidChangeActiveTextEditor(update));
}

function fill(item: vscode.LanguageStatusItem, client: HandbookClient): void {
  const { t } = vscode.l10n;
  const { state, status } = client;
  const book = status && bookOfEditor(status.books);
  item.severity = vscode.LanguageStatusSeverity.Information;
  const isAtWork = status?.state === 'loading' || status?.state === 'linting';
  item.busy = state === 'starting' || isAtWork;
  if (state === 'stopped') {
    item.text = t('Handbook Lint is not running');
    item.detail = undefined;
    item.severity = vscode.LanguageStatusSeverity.Error;
    item.command = { command: 'handbook.restartServer', title: t('Restart Server') };
    return;
  }
  item.command = { command: 'handbook.lintBook', title: t('Lint Book') };
  if (!book) {
    item.text = t('Handbook');
    if (state === 'starting') item.detail = t('starting');
    else item.detail = status?.state === 'stopped' ? t('not read to its end') : t('no book');
    return;
  }
  const { name, dialect, chapters, errors, warnings, hidden } = book;
  item.text = name;
  const counts = describeCounts(book);
  item.detail = hidden > 0 ? t('{0}, {1} of them not in the Problems panel', counts, hidden) : counts;
  item.accessibilityInformation = { label: t('{0}, {1} book of {2} chapters: {3}', name, dialect, chapters, counts) };
  if (errors > 0) item.severity = vscode.LanguageStatusSeverity.Error;
  else if (warnings > 0) item.severity = vscode.LanguageStatusSeverity.Warning;
}

function bookOfEditor(books: readonly BookStatus[]): BookStatus | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri.toString();
  const around = books.filter(({ root }) => uri?.startsWith(`${root}/`));
  const [nearest] = around.sort((a, b) => b.root.length - a.root.length);
  return nearest ?? (books.length === 1 ? books[0] : undefined);
}
