import type { RuleMeta } from '../src/rules/rule.ts';
import { presetSeverity } from '../src/rules/settings.ts';

/**
 * Puts `content` between the markers of a text, which bear `name`; a text without markers is an error, or the part would
 * be lost.
 */
export function replaceGenerated(text: string, content: string, name = 'generated'): string {
  const [opening, closing] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const begin = text.indexOf(opening);
  const end = text.indexOf(closing);
  if (begin < 0 || end < begin) throw new Error(`the markers ${opening} and ${closing} are missing`);
  return `${text.slice(0, begin + opening.length)}\n${content}\n${text.slice(end)}`;
}

/** What a rule's page says before its prose. */
export function pageHeader(meta: RuleMeta): string {
  return [
    `> ${meta.summary}.`,
    '',
    '| by default | in `strict` | fix | since |',
    '|---|---|---|---|',
    `| ${defaults(meta, 'recommended')} | ${defaults(meta, 'strict')} | ${meta.fix} | ${meta.since} |`,
  ].join('\n');
}

/** README's table of all rules. */
export function readmeTable(metas: readonly RuleMeta[]): string {
  const rows = GROUPS.flatMap(([group, title]) => {
    const own = metas.filter((meta) => meta.group === group);
    if (own.length === 0) return [];
    return [
      `| **${title}** | | | |`,
      ...own.map(
        (meta) =>
          `| [\`${meta.name}\`](server/src/rules/${meta.name}.md) | ${meta.summary} | ${defaults(meta, 'recommended')} | ${meta.fix === 'none' ? '' : meta.fix} |`,
      ),
    ];
  });
  return ['| rule | what it finds | by default | fix |', '|---|---|---|---|', ...rows].join('\n');
}

const GROUPS: readonly [RuleMeta['group'], string][] = [
  ['anchors', 'Anchors and crosslinks'],
  ['links', 'Links'],
  ['placeholders', 'Placeholders'],
  ['resources', 'Images and other resources'],
  ['book', 'The book'],
  ['linter', 'The linter itself'],
];

function defaults(meta: RuleMeta, preset: 'recommended' | 'strict'): string {
  const byDialect = (['markua', 'lfm', 'markdown'] as const).map(
    (dialect) => [dialect, presetSeverity(meta, preset, dialect)] as const,
  );
  const first = byDialect[0]?.[1];
  if (byDialect.every(([, severity]) => severity === first)) return String(first);
  return byDialect.map(([dialect, severity]) => `${severity} (${dialect})`).join(', ');
}
