import type { Uri } from '../base/uri.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Heading } from '../markdown/facts.ts';

/** The numbers Leanpub prints, by chapter and by index into its facts; undefined for what has none. */
export interface BookNumbers {
  /** `2.1` for a section, `IV` for a part. */
  readonly headings: ReadonlyMap<Uri, readonly (string | undefined)[]>;
  readonly figures: ReadonlyMap<Uri, readonly (string | undefined)[]>;
}

/** Numbers parts, chapters, sections and figures in reading order; front and back matter have none. */
export function numberBook(chapters: readonly Chapter[]): BookNumbers {
  const headings = new Map<Uri, (string | undefined)[]>();
  const figures = new Map<Uri, (string | undefined)[]>();
  let isNumbered = !chapters.some(({ facts }) => facts.directives.some(({ name }) => name === 'mainmatter'));
  const counters = [0, 0, 0, 0, 0, 0, 0];
  let figure = 0;
  for (const chapter of chapters) {
    const { facts, uri } = chapter;
    const turns = facts.directives.filter(({ name }) => name === 'mainmatter' || name === 'backmatter');
    const numberOf = (heading: Heading): string | undefined => {
      while (turns[0] && turns[0].span.start < heading.span.start) isNumbered = turns.shift()!.name === 'mainmatter';
      if (heading.nested || !isNumbered) return undefined;
      const level = heading.part ? 0 : heading.level;
      counters[level] = (counters[level] ?? 0) + 1;
      // Chapters are counted through the parts.
      if (level > 0) counters.fill(0, level + 1);
      return level === 0 ? roman(counters[0]!) : counters.slice(1, level + 1).join('.');
    };
    headings.set(uri, facts.headings.map(numberOf));
    while (turns[0]) isNumbered = turns.shift()!.name === 'mainmatter';
    figures.set(
      uri,
      facts.resources.map((resource) => (isFigure(chapter, resource) ? String(++figure) : undefined)),
    );
  }
  return { headings, figures };
}

function isFigure(
  chapter: Chapter,
  { attributes, title, alt, origin }: Chapter['facts']['resources'][number],
): boolean {
  if (origin !== 'image' || (title ?? alt) === '') return false;
  return !attributes.some((index) =>
    chapter.facts.attributeLists[index]!.attributes.some(({ key, value }) => key === 'numbered' && value === 'false'),
  );
}

function roman(number: number): string {
  const signs: readonly [number, string][] = [
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = number;
  let result = '';
  for (const [value, sign] of signs) {
    while (rest >= value) {
      result += sign;
      rest -= value;
    }
  }
  return result;
}
