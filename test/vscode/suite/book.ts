import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Planted } from '../../support/planted.ts';

/** The sample book that the window was opened on: a copy, so a test may edit it, and closes what it edited. */
export function chapterUri(file: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'VS Code was opened on the sample book');
  return vscode.Uri.joinPath(folder.uri, 'manuscript', file);
}

export async function expectedFindings(): Promise<Planted[]> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(chapterUri('.'), '..', 'expected.json'));
  return (JSON.parse(new TextDecoder().decode(bytes)) as { findings: Planted[] }).findings;
}

export async function openChapter(file: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(chapterUri(file));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Throws away what was typed into the active editor, and closes it. */
export async function closeChapter(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

/** The linter's diagnostics of a file, in the order of their places. */
export function diagnosticsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  const own = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'handbook-lint');
  return own.sort((a, b) => a.range.start.compareTo(b.range.start));
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits, from diagnostics event to diagnostics event, until `probe` finds what it looks for. */
export async function whenDiagnostics<T>(what: string, probe: () => T | undefined): Promise<T> {
  const now = probe();
  if (now !== undefined) return now;
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      listening.dispose();
      reject(new Error(`Waited in vain for ${what}. There are: ${listed()}`));
    }, 20_000);
    const listening = vscode.languages.onDidChangeDiagnostics(() => {
      const found = probe();
      if (found === undefined) return;
      clearTimeout(late);
      listening.dispose();
      resolve(found);
    });
  });
}

export function whenFound(expected: Planted): Promise<vscode.Diagnostic> {
  const { file, rule, line } = expected;
  return whenDiagnostics(`${rule} in ${file}:${line}`, () =>
    diagnosticsOf(chapterUri(file)).find((one) => ruleOf(one) === rule && one.range.start.line === line - 1),
  );
}

/**
 * The code actions at a diagnostic. VS Code drops a request, and answers an empty list, when some extension registers
 * a provider meanwhile, so an empty answer is asked again.
 */
export async function codeActions(
  uri: vscode.Uri,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  const command = 'vscode.executeCodeActionProvider';
  for (let attempt = 0; attempt < 40; attempt++) {
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(command, uri, range, kind.value, 50);
    if (found.length) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return [];
}

/** Does what choosing the action in the menu does. */
export async function applyAction(action: vscode.CodeAction): Promise<void> {
  if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit), `${action.title} could not be applied`);
  if (action.command) {
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  }
}

function listed(): string {
  const all = vscode.languages
    .getDiagnostics()
    .flatMap(([uri, diagnostics]) =>
      diagnostics.map(
        (one) => `${uri.path.split('/').at(-1)}:${one.range.start.line + 1} ${one.source} ${ruleOf(one)}`,
      ),
    );
  return all.length ? all.join(', ') : 'none';
}
