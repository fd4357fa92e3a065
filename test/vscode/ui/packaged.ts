import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openBrowser } from '../host/browser.ts';
import { ensureInstalled } from '../host/install.ts';
import { runServerCommand, startServer, workbenchUrl } from '../host/server.ts';
import { Workbench } from './workbench.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** A window that the packaged extension is installed in, opened on a copy of the sample book. */
export interface PackagedWindow {
  readonly workbench: Workbench;
  /** The folder of the book's copy, which holds `manuscript/`. */
  readonly book: string;
}

export interface WindowOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly width?: number;
  readonly height?: number;
  /** The language in which extensions show their texts; VS Code's own stay English without a language pack. */
  readonly language?: string;
}

/** Packages the extension, installs it in a real VS Code, and hands over a window; all is gone afterwards. */
export async function inPackagedWindow(
  { settings = {}, width = 1000, height = 640, language }: WindowOptions,
  use: (window: PackagedWindow) => Promise<void>,
): Promise<void> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'handbook-packaged-'));
  const vscode = ensureInstalled((line) => console.log(line));
  const folders = { userDataDir: path.join(scratch, 'user-data'), extensionsDir: path.join(scratch, 'extensions') };
  assert.equal(runServerCommand(vscode, ['--install-extension', packagedExtension()], folders), 0, 'the VSIX installs');
  const book = path.join(scratch, 'cloud-handbook');
  cpSync(path.join(root, 'test/fixtures/books/cloud-handbook/manuscript'), path.join(book, 'manuscript'), {
    recursive: true,
  });
  const server = await startServer(vscode, {
    ...folders,
    logFile: path.join(scratch, 'server.log'),
    driver: false,
    settings: { ...appearance, ...settings },
  });
  const { browser, page } = await openBrowser(vscode, { width, height });
  try {
    if (language) await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
    await page.goto(workbenchUrl(server.port, { open: book }));
    const workbench = new Workbench(page);
    await workbench.ready();
    await use({ workbench, book });
  } catch (error) {
    await page.screenshot({ path: path.join(scratch, 'failed.png') }).catch(() => undefined);
    console.error(`A picture of the window and the server's log are in ${scratch}.`);
    throw error;
  } finally {
    await browser.close();
    await server.stop();
  }
  rmSync(scratch, { recursive: true, force: true });
}

/** Made once a run. */
function packagedExtension(): string {
  const vsix = path.join(root, 'dist/handbook-lint.vsix');
  if (process.env.HANDBOOK_VSIX === 'made') return vsix;
  const npm = (script: string) => execFileSync('npm', ['run', '--silent', script], { cwd: root, stdio: 'inherit' });
  npm('build');
  npm('package');
  process.env.HANDBOOK_VSIX = 'made';
  return vsix;
}

const appearance = {
  'workbench.colorTheme': 'Default Light Modern',
  'window.autoDetectColorScheme': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
  'editor.fontSize': 13,
  'editor.cursorBlinking': 'solid',
  'breadcrumbs.enabled': false,
  'explorer.openEditors.visible': 0,
  'problems.showCurrentInStatus': false,
};
