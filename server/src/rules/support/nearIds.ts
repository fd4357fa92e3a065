import { distance } from 'fastest-levenshtein';
import { nearest } from '../../base/nearest.ts';
import type { Handbook } from '../../handbook/handbook.ts';
import { idNumbers, idSkeleton } from '../../handbook/idLikeness.ts';

export interface NearIds {
  /** Best first. */
  readonly ids: readonly string[];
  /** The first can hardly not be meant: the only one that differs in separators, capitals or a slip of the pen alone. */
  readonly isCertain: boolean;
  /** The first differs in separators or capitals alone. */
  readonly isTwin: boolean;
}

/** The ids of the book an author may have meant; in a big book only those hardly another can be. */
export function nearDefinedIds(book: Handbook, wanted: string): NearIds {
  const likely = book.idsLike(wanted);
  return nearIds(wanted, likely, book.order.length <= SMALL_BOOK ? book.ids() : likely);
}

/** In chapters. Up to here all ids can be looked at for every broken link at each keystroke. */
const SMALL_BOOK = 100;

/**
 * The names an author may have meant by one that does not exist: of `likely`, those that can hardly not be meant; of
 * `names`, those that come near.
 */
export function nearIds(wanted: string, likely: Iterable<string>, names: Iterable<string> = likely): NearIds {
  const skeleton = idSkeleton(wanted);
  const numbers = idNumbers(wanted);
  const candidates = [...likely].filter((name) => idNumbers(name) === numbers);
  const twins = candidates.filter((name) => idSkeleton(name) === skeleton).sort();
  const slip = twins.length === 0 ? onlySlip(wanted, candidates) : undefined;
  const first = slip === undefined ? twins : [slip];
  const ids = [
    ...new Set([...first, ...nearest(wanted, names, MOST).filter((name) => differsLittle(wanted, name))]),
  ].slice(0, MOST);
  const isTwin = skeleton !== '' && twins.length > 0;
  return { ids, isTwin, isCertain: (isTwin && twins.length === 1) || slip !== undefined };
}

const MOST = 3;

/**
 * Whether two names are near where they differ at all: ids share long beginnings (`chapter-models`, `chapter-forms`),
 * which say nothing about the rest.
 */
function differsLittle(a: string, b: string): boolean {
  const wordsA = a.toLowerCase().split(/[-_:.]/);
  const wordsB = b.toLowerCase().split(/[-_:.]/);
  while (wordsA.length > 0 && wordsB.length > 0 && wordsA[0] === wordsB[0]) {
    wordsA.shift();
    wordsB.shift();
  }
  while (wordsA.length > 0 && wordsB.length > 0 && wordsA.at(-1) === wordsB.at(-1)) {
    wordsA.pop();
    wordsB.pop();
  }
  const [restA, restB] = [wordsA.join('-'), wordsB.join('-')];
  const longer = Math.max(restA.length, restB.length);
  return distance(restA, restB) <= Math.max(1, Math.floor(longer / 2.5));
}

/**
 * The one name that is a slip of the pen away, in names long enough that no other is meant. Digits are no slips:
 * `step-1` and `step-2` are two things.
 */
function onlySlip(wanted: string, names: readonly string[]): string | undefined {
  const lower = wanted.toLowerCase();
  const slips = names.filter(
    (name) => Math.min(wanted.length, name.length) >= 6 && isOneSlip(lower, name.toLowerCase()),
  );
  return slips.length === 1 ? slips[0] : undefined;
}

/** True where one letter added, left out or changed, or two neighbours swapped, turn one word into the other. */
export function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  const restA = a.slice(start);
  const restB = b.slice(start);
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0];
}
