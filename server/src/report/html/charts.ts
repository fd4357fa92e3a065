import { type BookStatus, type ChapterStatus, linkStates } from '../bookStatus.ts';
import { groupByFile } from '../groupByFile.ts';
import { plural } from '../plainText.ts';
import { countsOf, type LintReport, type ReportFinding } from '../report.ts';
import { escapeHtml } from './escapeHtml.ts';

/** The id of the part of the page that lists a file's findings. */
export function fileAnchor(index: number): string {
  return `file-${index + 1}`;
}

/** A row a chapter in book order, with a bar of its findings; bars share one scale. */
export function chapterTable(report: LintReport, files: readonly string[], status: readonly BookStatus[]): string {
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
    });
  });
  const extra = hasStatus
    ? '<th scope="col" class="number">Words</th><th scope="col" class="number">Placeholder</th>'
    : '';
  return `<section aria-labelledby="chapters-title">
<h2 id="chapters-title">Chapters</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="chapters-title"><table>
<thead><tr><th scope="col">Chapter</th>${extra}<th scope="col" class="number">Findings</th><th scope="col"><span class="unseen">Bar</span></th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>
</section>`;
}

interface Row {
  readonly file: string;
  readonly chapter: ChapterStatus | undefined;
  readonly findings: readonly ReportFinding[];
  readonly index: number | undefined;
  readonly most: number;
  readonly hasStatus: boolean;
}

function row({ file, chapter, findings, index, most, hasStatus }: Row): string {
  const name = `${chapter?.title ? `${escapeHtml(chapter.title)} ` : ''}<span class="path">${escapeHtml(file)}</span>`;
  const link = index === undefined ? name : `<a href="#${fileAnchor(index)}">${name}</a>`;
  const extra = chapter
    ? `<td class="number">${chapter.words.toLocaleString('en')}</td><td class="number">${Math.round(chapter.placeholderShare * 100)}%</td>`
    : '<td></td><td></td>';
  return `<tr><th scope="row">${link}</th>${hasStatus ? extra : ''}<td class="number">${findings.length}</td><td>${findingsBar(findings, most)}</td></tr>`;
}

function findingsBar(findings: readonly ReportFinding[], most: number): string {
  const { errors, warnings, infos, hints } = countsOf(findings);
  const parts = [
    { name: 'error', count: errors, said: plural(errors, 'error') },
    { name: 'warning', count: warnings, said: plural(warnings, 'warning') },
    { name: 'info', count: infos + hints, said: plural(infos + hints, 'note') },
  ];
  return bar(parts, most, 'none');
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

const stateNames = {
  ok: 'fine',
  changed: 'changed since reviewed',
  overdue: 'checked long ago',
  moved: 'moved',
  home: 'lead to a front page',
  hollow: 'lead to an empty page',
  gone: 'gone',
  failing: 'failing',
  blocked: 'blocked for checkers',
  unchecked: 'not checked yet',
} as const;

/** External addresses by what is known of them; nothing where there are none. */
export function linksFigure(status: readonly BookStatus[]): string {
  const counts = linkStates
    .map((state) => ({ state, count: status.reduce((sum, { links }) => sum + links[state], 0) }))
    .filter(({ count }) => count > 0);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return '';
  const parts = counts.map(({ state, count }) => ({
    name: `link-${state}`,
    count,
    said: `${count} ${stateNames[state]}`,
  }));
  const items = counts.map(
    ({ state, count }) =>
      `<li><span class="swatch link-${state}" aria-hidden="true"></span>${count} ${stateNames[state]}</li>`,
  );
  return `<section aria-labelledby="links-title">
<h2 id="links-title">${plural(total, 'external address', 'external addresses')}</h2>
${bar(parts, total, 'none').replace('class="bar"', 'class="bar wide"')}
<ul class="legend">${items.join('')}</ul>
</section>`;
}
