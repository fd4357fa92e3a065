import { nearest } from '../../base/nearest.ts';

export interface NearIds {
  /** Best first. */
  readonly ids: readonly string[];
  /** The first can hardly not be meant: the only one that differs in separators, capitals or a slip of the pen alone. */
  readonly isCertain: boolean;
  /** The first differs in separators or capitals alone. */
  readonly isTwin: boolean;
}

/**
 * The names an author may have meant by one that does not exist. Looks at every name once, and compares letter by
 * letter only the few that begin or end alike, so that a keystroke in a book of 100,000 ids stays quick.
 */
export function nearIds(wanted: string, names: Iterable<string>, limit = 3): NearIds {
  const skeleton = bare(wanted);
  const first = wanted[0]?.toLowerCase();
  const last = wanted.at(-1)?.toLowerCase();
  const twins: string[] = [];
  const alike: string[] = [];
  for (const name of names) {
    if (Math.abs(name.length - wanted.length) > Math.max(3, wanted.length >> 1)) continue;
    if (first !== name[0]?.toLowerCase() && last !== name.at(-1)?.toLowerCase()) continue;
    if (bare(name) === skeleton) twins.push(name);
    else alike.push(name);
  }
  const near = nearest(wanted, alike, limit);
  const ids = [...twins.sort(), ...near].slice(0, limit);
  const isSlip = twins.length === 0 && near.length > 0 && isSlipOfPen(wanted, near);
  const isTwin = skeleton !== '' && twins.length > 0;
  return { ids, isTwin, isCertain: (isTwin && twins.length === 1) || isSlip };
}

/** A name without what authors mix up. */
function bare(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_.+:-]+/g, '');
}

/**
 * One letter added, left out, changed or swapped with its neighbour, in a name long enough that no other is meant.
 * Digits are no slips: `step-1` and `step-2` are two things.
 */
function isSlipOfPen(wanted: string, near: readonly string[]): boolean {
  const [best = '', next] = near;
  if (Math.min(wanted.length, best.length) < 6 || digits(wanted) !== digits(best)) return false;
  if (!isOneSlip(wanted.toLowerCase(), best.toLowerCase())) return false;
  return next === undefined || !isOneSlip(wanted.toLowerCase(), next.toLowerCase());
}

function digits(name: string): string {
  return name.replace(/\D+/g, ' ').trim();
}

/** True where one letter added, left out or changed, or two neighbours swapped, turn one word into the other. */
export function isOneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  const restA = a.slice(start);
  const restB = b.slice(start);
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0];
}
