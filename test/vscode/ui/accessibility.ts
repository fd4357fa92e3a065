import axe, { type AxeResults } from 'axe-core';
import type { Locator } from 'playwright-core';

/**
 * What axe (WCAG 2.1, A and AA, and its best practices for pages) objects to in a page, as `rule: element`. Run from outside the
 * page, so its content security policy stays as it is.
 */
export async function accessibilityFaults(page: Locator): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate(RUN)) as AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

const RUN = "axe.run(document, { resultTypes: ['violations'] })";
