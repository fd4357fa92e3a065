import { englishTexts, type Texts } from '../../base/texts.ts';
import type { LintReport, ReportContext } from '../report.ts';
import { burnDownFigure } from './burnDown.ts';
import { chapterTable, linksFigure } from './charts.ts';
import { escapeHtml } from './escapeHtml.ts';
import { filterBar, findingsList } from './findings.ts';
import { pageScript } from './script.ts';
import { pageStyle } from './style.ts';

/** What the page shows beyond the report itself. */
export interface HtmlContext extends Pick<ReportContext, 'sourceLine' | 'files' | 'status' | 'burnDown'> {
  /** It is shown in an editor: what it names are commands of the editor's, not of the command line. */
  readonly isInEditor?: boolean;
}

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
export function htmlPage(
  report: LintReport,
  context: HtmlContext,
  policy: PagePolicy,
  texts: Texts = englishTexts,
): string {
  const { t } = texts;
  const status = context.status?.() ?? [];
  const title = headline(report, texts);
  const nonce = policy.nonce === undefined ? '' : ` nonce="${policy.nonce}"`;
  return `<!doctype html>
<html lang="${texts.language}">
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
<a class="skip" href="#findings">${t('To the findings')}</a>
<header>
<p class="kicker">Handbook Lint</p>
<h1>${escapeHtml(title)}</h1>
${facts(report, context.isInEditor === true, texts)}
</header>
<main>
${chapterTable(report, context.files, status, texts)}
${burnDownFigure(context.burnDown ?? [], texts)}
${linksFigure(status, texts)}
<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title">${t('Findings')}</h2>
${report.findings.length > 0 ? filterBar(report, texts) : ''}
${findingsList(report, context, texts)}
</section>
</main>
<footer><p>${escapeHtml(report.tool.name)} ${escapeHtml(report.tool.version)}</p></footer>
<script${nonce}>${pageScript}</script>
</body>
</html>
`;
}

function headline({ summary }: LintReport, { t, count }: Texts): string {
  const counts = [
    summary.errors > 0 && count(summary.errors, '1 error', '{0} errors'),
    summary.warnings > 0 && count(summary.warnings, '1 warning', '{0} warnings'),
    summary.infos > 0 && count(summary.infos, '1 note', '{0} notes'),
    summary.hints > 0 && count(summary.hints, '1 hint', '{0} hints'),
  ].filter((part) => part !== false);
  const files = count(summary.files, '1 chapter', '{0} chapters');
  if (counts.length === 0) return t('No problems in {0}', files);
  const last = counts.pop()!;
  return t('{0} in {1}', counts.length > 0 ? t('{0} and {1}', counts.join(', '), last) : last, files);
}

function facts({ books, summary, known, findings }: LintReport, isInEditor: boolean, texts: Texts): string {
  const { t, count } = texts;
  const lines = books.map(({ root, dialect, chapters }) => {
    return `${root}: ${dialect}, ${count(chapters, '1 chapter', '{0} chapters')}`;
  });
  if (summary.fixable > 0) {
    const fixable = count(summary.fixable, '1 problem', '{0} problems');
    lines.push(
      isInEditor ? t('{0} can be fixed with "Fix All in Book"', fixable) : t('{0} can be fixed with --fix', fixable),
    );
  }
  if (known && known.length > 0)
    lines.push(t('{0} in the baseline', count(known.length, '1 known problem', '{0} known problems')));
  const all = summary.errors + summary.warnings + summary.infos + summary.hints;
  if (all > findings.length) lines.push(t('{0} not listed', count(all - findings.length, '1 problem', '{0} problems')));
  return `<ul class="facts">${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;
}
