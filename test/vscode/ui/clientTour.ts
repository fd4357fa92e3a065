import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { inPackagedWindow, type PackagedWindow } from './packaged.ts';

/** The activity bar has to be there for the book to be found in it. */
const settings = { 'workbench.activityBar.location': 'default', 'workbench.sideBar.location': 'left' };

/**
 * Drives what the extension shows beside the text, by mouse and by keyboard: the book, the report, the preview, a
 * section put in, the walkthrough. Fails where one of them does not do what it says; takes a picture of each.
 */
export async function clientTour(pictures: string): Promise<void> {
  await inPackagedWindow({ settings, width: 1200, height: 760 }, async (window) => {
    addPreviewed(window.book);
    const shot = (name: string) => window.workbench.screenshot(pictures, name);
    await bookView(window, shot);
    await report(window, shot);
    await jump(window);
    await preview(window, shot);
    await section(window, shot);
    await walkthrough(window, shot);
  });
}

type Shot = (name: string) => Promise<void>;

/** Something of each kind that the preview shows, in a chapter that has a neighbour to jump to. */
function addPreviewed(book: string): void {
  const text = [
    '',
    '{id: sec-shown}',
    '## What a reader sees',
    '',
    '![Three regions](01/three-regions.png "Three regions and what joins them")',
    '',
    'W> ### Mind the border',
    'W>',
    'W> A packet that crosses it is *counted*.',
    '',
    'T> See [chapter #n, #t](#ch-networks).',
    '',
    'A footnote[^shown].',
    '',
    '[^shown]: At the end of the chapter.',
    '',
  ];
  appendFileSync(path.join(book, 'manuscript/01-regions.md'), text.join('\n'));
}

async function bookView({ workbench, book }: PackagedWindow, shot: Shot): Promise<void> {
  const { page } = workbench;
  const list = path.join(book, 'manuscript/Book.txt');
  await workbench.openFile('01-regions.md');
  const before = readFileSync(list, 'utf8').split('\n');
  await page.locator('.activitybar .action-label[aria-label^="Handbook"]').click();
  await row(workbench, 'Networks').waitFor();
  await row(workbench, 'Choosing a Region').locator('.monaco-tl-twistie').click();
  await row(workbench, 'Count round trips').waitFor();
  await shot('book-view.png');
  const label = await row(workbench, 'Networks').getAttribute('aria-label');
  assert.match(label ?? '', /^Chapter, .*words/, 'a line says what it is');
  await row(workbench, 'Networks').click();
  await page.locator('.tabs-container .tab.active', { hasText: '02-networks.md' }).waitFor();
  await workbench.runCommand('Handbook: Focus on Book View');
  await page.locator('.pane-body .monaco-list:focus').waitFor();
  await page.keyboard.press('Alt+ArrowDown');
  const moved = () => {
    const now = readFileSync(list, 'utf8').split('\n');
    return now.indexOf('03-border.md') >= 0 && now.indexOf('03-border.md') < now.indexOf('02-networks.md');
  };
  await until(page, moved, 'the chapter was moved down in Book.txt');
  await page.keyboard.press('Alt+ArrowUp');
  await until(page, () => readFileSync(list, 'utf8').split('\n').join() === before.join(), 'it was moved up again');
}

async function report({ workbench }: PackagedWindow, shot: Shot): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand('Handbook: Show Report');
  const frame = page.frameLocator('iframe.webview.ready').last().frameLocator('iframe');
  await frame.locator('.finding', { hasText: 'round-trip.png' }).first().waitFor();
  await shot('report.png');
  await workbench.useTheme('Dark Modern');
  await page.waitForTimeout(500);
  await shot('report-dark.png');
  await frame.locator('.finding', { hasText: 'round-trip.png' }).first().locator('button.place').click();
  await page.locator('.tabs-container .tab.active', { hasText: '03-border.md' }).first().waitFor();
  await page.locator('.statusbar-item', { hasText: 'Ln 22,' }).waitFor();
  await workbench.useTheme('Light Modern');
  await workbench.runCommand('View: Close All Editors');
}

