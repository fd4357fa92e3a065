import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { languageServers } from './languageServers.ts';
import { packagedWindow, shot } from './packaged.ts';

/** Writes in the sample book as an author would; what one step writes the next one finds. */
describe('writing', () => {
  // A browser's VS Code saves by itself.
  const window = packagedWindow({ settings: { 'files.autoSave': 'off' } });
  const read = (file: string) => readFileSync(path.join(window.book, 'manuscript', file), 'utf8');
  /** Files tell nobody that they were written: they are looked at until they were. */
  const whenSaved = (file: string) => expect.poll(() => read(file), { timeout: 20_000 });

  it('underlines what is wrong', async () => {
    const { workbench } = window;
    await workbench.openFile('03-border.md');
    await workbench.squiggles().first().waitFor();
    await workbench.editorText('round-trip.png').waitFor();
    await shot(window, 'squiggles.png');
  });

  it('lints the whole book from the palette', async () => {
    const { workbench } = window;
    await workbench.palette('Handbook:', 'Handbook: Lint Book');
    await shot(window, 'palette.png');
    await workbench.page.keyboard.press('Escape');
    await workbench.runCommand('Handbook: Lint Book');
    await workbench.problem('hub-and-spoke.svg').waitFor();
    await workbench.notification('5 chapters').waitFor();
    await workbench.notification('Linting the book').waitFor({ state: 'detached' });
    await shot(window, 'problems.png');
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('View: Toggle Panel Visibility');
  });

  it('mends a heading by its quick fix', async () => {
    const { workbench } = window;
    await workbench.goTo(1, 5);
    const fix = await workbench.quickFix(/\{id: ch-crossing-a-border\}/);
    await shot(window, 'quickfix.png');
    await fix.click();
    await workbench.editorText('{id: ch-crossing-a-border}').waitFor();
    await workbench.page.keyboard.press('Control+S');
    await whenSaved('03-border.md').toMatch(/^\{id: ch-crossing-a-border\}\n# Crossing a Border\n/);
  });

  it('says on hover what a picture is, in the dark too', async () => {
    const { workbench } = window;
    await workbench.useTheme('Dark Modern');
    await workbench.openFile('04-licence.md');
    await workbench.goTo(25, 36);
    await workbench.showHover('icp-process.png');
    await shot(window, 'hover-dark.png');
    await workbench.page.keyboard.press('Escape');
    await workbench.useTheme('Light Modern');
    await workbench.openFile('05-running.md');
    await workbench.goTo(15, 60);
    await workbench.showHover('dpi over 60 %');
    await workbench.page.locator('.monaco-hover:not(.hidden) img').first().waitFor();
    await shot(window, 'hover-picture.png');
    await workbench.page.keyboard.press('Escape');
  });

  it('completes a crosslink, and says where it would lead', async () => {
    const { workbench } = window;
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
    await shot(window, 'completion.png');
    await page.keyboard.press('Enter');
    await workbench.editorText('(#sec-evening-peak').waitFor();
  });

  it('lists where an id is used', async () => {
    const { workbench } = window;
    const { page } = workbench;
    await workbench.openFile('01-regions.md');
    await workbench.goTo(34, 32);
    await page.keyboard.press('Shift+F12');
    await page.locator('.zone-widget .reference-zone-widget, .peekview-widget').first().waitFor();
    await page.locator('.ref-tree .monaco-list-row', { hasText: '04-licence.md' }).waitFor();
    await shot(window, 'references.png');
    await page.keyboard.press('Escape');
  });

  it('renames an id in the whole book', async () => {
    const { workbench } = window;
    const { page } = workbench;
    await workbench.goTo(34, 32);
    await page.keyboard.press('F2');
    await page.locator('.rename-box input').waitFor();
    await page.locator('.rename-box input').fill('sec-rush-hour');
    await shot(window, 'rename.png');
    await page.keyboard.press('Enter');
    await workbench.editorText('#sec-rush-hour').waitFor();
    // A rename saves what it changed, and comes back to where it began when it has.
    for (const file of ['01-regions.md', '03-border.md', '04-licence.md'])
      await whenSaved(file).toContain('sec-rush-hour');
    await workbench.openFile('04-licence.md');
    await workbench.goTo(42, 1);
    await workbench.editorText('#sec-rush-hour').waitFor();
  });

  it('follows a picture that is renamed in the Explorer, after asking', async () => {
    const { workbench } = window;
    const { page } = workbench;
    await workbench.openFile('05-running.md');
    await workbench.runCommand('File: Reveal Active File in Explorer View');
    await workbench.renameInExplorer(['resources', '05', 'bill.jpg'], 'two-halves.jpg');
    await page.locator('.monaco-dialog-box').waitFor();
    await shot(window, 'move-question.png');
    await page.locator('.monaco-dialog-box .monaco-button', { hasText: /^OK$/ }).click();
    await workbench.openFile('05-running.md');
    await workbench.goTo(15, 1);
    await workbench.editorText('05/two-halves.jpg').waitFor();
    await shot(window, 'moved.png');
  });

  it('renames a chapter with its line of Book.txt', async () => {
    const { workbench } = window;
    const { page } = workbench;
    await workbench.openFile('Book.txt');
    await workbench.goTo(5, 4);
    await page.keyboard.press('F2');
    await page.locator('.rename-box input').waitFor();
    await page.locator('.rename-box input').fill('04-number.md');
    await page.keyboard.press('Enter');
    await workbench.editorText('04-number.md').waitFor();
    await expect
      .poll(() => existsSync(path.join(window.book, 'manuscript/04-number.md')), { timeout: 20_000 })
      .toBe(true);
    await page.keyboard.press('Control+S');
    await whenSaved('Book.txt').toContain('04-number.md\n');
  });

  it.runIf(process.platform === 'linux')('goes on when its server is killed, with what is not saved', async () => {
    const { workbench } = window;
    const { page } = workbench;
    const servers = () => languageServers(path.dirname(window.book));
    await workbench.openFile('03-border.md');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n\n![A plan](gone-plan.png)');
    await workbench.runCommand('Handbook: Lint Book');
    await page.locator('.viewpane-filter input').first().fill('gone-');
    await workbench.problem('gone-plan.png').waitFor();
    const [killed] = servers();
    process.kill(killed!, 'SIGKILL');
    await expect.poll(servers, { timeout: 20_000 }).toEqual([expect.not.toBeOneOf([killed])]);
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n\n![A road](gone-road.png)');
    await workbench.problem('gone-road.png').waitFor();
    await workbench.problem('gone-plan.png').waitFor();
    expect(read('03-border.md')).not.toContain('gone-plan.png');
    await workbench.runCommand('File: Revert File');
  });
});
