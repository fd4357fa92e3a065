import axe, { type AxeResults } from 'axe-core';
import type { Locator } from 'playwright-core';

/**
 * What axe (WCAG 2.1 A and AA, and its best practices) objects to in a page of ours, or in those parts of VS Code's page that are
 * ours, as `rule: element`. It is run from outside the page, so the page's content security policy stays as it is.
 */
export async function accessibilityFaults(page: Locator, parts: readonly string[] = []): Promise<string[]> {
  await page.evaluate(axe.source);
  // What lies behind a page that VS Code leaves transparent is its editor.
  await page.evaluate("document.documentElement.style.backgroundColor = 'var(--vscode-editor-background)'");
  const where = parts.length > 0 ? JSON.stringify(parts.map((part) => [part])) : 'document';
  const { violations } = (await page.evaluate(`axe.run(${where}, { resultTypes: ['violations'] })`)) as AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
