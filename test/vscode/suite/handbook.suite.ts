import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Planted } from '../../support/planted.ts';
import {
  applyAction,
  chapterUri,
  closeChapter,
  codeActions,
  diagnosticsOf,
  expectedFindings,
  openChapter,
  ruleOf,
  whenDiagnostics,
  whenFound,
} from './book.ts';

const chapters = ['01-regions.md', '02-networks.md', '03-border.md', '04-licence.md', '05-running.md'];

describe('the sample book in VS Code', () => {
  let findings: Planted[];

  before(async () => {
    findings = await expectedFindings();
  });

  afterEach(closeChapter);

  describe('diagnostics', () => {
    for (const chapter of chapters) {
      it(`are exactly the planted ones in ${chapter}`, async () => {
        const document = await openChapter(chapter);
        const planted = findings.filter(({ file }) => file === chapter);
        for (const one of planted) {
          const { range } = await whenFound(one);
          if (one.text) assert.equal(document.getText(range), one.text);
          if (one.endLine) assert.equal(range.end.line, one.endLine - 1);
        }
        const found = diagnosticsOf(document.uri);
        assert.deepEqual(found.map(placed).sort(), planted.map(({ line, rule }) => `${line} ${rule}`).sort());
      });
    }

    it('lead to the page of the rule, and say what is wrong', async () => {
      await openChapter('03-border.md');
      const one = await whenFound(theOnly(findings, '03-border.md', 'missing-id'));
      assert.ok(typeof one.code === 'object' && /missing-id/.test(one.code.target.toString()), 'a link to the page');
      assert.ok(one.message.length > 10);
    });
  });

  describe('quick fixes', () => {
    const cases: readonly [file: string, rule: string, title: RegExp, before: string, after: RegExp][] = [
      ['03-border.md', 'missing-id', /id/i, '# Crossing a Border', /^\{id: ch-[a-z-]+\}\n# Crossing a Border\n/],
      ['03-border.md', 'missing-image', /round-trip/, '(round-trip.png', /\(03\/round-trip\.png "A request/],
      ['04-licence.md', 'missing-image', /icp-process/, '(04/icp-proces.png)', /\(04\/icp-process\.png\)/],
      ['02-networks.md', 'image-case', /hub-and-spoke/, '(02/Hub-and-Spoke.svg)', /\(02\/hub-and-spoke\.svg\)/],
      [
        '04-licence.md',
        'stale-help-link',
        /beian\.miit\.gov\.cn/,
        '[public register](http://www.miitbeian.gov.cn)',
        /\[public register\]\(https:\/\/beian\.miit\.gov\.cn\/?\)/,
      ],
      [
        '01-regions.md',
        'stale-help-link',
        /learn\.microsoft\.com/,
        '(https://docs.microsoft.com/',
        /\(https:\/\/learn\.microsoft\.com\/azure\/virtual-network\/virtual-network-peering-overview\)/,
      ],
      [
        '02-networks.md',
        'lorem-ipsum',
        /remove/i,
        'magna aliqua. Ut enim',
        /office in the basement\s+\{id: sec-routes\}/,
      ],
      [
        '05-running.md',
        'lorem-ipsum',
        /TODO/,
        'Duis autem vel eum',
        /## On call\s+TODO: ?.*On call.*\s+\{id: sec-runbook\}/,
      ],
    ];
    for (const [file, rule, title, before, after] of cases) {
      it(`mend ${rule} in ${file}: ${title.source}`, async () => {
        const document = await openChapter(file);
        assert.ok(document.getText().includes(before));
        const diagnostic = await whenFound(theOnly(findings, file, rule));
        const actions = await codeActions(document.uri, diagnostic.range, vscode.CodeActionKind.QuickFix);
        const action = actions.find((one) => title.test(one.title) && !/^(ignore|fix all)/i.test(one.title));
        assert.ok(action, `offered: ${actions.map((one) => one.title).join('; ')}`);
        await applyAction(action);
        assert.ok(!document.getText().includes(before) || rule === 'missing-id', document.getText());
        assert.match(document.getText(), after);
        await whenGone(document.uri, rule, diagnostic.message);
      });
    }

    it('can silence a finding that has no other fix', async () => {
      const document = await openChapter('05-running.md');
      const diagnostic = await whenFound(theOnly(findings, '05-running.md', 'stale-help-link'));
      const actions = await codeActions(document.uri, diagnostic.range, vscode.CodeActionKind.QuickFix);
      const action = actions.find((one) => /ignore/i.test(one.title));
      assert.ok(action, `offered: ${actions.map((one) => one.title).join('; ')}`);
      await applyAction(action);
      // Inside a paragraph a comment would print, so there the whole paragraph is silenced.
      assert.match(document.getText(), /\n\n<!-- handbook-disable(-next-line)? stale-help-link -->\nHelp centres move/);
      await whenGone(document.uri, 'stale-help-link', diagnostic.message);
    });
  });

  describe('commands', () => {
    it('are all there', async () => {
      await openChapter('01-regions.md');
      const all = await vscode.commands.getCommands(true);
      for (const name of ['lintChapter', 'lintBook', 'fixChapter', 'restartServer', 'showOutput']) {
        assert.ok(all.includes(`handbook.${name}`), name);
      }
    });

    it('Lint Book, chosen in the palette, sums up the book and finds faults in chapters that were never opened', async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      const said = nextInformation();
      await vscode.commands.executeCommand('workbench.action.quickOpen', '>Handbook: Lint Book');
      // The palette fills its list after it is shown, and tells nobody: accept until it had something to accept.
      for (let attempt = 0; attempt < 40 && !said.text; attempt++) {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      const errors = findings.filter(({ rule }) =>
        ['missing-image', 'image-case', 'lorem-ipsum'].includes(rule),
      ).length;
      assert.match(said.text ?? 'nothing', new RegExp(`^${errors} errors, .*5 chapters`));
      for (const one of findings) await whenFound(one);
    });

    it('Fix All in Chapter applies the safe fixes and no other', async () => {
      const document = await openChapter('03-border.md');
      await whenFound(theOnly(findings, '03-border.md', 'missing-id'));
      await vscode.commands.executeCommand('handbook.fixChapter');
      await whenDiagnostics('the chapter without missing-id', () =>
        diagnosticsOf(document.uri).some((one) => ruleOf(one) === 'missing-id') ? undefined : true,
      );
      assert.match(document.getText(), /^\{id: ch-[a-z-]+\}\n# Crossing a Border\n/);
      assert.match(document.getText(), /doc-detail\/65983\.htm/);
    });

    it('Restart Server brings the diagnostics back', async () => {
      await openChapter('04-licence.md');
      await whenFound(theOnly(findings, '04-licence.md', 'missing-image'));
      await vscode.commands.executeCommand('handbook.restartServer');
      await whenFound(theOnly(findings, '04-licence.md', 'missing-image'));
    });
  });

  it('fixes everything safe on save with source.fixAll.handbook', async () => {
    const document = await openChapter('02-networks.md');
    await whenFound(theOnly(findings, '02-networks.md', 'image-case'));
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const [action] = await codeActions(document.uri, whole, vscode.CodeActionKind.SourceFixAll.append('handbook'));
    assert.ok(action, 'a source action is offered');
    await applyAction(action);
    assert.match(document.getText(), /\(02\/hub-and-spoke\.svg\)/);
    assert.match(document.getText(), /Lorem ipsum/);
  });

  it('sees a picture arrive on disk', async () => {
    await openChapter('04-licence.md');
    const expected = theOnly(findings, '04-licence.md', 'missing-image');
    await whenFound(expected);
    const resources = vscode.Uri.joinPath(chapterUri('.'), 'resources', '04');
    const arrived = vscode.Uri.joinPath(resources, 'icp-proces.png');
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(resources, 'icp-process.png'), arrived);
    await whenDiagnostics('the picture to be found', () =>
      diagnosticsOf(chapterUri('04-licence.md')).some((one) => ruleOf(one) === 'missing-image') ? undefined : true,
    );
    await vscode.workspace.fs.delete(arrived);
    await whenFound(expected);
  });

  it('offers the snippet for a chapter, and inserts it', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: '' });
    await vscode.window.showTextDocument(document);
    const name = await snippetName('chapter');
    await vscode.commands.executeCommand('editor.action.insertSnippet', { langId: 'markdown', name });
    assert.match(document.getText(), /^\{id: ch-.*\}\n# /);
  });
});

function placed(one: vscode.Diagnostic): string {
  return `${one.range.start.line + 1} ${ruleOf(one)}`;
}

/** The finding of a rule in a chapter, the first where there are two. */
function theOnly(findings: readonly Planted[], file: string, rule: string): Planted {
  const found = findings.find((one) => one.file === file && one.rule === rule);
  assert.ok(found, `${rule} is planted in ${file}`);
  return found;
}

function whenGone(uri: vscode.Uri, rule: string, message: string): Promise<boolean> {
  return whenDiagnostics(`${rule} to go away`, () =>
    diagnosticsOf(uri).some((one) => ruleOf(one) === rule && one.message === message) ? undefined : true,
  );
}

/**
 * The next information message that the extension shows. The suite lies in the extension's folder, so VS Code gives both
 * the same API object.
 */
function nextInformation(): { readonly text: string | undefined } {
  const seen: { text: string | undefined } = { text: undefined };
  const window = vscode.window as { showInformationMessage: unknown };
  const original = window.showInformationMessage;
  window.showInformationMessage = async (text: string) => {
    window.showInformationMessage = original;
    seen.text = text;
  };
  return seen;
}

/** The name, in the extension's snippet file, of the snippet that a prefix calls. */
async function snippetName(prefix: string): Promise<string> {
  const extension = vscode.extensions.all.find(({ packageJSON }) => packageJSON.name === 'handbook-lint');
  assert.ok(extension);
  for (const { path } of extension.packageJSON.contributes.snippets as { path: string }[]) {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension.extensionUri, path));
    const snippets = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, { prefix: string | string[] }>;
    for (const [name, snippet] of Object.entries(snippets)) {
      if ([snippet.prefix].flat().includes(prefix)) return name;
    }
  }
  assert.fail(`no snippet has the prefix ${prefix}`);
}
