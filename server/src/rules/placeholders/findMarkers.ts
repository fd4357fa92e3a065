import { findFacts } from './findFacts.ts';
import { findNotes } from './findNotes.ts';
import { findPhrases } from './findPhrases.ts';
import { findStandIns } from './findStandIns.ts';
import type { MarkerMatch, MarkerText } from './markerText.ts';
import { Sign } from './signs.ts';

/**
 * Finds marks of text that is still missing, in order, none within another. `custom` are the author's own, exactly as
 * written.
 */
export function findMarkers(marked: MarkerText, custom: readonly string[], isTemplate: boolean): MarkerMatch[] {
  const { text } = marked;
  const found: MarkerMatch[] = [];
  if (custom.length > 0) found.push(...findCustom(marked, custom));
  if (marked.mayHold(Sign.note) && /[TF][IOB]|tbd|[Tt]o ?[Dd]o|fixme/.test(text)) found.push(...findNotes(marked));
  if (marked.mayHold(Sign.fact) && /XX|YYYYY|\dX|[?？]{3}/.test(text)) found.push(...findFacts(marked));
  if (marked.mayHold(Sign.request)) found.push(...findStandIns(marked, isTemplate));
  if (marked.mayHold(Sign.phrase | Sign.subject)) found.push(...findPhrases(marked));
  return found.length < 2 ? found : withoutOverlaps(found);
}

function* findCustom(marked: MarkerText, custom: readonly string[]): Iterable<MarkerMatch> {
  const { text } = marked;
  for (const marker of custom) {
    if (marker.trim() === '') continue;
    for (let start = text.indexOf(marker); start >= 0; start = text.indexOf(marker, start + marker.length)) {
      const end = start + marker.length;
      if (isWordAt(text, start, end) && !marked.isQuoted(start, end)) yield { start, end, case: 'custom' };
    }
  }
}

/** A marker that begins or ends with a letter or digit is a word, not a part of one. */
function isWordAt(text: string, start: number, end: number): boolean {
  const isJoined = (left: string | undefined, right: string | undefined) =>
    left !== undefined && right !== undefined && /[A-Za-z0-9_À-ɏ]/.test(left) && /[A-Za-z0-9_À-ɏ]/.test(right);
  return !isJoined(text[start - 1], text[start]) && !isJoined(text[end - 1], text[end]);
}

/** Of two that overlap, the one that begins first, and of two that begin together the longer. */
function withoutOverlaps(found: readonly MarkerMatch[]): MarkerMatch[] {
  const kept: MarkerMatch[] = [];
  for (const match of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (match.start >= (kept.at(-1)?.end ?? 0)) kept.push(match);
  }
  return kept;
}
