import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { applyAction, closeChapter, codeActions, diagnosticsOf, ruleOf, whenDiagnostics } from './book.ts';

/** A help centre on this machine; what it was asked is noted. */
class HelpCentre {
  readonly requests: string[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      this.requests.push(request.url ?? '');
      if (request.url === '/help/old') return response.writeHead(301, { location: '/help/new' }).end();
      const title = titles[request.url ?? ''];
      const text = `<p>${`All there is to know of ${title}, in good order. `.repeat(5)}</p>`;
      return response
        .writeHead(title ? 200 : 404, { 'content-type': 'text/html' })
        .end(title ? `<title>${title}</title><main><h1>${title}</h1>${text}</main>` : 'Not found');
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const titles: Readonly<Record<string, string>> = { '/help/new': 'Regions', '/help/quotas': 'Quotas' };

describe('help links in VS Code', () => {
  const centre = new HelpCentre();
  let folder: string;
  let site: string;
  let document: vscode.TextDocument;

  before(async () => {
    site = await centre.start();
    folder = mkdtempSync(path.join(os.tmpdir(), 'handbook-links-'));
    const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
    const helpLinks = { centres: [{ name: 'Ours', hosts: ['127.0.0.1/help'], home: ['/help'] }] };
    write('Book.txt', 'a.md\n');
    write('handbook.json', JSON.stringify({ helpLinks, rules: { 'malformed-link': 'off' } }));
    write('a.md', `{id: a}\n# Reading\n\nSee [regions](${site}/help/old) and\n[quotas](${site}/help/quotas).\n`);
    document = await vscode.workspace.openTextDocument(vscode.Uri.file(path.join(folder, 'a.md')));
    await vscode.window.showTextDocument(document);
  });

  after(async () => {
    await setting('network', undefined);
    await setting('allowPrivate', undefined);
    await closeChapter();
    centre.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are not checked while the network is off: the author hears why, and is led to the setting', async () => {
    const said = await whatIsSaidBy(() => vscode.commands.executeCommand('handbook.checkHelpLinks'));
    assert.match(said.text, /"handbook\.links\.network"/);
    assert.deepEqual(said.choices, ['Open Setting']);
    assert.deepEqual(centre.requests, []);
  });

  it('are checked by Check Help Links, which writes the lock', async () => {
    await setting('network', true);
    await setting('allowPrivate', true);
    const said = await whatIsSaidBy(() => vscode.commands.executeCommand('handbook.checkHelpLinks'));
    assert.equal(said.text, '2 help links checked: 1 moved, 1 fine.');
    const records = await lock();
    assert.equal(records[`${site}/help/old`]?.final, `${site}/help/new`);
    assert.equal(records[`${site}/help/quotas`]?.title, 'Quotas');
    await whenDiagnostics('the link that moved', () => stale()[0]);
  });

  it('tell by hover what the check saw', async () => {
    const place = document.positionAt(document.getText().indexOf('/help/old'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      place,
    );
    const text = hovers.flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value)).join();
    assert.match(text, /Regions/);
    assert.match(text, /Has moved · last checked \d{4}-\d\d-\d\d/);
    assert.ok(text.includes(`${site}/help/new`));
  });

  it('get their new address', async () => {
    const action = await actionAt('/help/old', /^Replace with /);
    await applyAction(action);
    assert.ok(document.getText().includes(`[regions](${site}/help/new)`), document.getText());
    await whenDiagnostics('the finding to go', () => (stale().some(isMoved) ? undefined : true));
  });

  it('are marked as reviewed', async () => {
    const action = await actionAt('/help/quotas', /^Mark as reviewed$/);
    await applyAction(action);
    const text = (await vscode.workspace.openTextDocument(lockFile())).getText();
    const record = (JSON.parse(text) as Lock).links[`${site}/help/quotas`]!;
    assert.match(String(record.reviewed), /^\d{4}-\d\d-\d\d$/);
    assert.equal(record.reviewedDigest, record.digest);
    await vscode.workspace.saveAll();
  });

  it('are checked one by one', async () => {
    const asked = centre.requests.length;
    const action = await actionAt('/help/new', /^Check this link now$/);
    const said = await whatIsSaidBy(() => applyAction(action));
    assert.ok(said.text.startsWith(`${site}/help/new is there.`), said.text);
    assert.ok(centre.requests.slice(asked).includes('/help/new'));
  });

  function stale(): vscode.Diagnostic[] {
    return diagnosticsOf(document.uri).filter((one) => ruleOf(one) === 'stale-help-link' && isMoved(one));
  }

  function isMoved({ message }: vscode.Diagnostic): boolean {
    return message.includes('/help/new');
  }

  function lockFile(): vscode.Uri {
    return vscode.Uri.file(path.join(folder, 'handbook.links.json'));
  }

  async function lock(): Promise<Lock['links']> {
    const bytes = await vscode.workspace.fs.readFile(lockFile());
    return (JSON.parse(new TextDecoder().decode(bytes)) as Lock).links;
  }

  async function actionAt(words: string, title: RegExp): Promise<vscode.CodeAction> {
    const offset = document.getText().indexOf(words);
    assert.ok(offset >= 0, `${words} is in the chapter`);
    const place = document.positionAt(offset);
    const range = new vscode.Range(place, place);
    const actions = await codeActions(document.uri, range, vscode.CodeActionKind.QuickFix);
    const action = actions.find((one) => title.test(one.title));
    assert.ok(action, `offered: ${actions.map((one) => one.title).join('; ')}`);
    return action;
  }
});

interface Lock {
  readonly links: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

async function setting(name: string, value: boolean | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('handbook.links').update(name, value, vscode.ConfigurationTarget.Global);
}

/** The information message that work shows, and what may be chosen in it; nothing is chosen. */
async function whatIsSaidBy(work: () => Thenable<unknown>): Promise<{ text: string; choices: readonly string[] }> {
  const window = vscode.window as { showInformationMessage: unknown };
  const original = window.showInformationMessage;
  const said = new Promise<{ text: string; choices: readonly string[] }>((resolve) => {
    window.showInformationMessage = async (text: string, ...choices: string[]) => resolve({ text, choices });
  });
  try {
    await work();
    return await said;
  } finally {
    window.showInformationMessage = original;
  }
}
