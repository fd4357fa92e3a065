import type { Chapter, Suppression } from '../markdown/chapter.ts';
import type { Finding } from './finding.ts';

/** What the author's comments leave of a chapter's findings, and which parts of the comments silenced something. */
export interface Suppressed {
  readonly kept: Finding[];
  readonly silenced: Finding[];
  /** The directives, or single rule names in them (by index), that silenced nothing. */
  readonly unused: readonly UnusedSuppression[];
}

export interface UnusedSuppression {
  readonly suppression: Suppression;
  /** Index into `suppression.rules`, or -1 where the directive names no rule. */
  readonly rule: number;
}

interface Region {
  readonly suppression: Suppression;
  readonly rule: number;
  readonly name: string | undefined;
  readonly from: number;
  to: number;
  used: boolean;
}

/** Applies `<!-- handbook-disable… -->` comments (RULES.md, "Telling the linter to be quiet") to one chapter's findings. */
export function suppress(chapter: Chapter, findings: readonly Finding[]): Suppressed {
  if (chapter.suppressions.length === 0) return { kept: [...findings], silenced: [], unused: [] };
  const regions = readRegions(chapter);
  const kept: Finding[] = [];
  const silenced: Finding[] = [];
  for (const finding of findings) {
    const covering = regions.filter(
      ({ name, from, to }) =>
        (name === undefined || name === finding.rule) && from <= finding.span.start && finding.span.start < to,
    );
    for (const region of covering) region.used = true;
    (covering.length > 0 ? silenced : kept).push(finding);
  }
  const unused = regions.filter((region) => !region.used).map(({ suppression, rule }) => ({ suppression, rule }));
  return { kept, silenced, unused };
}

function readRegions(chapter: Chapter): Region[] {
  const regions: Region[] = [];
  const end = chapter.text.length + 1;
  let listLines: ReadonlySet<number> | undefined;
  for (const suppression of chapter.suppressions) {
    const names = suppression.rules.map(({ name }) => name);
    if (suppression.kind === 'enable') {
      closeRegions(regions, names, suppression.span.start);
      continue;
    }
    const { from, to } = extent(chapter, suppression, end, () => (listLines ??= attachedListLines(chapter)));
    const open = (name: string | undefined, rule: number) =>
      regions.push({ suppression, rule, name, from, to, used: false });
    if (names.length === 0) open(undefined, -1);
    else names.forEach(open);
  }
  return regions;
}

function closeRegions(regions: Region[], names: readonly string[], at: number): void {
  for (const region of regions) {
    const isOpen = region.suppression.kind === 'disable' && region.to > at;
    if (isOpen && (names.length === 0 || (region.name !== undefined && names.includes(region.name)))) region.to = at;
  }
}

/**
 * The next line is the next one with text on it: a comment above a paragraph may be followed by a blank line. Attribute
 * lists there belong to the block below them, so its first line is silenced with them.
 */
function extent(
  chapter: Chapter,
  suppression: Suppression,
  end: number,
  listLines: () => ReadonlySet<number>,
): { from: number; to: number } {
  if (suppression.kind === 'disable-file') return { from: 0, to: end };
  if (suppression.kind === 'disable') return { from: suppression.span.end, to: end };
  const { lines, text } = chapter;
  let line = lines.lineAt(suppression.span.end) + 1;
  while (line < lines.count && text.slice(lines.start(line), lines.end(line)).trim() === '') line++;
  const from = lines.start(line);
  while (line + 1 < lines.count && listLines().has(line)) line++;
  return { from, to: line + 1 < lines.count ? lines.start(line + 1) : end };
}

/** The lines on which an attribute list of the block below begins. */
function attachedListLines({ lines, facts }: Chapter): ReadonlySet<number> {
  return new Set(
    facts.attributeLists.filter(({ place }) => place === 'block').map(({ span }) => lines.lineAt(span.start)),
  );
}
