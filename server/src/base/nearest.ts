import { distance } from 'fastest-levenshtein';

/** The end of a message about a name that does not exist; empty where no other comes near. */
export function didYouMean(near: string | undefined): string {
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}

/**
 * The candidates an author may have meant, nearest first, at most `limit`. Near means: the same but for case, or no
 * more than a third of the letters different; beyond that a suggestion is a guess and says nothing.
 */
export function nearest(word: string, candidates: Iterable<string>, limit = 1): string[] {
  const wanted = word.toLowerCase();
  const allowed = Math.max(1, Math.floor(word.length / 3));
  const found: { candidate: string; far: number }[] = [];
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) > allowed) continue;
    const far = distance(wanted, candidate.toLowerCase());
    if (far <= allowed) found.push({ candidate, far });
  }
  found.sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1));
  return found.slice(0, limit).map(({ candidate }) => candidate);
}
