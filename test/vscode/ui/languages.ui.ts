import { describe, it } from 'vitest';
import { packagedWindow, shot } from './packaged.ts';

const languages = [
  {
    language: 'de',
    picture: 'german',
    container: 'Handbuch',
    words: 'Wörter',
    lintBook: 'Buch prüfen',
    showReport: 'Bericht anzeigen',
    lens: '1 Verweis',
    report: 'Bericht: cloud-handbook',
    findings: 'Befunde',
    ignore: /^image-case in dieser Zeile übergehen$/,
  },
  {
    language: 'zh-cn',
    picture: 'chinese',
    container: '手册',
    words: '个词',
    lintBook: '检查全书',
    showReport: '显示报告',
    lens: '1 处引用',
    report: '报告：cloud-handbook',
    findings: '问题',
    ignore: /^在此行忽略 image-case$/,
  },
];

describe.each(languages)('in $language', (texts) => {
  const window = packagedWindow({
    settings: { 'workbench.activityBar.location': 'default', 'workbench.sideBar.location': 'left' },
    language: texts.language,
  });

  it('the book and the commands are told in it', async () => {
    const { workbench } = window;
    const { page } = workbench;
    await workbench.openFile('01-regions.md');
    await workbench.lens(texts.lens).first().waitFor();
    await page.locator(`.activitybar .action-label[aria-label^="${texts.container}"]`).click();
    await page
      .locator('.pane-body .monaco-list-row', { hasText: 'Networks' })
      .filter({ hasText: texts.words })
      .waitFor();
    await workbench.palette('Handbook:', 'Handbook: ');
    await shot(window, `${texts.picture}.png`);
    await page.keyboard.press('Escape');
    await workbench.palette(texts.lintBook, `Handbook: ${texts.lintBook}`);
    await page.keyboard.press('Escape');
  });

  it('so are quick fixes and the report', async () => {
    const { workbench } = window;
    await workbench.openFile('02-networks.md');
    await workbench.goTo(19, 30);
    await workbench.quickFix(texts.ignore);
    await workbench.page.keyboard.press('Escape');
    await workbench.runCommand(texts.showReport);
    await workbench.activeTab(texts.report).waitFor();
    await workbench.webview().locator('h2', { hasText: texts.findings }).waitFor();
    await workbench
      .webview()
      .locator(`html[lang|="${texts.language.slice(0, 2)}"]`)
      .waitFor();
    await shot(window, `${texts.picture}-report.png`);
  });
});
