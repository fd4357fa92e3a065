import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { inPackagedWindow, type PackagedWindow } from './packaged.ts';

/** The links of a small book, checked against a help centre on this machine. */
export async function linksTour(pictures: string): Promise<void> {
  await inPackagedWindow({}, (window) => tour(window, pictures));
}

async function tour({ workbench, book: beside }: PackagedWindow, pictures: string): Promise<void> {
  const { page } = workbench;
  const shot = (name: string) => workbench.screenshot(pictures, name);
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
  try {
    const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/help`;
    const book = path.join(path.dirname(beside), 'field-guide');
    writeBook(book, site);
    const url = new URL(page.url());
    url.searchParams.set('folder', book);
    await page.goto(url.href);
    await workbench.ready();
    await workbench.openFile('01-regions.md');
    await workbench.lens('verified 14 months ago, page changed').waitFor();

    await workbench.runCommand('Handbook: Check Help Links');
    await workbench.notification('may use the network only').waitFor();
    await shot('links-network-off.png');
    await workbench.runCommand('Notifications: Clear All Notifications');

    const settings = { 'handbook.links.network': true, 'handbook.links.allowPrivate': true };
    writeFileSync(path.join(book, '.vscode/settings.json'), JSON.stringify(settings));
    // The window hears of the file in its own time, as it does when an author saves it elsewhere.
    const checked = workbench.notification('help links checked');
    for (let attempt = 0; attempt < 20 && !(await checked.isVisible()); attempt++) {
      await workbench.runCommand('Notifications: Clear All Notifications');
      await workbench.runCommand('Handbook: Check Help Links');
      await checked.or(workbench.notification('may use the network only')).first().waitFor();
    }
    await workbench.squiggles().first().waitFor();
    await shot('links-checked.png');
    await workbench.runCommand('Notifications: Clear All Notifications');

    await workbench.goTo(5, 30);
    await workbench.showHover('last checked');
    await shot('links-hover.png');
    await page.keyboard.press('Escape');

    const replace = await workbench.quickFix(/^Replace with/);
    await shot('links-quickfix.png');
    await replace.click();
    await workbench.editorText('/help/regions').waitFor();

    await workbench.goTo(7, 30);
    const review = await workbench.quickFix(/^Mark as reviewed$/);
    await shot('links-review.png');
    await review.click();
    await workbench.lens('verified 14 months ago').waitFor({ state: 'hidden' });
    await shot('links-reviewed.png');

    await workbench.goTo(5, 30);
    await (await workbench.quickFix(/^Check this link now$/)).click();
    await workbench.notification('/help/regions is there.').waitFor();
    await shot('links-one.png');
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const titles: Readonly<Record<string, string>> = { '/help/regions': 'Regions', '/help/quotas': 'Quotas' };

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