/** A crosslink leads into another chapter. */
async function jump({ workbench }: PackagedWindow): Promise<void> {
  const { page } = workbench;
  await workbench.openFile('01-regions.md');
  await workbench.runCommand('Markdown: Open Preview to the Side');
  const frame = page.frameLocator('iframe.webview.ready').last().frameLocator('iframe');
  const link = frame.locator('.markua-tip a');
  assert.match((await link.textContent()) ?? '', /^chapter 2, /, 'a smart crosslink reads as in the book');
  await link.click();
  // Its title, not its text: in a headless window VS Code's webview now and then stays at the page it had.
  await page.locator('.tabs-container .tab.active', { hasText: 'Preview 02-networks.md' }).waitFor();
  await workbench.runCommand('View: Close All Editors');
}

async function preview({ workbench }: PackagedWindow, shot: Shot): Promise<void> {
  const { page } = workbench;
  await workbench.openFile('01-regions.md');
  await workbench.runCommand('Markdown: Open Preview to the Side');
  const frame = page.frameLocator('iframe.webview.ready').last().frameLocator('iframe');
  const box = frame.locator('.markua-box.markua-warning');
  await box.waitFor();
  assert.match((await box.textContent()) ?? '', /Mind the border/);
  const picture = frame.locator('figure img').last();
  await picture.scrollIntoViewIfNeeded();
  await until(
    page,
    () => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0),
    'the picture from resources/ is loaded',
  );
  await shot('preview.png');
  await workbench.useTheme('Dark High Contrast');
  await box.scrollIntoViewIfNeeded();
  await page.waitForTimeout(500);
  await shot('preview-high-contrast.png');
  await workbench.useTheme('Dark Modern');
  await page.waitForTimeout(500);
  await shot('preview-dark.png');
  await workbench.useTheme('Light Modern');
  await workbench.runCommand('View: Close All Editors');
}

async function section({ workbench }: PackagedWindow, shot: Shot): Promise<void> {
  const { page } = workbench;
  await workbench.openFile('05-running.md');
  await workbench.goTo(1, 1);
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n\ntip');
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-widget .monaco-list-row', { hasText: 'Tip' }).first().waitFor();
  await shot('snippet.png');
  await page.keyboard.press('Enter');
  await workbench.editorText('T> Text').first().waitFor();
  await workbench.runCommand('Handbook: Insert Section…');
  await page.keyboard.type('Best');
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget', { hasText: 'Title of the section' }).waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Habits that Help');
  await page.keyboard.press('Enter');
  await workbench.editorText('## Habits that Help').first().waitFor();
  await workbench.editorText('habits-that-help}').first().waitFor();
  await workbench.runCommand('File: Save');
  await workbench.runCommand('View: Close All Editors');
}

async function walkthrough({ workbench }: PackagedWindow, shot: Shot): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand('Welcome: Open Walkthrough...');
  await page.keyboard.type('Get Started with Handbook Lint');
  await page.keyboard.press('Enter');
  await page.locator('.gettingStartedContainer', { hasText: 'See what is wrong' }).waitFor();
  await shot('walkthrough.png');
}

/** The extension's own texts in German. */
export async function germanTour(pictures: string): Promise<void> {
  await inPackagedWindow({ settings, language: 'de', width: 1000, height: 640 }, async ({ workbench }) => {
    const { page } = workbench;
    await workbench.openFile('01-regions.md');
    await page.locator('.activitybar .action-label[aria-label^="Handbuch"]').click();
    await row(workbench, 'Networks').filter({ hasText: 'Wörter' }).waitFor();
    await workbench.palette('Handbook:', 'Buch prüfen');
    await workbench.screenshot(pictures, 'german.png');
  });
}

function row({ page }: PackagedWindow['workbench'], text: string): Locator {
  return page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
}

async function until(
  page: PackagedWindow['workbench']['page'],
  holds: () => boolean | Promise<boolean>,
  what: string,
): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await holds()) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`It never came true that ${what}`);
}
