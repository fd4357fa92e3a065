import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
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
  /** Whether the window opens in restricted mode, until its author says that the folder is trusted. */
  readonly asksForTrust?: boolean;
  /** Adds to the copy of the book before the window opens. */
  readonly prepare?: (book: string) => void;
}

/**
 * A window for the tests of the file or `describe` that calls this: opened before them, closed after them, pictured
 * where one fails. Each test closes the editors it opened.
 */
export function packagedWindow(options: WindowOptions = {}): PackagedWindow {
  const opened: { window?: OpenedWindow } = {};
  const current = (): OpenedWindow => {
    assert.ok(opened.window, 'the window is open');
    return opened.window;
  };
  beforeAll(async () => {
    opened.window = await open(options);
  }, 180_000);
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail' || !opened.window) return;
    const picture = path.join(mkdtempSync(path.join(os.tmpdir(), 'handbook-failed-')), 'window.png');
    await opened.window.workbench.page.screenshot({ path: picture }).catch(() => undefined);
    console.error(`What the window showed when it failed: ${picture}`);
  });
  afterAll(() => opened.window?.close());
  return {
    get workbench() {
      return current().workbench;
    },
    get book() {
      return current().book;
    },
  };
}

interface OpenedWindow extends PackagedWindow {
  close(): Promise<void>;
}

async function open(options: WindowOptions): Promise<OpenedWindow> {
  const { settings = {}, width = 1000, height = 640, language, asksForTrust, prepare } = options;
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'handbook-packaged-'));
  const vscode = ensureInstalled((line) => console.log(line));
  const folders = { userDataDir: path.join(scratch, 'user-data'), extensionsDir: path.join(scratch, 'extensions') };
  const vsix = process.env.HANDBOOK_VSIX || path.join(root, 'dist/handbook-lint.vsix');
  assert.equal(runServerCommand(vscode, ['--install-extension', vsix], folders), 0, 'the VSIX installs');
  const book = path.join(scratch, 'cloud-handbook');
  const manuscript = path.join(root, 'test/fixtures/books/cloud-handbook/manuscript');
  cpSync(manuscript, path.join(book, 'manuscript'), { recursive: true });
  prepare?.(book);
  const server = await startServer(vscode, {
    ...folders,
    logFile: path.join(scratch, 'server.log'),
    driver: false,
    asksForTrust,
    settings: { ...appearance, ...settings },
  });
  const { browser, page } = await openBrowser(vscode, { width, height });
  const close = async () => {
    await browser.close();
    await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  };
  if (language) await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
  await page.goto(workbenchUrl(server.port, { open: book }));
  const workbench = new Workbench(page);
  await workbench.ready();
  return { workbench, book, close };
}

/** Takes README's pictures where the run was asked for them (`npm run screenshots`). */
export async function shot({ workbench }: PackagedWindow, name: string): Promise<void> {
  const folder = process.env.HANDBOOK_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await workbench.screenshot(folder, name);
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
