import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { FieldGuide } from './fieldGuide.ts';
import { packagedWindow, shot } from './packaged.ts';

/** The links of a small book, checked against a help centre on this machine; what one step writes the next one finds. */
describe('help links', () => {
  const window = packagedWindow();
  const guide = new FieldGuide();

  beforeAll(async () => {
    await guide.start();
    const { workbench } = window;
    const book = path.join(path.dirname(window.book), 'field-guide');
    guide.write(book);
    const url = new URL(workbench.page.url());
    url.searchParams.set('folder', book);
    await workbench.page.goto(url.href);
    await workbench.ready();
    await workbench.openFile('01-regions.md');
  });

  afterAll(() => guide.stop());

  it('are looked at from the lock, and asked only where the network is allowed', async () => {
    const { workbench } = window;
    await workbench.lens('verified 14 months ago, page changed').waitFor();
    await workbench.runCommand('Handbook: Check Help Links');
    await workbench.notification('may use the network only').waitFor();
    await shot(window, 'links-network-off.png');
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('are checked', async () => {
    const { workbench } = window;
    const settings = { 'handbook.links.network': true, 'handbook.links.allowPrivate': true };
    const file = path.join(path.dirname(window.book), 'field-guide/.vscode/settings.json');
    writeFileSync(file, JSON.stringify(settings));
    // The window hears of the file in its own time, as it does when an author saves it elsewhere.
    const checked = workbench.notification('help links checked');
    for (let attempt = 0; attempt < 20 && !(await checked.isVisible()); attempt++) {
      await workbench.runCommand('Notifications: Clear All Notifications');
      await workbench.runCommand('Handbook: Check Help Links');
      await checked.or(workbench.notification('may use the network only')).first().waitFor();
    }
    await workbench.squiggles().first().waitFor();
    await shot(window, 'links-checked.png');
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.goTo(5, 30);
    await workbench.showHover('last checked');
    await shot(window, 'links-hover.png');
    await workbench.page.keyboard.press('Escape');
  });

  it('are replaced, reviewed and checked one by one', async () => {
    const { workbench } = window;
    const replace = await workbench.quickFix(/^Replace with/);
    await shot(window, 'links-quickfix.png');
    await replace.click();
    await workbench.editorText('/help/regions').waitFor();

    await workbench.goTo(7, 30);
    const review = await workbench.quickFix(/^Mark as reviewed$/);
    await shot(window, 'links-review.png');
    await review.click();
    await workbench.lens('verified 14 months ago').waitFor({ state: 'hidden' });
    await shot(window, 'links-reviewed.png');

    await workbench.goTo(5, 30);
    await (await workbench.quickFix(/^Check this link now$/)).click();
    await workbench.notification('/help/regions is there.').waitFor();
    await shot(window, 'links-one.png');
  });
});
