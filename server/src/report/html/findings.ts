import type { Texts } from '../../base/texts.ts';
import { groupByFile } from '../groupByFile.ts';
import type { LintReport, ReportContext, ReportFinding, ReportRange } from '../report.ts';
import { fileAnchor } from './charts.ts';
import { escapeHtml } from './escapeHtml.ts';

/** A browser is slow with more, and nobody reads them. */
const mostFindings = 5000;

/** Hidden until the script is there to make it work. */
export function filterBar({ findings }: LintReport, texts: Texts): string {
  const { t } = texts;
  const severities = (['error', 'warning', 'info', 'hint'] as const).filter((severity) =>
    findings.some((finding) => finding.severity === severity),
  );
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  const boxes = severities.map(
    (severity) =>
      `<label><input type="checkbox" name="severity" value="${severity}" checked> ${severityName(severity, texts)}</label>`,
  );
  const options = rules.map((rule) => `<option>${escapeHtml(rule)}</option>`);
  return `<form id="filters" hidden aria-label="${escapeHtml(t('Filter the findings'))}">
<fieldset><legend>${t('Severity')}</legend>${boxes.join('')}</fieldset>
<label>${t('Rule')} <select name="rule"><option value="">${t('all')}</option>${options.join('')}</select></label>
<label>${t('Text')} <input type="search" name="text" autocomplete="off" placeholder="${escapeHtml(t('message or file'))}"></label>
<output id="shown" aria-live="polite" data-text="${escapeHtml(t('{0} of {1} shown'))}"></output>
</form>`;
}

export function findingsList(report: LintReport, context: Pick<ReportContext, 'sourceLine'>, texts: Texts): string {
  const { t, count } = texts;
  if (report.findings.length === 0) return `<p>${t('Nothing to report.')}</p>`;
  const groups = groupByFile(report.findings.slice(0, mostFindings));
  const sections = groups.map(
    ({ file, findings }, index) => `<details class="file" id="${fileAnchor(index)}" open>
<summary><h3>${escapeHtml(file)}</h3> <span class="count">${count(findings.length, '1 finding', '{0} findings')}</span></summary>
<ol>
${findings.map((finding) => item(finding, context, texts)).join('\n')}
</ol>
</details>`,
  );
  const left = report.findings.length - mostFindings;
  if (left > 0) sections.push(`<p>${count(left, '… and 1 more finding.', '… and {0} more findings.')}</p>`);
  return sections.join('\n');
}

function severityName(severity: ReportFinding['severity'], { t }: Texts): string {
  return { error: t('Error'), warning: t('Warning'), info: t('Note'), hint: t('Hint') }[severity];
}

function item(finding: ReportFinding, context: Pick<ReportContext, 'sourceLine'>, texts: Texts): string {
  const { t } = texts;
  const { severity, rule, file, range, message, help, fix, related = [] } = finding;
  const place = `${range.start.line}:${range.start.column}`;
  const source = context.sourceLine(file, range.start.line);
  const parts = [
    `<p><span class="badge ${severity}">${severityName(severity, texts)}</span> <span class="message">${escapeHtml(message)}</span></p>`,
    source === undefined ? '' : `<pre><code>${marked(source, range)}</code></pre>`,
    help ? `<p class="help">${escapeHtml(help)}</p>` : '',
    ...related.map(
      (other) =>
        `<p class="help">${escapeHtml(t('See {0}: {1}', `${other.file}:${other.range.start.line}`, other.message))}</p>`,
    ),
    fix
      ? `<p class="help">${escapeHtml(fix.safe ? t('Fix: {0}', fix.title) : t('Fix, for you to check: {0}', fix.title))}</p>`
      : '',
    `<p class="where"><span class="place">${t('Line {0}', place)}</span> <code>${escapeHtml(rule)}</code></p>`,
  ];
  return `<li class="finding" data-severity="${severity}" data-rule="${escapeHtml(rule)}" data-file="${escapeHtml(file)}" data-line="${range.start.line}" data-column="${range.start.column}">${parts.join('')}</li>`;
}

/** How much of a long line is shown on each side of what it is about, in UTF-16 units. */
const around = 120;

function marked(source: string, { start, end }: ReportRange): string {
  const from = Math.min(start.column - 1, source.length);
  const to = end.line === start.line ? Math.min(end.column - 1, source.length) : source.length;
  const first = Math.max(0, from - around);
  const last = Math.min(source.length, to + around);
  const before = `${first > 0 ? '…' : ''}${source.slice(first, from)}`;
  const after = `${source.slice(to, last)}${last < source.length ? '…' : ''}`;
  return `${escapeHtml(before)}<mark>${escapeHtml(source.slice(from, to))}</mark>${escapeHtml(after)}`;
}
