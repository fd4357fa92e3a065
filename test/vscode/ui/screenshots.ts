import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openBrowser } from '../host/browser.ts';
import { ensureInstalled } from '../host/install.ts';
import { runServerCommand, startServer, workbenchUrl } from '../host/server.ts';
import { featureTour } from './featureTour.ts';
import { Workbench } from './workbench.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** Packages the extension, installs it in a real VS Code, uses it as an author would, and takes README's pictures. */
async function main(): Promise<void> {
  const pictures = path.resolve(process.argv[2] ?? path.join(root, 'test/vscode/screenshots'));
  mkdirSync(pictures, { recursive: true });
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'handbook-screenshots-'));
  const vscode = ensureInstalled((line) => console.log(line));
  const folders = { userDataDir: path.join(scratch, 'user-data'), extensionsDir: path.join(scratch, 'extensions') };
  const vsix = packageExtension();
  assert.equal(runServerCommand(vscode, ['--install-extension', vsix], folders), 0, 'the VSIX installs');

  const book = path.join(scratch, 'cloud-handbook');
  cpSync(path.join(root, 'test/fixtures/books/cloud-handbook/manuscript'), path.join(book, 'manuscript'), {
    recursive: true,
  });
  const server = await startServer(vscode, {
    ...folders,
    logFile: path.join(scratch, 'server.log'),
    driver: false,
    settings: appearance,
  });
  const { browser, page } = await openBrowser(vscode, { width: 1000, height: 640 });
  try {
    await page.goto(workbenchUrl(server.port, { open: book }));
    const workbench = new Workbench(page);
    await workbench.ready();
    await tour(workbench, book, pictures);
    console.log(`The pictures are in ${path.relative(process.cwd(), pictures)}.`);
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

async function tour(workbench: Workbench, book: string, pictures: string): Promise<void> {
  const { page } = workbench;
  const shot = async (name: string) => {
    await workbench.screenshot(pictures, name);
    console.log(`  ${name}`);
  };

  await workbench.openFile('03-border.md');
  await workbench.squiggles().first().waitFor();
  await workbench.editorText('round-trip.png').waitFor();
  await shot('squiggles.png');

  await workbench.palette('Handbook:', 'Handbook: Lint Book');
  await shot('palette.png');
  await page.keyboard.press('Escape');
  await workbench.runCommand('Handbook: Lint Book');
  await workbench.problem('hub-and-spoke.svg').waitFor();
  await workbench.notification('5 chapters').waitFor();
  await shot('problems.png');
  await workbench.runCommand('Notifications: Clear All Notifications');
  await workbench.runCommand('View: Toggle Panel Visibility');

  await workbench.goTo(1, 5);
  const fix = await workbench.quickFix(/\{id: ch-crossing-a-border\}/);
  await shot('quickfix.png');
  await fix.click();
  await workbench.editorText('{id: ch-crossing-a-border}').waitFor();
  await page.keyboard.press('Control+S');
  const chapter = path.join(book, 'manuscript/03-border.md');
  const saved = () => readFileSync(chapter, 'utf8').startsWith('{id: ch-crossing-a-border}\n# Crossing a Border\n');
  for (let attempt = 0; attempt < 100 && !saved(); attempt++) await page.waitForTimeout(50);
  assert.ok(saved(), 'the fix was saved to disk');

  await workbench.useTheme('Dark Modern');
  await workbench.openFile('04-licence.md');
  await workbench.goTo(25, 36);
  await workbench.showHover('icp-process.png');
  await shot('hover-dark.png');
  await page.keyboard.press('Escape');

  await workbench.useTheme('Light Modern');
  await featureTour(workbench, book, shot);
}

function packageExtension(): string {
  const npm = (...args: string[]) => execFileSync('npm', ['run', '--silent', ...args], { cwd: root, stdio: 'inherit' });
  npm('build');
  npm('package');
  return path.join(root, 'dist/handbook-lint.vsix');
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

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
