import { type Browser, chromium, type Page } from 'playwright-core';
import type { Installation } from './installation.ts';

/** Opens an empty page in a headless browser, `width` × `height` CSS pixels. */
export async function openBrowser(
  vscode: Installation,
  { width = 1280, height = 800 } = {},
): Promise<{ browser: Browser; page: Page }> {
  const quiet = ['--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  const browser = await chromium.launch({
    executablePath: vscode.chromium,
    headless: true,
    // Containers run as root with a small /dev/shm; the page shown is VS Code's own.
    // A page that a test has changed on its way counts as one from elsewhere, which may not talk to this machine.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-features=LocalNetworkAccessChecks', ...quiet],
  });
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'en-US',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  return { browser, page: await context.newPage() };
}
