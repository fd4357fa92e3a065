import type { Texts } from '../../base/texts.ts';
import type { BurnDownPoint } from '../burnDown.ts';
import { escapeHtml } from './escapeHtml.ts';

/** Findings and placeholders over the last commits, as two lines and, for those who cannot see them, as a list. */
export function burnDownFigure(points: readonly BurnDownPoint[], { t, count }: Texts): string {
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
  const left = ({ findings, placeholders }: BurnDownPoint) => [
    count(findings, '1 finding', '{0} findings'),
    count(placeholders, '1 placeholder', '{0} placeholders'),
  ];
  const onDay = (point: BurnDownPoint) => t('{0} and {1} on {2}', ...left(point), point.date);
  const said = `${onDay(first)}, ${onDay(last)}`;
  const items = points.map((point) => `<li>${escapeHtml(`${point.date}: ${left(point).join(', ')}`)}</li>`);
  return `<section aria-labelledby="history-title">
<h2 id="history-title">${t('What is left to do')}</h2>
<svg class="burn-down" role="img" aria-label="${escapeHtml(said)}" viewBox="0 0 100 42" preserveAspectRatio="none">${line('all', ({ findings }) => findings)}${line('missing', ({ placeholders }) => placeholders)}</svg>
<ul class="legend"><li><span class="swatch all" aria-hidden="true"></span>${t('findings: {0} → {1}', first.findings, last.findings)}</li><li><span class="swatch missing" aria-hidden="true"></span>${t('placeholders: {0} → {1}', first.placeholders, last.placeholders)}</li></ul>
<details><summary>${escapeHtml(t('From {0} to {1}, commit by commit', first.date, last.date))}</summary><ol>${items.join('')}</ol></details>
</section>`;
}

function round(number: number): string {
  return String(Math.round(number * 100) / 100);
}
