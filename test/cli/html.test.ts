import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { CliSandbox } from '../support/cliSandbox.ts';
import { runCli } from '../support/runCli.ts';

const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== undefined && existsSync(path),
);

const book = {
  'manuscript/Book.txt': 'ch1.md\nch2.md\n',
  'manuscript/ch1.md': '# Networks & <b>Borders</b>\n\n![Plan](plan.png) and [a page](https://example.org/a)\n',
  'manuscript/ch2.md': '{id: b}\n# B\n\nTODO: </script><script>alert(1)</script> <img src=x onerror=alert(1)>\n',
};

async function page(): Promise<string> {
  const { stdout, code } = await runCli(new CliSandbox(book), ['--format', 'html']);
  expect(code).toBe(1);
  return stdout;
}

describe('html', () => {
  test('is one page that says everything without a script', async () => {
    const html = await page();
    const without = html.replace(/<script>[\s\S]*?<\/script>/g, '');
    for (const text of ['1 error', 'plan.png', 'missing-image', 'manuscript/ch2.md', 'not checked yet']) {
      expect(without).toContain(text);
    }
    expect(html.match(/<script\b/g)).toHaveLength(1);
    expect(html).not.toMatch(/<[^>]*\s(?:src|style|on\w+)=/);
    expect(html).not.toContain('<img');
  });

  test('is the same for the same report', async () => {
    expect(await page()).toBe(await page());
  });

  const missing = executablePath ? '' : ' (skipped: no Chromium here; CHROMIUM can name one)';

  test.skipIf(!executablePath)(
    `opens in a browser with no request, no error, filters that work${missing}`,
    async () => {
      const sandbox = new CliSandbox({ 'report.html': await page() });
      const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
      try {
        const tab = await browser.newPage();
        const said: string[] = [];
        const requests: string[] = [];
        tab.on('console', (message) => said.push(message.text()));
        tab.on('pageerror', (error) => said.push(String(error)));
        tab.on('request', (request) => requests.push(request.url()));
        const address = `file://${sandbox.path('report.html')}`;
        await tab.goto(address);
        const visible = () => tab.locator('.finding:visible').count();
        const all = await visible();
        expect(all).toBeGreaterThan(2);
        await tab.getByRole('checkbox', { name: 'Error' }).uncheck();
        expect(await visible()).toBe(all - 1);
        await tab.getByRole('combobox', { name: 'Rule' }).selectOption('placeholder-marker');
        expect(await visible()).toBe(1);
        expect(await tab.locator('#shown').textContent()).toBe(`1 of ${all} shown`);
        await tab.getByRole('combobox', { name: 'Rule' }).selectOption('');
        await tab.getByRole('searchbox', { name: 'Text' }).fill('no such text');
        expect(await visible()).toBe(0);
        expect(said).toEqual([]);
        expect(requests.filter((url) => url !== address && url !== 'data:,')).toEqual([]);
      } finally {
        await browser.close();
      }
    },
  );
});
