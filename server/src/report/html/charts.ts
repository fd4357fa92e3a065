import type { Texts } from '../../base/texts.ts';
import { linkStates } from '../bookStatus.ts';
import { groupByFile } from '../groupByFile.ts';
import { countsOf, type LintReport, type PageStatus, type ReportChapterStatus, type ReportFinding } from '../report.ts';
import { escapeHtml } from './escapeHtml.ts';

/** The id of the part of the page that lists a file's findings. */
export function fileAnchor(index: number): string {
  return `file-${index + 1}`;
}

/** A row a chapter in book order, with a bar of its findings; bars share one scale. */
export function chapterTable(
  report: LintReport,
  files: readonly string[],
  status: readonly PageStatus[],
  texts: Texts,
): string {
  const { t } = texts;
  const groups = groupByFile(report.findings);
  const found = new Map(groups.map((group, index) => [group.file, { findings: group.findings, index }]));
  const all = [...groups.map(({ file }) => file).filter((file) => !files.includes(file)), ...files];
  if (all.length === 0) return '';
  const chapters = new Map(status.flatMap((book) => book.chapters.map((chapter) => [chapter.file, chapter])));
  const most = Math.max(1, ...groups.map(({ findings }) => findings.length));
  const hasStatus = chapters.size > 0;
  const rows = all.map((file) => {
    const own = found.get(file);
    return row({
      file,
      chapter: chapters.get(file),
      findings: own?.findings ?? [],
      index: own?.index,
      most,
      hasStatus,
      texts,
    });
  });
  const extra = hasStatus
    ? `<th scope="col" class="number">${t('Words')}</th><th scope="col" class="number">${t('Placeholder')}</th>`
    : '';
  // The table scrolls on its own, so it is what the heading names: one region of that name, not two.
  return `<section>
<h2 id="chapters-title">${t('Chapters')}</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="chapters-title"><table>
<thead><tr><th scope="col">${t('Chapter')}</th>${extra}<th scope="col" class="number">${t('Findings')}</th><th scope="col"><span class="unseen">${t('Bar')}</span></th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>
</section>`;
}

interface Row {
  readonly file: string;
  readonly chapter: ReportChapterStatus | undefined;
  readonly findings: readonly ReportFinding[];
  readonly index: number | undefined;
  readonly most: number;
  readonly hasStatus: boolean;
  readonly texts: Texts;
}

function row({ file, chapter, findings, index, most, hasStatus, texts }: Row): string {
  const name = `${chapter?.title ? `${escapeHtml(chapter.title)} ` : ''}<span class="path">${escapeHtml(file)}</span>`;
  const link = index === undefined ? name : `<a href="#${fileAnchor(index)}">${name}</a>`;
  const extra = chapter
    ? `<td class="number">${chapter.words.toLocaleString(texts.language)}</td><td class="number">${Math.round(chapter.placeholderShare * 100)}%</td>`
    : '<td></td><td></td>';
  return `<tr><th scope="row">${link}</th>${hasStatus ? extra : ''}<td class="number">${findings.length}</td><td>${findingsBar(findings, most, texts)}</td></tr>`;
}

function findingsBar(findings: readonly ReportFinding[], most: number, { t, count }: Texts): string {
  const { errors, warnings, infos, hints } = countsOf(findings);
  const parts = [
    { name: 'error', count: errors, said: count(errors, '1 error', '{0} errors') },
    { name: 'warning', count: warnings, said: count(warnings, '1 warning', '{0} warnings') },
    { name: 'info', count: infos + hints, said: count(infos + hints, '1 note', '{0} notes') },
  ];
  return bar(parts, most, t('none'));
}

interface BarPart {
  readonly name: string;
  readonly count: number;
  readonly said: string;
}

/** Drawn with attributes, since the page's policy forbids styles beside its own. */
function bar(parts: readonly BarPart[], whole: number, empty: string): string {
  const shown = parts.filter(({ count }) => count > 0);
  let x = 0;
  const pieces = shown.map(({ name, count }) => {
    const width = (count / whole) * 100;
    const piece = `<rect class="${name}" x="${round(x)}" y="0" width="${round(width)}" height="10"/>`;
    x += width;
    return piece;
  });
  const label = shown.length > 0 ? shown.map(({ said }) => said).join(', ') : empty;
  return `<svg class="bar" role="img" aria-label="${escapeHtml(label)}" viewBox="0 0 100 10" preserveAspectRatio="none"><rect class="ground" width="100" height="10"/>${pieces.join('')}</svg>`;
}

function round(number: number): string {
  return String(Math.round(number * 100) / 100);
}

function stateCount(state: (typeof linkStates)[number], count: number, { t }: Texts): string {
  const texts = {
    ok: () => t('{0} fine', count),
    changed: () => t('{0} changed since reviewed', count),
    overdue: () => t('{0} checked long ago', count),
    moved: () => t('{0} moved', count),
    home: () => t('{0} lead to a front page', count),
    hollow: () => t('{0} lead to an empty page', count),
    gone: () => t('{0} gone', count),
    failing: () => t('{0} failing', count),
    blocked: () => t('{0} blocked for checkers', count),
    unchecked: () => t('{0} not checked yet', count),
  };
  return texts[state]();
}

/** External addresses by what is known of them; nothing where there are none. */
export function linksFigure(status: readonly PageStatus[], texts: Texts): string {
  const counts = linkStates
    .map((state) => ({ state, count: status.reduce((sum, { links }) => sum + links[state], 0) }))
    .filter(({ count }) => count > 0);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return '';
  const parts = counts.map(({ state, count }) => ({
    name: `link-${state}`,
    count,
    said: stateCount(state, count, texts),
  }));
  const items = counts.map(
    ({ state, count }) =>
      `<li><span class="swatch link-${state}" aria-hidden="true"></span>${stateCount(state, count, texts)}</li>`,
  );
  return `<section aria-labelledby="links-title">
<h2 id="links-title">${texts.count(total, '1 external address', '{0} external addresses')}</h2>
${bar(parts, total, texts.t('none')).replace('class="bar"', 'class="bar wide"')}
<ul class="legend">${items.join('')}</ul>
</section>`;
}
