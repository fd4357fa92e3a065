import type { BurnDownPoint } from '../burnDown.ts';
import { plural } from '../plainText.ts';
import { escapeHtml } from './escapeHtml.ts';

/** Findings and placeholders over the last commits, as two lines and, for those who cannot see them, as a list. */
export function burnDownFigure(points: readonly BurnDownPoint[]): string {
  if (points.length < 2) return '';
  const most = Math.max(1, ...points.map(({ findings }) => findings));
  const line = (name: string, value: (point: BurnDownPoint) => number) => {
    const places = points.map(
      (point, index) => `${round((index / (points.length - 1)) * 100)},${round(40 - (value(point) / most) * 38)}`,
    );
    return `<polyline class="${name}" fill="none" vector-effect="non-scaling-stroke" points="${places.join(' ')}"/>`;
  };
  const first = points[0]!;
  const last = points.at(-1)!;
  const said = `${plural(first.findings, 'finding')} and ${plural(first.placeholders, 'placeholder')} on ${first.date}, ${plural(last.findings, 'finding')} and ${plural(last.placeholders, 'placeholder')} on ${last.date}`;
  const items = points.map(
    ({ date, findings, placeholders }) =>
      `<li>${escapeHtml(date)}: ${plural(findings, 'finding')}, ${plural(placeholders, 'placeholder')}</li>`,
  );
  return `<section aria-labelledby="history-title">
<h2 id="history-title">What is left to do</h2>
<svg class="burn-down" role="img" aria-label="${escapeHtml(said)}" viewBox="0 0 100 42" preserveAspectRatio="none">${line('all', ({ findings }) => findings)}${line('missing', ({ placeholders }) => placeholders)}</svg>
<ul class="legend"><li><span class="swatch all" aria-hidden="true"></span>findings: ${first.findings} → ${last.findings}</li><li><span class="swatch missing" aria-hidden="true"></span>placeholders: ${first.placeholders} → ${last.placeholders}</li></ul>
<details><summary>From ${escapeHtml(first.date)} to ${escapeHtml(last.date)}, commit by commit</summary><ol>${items.join('')}</ol></details>
</section>`;
}

function round(number: number): string {
  return String(Math.round(number * 100) / 100);
}
