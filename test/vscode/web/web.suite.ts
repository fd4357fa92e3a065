import MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';
import type { Finding } from './findings.ts';

/** What the command line finds in the sample book, put in when the tests are bundled. */
declare const CLI_FINDINGS: readonly Finding[];

/** What the extension gives to VS Code's Markdown support. */
interface Previewing {
  extendMarkdownIt(md: MarkdownIt): MarkdownIt;
}

const manuscript = vscode.Uri.parse('memfs:/handbook/manuscript');
const chapter = (name: string): vscode.Uri => vscode.Uri.joinPath(manuscript, name);

describe('in the browser', () => {
  before(async () => {
    await vscode.window.showTextDocument(chapter('03-border.md'));
    await untilFound('the whole book', () => (found().length >= CLI_FINDINGS.length ? true : undefined));
  });

  it('finds what the command line finds, finding by finding', () => {
    same(found(), CLI_FINDINGS);
  });

  it('reports each of the mission’s rules', () => {
    const rules = new Set(found().map(({ rule }) => rule));
    for (const rule of ['missing-id', 'lorem-ipsum', 'missing-image', 'image-case', 'stale-help-link']) {
      if (!rules.has(rule)) throw new Error(`${rule} is not among ${[...rules].join(', ')}`);
    }
  });

  it('mends a heading without an id by its quick fix', async () => {
    const uri = chapter('03-border.md');
    const document = await vscode.workspace.openTextDocument(uri);
    const diagnostic = own(uri).find((one) => ruleOf(one) === 'missing-id')!;
    const fix = await untilAsked('a quick fix', async () => {
      const command = 'vscode.executeCodeActionProvider';
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        command,
        uri,
        diagnostic.range,
        'quickfix',
        20,
      );
      return actions.find(({ title, edit }) => edit && /id/.test(title));
    });
    await vscode.workspace.applyEdit(fix.edit!);
    if (!/^\{id: [\w-]+\}$/m.test(document.getText())) throw new Error(document.getText().slice(0, 200));
    await untilFound('the finding to go', () => own(uri).every((one) => ruleOf(one) !== 'missing-id') || undefined);
    await vscode.commands.executeCommand('undo');
    await untilFound(
      'the finding to come back',
      () => own(uri).some((one) => ruleOf(one) === 'missing-id') || undefined,
    );
  });

  it('completes a crosslink with the ids of the whole book', async () => {
    const uri = chapter('05-running.md');
    const editor = await vscode.window.showTextDocument(uri);
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    await editor.edit((edit) => edit.insert(end, '\n\nSee [there](#'));
    const position = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    const list = await untilAsked('completions', async () => {
      const command = 'vscode.executeCompletionItemProvider';
      const items = await vscode.commands.executeCommand<vscode.CompletionList>(command, uri, position, '#');
      return items.items.length > 3 ? items : undefined;
    });
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    if (!labels.some((label) => /region/.test(label))) throw new Error(labels.join(', '));
    await vscode.commands.executeCommand('undo');
  });

  it('renames an id in every chapter', async () => {
    const uri = chapter('01-regions.md');
    const document = await vscode.workspace.openTextDocument(uri);
    const id = /\{id: ([\w-]+)\}/.exec(document.getText())!;
    const position = document.positionAt(id.index + '{id: '.length + 1);
    const edit = await untilAsked('the edits of the rename', () =>
      vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        uri,
        position,
        'new-name',
      ),
    );
    if (edit.entries().length < 2) throw new Error(`only ${edit.entries().length} files would change`);
    await vscode.workspace.applyEdit(edit);
    const texts = await Promise.all(edit.entries().map(([one]) => vscode.workspace.openTextDocument(one)));
    for (const one of texts) if (!one.getText().includes('new-name')) throw new Error(`${one.uri} has the old name`);
    for (const one of texts) {
      await vscode.window.showTextDocument(one);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
  });

  it('says on hover where a crosslink leads', async () => {
    const uri = chapter('01-regions.md');
    const document = await vscode.workspace.openTextDocument(uri);
    const link = /\]\(#([\w-]+)\)/.exec(document.getText())!;
    const hovers = await untilAsked('a hover', async () => {
      const position = document.positionAt(link.index + 4);
      const found = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
      return found.length ? found : undefined;
    });
    const text = hovers
      .flatMap(({ contents }) => contents.map((one) => (typeof one === 'string' ? one : one.value)))
      .join('\n');
    if (text.length < 10) throw new Error(text);
  });

  // VS Code's own Markdown support has no build for the browser here: this is what it does with the extension.
  it('teaches the preview Markua, for chapters of the book', async () => {
    const document = await vscode.workspace.openTextDocument(chapter('01-regions.md'));
    const { exports } = vscode.extensions.getExtension<Previewing>('handbook-lint.handbook-lint')!;
    const md = exports.extendMarkdownIt(new MarkdownIt({ html: true }));
    const html = await untilAsked('a preview with figures', async () => {
      const drawn = md.render(document.getText());
      return drawn.includes('02-networks.md#ch-networks') ? drawn : undefined;
    });
    if (html.includes('{id:')) throw new Error('attribute lists are shown');
    for (const part of [
      /<figure[^>]*><img src="resources\/01\/three-regions\.png"/,
      /<figcaption/,
      /<section class="markua-notes"/,
    ])
      if (!part.test(html)) throw new Error(`${part} is not in ${html.slice(0, 4000)}`);
  });

  it('has every command that package.json names, and none that the browser cannot carry out', async () => {
    const { packageJSON } = vscode.extensions.getExtension('handbook-lint.handbook-lint')!;
    const named = packageJSON.contributes.commands as { command: string; enablement?: string }[];
    const there = new Set(await vscode.commands.getCommands(true));
    const missing = named.filter(({ command }) => !there.has(command));
    if (missing.length > 0) throw new Error(missing.map(({ command }) => command).join(', '));
    const network = named.filter(({ command }) => /links/i.test(command));
    if (network.length === 0) throw new Error('there is no command about links any more');
    for (const { command, enablement = '' } of network) {
      if (!enablement.includes('handbook.hasNetwork')) throw new Error(`${command} is offered without a network`);
      const { commandPalette } = packageJSON.contributes.menus as {
        commandPalette: { command: string; when: string }[];
      };
      const shown = commandPalette.find((item) => item.command === command);
      if (!shown?.when.includes('handbook.hasNetwork'))
        throw new Error(`${command} is in the palette without a network`);
    }
    const [definition] = packageJSON.contributes.taskDefinitions as { when?: string }[];
    if (definition?.when !== 'shellExecutionSupported') throw new Error('tasks are offered without a shell');
    const tasks = await vscode.tasks.fetchTasks({ type: 'handbook-lint' });
    if (tasks.length > 0) throw new Error(tasks.map(({ name }) => name).join(', '));
  });

  it('does not offer to check a link', async () => {
    const uri = chapter('01-regions.md');
    const diagnostic = own(uri).find((one) => ruleOf(one) === 'stale-help-link')!;
    const actions = await untilAsked('code actions', async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        diagnostic.range,
        undefined,
        20,
      );
      return found.some(({ title }) => /ignore/i.test(title)) ? found : undefined;
    });
    const offered = actions.filter(({ title }) => /^Check/.test(title));
    if (offered.length > 0) throw new Error(offered.map(({ title }) => title).join(', '));
  });

  it('shows the report', async () => {
    await vscode.commands.executeCommand('handbook.showReport');
    await untilAsked('the report’s tab', async () => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      return tabs.find(({ input }) => input instanceof vscode.TabInputWebview);
    });
  });
});

