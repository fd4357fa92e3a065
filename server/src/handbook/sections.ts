import type { Span } from '../base/span.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Heading } from '../markdown/facts.ts';
import { factAt } from '../markdown/parts/joinedFacts.ts';

/** A heading and all that belongs to it: up to the next heading of its level or a higher one. */
export interface Section {
  readonly heading: Heading;
  /** Index into `facts.headings`. */
  readonly index: number;
  /** From the attribute lists above the heading to the next section's. */
  readonly span: Span;
}

/** The chapter's sections in the order of their headings; headings inside boxes and lists open none (MARKUA.md §6). */
export function sections(chapter: Chapter): Section[] {
  const result: { heading: Heading; index: number; span: { start: number; end: number } }[] = [];
  const open: typeof result = [];
  for (const [index, heading] of chapter.facts.headings.entries()) {
    if (heading.nested) continue;
    const start = sectionStart(chapter, heading);
    while (open.length > 0 && rank(open.at(-1)!.heading) >= rank(heading)) open.pop()!.span.end = start;
    const section = { heading, index, span: { start, end: chapter.text.length } };
    result.push(section);
    open.push(section);
  }
  return result;
}

/** Parts stand above chapters though both are written `#`. */
export function rank(heading: Heading): number {
  return heading.part ? 0 : heading.level;
}

/** Where a heading's section begins: at the attribute lists above it, if there are any. */
export function sectionStart(chapter: Chapter, heading: Heading): number {
  const first = heading.attributes[0];
  const start = first === undefined ? heading.span.start : factAt(chapter, 'attributeLists', first)!.span.start;
  // A list at the heading's end lies within it.
  return Math.min(start, heading.span.start);
}

/** What an attribute decides for a section and, unless `{cascade: false}`, for those below it. */
export type Inclusion = 'out' | 'in' | undefined;

export interface InclusionState {
  /** Ancestors that said something, outermost first; what the last one says holds. */
  readonly stack: readonly StackEntry[];
}

interface StackEntry {
  readonly rank: number;
  readonly value: Inclusion;
  /** `{cascade: false}`: sections below the heading do not inherit what it says. */
  readonly ownOnly: boolean;
}

export const startOfBook: InclusionState = { stack: [] };

export interface InclusionRun {
  /** Where the value is `wanted`, in order, not touching each other. */
  readonly spans: readonly Span[];
  /** How the next file of the book begins: sections of higher rank run on into it. */
  readonly after: InclusionState;
}

/**
 * Follows an inclusion attribute through a chapter ("Conditional Inclusion Attributes on Headings"): children inherit
 * from the nearest ancestor that says something.
 */
export function followInclusion(
  chapter: Chapter,
  read: (key: string, value: string | undefined) => Inclusion,
  wanted: Exclude<Inclusion, undefined>,
  before: InclusionState,
): InclusionRun {
  const spans: { start: number; end: number }[] = [];
  let stack = [...before.stack];
  let from = 0;
  const close = (end: number) => {
    const value = stack.at(-1)?.value;
    if (value !== wanted || end <= from) return;
    const last = spans.at(-1);
    if (last && last.end === from) last.end = end;
    else spans.push({ start: from, end });
  };
  for (const heading of chapter.facts.headings) {
    if (heading.nested) continue;
    const start = sectionStart(chapter, heading);
    close(start);
    from = start;
    stack = stack.filter((entry) => entry.rank < rank(heading) && !entry.ownOnly);
    const said = headingInclusion(chapter, heading, read);
    if (said) stack.push({ rank: rank(heading), ...said });
  }
  close(chapter.text.length);
  return { spans, after: { stack } };
}

function headingInclusion(
  chapter: Chapter,
  heading: Heading,
  read: (key: string, value: string | undefined) => Inclusion,
): Omit<StackEntry, 'rank'> | undefined {
  let value: Inclusion;
  let ownOnly = false;
  for (const index of heading.attributes) {
    for (const attribute of chapter.facts.attributeLists[index]!.attributes) {
      value ??= read(attribute.key, attribute.value);
      if (attribute.key === 'cascade' && attribute.value === 'false') ownOnly = true;
    }
  }
  return value && { value, ownOnly };
}

/** The attributes that `readFull` and `readSample` know. */
export const inclusionKeys: ReadonlySet<string> = new Set(['full', 'book', 'sample']);

/** `{full: false}` (Markua 0.30) and `{book: false}` (0.10) take a section out of the book. */
export function readFull(key: string, value: string | undefined): Inclusion {
  if (key !== 'full' && key !== 'book') return undefined;
  return value === 'false' ? 'out' : value === 'true' ? 'in' : undefined;
}

/** `{sample: true}` puts a section into the sample edition. */
export function readSample(key: string, value: string | undefined): Inclusion {
  if (key !== 'sample') return undefined;
  return value === 'true' ? 'in' : value === 'false' ? 'out' : undefined;
}
