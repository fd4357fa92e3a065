import { createHash } from 'node:crypto';
import { type HtmlContext, htmlPage } from '../../report/html/page.ts';
import { pageScript } from '../../report/html/script.ts';
import { pageStyle } from '../../report/html/style.ts';
import type { LintReport } from '../../report/report.ts';

/** The page as a file: its policy names its own style sheet and script by their hashes. */
export function htmlReport(report: LintReport, context: HtmlContext): string {
  return htmlPage(report, context, { style: hash(pageStyle), script: hash(pageScript) });
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
