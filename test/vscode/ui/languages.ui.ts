import { describe, expect, it } from 'vitest';
import { packagedWindow, shot } from './packaged.ts';

const languages = [
  {
    language: 'de',
    picture: 'german',
    container: 'Handbuch',
    words: 'Wörter',
    lintBook: 'Buch prüfen',
  },
  {
    language: 'zh-cn',
    picture: 'chinese',
    container: '手册',
    words: '个词',
    lintBook: '检查全书',
  },
];

describe.each(languages)('in $language', ({ language, picture, container, words, lintBook }) => {
  const window = packagedWindow({
    settings: { 'workbench.activityBar.location': 'default', 'workbench.sideBar.location': 'left' },
    language,
  });

  it('the book and the commands are told in it', async () => {
    const { workbench } = window;
    const { page } = workbench;
    await workbench.openFile('01-regions.md');
    await page.locator(`.activitybar .action-label[aria-label^="${container}"]`).click();
    await page.locator('.pane-body .monaco-list-row', { hasText: 'Networks' }).filter({ hasText: words }).waitFor();
    await workbench.palette('Handbook:', lintBook);
    await shot(window, `${picture}.png`);
    await page.keyboard.press('Escape');
    expect(await page.locator('.codelens-decoration').count()).toBeGreaterThan(0);
  });
});
