import { plural } from '../plainText.ts';
import type { LintReport, ReportContext } from '../report.ts';
import { burnDownFigure } from './burnDown.ts';
import { chapterTable, linksFigure } from './charts.ts';
import { escapeHtml } from './escapeHtml.ts';
import { filterBar, findingsList } from './findings.ts';
import { pageScript } from './script.ts';
import { pageStyle } from './style.ts';

/** What the page shows beyond the report itself. */
export type HtmlContext = Pick<ReportContext, 'sourceLine' | 'files' | 'status' | 'burnDown'>;

/** How the page's own style sheet and script are let in by its policy, which forbids all else. */
export interface PagePolicy {
  /** Sources of `style-src` and `script-src`: hashes in a file, a nonce in a webview. */
  readonly style: string;
  readonly script: string;
  /** The nonce itself, where that is what the sources are. */
  readonly nonce?: string;
}

/**
 * One page that needs nothing else: no network (its policy forbids all of it), no script to be read, light or dark as
 * the reader's system has it. The same report makes the same page.
 */
export function htmlPage(report: LintReport, context: HtmlContext, policy: PagePolicy): string {
  const status = context.status?.() ?? [];
  const title = headline(report);
  const nonce = policy.nonce === undefined ? '' : ` nonce="${policy.nonce}"`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${policy.style}'; script-src '${policy.script}'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)} – Handbook Lint</title>
<style${nonce}>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#findings">To the findings</a>
<header>
<p class="kicker">Handbook Lint</p>
<h1>${escapeHtml(title)}</h1>
${facts(report)}
</header>
<main>
${chapterTable(report, context.files, status)}
${burnDownFigure(context.burnDown ?? [])}
${linksFigure(status)}
<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title">Findings</h2>
${report.findings.length > 0 ? filterBar(report) : ''}
${findingsList(report, context)}
</section>
</main>
<footer><p>${escapeHtml(report.tool.name)} ${escapeHtml(report.tool.version)}</p></footer>
<script${nonce}>${pageScript}</script>
</body>
</html>
`;
}

function headline({ summary }: LintReport): string {
  const counts = [
    summary.errors > 0 && plural(summary.errors, 'error'),
    summary.warnings > 0 && plural(summary.warnings, 'warning'),
    summary.infos > 0 && plural(summary.infos, 'note'),
    summary.hints > 0 && plural(summary.hints, 'hint'),
  ].filter((part) => part !== false);
  const files = plural(summary.files, 'chapter');
  if (counts.length === 0) return `No problems in ${files}`;
  const last = counts.pop()!;
  return `${counts.length > 0 ? `${counts.join(', ')} and ${last}` : last} in ${files}`;
}

function facts({ books, summary, known, findings }: LintReport): string {
  const lines = books.map(({ root, dialect, chapters }) => `${root}: ${dialect}, ${plural(chapters, 'chapter')}`);
  if (summary.fixable > 0) lines.push(`${plural(summary.fixable, 'problem')} can be fixed with --fix`);
  if (known && known.length > 0) lines.push(`${plural(known.length, 'known problem')} in the baseline`);
  const all = summary.errors + summary.warnings + summary.infos + summary.hints;
  if (all > findings.length) lines.push(`${plural(all - findings.length, 'problem')} not listed`);
  return `<ul class="facts">${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;
}
