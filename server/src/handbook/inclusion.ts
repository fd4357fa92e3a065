import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { AttributeList, Facts } from '../markdown/facts.ts';
import {
  followInclusion,
  type InclusionRun,
  type InclusionState,
  inclusionKeys,
  readFull,
  readSample,
  startOfBook,
} from './sections.ts';

/** What is out of the book and what is in its sample, chapter by chapter; sections run on from file to file. */
export interface Inclusion {
  readonly excluded: ReadonlyMap<Uri, Run>;
  readonly sampled: ReadonlyMap<Uri, Run>;
}

interface Run extends InclusionRun {
  readonly before: InclusionState;
}

const NOTHING: Run = { spans: [], before: startOfBook, after: startOfBook };

/**
 * Reads the attributes of the whole book in its order; chapters in no list (`strays`) each start afresh. `speaking` are
 * those that speak of inclusion, as only they and what follows them need be looked at.
 */
export function readInclusion(
  order: readonly Uri[],
  strays: readonly Uri[],
  chapters: ReadonlyMap<Uri, Chapter>,
  speaking: ReadonlySet<Uri>,
): Inclusion {
  const excluded = new Map<Uri, Run>();
  const sampled = new Map<Uri, Run>();
  if (speaking.size === 0) return { excluded, sampled };
  let full = startOfBook;
  let sample = startOfBook;
  for (const uri of order) {
    const runs = readChapter(chapters.get(uri)!, full, sample, speaking.has(uri));
    keep(excluded, uri, runs.excluded);
    keep(sampled, uri, runs.sampled);
    full = runs.excluded.after;
    sample = runs.sampled.after;
  }
  for (const uri of strays) {
    const runs = readChapter(chapters.get(uri)!, startOfBook, startOfBook, speaking.has(uri));
    keep(excluded, uri, runs.excluded);
    keep(sampled, uri, runs.sampled);
  }
  return { excluded, sampled };
}

/** The same after some chapters changed; undefined where the change reaches into the files after them. */
export function updateInclusion(last: Inclusion, changed: Iterable<Chapter>): Inclusion | undefined {
  const excluded = new Map(last.excluded);
  const sampled = new Map(last.sampled);
  for (const chapter of changed) {
    const full = last.excluded.get(chapter.uri) ?? NOTHING;
    const sample = last.sampled.get(chapter.uri) ?? NOTHING;
    const runs = readChapter(chapter, full.before, sample.before, speaksOfInclusion(chapter));
    if (!sameState(runs.excluded.after, full.after) || !sameState(runs.sampled.after, sample.after)) return undefined;
    keep(excluded, chapter.uri, runs.excluded);
    keep(sampled, chapter.uri, runs.sampled);
  }
  return { excluded, sampled };
}

export function excludedSpans(inclusion: Inclusion, uri: Uri): readonly Span[] {
  return inclusion.excluded.get(uri)?.spans ?? NOTHING.spans;
}

export function sampledSpans(inclusion: Inclusion, uri: Uri): readonly Span[] {
  return inclusion.sampled.get(uri)?.spans ?? NOTHING.spans;
}

function readChapter(chapter: Chapter, full: InclusionState, sample: InclusionState, speaks: boolean) {
  if (full.stack.length === 0 && sample.stack.length === 0 && !speaks) {
    return { excluded: NOTHING, sampled: NOTHING };
  }
  return {
    excluded: { ...followInclusion(chapter, readFull, 'out', full), before: full },
    sampled: { ...followInclusion(chapter, readSample, 'in', sample), before: sample },
  };
}

/** Most chapters do not; of one that is being edited only what was typed is looked at. */
export function speaksOfInclusion({ facts, parts }: Chapter): boolean {
  return (parts ? parts.sums.of(inclusionLists) : inclusionLists({ facts })) > 0;
}

function inclusionLists({ facts }: { readonly facts: Facts }): number {
  const speaks = ({ attributes }: AttributeList) => attributes.some(({ key }) => inclusionKeys.has(key));
  return facts.attributeLists.filter(speaks).length;
}

/** Most chapters say nothing and are not kept: the maps stay small enough to copy at a keystroke. */
function keep(runs: Map<Uri, Run>, uri: Uri, run: Run): void {
  const isNothing = run.spans.length === 0 && run.before.stack.length === 0 && run.after.stack.length === 0;
  if (isNothing) runs.delete(uri);
  else runs.set(uri, run);
}

function sameState(a: InclusionState, b: InclusionState): boolean {
  return (
    a.stack.length === b.stack.length &&
    a.stack.every((entry, depth) => {
      const other = b.stack[depth]!;
      return entry.rank === other.rank && entry.value === other.value && entry.ownOnly === other.ownOnly;
    })
  );
}
