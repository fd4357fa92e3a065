import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** Writes in the sample book as an author would, and takes a picture of each help the editor gives. */
export async function featureTour(
  workbench: Workbench,
  book: string,
  shot: (name: string) => Promise<void>,
): Promise<void> {
  const { page } = workbench;
  await workbench.openFile('05-running.md');
  await workbench.goTo(18, 40);
  await page.keyboard.press('End');
  await page.keyboard.type(' See [the border](#', { delay: 30 });
  // Our ids, the chapter's own first, stand before the slugs of VS Code's own Markdown support.
  await page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: 'ch-running' }).waitFor();
  await page.keyboard.type('even', { delay: 30 });
  await page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: 'sec-evening-peak' }).waitFor();
  const documentation = page.locator('.suggest-details', { hasText: 'file 3 of 5' });
  if (!(await documentation.isVisible())) await page.keyboard.press('Control+Space');
  await documentation.waitFor();
  await shot('completion.png');
  await page.keyboard.press('Enter');
  await workbench.editorText('(#sec-evening-peak').waitFor();

  await workbench.goTo(15, 60);
  await workbench.showHover('dpi over 60 %');
  await page.locator('.monaco-hover:not(.hidden) img').first().waitFor();
  await shot('hover-picture.png');
  await page.keyboard.press('Escape');

  await workbench.openFile('01-regions.md');
  await workbench.goTo(34, 32);
  await page.keyboard.press('Shift+F12');
  await page.locator('.zone-widget .reference-zone-widget, .peekview-widget').first().waitFor();
  await page.locator('.ref-tree .monaco-list-row', { hasText: '04-licence.md' }).waitFor();
  await shot('references.png');
  await page.keyboard.press('Escape');

  await workbench.goTo(34, 32);
  await page.keyboard.press('F2');
  await page.locator('.rename-box input').waitFor();
  await page.locator('.rename-box input').fill('sec-rush-hour');
  await shot('rename.png');
  await page.keyboard.press('Enter');
  await workbench.editorText('#sec-rush-hour').waitFor();
  const manuscript = path.join(book, 'manuscript');
  const holds = (file: string, words: string) => readFileSync(path.join(manuscript, file), 'utf8').includes(words);
  // A rename saves what it changed, and comes back to where it began when it has.
  for (const file of ['01-regions.md', '03-border.md', '04-licence.md']) {
    await settled(page, `the new id in ${file}`, () => holds(file, 'sec-rush-hour'));
  }
  await workbench.openFile('04-licence.md');
  await workbench.goTo(42, 1);
  await workbench.editorText('#sec-rush-hour').waitFor();

  await workbench.openFile('05-running.md');
  await workbench.runCommand('File: Reveal Active File in Explorer View');
  await workbench.renameInExplorer(['resources', '05', 'bill.jpg'], 'two-halves.jpg');
  await page.locator('.monaco-dialog-box').waitFor();
  await shot('move-question.png');
  await page.locator('.monaco-dialog-box .monaco-button', { hasText: /^OK$/ }).click();
  await workbench.openFile('05-running.md');
  await workbench.goTo(15, 1);
  await workbench.editorText('05/two-halves.jpg').waitFor();
  await shot('moved.png');

  await workbench.openFile('Book.txt');
  await workbench.goTo(5, 4);
  await page.keyboard.press('F2');
  await page.locator('.rename-box input').waitFor();
  await page.locator('.rename-box input').fill('04-number.md');
  await page.keyboard.press('Enter');
  await workbench.editorText('04-number.md').waitFor();
  await settled(page, 'the chapter renamed with its line', () => existsSync(path.join(manuscript, '04-number.md')));
  await page.keyboard.press('Control+S');
  await settled(page, 'Book.txt with the new name', () => holds('Book.txt', '04-number.md\n'));
}

/** Files tell nobody that they were written: they are looked at until they were. */
async function settled(page: Page, what: string, probe: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200 && !probe(); attempt++) await page.waitForTimeout(50);
  assert.ok(probe(), what);
}
