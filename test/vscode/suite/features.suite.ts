import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { chapterUri, openChapter, whenDiagnostics } from './book.ts';

/** What an author of the sample book does with the server's help, through the commands that VS Code's own keys run. */
describe('writing the sample book in VS Code', () => {
  afterEach(async () => {
    // A rename opens every file it changes; each is given back what its file holds.
    for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri));
      await edit(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
      await document.save();
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('completes a crosslink with nothing after it, and shows what it leads to', async () => {
    const document = await openChapter('05-running.md');
    const end = document.lineAt(document.lineCount - 1).range.end;
    await edit(document.uri, new vscode.Range(end, end), '\n\nSee [there](#');
    const cursor = document.lineAt(document.lineCount - 1).range.end;
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      cursor,
      '#',
      100,
    );
    const item = list.items.find((one) => labelOf(one) === 'sec-evening-peak');
    assert.ok(item, `offered: ${list.items.map(labelOf).join(', ')}`);
    const shown = item.documentation instanceof vscode.MarkdownString ? item.documentation.value : item.documentation;
    assert.match(String(shown), /`03-border\.md`, file 3 of 5/);
  });

  it('renames an id in three chapters at once', async () => {
    const document = await openChapter('01-regions.md');
    const command = 'vscode.executeDocumentRenameProvider';
    const renaming = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      command,
      document.uri,
      find(document, 'sec-evening-peak'),
      'sec-rush-hour',
    );
    const files = renaming.entries().map(([uri]) => uri.path.split('/').at(-1));
    assert.deepEqual(files.sort(), ['01-regions.md', '03-border.md', '04-licence.md']);
    assert.ok(await vscode.workspace.applyEdit(renaming));
    for (const file of ['01-regions.md', '03-border.md', '04-licence.md']) {
      const text = (await vscode.workspace.openTextDocument(chapterUri(file))).getText();
      assert.ok(text.includes('sec-rush-hour') && !text.includes('sec-evening-peak'), file);
    }
  });

  it('undoes a rename over three chapters in one step', async () => {
    const files = ['01-regions.md', '03-border.md', '04-licence.md'];
    const texts = async () =>
      Promise.all(files.map(async (file) => (await vscode.workspace.openTextDocument(chapterUri(file))).getText()));
    const before = await texts();
    const document = await openChapter('01-regions.md');
    const place = find(document, 'sec-evening-peak');
    const renaming = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      place,
      'sec-rush-hour',
    );
    // As the rename box of the editor applies it: a refactoring is one step of undo, whatever files it touches.
    assert.ok(await vscode.workspace.applyEdit(renaming, { isRefactoring: true }));
    assert.ok((await texts()).every((text, index) => text !== before[index]));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.deepEqual(await texts(), before);
    await vscode.commands.executeCommand('redo');
    assert.ok((await texts()).every((text, index) => text !== before[index]));
    await vscode.commands.executeCommand('undo');
    assert.deepEqual(await texts(), before);
    // A refactoring saves the files it changes.
    for (const file of files) await (await vscode.workspace.openTextDocument(chapterUri(file))).save();
  });

  it('refuses a rename with its reason', async () => {
    const document = await openChapter('01-regions.md');
    const prepare = async (words: string) =>
      vscode.commands.executeCommand('vscode.prepareRename', document.uri, find(document, words));
    assert.ok(await prepare('sec-evening-peak'));
    await assert.rejects(prepare('A region is'), /Put the cursor on an id/);
  });

  it('finds references and definitions across chapters', async () => {
    const document = await openChapter('01-regions.md');
    const at = find(document, 'sec-evening-peak');
    const places = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      at,
    );
    const files = places.map(({ uri }) => uri.path.split('/').at(-1));
    // VS Code's own Markdown support knows the one in this file as well.
    assert.deepEqual([...new Set(files)].sort(), ['01-regions.md', '03-border.md', '04-licence.md']);
    const [target] = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      at,
    );
    assert.ok(target);
    const uri = 'targetUri' in target ? target.targetUri : target.uri;
    assert.match(uri.path, /03-border\.md$/);
  });

  it('shows a picture with its measures where it is used', async () => {
    const document = await openChapter('05-running.md');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      find(document, '05/bill.jpg'),
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((one) => (typeof one === 'string' ? one : one.value))
      .join('\n');
    assert.match(text, /!\[\]\(file:.*bill\.jpg\|height=180\)/);
    assert.match(text, /JPEG · \d+ × \d+ pixels · .* · \d+ dpi over 60 % of the text/);
  });

  it('follows a picture that is moved in the Explorer', async () => {
    const document = await openChapter('05-running.md');
    const before = vscode.Uri.joinPath(chapterUri('.'), 'resources/05/bill.jpg');
    const after = vscode.Uri.joinPath(chapterUri('.'), 'resources/05/two-halves.jpg');
    await move(before, after);
    try {
      await whenText(document, '](05/two-halves.jpg)');
    } finally {
      await move(after, before);
    }
    await whenText(document, '](05/bill.jpg)');
  });

  it('renames a chapter from its line in Book.txt', async () => {
    const list = await vscode.workspace.openTextDocument(chapterUri('Book.txt'));
    const renaming = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      list.uri,
      find(list, '04-licence.md'),
      '04-number.md',
    );
    // The edit also moves the file, which VS Code does not list: the tour of the pictures does it with the keyboard.
    assert.deepEqual(
      renaming.entries().map(([uri, edits]) => [uri.path.split('/').at(-1), edits.map(({ newText }) => newText)]),
      [['Book.txt', ['04-number.md']]],
    );
  });

  it('renames what handbook.json names', async () => {
    const settings = vscode.Uri.joinPath(chapterUri('.'), '../handbook.json');
    const text = '{ "overrides": [{ "files": ["manuscript/04-licence.md"], "rules": { "image-alt": "off" } }] }\n';
    await vscode.workspace.fs.writeFile(settings, new TextEncoder().encode(text));
    try {
      const document = await vscode.workspace.openTextDocument(settings);
      await vscode.window.showTextDocument(document);
      const edits = async () => {
        const renaming = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
          'vscode.executeDocumentRenameProvider',
          settings,
          find(document, 'manuscript/04'),
          'manuscript/04-number.md',
        );
        return renaming.entries().map(([uri, own]) => `${uri.path.split('/').at(-1)} ${own.map((one) => one.newText)}`);
      };
      // The server hears of the new file in its own time.
      let made: string[] = [];
      for (let attempt = 0; attempt < 100 && made.length === 0; attempt++) {
        made = await edits().catch(() => []);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      assert.deepEqual(made.sort(), ['Book.txt 04-number.md', 'handbook.json manuscript/04-number.md']);
    } finally {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.workspace.fs.delete(settings);
    }
  });

  it('drops a deleted chapter from Book.txt', async () => {
    const list = await vscode.workspace.openTextDocument(chapterUri('Book.txt'));
    const before = list.getText();
    const extra = chapterUri('06-extra.md');
    await vscode.workspace.fs.writeFile(extra, new TextEncoder().encode('# Extra\n\nA chapter too many.\n'));
    await edit(list.uri, new vscode.Range(list.lineCount, 0, list.lineCount, 0), '06-extra.md\n');
    await list.save();
    await whenDiagnostics('the new chapter', () =>
      vscode.languages.getDiagnostics(extra).some(({ source }) => source === 'handbook-lint') ? true : undefined,
    );
    const deletion = new vscode.WorkspaceEdit();
    deletion.deleteFile(extra);
    assert.ok(await vscode.workspace.applyEdit(deletion));
    await until(list, () => !list.getText().includes('06-extra.md'));
    await edit(list.uri, new vscode.Range(0, 0, list.lineCount, 0), before);
    await list.save();
  });

  it('says each mistake in handbook.json once, whoever says it, and completes its settings', async () => {
    const settings = vscode.Uri.joinPath(chapterUri('.'), '../handbook.json');
    const text =
      '{\n  "dialekt": "lfm",\n  "rules": { "missing-idd": "off", "lorem-ipsum": "warn" }\n  "ignore": 5\n}\n';
    await vscode.workspace.fs.writeFile(settings, new TextEncoder().encode(text));
    try {
      const document = await vscode.workspace.openTextDocument(settings);
      await vscode.window.showTextDocument(document);
      // VS Code's own support of JSON says what is no JSON (line 4), and comes later than we do.
      const expected = ['1 handbook-lint', '2 handbook-lint', '2 handbook-lint', '3 handbook-lint', '3 jsonc'];
      await whenDiagnostics('every mistake once', () => {
        const told = vscode.languages.getDiagnostics(settings);
        const placed = told.map(({ range, source }) => `${range.start.line} ${source}`).sort();
        return placed.join() === expected.join() ? true : undefined;
      });
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        settings,
        find(document, 'missing-idd'),
      );
      const labels = list.items.map(labelOf);
      assert.equal(labels.filter((label) => /^"?missing-image"?$/.test(label)).length, 1, labels.join(', '));
      const severities = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        settings,
        find(document, '"warn"'),
      );
      const offered = severities.items.map(labelOf).filter((label) => /^"?warning"?$/.test(label));
      assert.equal(offered.length, 1, severities.items.map(labelOf).join(', '));
    } finally {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.workspace.fs.delete(settings);
    }
  });

  it('draws links, folds, symbols, hints, lenses and colours', async () => {
    const document = await openChapter('02-networks.md');
    const ask = <T>(command: string, ...more: unknown[]) =>
      vscode.commands.executeCommand<T>(`vscode.${command}`, document.uri, ...more);
    const links = await ask<vscode.DocumentLink[]>('executeLinkProvider');
    assert.ok(links.some(({ target }) => /01-regions\.md$/.test(target?.path ?? '')));
    const folds = await ask<vscode.FoldingRange[]>('executeFoldingRangeProvider');
    assert.ok(folds.length > 3);
    const symbols = await ask<vscode.DocumentSymbol[]>('executeDocumentSymbolProvider');
    assert.ok(symbols.some(({ detail }) => detail === '#ch-networks'));
    const lenses = await ask<vscode.CodeLens[]>('executeCodeLensProvider', 50);
    const counted = lenses.find(({ command }) => /^\d+ references?$/.test(command?.title ?? ''))?.command;
    assert.ok(counted);
    await vscode.commands.executeCommand(counted.command, ...(counted.arguments ?? []));
    const tokens = await ask<vscode.SemanticTokens>('provideDocumentSemanticTokens');
    assert.ok(tokens.data.length > 0);
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'sec-evening',
    );
    const names = found.map(({ name }) => name).join(', ');
    assert.ok(
      found.some(({ name }) => name === '#sec-evening-peak'),
      `found: ${names}`,
    );
    await edit(document.uri, new vscode.Range(0, 0, 0, 0), 'See [#t](#ch-regions).\n\n{ id:x }\n');
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await ask<vscode.InlayHint[]>('executeInlayHintProvider', whole);
    assert.deepEqual(
      hints.map(({ label }) => label),
      [' Choosing a Region'],
    );
  });
});

function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

/** The place just inside the first of these words. */
function find(document: vscode.TextDocument, words: string): vscode.Position {
  const offset = document.getText().indexOf(words);
  assert.ok(offset >= 0, `"${words}" is in ${document.fileName}`);
  return document.positionAt(offset + 1);
}

async function edit(uri: vscode.Uri, range: vscode.Range, text: string): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  change.replace(uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(change));
}

async function move(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  change.renameFile(from, to);
  assert.ok(await vscode.workspace.applyEdit(change));
}

function whenText(document: vscode.TextDocument, text: string): Promise<void> {
  return until(document, () => document.getText().includes(text));
}

/** Waits, from change to change of the document, until `probe` holds. */
function until(document: vscode.TextDocument, probe: () => boolean): Promise<void> {
  if (probe()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      listening.dispose();
      reject(new Error(`Waited in vain; the text is: ${document.getText().slice(0, 2000)}`));
    }, 20_000);
    const listening = vscode.workspace.onDidChangeTextDocument((change) => {
      if (change.document !== document || !probe()) return;
      clearTimeout(late);
      listening.dispose();
      resolve();
    });
  });
}
