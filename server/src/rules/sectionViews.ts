import type { Chapter } from '../markdown/chapter.ts';
import type { Heading } from '../markdown/facts.ts';
import { JoinedFacts, type PlacedFacts } from '../markdown/parts/joinedFacts.ts';
import type { Part } from '../markdown/parts/part.ts';
import { type Place, placeFact } from '../markdown/parts/place.ts';

/**
 * A section of a chapter that is kept in parts: from a heading to the next one. Two sections that are made of the same
 * things (`isSameSection`) look the same to a rule that reads a section at a time, wherever they stand.
 */
export interface ChapterSection {
  /** The section's own parts, and those beside it up to the nearest with prose: rules may look at their neighbours. */
  readonly parts: readonly Part[];
  /** Index into `parts` of the section's own first, and of the one after its last. */
  readonly first: number;
  readonly end: number;
  /** The headings of the sections around it, outermost first, as facts of their parts. */
  readonly above: readonly Heading[];
  /** What stands from here on, and before `to`, stands in the section; UTF-16 offsets. */
  readonly from: number;
  readonly to: number;
  /** The offset at which `parts` begin. */
  readonly start: number;
}

export function isSameSection(a: ChapterSection, b: ChapterSection): boolean {
  return a.first === b.first && a.end === b.end && isSameList(a.parts, b.parts) && isSameList(a.above, b.above);
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

/** The sections of a chapter, from its start to its end. */
export function chapterSections({ parts, text }: Chapter): ChapterSection[] {
  const { list, starts } = parts!;
  const sections: ChapterSection[] = [];
  let above: Heading[] = [];
  for (let first = 0; first < list.length; ) {
    let end = first + 1;
    while (end < list.length && !list[end]!.once(beginsWithHeading)) end++;
    const before = nearestProse(list, first, -1);
    const after = nearestProse(list, end - 1, 1);
    sections.push({
      parts: list.slice(before, after + 1),
      first: first - before,
      end: end - before,
      above,
      from: starts[first]!,
      to: end < list.length ? starts[end]! : text.length + 1,
      start: starts[before]!,
    });
    above = headingsAbove(above, list, first, end);
    first = end;
  }
  return sections;
}

/** The section as a chapter of its own: the whole text and its offsets, but facts of the section and its neighbours only. */
export function sectionView(chapter: Chapter, { parts, above, start }: ChapterSection): Chapter {
  const placed: PlacedFacts[] = [];
  let place: Place = { start, headings: above.length, attributeLists: 0, ids: 0 };
  for (const { text, facts } of parts) {
    placed.push({ facts, place });
    place = {
      start: place.start + text.length,
      headings: place.headings + facts.headings.length,
      attributeLists: place.attributeLists + facts.attributeLists.length,
      ids: place.ids + facts.ids.length,
    };
  }
  return { ...chapter, facts: new JoinedFacts(placed, above.map(withoutFacts)), parts: undefined };
}

/** A heading above stands elsewhere, with facts that are not in the view: it is there for its title and level. */
function withoutFacts(heading: Heading): Heading {
  return {
    ...placeFact.headings(heading, { start: 0, headings: 0, attributeLists: 0, ids: 0 }),
    id: -1,
    attributes: [],
  };
}

function beginsWithHeading({ facts }: Part): boolean {
  const [block] = facts.blocks;
  return block?.kind === 'heading';
}

function nearestProse(list: readonly Part[], from: number, step: 1 | -1): number {
  let index = from + step;
  while (index > 0 && index < list.length - 1 && list[index]!.facts.prose.length === 0) index += step;
  return Math.max(0, Math.min(index, list.length - 1));
}

function headingsAbove(above: Heading[], list: readonly Part[], first: number, end: number): Heading[] {
  let now = above;
  for (let index = first; index < end; index++) {
    for (const heading of list[index]!.facts.headings) {
      now = [...now.filter(({ level }) => level < heading.level), heading];
    }
  }
  return now;
}
