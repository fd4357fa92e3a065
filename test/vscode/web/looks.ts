import assert from 'node:assert/strict';
import type { Workbench } from '../ui/workbench.ts';

/** Something seen in the window, after the suite in its extension host has ended. */
interface Look {
  readonly title: string;
  readonly look: (workbench: Workbench) => Promise<void>;
}

export const looks: readonly Look[] = [
  {
    title: 'the report opens a place',
    look: async (workbench) => {
      await workbench.runCommand('Handbook: Show Report');
      const finding = workbench.webview().locator('.finding', { hasText: 'round-trip.png' }).first();
      await finding.locator('button.place').click();
      await workbench.activeTab('03-border.md').waitFor();
    },
  },
  {
    title: 'the palette has nothing that asks the network',
    look: async (workbench) => {
      const { page } = workbench;
      // In the order of the alphabet: what is checked would stand before what is created.
      await workbench.palette('Handbook:', 'Handbook: Create handbook.json');
      const offered = await page.locator('.quick-input-list .monaco-list-row').allTextContents();
      await page.keyboard.press('Escape');
      assert.ok(offered.length > 5, offered.join('; '));
      assert.deepEqual(
        offered.filter((command) => /Check Help Links/.test(command)),
        [],
      );
    },
  },
  {
    title: 'the book is in the activity bar, and a chapter moves by the keyboard',
    look: async (workbench) => {
      const { page } = workbench;
      await workbench.runCommand('Handbook: Focus on Book View');
      const row = (index: number) => page.locator(`.pane-body .monaco-list-row[data-index="${index}"]`);
      await row(1).filter({ hasText: 'Networks That Meet' }).waitFor();
      assert.match((await row(1).getAttribute('aria-label')) ?? '', /^Chapter, Networks That Meet, .*words/);
      await row(1).click();
      await workbench.activeTab('02-networks.md').waitFor();
      await workbench.runCommand('Handbook: Focus on Book View');
      await page.locator('.pane-body .monaco-list:focus').waitFor();
      await page.keyboard.press('Alt+ArrowDown');
      await row(2).filter({ hasText: 'Networks That Meet' }).waitFor();
      await page.keyboard.press('Alt+ArrowUp');
      await row(1).filter({ hasText: 'Networks That Meet' }).waitFor();
    },
  },
];
