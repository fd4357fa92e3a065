import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { packagedWindow, shot } from './packaged.ts';

/** The links of a small book, checked against a help centre on this machine; what one step writes the next one finds. */
describe('help links', () => {
  const window = packagedWindow();
  let centre: Server;

  beforeAll(async () => {
    centre = await helpCentre();
    const { workbench } = window;
    const book = path.join(path.dirname(window.book), 'field-guide');
    writeBook(book, `http://127.0.0.1:${(centre.address() as AddressInfo).port}/help`);
    const url = new URL(workbench.page.url());
    url.searchParams.set('folder', book);
    await workbench.page.goto(url.href);
    await workbench.ready();
    await workbench.openFile('01-regions.md');
  });

  afterAll(() => {
    centre?.closeAllConnections();
    centre?.close();
  });

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

async function helpCentre(): Promise<Server> {
  const titles: Readonly<Record<string, string>> = { '/help/regions': 'Regions', '/help/quotas': 'Quotas' };
  const server = createServer((request, response) => {
    if (request.url === '/help/doc/102.htm') return response.writeHead(301, { location: '/help/regions' }).end();
    const title = titles[request.url ?? ''];
    if (title === undefined) return response.writeHead(404).end();
    const text = `<p>${`All there is to know of ${title}, in good order. `.repeat(5)}</p>`;
    return response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<title>${title}</title><main><h1>${title}</h1><p>Last updated: Mar 4, 2026</p>${text}</main>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function writeBook(book: string, site: string): void {
  const write = (name: string, text: string) => {
    const file = path.join(book, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const now = new Date();
  const reviewed = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 14, 10)).toISOString().slice(0, 10);
  const record = { status: 'ok', checked: reviewed, title: 'Quotas', digest: 'b2', reviewed, reviewedDigest: 'a1' };
  const helpLinks = { centres: [{ name: 'Field Guide', hosts: ['127.0.0.1/help'], home: ['/help'] }] };
  write('Book.txt', '01-regions.md\n');
  write('handbook.json', JSON.stringify({ helpLinks, rules: { 'malformed-link': 'off', 'insecure-link': 'off' } }));
  write('.vscode/settings.json', '{}');
  write('handbook.links.json', JSON.stringify({ version: 1, links: { [`${site}/quotas`]: record } }));
  write(
    '01-regions.md',
    `{id: ch-regions}
# Regions

Choose a region close to your readers.
All of them are listed under [Regions](${site}/doc/102.htm).

What you may use at once is limited: see [Quotas](${site}/quotas).

What was there once is told in the [Archive](${site}/archive).
`,
  );
}
