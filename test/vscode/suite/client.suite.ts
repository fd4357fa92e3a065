import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { chapterUri, openChapter, whenDiagnostics, whenFound } from './book.ts';

describe('what the extension adds to VS Code', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is every command that package.json names', async () => {
    await openChapter('01-regions.md');
    const { packageJSON } = vscode.extensions.getExtension('handbook-lint.handbook-lint')!;
    const all = new Set(await vscode.commands.getCommands(true));
    const named = (packageJSON.contributes.commands as { command: string }[]).map(({ command }) => command);
    assert.ok(named.length >= 15);
    assert.deepEqual(
      named.filter((command) => !all.has(command)),
      [],
    );
  });

  it('knows Book.txt, and chapters by the name .markua', async () => {
    const list = await vscode.workspace.openTextDocument(chapterUri('Book.txt'));
    assert.equal(list.languageId, 'handbook-manifest');
  });

  it('shows Markua in the Markdown preview: boxes, figures from resources/, ids, crosslinks into other chapters', async () => {
    const document = await openChapter('03-border.md');
    const html = await rendered(document, (text) => text.includes('markua-box'));
    assert.match(html, /<div[^>]*class="[^"]*markua-box markua-information/);
    assert.match(html, /<h2[^>]*id="sec-three-ways"/);
    assert.match(html, /class="markua-missing"|class="[^"]*markua-missing/);
    assert.doesNotMatch(html, /\{id:/);
    const regions = await rendered(await openChapter('01-regions.md'), (text) => text.includes('02-networks.md#'));
    assert.match(regions, /href="02-networks\.md#ch-networks"/);
    assert.match(regions, /<figure[^>]*>[\s\S]*<figcaption/);
  });

  it('opens the report in a tab of its own', async () => {
    await openChapter('03-border.md');
    const shown = new Promise<void>((resolve) => {
      const listening = vscode.window.tabGroups.onDidChangeTabs(() => {
        const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
        if (!tabs.some(({ label }) => label === 'Report: cloud-handbook')) return;
        listening.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand('handbook.showReport');
    await shown;
  });

  it('runs the command line as a task, whose findings the matcher reads', async () => {
    await whenFound({ file: '03-border.md', rule: 'missing-image', line: 22 });
    const tasks = await vscode.tasks.fetchTasks({ type: 'handbook-lint' });
    const lint = tasks.find(({ name }) => name === 'lint');
    assert.ok(lint, tasks.map(({ name }) => name).join(', '));
    const ended = new Promise<number | undefined>((resolve) => {
      const listening = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name !== 'lint') return;
        listening.dispose();
        resolve(exitCode);
      });
    });
    await vscode.tasks.executeTask(lint);
    assert.equal(await ended, 1, 'errors make the run fail');
    const read = await whenDiagnostics('what the matcher reads', () =>
      vscode.languages
        .getDiagnostics(chapterUri('03-border.md'))
        .find((one) => one.source === 'handbook-lint task' && one.code === 'missing-image'),
    );
    assert.equal(read.range.start.line, 21);
    // The first line of the message: the matcher knows no escapes, and what to do stands in our own diagnostics.
    assert.match(read.message, /^The file "round-trip\.png" is not there .*\?$/);
  });
});

/** As the preview would show it; drawn again until what the server knows of the book is in it. */
async function rendered(document: vscode.TextDocument, isReady: (html: string) => boolean): Promise<string> {
  let html = '';
  for (let attempt = 0; attempt < 100; attempt++) {
    html = await vscode.commands.executeCommand<string>('markdown.api.render', document);
    if (isReady(html)) return html;
    await vscode.commands.executeCommand('markdown.preview.refresh');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return html;
}
