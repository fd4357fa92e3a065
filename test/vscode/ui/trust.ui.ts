import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FieldGuide } from './fieldGuide.ts';
import { packagedWindow, shot } from './packaged.ts';

/** A stranger's book, in a VS Code that trusts no folder by itself; what one step leaves the next one finds. */
describe('a folder that nobody has trusted yet', () => {
  const guide = new FieldGuide();
  beforeAll(() => guide.start());
  afterAll(() => guide.stop());

  const window = packagedWindow({
    asksForTrust: true,
    // The user allows the network; the folder is what is not trusted.
    settings: { 'handbook.links.network': true, 'handbook.links.allowPrivate': true },
    prepare: (book) => {
      rmSync(path.join(book, 'manuscript'), { recursive: true });
      guide.write(book);
    },
  });

  it('is linted all the same', async () => {
    const { workbench } = window;
    await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await workbench.openFile('01-regions.md');
    await workbench.lens('verified 14 months ago, page changed').waitFor();
    await workbench.squiggles().first().waitFor();
  });

  it('makes nothing go to the network, whatever the settings say', async () => {
    const { workbench } = window;
    await workbench.runCommand('Handbook: Check Help Links');
    await workbench.notification('this workspace is not trusted').waitFor();
    await shot(window, 'restricted.png');
    expect(guide.requests).toEqual([]);
  });

  it('is trusted by its author, and then its links are checked', async () => {
    const { workbench } = window;
    const { page } = workbench;
    const refusal = workbench.notification('this workspace is not trusted');
    await refusal.locator('.monaco-button', { hasText: 'Manage Workspace Trust' }).click();
    await page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).click();
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'detached' });
    await workbench.openFile('01-regions.md');
    await workbench.runCommand('Handbook: Check Help Links');
    await workbench.notification('help links checked').waitFor();
    expect(guide.requests).toContain('/help/quotas');
  });
});
