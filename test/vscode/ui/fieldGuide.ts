import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** A small book whose links lead to a help centre on this machine, and that centre, which notes what it is asked for. */
export class FieldGuide {
  readonly requests: string[] = [];
  readonly #server = createServer((request, response) => {
    this.requests.push(request.url ?? '');
    if (request.url === '/help/doc/102.htm') return response.writeHead(301, { location: '/help/regions' }).end();
    const title = TITLES[request.url ?? ''];
    if (title === undefined) return response.writeHead(404).end();
    const text = `<p>${`All there is to know of ${title}, in good order. `.repeat(5)}</p>`;
    return response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<title>${title}</title><main><h1>${title}</h1><p>Last updated: Mar 4, 2026</p>${text}</main>`);
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Writes the book into a folder. */
  write(folder: string): void {
    const site = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/help`;
    const write = (name: string, text: string) => {
      const file = path.join(folder, name);
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
    write('01-regions.md', chapter(site));
  }
}

const TITLES: Readonly<Record<string, string>> = { '/help/regions': 'Regions', '/help/quotas': 'Quotas' };

function chapter(site: string): string {
  return `{id: ch-regions}
# Regions

Choose a region close to your readers.
All of them are listed under [Regions](${site}/doc/102.htm).

What you may use at once is limited: see [Quotas](${site}/quotas).

What was there once is told in the [Archive](${site}/archive).
`;
}
