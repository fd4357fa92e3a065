import type { LineIndex } from '../base/lines.ts';
import type { Uri } from '../base/uri.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Dialect, Facts, Heading } from '../markdown/facts.ts';
import { JoinedFacts } from '../markdown/parts/joinedFacts.ts';
import type { Part } from '../markdown/parts/part.ts';
import type { Parts } from '../markdown/parts/parts.ts';
import { placeFact } from '../markdown/parts/place.ts';

/**
 * A section of a chapter that is kept in parts: from a heading to the next one. Two sections that are made of the same
 * things look the same to a rule that reads a section at a time, wherever they stand.
 */
export interface ChapterSection {
  /** The section's own parts, and those beside it up to the nearest with prose: rules may look at their neighbours. */
  readonly parts: readonly Part[];
  /** Index into `parts` of the section's own first, and of the one after its last. */
  readonly first: number;
  readonly end: number;
  /** The headings of the sections around it, outermost first, as facts of their parts. */
  readonly above: readonly Heading[];
  /** The same for the section after it. */
  readonly below: readonly Heading[];
  /** What stands from here on, and before `to`, stands in the section; UTF-16 offsets. */
  readonly from: number;
  readonly to: number;
  /** The offset at which `parts` begin. */
  readonly start: number;
}

/** Goes from section to section, from the chapter's start to its end; most of them are found to be those of before. */
export class SectionWalk {
  readonly #parts: Parts;
  readonly #length: number;
  #above: readonly Heading[] = [];
  /** Index of the present section's first part. */
  at = 0;

  constructor({ parts, text }: Chapter) {
    this.#parts = parts!;
    this.#length = text.length;
  }

  get isDone(): boolean {
    return this.at >= this.#parts.list.length;
  }

  /** Whether the present section is made of the same things as one was before an edit. */
  isAt(old: ChapterSection): boolean {
    const { list } = this.#parts;
    const { parts, first } = old;
    const start = this.at - first;
    const end = start + old.end;
    if (start < 0 || start + parts.length > list.length) return false;
    const isFirst = this.at === 0;
    const isLast = end === list.length;
    if (isFirst !== (first === 0) || isLast !== (old.end === parts.length)) return false;
    for (let nth = 0; nth < parts.length; nth++) if (list[start + nth] !== parts[nth]) return false;
    if (!isLast && !list[end]!.once(beginsWithHeading)) return false;
    // Where the text ends the neighbours end too, prose or not.
    const isReached = (index: number, edge: number) => index === edge || list[index]!.facts.prose.length > 0;
    return (
      isReached(start, 0) && isReached(start + parts.length - 1, list.length - 1) && isSameList(this.#above, old.above)
    );
  }

  isBelow(above: readonly Heading[]): boolean {
    return isSameList(this.#above, above);
  }

  present(): ChapterSection {
    const { list, starts } = this.#parts;
    const first = this.at;
    let end = first + 1;
    while (end < list.length && !list[end]!.once(beginsWithHeading)) end++;
    const before = nearestProse(list, first, -1);
    const after = nearestProse(list, end - 1, 1);
    return {
      parts: list.slice(before, after + 1),
      first: first - before,
      end: end - before,
      above: this.#above,
      below: headingsAbove(this.#above, list, first, end),
      from: starts[first]!,
      to: end < list.length ? starts[end]! : this.#length + 1,
      start: starts[before]!,
    };
  }

  /** Goes on behind the present section. */
  pass({ first, end, below }: ChapterSection): void {
    this.at += end - first;
    this.#above = below;
  }
}

export function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let nth = 0; nth < a.length; nth++) if (a[nth] !== b[nth]) return false;
  return true;
}

/** The section as a chapter of its own: the whole text and its offsets, but facts of the section and its neighbours only. */
export function sectionView(chapter: Chapter, section: ChapterSection): Chapter {
  return new SectionView(chapter, section);
}

/** A class and no literal: V8 keeps a literal's getters, and with them the whole text, until its next full collection. */
class SectionView implements Chapter {
  readonly uri: Uri;
  readonly text: string;
  readonly lines: LineIndex;
  readonly dialect: Dialect;
  readonly facts: Facts;
  readonly #chapter: Chapter;
  readonly #start: number;

  constructor(chapter: Chapter, { parts, above, start }: ChapterSection) {
    this.uri = chapter.uri;
    this.text = chapter.text;
    this.lines = chapter.lines;
    this.dialect = chapter.dialect;
    this.facts = new JoinedFacts(parts, { start, above: above.map(withoutFacts) });
    this.#chapter = chapter;
    this.#start = start;
  }

  get suppressions() {
    return this.#chapter.suppressions;
  }

  countBefore(kind: 'ids' | 'references'): number {
    const { list, starts } = this.#chapter.parts!;
    let count = 0;
    for (let nth = 0; starts[nth]! < this.#start; nth++) count += list[nth]!.facts[kind].length;
    return count;
  }
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

function headingsAbove(
  above: readonly Heading[],
  list: readonly Part[],
  first: number,
  end: number,
): readonly Heading[] {
  let now = above;
  for (let index = first; index < end; index++) {
    for (const heading of list[index]!.facts.headings) {
      now = [...now.filter(({ level }) => level < heading.level), heading];
    }
  }
  return now;
}
