import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { languageServers } from './languageServers.ts';
import { packagedWindow, shot } from './packaged.ts';

describe('the book in the activity bar', () => {
  const window = packagedWindow({
    settings: { 'workbench.activityBar.location': 'default', 'workbench.sideBar.location': 'left' },
    width: 1200,
    height: 760,
    prepare: (book) =>
      writeFileSync(path.join(book, 'manuscript/06-spare.md'), '{id: ch-spare}\n# Left Over\n\nText.\n'),
  });
  const row = (text: string): Locator =>
    window.workbench.page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
  const list = () => readFileSync(path.join(window.book, 'manuscript/Book.txt'), 'utf8');
  const listed = () => list().split('\n').filter(Boolean).join(' ');
  const shown = () =>
    window.workbench.page.locator('.pane-body .monaco-list-row').evaluateAll((rows) => {
      const lines = rows as unknown as Described[];
      const inOrder = lines.sort((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')));
      return inOrder.map((line) => line.getAttribute('aria-label') ?? '');
    });
  /** Book.txt lists them so, and the view has been drawn again. */
  const whenListed = async (chapters: string) => {
    await expect.poll(listed, { timeout: 20_000 }).toBe(chapters);
    const titles = chapters.split(' ').map((file) => expect.stringContaining(TITLES[file]!));
    await expect
      .poll(async () => (await shown()).filter((label) => label.startsWith('Chapter')), { timeout: 20_000 })
      .toEqual(titles);
  };
  const focusView = async () => {
    await window.workbench.runCommand('Handbook: Focus on Book View');
    await window.workbench.page.locator('.pane-body .monaco-list:focus').waitFor();
  };
  const asShipped = '01-regions.md 02-networks.md 03-border.md 04-licence.md 05-running.md';

  beforeAll(async () => {
    const { workbench } = window;
    await workbench.openFile('01-regions.md');
    await workbench.page.locator('.activitybar .action-label[aria-label^="Handbook"]').click();
    await row('Networks').waitFor();
  });

  it('shows chapters with their counts, and sections when one is opened', async () => {
    await row('Choosing a Region').locator('.monaco-tl-twistie').click();
    await row('Count round trips').waitFor();
    await row('Networks').filter({ hasText: '2 problems' }).waitFor();
    await shot(window, 'book-view.png');
  });

  it('says to a screen reader what each line is, how deep it lies and what is left to do in it', async () => {
    await window.workbench.page.locator('.pane-body [role="tree"][aria-label*="Book"]').waitFor();
    const lines = await window.workbench.page.locator('.pane-body .monaco-list-row').evaluateAll((rows) =>
      (rows as unknown as Described[]).map((one) => ({
        role: one.getAttribute('role'),
        label: one.getAttribute('aria-label') ?? '',
        level: one.getAttribute('aria-level'),
        expanded: one.getAttribute('aria-expanded'),
      })),
    );
    expect(lines.length).toBeGreaterThan(6);
    for (const { role, label, level } of lines) {
      expect(role).toBe('treeitem');
      expect(label).toMatch(/^(?:Chapter|Section|Unlisted chapter), .+, (?:not in Book\.txt, )?[\d,]+ words/);
      expect(Number(level)).toBe(label.startsWith('Section') ? 2 : 1);
    }
    expect(lines.map(({ label }) => label)).toContainEqual(
      expect.stringMatching(/^Chapter, Networks.*, \d+ words, 2 problems, 1 placeholder/),
    );
    expect(lines[0]?.expanded).toBe('true');
  });

  it('opens a chapter with the keyboard alone', async () => {
    const { page } = window.workbench;
    await focusView();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    await row('Count round trips').waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await window.workbench.activeTab('02-networks.md').waitFor();
  });

  it('moves a chapter with the keyboard, as often as the keys are pressed', async () => {
    const { page } = window.workbench;
    await row('Networks').click();
    await window.workbench.activeTab('02-networks.md').waitFor();
    await focusView();
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+ArrowDown');
    await whenListed('01-regions.md 03-border.md 04-licence.md 02-networks.md 05-running.md');
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.press('Alt+ArrowUp');
    await whenListed(asShipped);
    expect(list(), 'the blank line stays where it was').toBe(
      '01-regions.md\n02-networks.md\n03-border.md\n\n04-licence.md\n05-running.md\n',
    );
  });

  it('moves a chapter that is dragged onto another behind it', async () => {
    await drag(row('Networks'), row('Licence'));
    await whenListed('01-regions.md 03-border.md 04-licence.md 02-networks.md 05-running.md');
    await drag(row('Networks'), row('Choosing a Region'));
    await whenListed(asShipped);
  });

  it('greys what Book.txt does not list, adds it, and takes it out again', async () => {
    const colour = (line: Locator) =>
      line
        .locator('.label-name')
        .evaluate((label) => (label.ownerDocument as StyledDocument).defaultView.getComputedStyle(label).color);
    await row('Left Over').filter({ hasText: 'not in Book.txt' }).waitFor();
    const grey = await colour(row('Left Over'));
    await row('Left Over').hover();
    await row('Left Over').locator('.action-label[aria-label^="Add to Book"]').click();
    await whenListed(`${asShipped} 06-spare.md`);
    await row('Left Over').filter({ hasNotText: 'not in Book.txt' }).waitFor();
    await expect.poll(() => colour(row('Left Over'))).not.toBe(grey);
    await row('Left Over').click({ button: 'right' });
    await window.workbench.chooseInMenu('Remove from Book');
    await whenListed(asShipped);
    await row('Left Over').filter({ hasText: 'not in Book.txt' }).waitFor();
    await expect.poll(() => colour(row('Left Over'))).toBe(grey);
  });

  it('is summed up in the status bar, from where the book is linted', async () => {
    const { workbench } = window;
    await row('Networks').click();
    await workbench.activeTab('02-networks.md').waitFor();
    const item = workbench.page.locator('.statusbar-item[id="status.languageStatus"]');
    await item.hover();
    const summary = workbench.page.locator('.hover-language-status', { hasText: 'cloud-handbook' });
    await summary.filter({ hasText: /\d+ errors, / }).waitFor();
    await summary.locator('.monaco-link, a', { hasText: 'Lint Book' }).click();
    await workbench.notification('5 chapters').waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('costs what is printed here: VS Code’s own measure of its activation, and the memory of its idle server', async () => {
    const { workbench } = window;
    await workbench.runCommand('Developer: Show Running Extensions');
    const { page } = workbench;
    const list = page.locator('.runtime-extensions-editor .monaco-list');
    await list.locator('.activation-time').first().waitFor();
    await list.hover();
    // The slowest is first, and only what is in view is there.
    const activation = list.locator('.extension', { hasText: 'Handbook Lint' }).locator('.activation-time');
    const seen = async () => {
      await page.mouse.wheel(0, 200);
      return activation.isVisible();
    };
    await expect.poll(seen, { timeout: 20_000 }).toBe(true);
    const time = await activation.textContent();
    expect(time).toMatch(/\d+ms/);
    console.log(`  ${time?.trim()}; server: ${serverMemory(path.dirname(window.book))}`);
  });

  /** As a hand does it: pressed, moved a little, moved to the other line, let go. */
  async function drag(from: Locator, to: Locator): Promise<void> {
    const { mouse } = window.workbench.page;
    await from.hover();
    await mouse.down();
    const box = (await to.boundingBox())!;
    const at = { x: box.x + 60, y: box.y + box.height / 2 };
    await mouse.move(at.x, at.y - 4, { steps: 6 });
    await mouse.move(at.x, at.y, { steps: 2 });
    await to.and(window.workbench.page.locator('.drop-target')).waitFor();
    await mouse.up();
  }
});

/** The memory of the language server that was started from below a folder. */
function serverMemory(folder: string): string {
  const [id] = languageServers(folder);
  if (id === undefined) return 'not measured on this system';
  const status = readFileSync(`/proc/${id}/status`, 'utf8');
  const megabytes = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return `${megabytes('VmRSS')} MB, ${megabytes('RssAnon')} MB of them its own`;
}

const TITLES: Readonly<Record<string, string>> = {
  '01-regions.md': 'Choosing a Region',
  '02-networks.md': 'Networks That Meet',
  '03-border.md': 'Crossing a Border',
  '04-licence.md': 'A Licence to Be Seen',
  '05-running.md': 'Running It',
  '06-spare.md': 'Left Over',
};

/** What the page's functions use of the page; the tests know Node's types only. */
interface Described {
  getAttribute(name: string): string | null;
}

interface StyledDocument {
  readonly defaultView: { getComputedStyle(element: unknown): { readonly color: string } };
}
