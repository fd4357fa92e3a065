import * as vscode from 'vscode';
import type { NewSectionParams } from '../../../server/src/lsp/protocol.ts';
import type { HandbookClient } from '../client.ts';
import { sayNoChapter } from './activeChapter.ts';
import { askTitle } from './newChapter.ts';

type Kind = NewSectionParams['kind'];

/** *Handbook: Insert Section…*: a kind and a title, after the section that the cursor is in. */
export async function insertSection(client: HandbookClient): Promise<void> {
  const { t } = vscode.l10n;
  const editor = vscode.window.activeTextEditor;
  if (!editor) return sayNoChapter();
  const kinds: readonly (vscode.QuickPickItem & { readonly section: Kind; readonly title: string })[] = [
    { section: 'section', label: t('Section'), title: '' },
    { section: 'subsection', label: t('Sub-section'), title: '' },
    {
      section: 'quickFacts',
      label: t('Quick facts'),
      detail: t('A table of facts at a glance'),
      title: t('Quick Facts'),
    },
    {
      section: 'bestPractices',
      label: t('Best practices'),
      detail: t('Rules of thumb, each with its reason'),
      title: t('Best Practices'),
    },
    {
      section: 'caseStudy',
      label: t('Solution case study'),
      detail: t('Situation, solution, outcome'),
      title: t('Case Study'),
    },
    { section: 'links', label: t('Links'), detail: t('Pages for further reading'), title: t('Links') },
    { section: 'figure', label: t('Figure'), detail: t('A picture with an id and a caption'), title: '' },
  ];
  const picked = await vscode.window.showQuickPick(kinds, { placeHolder: t('What to insert') });
  if (!picked) return;
  const prompt = picked.section === 'figure' ? t('What the picture shows') : t('Title of the section');
  const title = await askTitle(prompt, picked.title);
  if (!title) return;
  const { document, selection } = editor;
  const { line, character } = selection.active;
  const made = await client.newSection({
    uri: client.protocolUri(document.uri),
    position: { line, character },
    kind: picked.section,
    title,
  });
  if (!made) {
    const name = vscode.workspace.asRelativePath(document.uri);
    void vscode.window.showInformationMessage(t('{0} is not a chapter of a book.', name));
    return;
  }
  const at = new vscode.Position(made.position.line, made.position.character);
  const shown = await vscode.window.showTextDocument(document, { viewColumn: editor.viewColumn });
  await shown.insertSnippet(new vscode.SnippetString(made.snippet), at);
  shown.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