function found(): Finding[] {
  return vscode.languages
    .getDiagnostics()
    .filter(([uri]) => uri.scheme === 'memfs')
    .flatMap(([uri, diagnostics]) => diagnostics.filter(isOwn).map((one) => findingOf(uri, one)));
}

function findingOf(uri: vscode.Uri, diagnostic: vscode.Diagnostic): Finding {
  const { start, end } = diagnostic.range;
  const file = uri.path.slice('/handbook/'.length);
  const range = [start.line + 1, start.character + 1, end.line + 1, end.character + 1].join(':');
  return { file, rule: ruleOf(diagnostic), range };
}

function own(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(isOwn);
}

function isOwn({ source }: vscode.Diagnostic): boolean {
  return source === 'handbook-lint';
}

function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

function same(actual: readonly Finding[], expected: readonly Finding[]): void {
  const lines = (list: readonly Finding[]) =>
    list
      .map(({ file, range, rule }) => `${file}:${range} ${rule}`)
      .sort()
      .join('\n');
  if (lines(actual) !== lines(expected)) throw new Error(`found:\n${lines(actual)}\nexpected:\n${lines(expected)}`);
}

/** Waits from diagnostics event to diagnostics event. */
function untilFound<T>(what: string, probe: () => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => finish(() => reject(new Error(`waited in vain for ${what}; found: ${JSON.stringify(found())}`))),
      40_000,
    );
    const listening = vscode.languages.onDidChangeDiagnostics(look);
    function finish(then: () => void): void {
      clearTimeout(late);
      listening?.dispose();
      then();
    }
    function look(): void {
      const answer = probe();
      if (answer !== undefined) finish(() => resolve(answer));
    }
    look();
  });
}

/** Asks again while there is nothing: VS Code answers nothing while some extension registers a provider. */
async function untilAsked<T>(what: string, ask: () => Thenable<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`asked in vain for ${what}`);
}
