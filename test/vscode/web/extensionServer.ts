import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright-core';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.cjs': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/** Serves a folder on a port of this machine, to any page of it; answers the port. Ends with the process. */
export function serveExtension(folder: string): Promise<number> {
  const server = createServer((request, response) => {
    const file = path.join(folder, decodeURIComponent(new URL(request.url ?? '/', 'http://127.0.0.1').pathname));
    const isThere = file.startsWith(folder) && existsSync(file) && statSync(file).isFile();
    const type = TYPES[path.extname(file)] ?? 'text/plain';
    response.writeHead(isThere ? 200 : 404, { 'Access-Control-Allow-Origin': '*', 'Content-Type': type });
    if (isThere) createReadStream(file).pipe(response);
    else response.end();
  });
  server.unref();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/**
 * Has the workbench develop and test the extension that is served at `port`: as an extension of the web it may start
 * workers, which one that is read through VS Code's server may not. There is no argument for it; it is told to the
 * page that embeds the workbench, so the page is changed on its way.
 */
export async function developFrom(page: Page, port: number, testsPath: string): Promise<void> {
  const at = (file: string) => ({ scheme: 'http', authority: `localhost:${port}`, path: `/${file}` });
  const developmentOptions = { extensions: [at('')], extensionTestsPath: at(testsPath) };
  await page.route(
    (url) => url.pathname === '/' && url.searchParams.has('folder'),
    async (route) => {
      const response = await route.fetch();
      const html = (await response.text()).replace(
        /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)/,
        (_, before: string, settings: string) => {
          const configuration = JSON.parse(settings.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
          return (
            before +
            JSON.stringify({ ...configuration, developmentOptions })
              .replaceAll('&', '&amp;')
              .replaceAll('"', '&quot;')
          );
        },
      );
      if (!html.includes('developmentOptions')) throw new Error('The workbench’s page has no configuration any more.');
      const headers = { ...response.headers() };
      for (const name of ['content-security-policy', 'content-length', 'content-encoding']) delete headers[name];
      await route.fulfill({ status: response.status(), headers, body: html });
    },
  );
}
