import * as vscode from 'vscode';

/** The chapter a command is about: the one it was called with, else the one in the active editor. */
export function activeChapter(uri: vscode.Uri | undefined): vscode.Uri | undefined {
  return uri ?? vscode.window.activeTextEditor?.document.uri;
}

export function sayNoChapter(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('Open a chapter first.'));
}

/** A file that is no chapter says nothing about which book is meant. */
export function activeMarkdown(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'markdown' ? document.uri : undefined;
}
