import type { Dialect } from '../base/dialect.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { IdStyle } from './handbook.ts';
import { rank } from './sections.ts';

/** Reads off a book how its author writes ids, so that the ones we make look like the others. */
export function readIdStyle(chapters: Iterable<Chapter>): IdStyle {
  const habits = new IdHabits();
  for (const chapter of chapters) habits.add(idWritings(chapter), chapter.dialect);
  return habits.style();
}

/** How an id that is no lost one is written. */
export interface IdWriting {
  readonly id: string;
  /** Where a list above a block gives it. */
  readonly syntax: IdStyle['syntax'] | undefined;
  /** Of the heading it names: 0 for parts. */
  readonly level: number | undefined;
}

export function idWritings({ facts }: Chapter): IdWriting[] {
  const written: IdWriting[] = [];
  for (const { id, list, heading, lost } of facts.ids) {
    if (lost) continue;
    const attributes = facts.attributeLists[list];
    const owner = facts.headings[heading];
    const syntax = attributes?.place === 'block' ? syntaxOf(attributes) : undefined;
    written.push({ id, syntax, level: owner && rank(owner) });
  }
  return written;
}

/** How ids are written, counted chapter by chapter in the book's order. */
export class IdHabits {
  readonly #separators = new Map<'-' | '_', number>();
  readonly #syntaxes = new Map<IdStyle['syntax'], number>();
  readonly #prefixes = new Map<number, Map<string, number>>();
  readonly #ofLevel = new Map<number, number>();
  readonly #letters = new Map<'lower' | 'mixed', number>();
  #isOlderDialect = false;

  add(written: readonly IdWriting[], dialect: Dialect): void {
    this.#isOlderDialect = dialect === 'lfm';
    for (const { id, syntax, level } of written) {
      if (/[a-z0-9]-[a-z0-9]/i.test(id)) add(this.#separators, '-');
      if (/[a-z0-9]_[a-z0-9]/i.test(id)) add(this.#separators, '_');
      add(this.#letters, id === id.toLowerCase() ? 'lower' : 'mixed');
      if (syntax) add(this.#syntaxes, syntax);
      if (level === undefined) continue;
      add(this.#ofLevel, level);
      const prefix = /^[A-Za-z]{1,12}[-_]/.exec(id)?.[0];
      if (!prefix) continue;
      if (!this.#prefixes.has(level)) this.#prefixes.set(level, new Map());
      add(this.#prefixes.get(level)!, prefix);
    }
  }

  style(): IdStyle {
    return styleOf({
      separators: this.#separators,
      syntaxes: this.#syntaxes,
      prefixes: this.#prefixes,
      ofLevel: this.#ofLevel,
      letters: this.#letters,
      isOlderDialect: this.#isOlderDialect,
    });
  }
}

interface Counts {
  readonly separators: Map<'-' | '_', number>;
  readonly syntaxes: Map<IdStyle['syntax'], number>;
  readonly prefixes: Map<number, Map<string, number>>;
  readonly ofLevel: Map<number, number>;
  readonly letters: Map<'lower' | 'mixed', number>;
  readonly isOlderDialect: boolean;
}

function styleOf({ separators, syntaxes, prefixes, ofLevel, letters, isOlderDialect }: Counts): IdStyle {
  const shared = new Map<number, string>();
  const binding = new Map<number, string>();
  for (const [level, counts] of prefixes) {
    const [prefix, count] = most(counts)!;
    const total = ofLevel.get(level)!;
    // One id is a style only if it can be nothing else: `ch-cross-border`, but not `cloud-basics`.
    const isTelling = total > 1 ? count > 1 && count * 2 > total : CONVENTIONAL_PREFIX.test(prefix);
    if (!isTelling) continue;
    shared.set(level, prefix);
    // A word that most titles begin with is no prefix; `ch-` is, and so is what nearly all have.
    const isHabit = CONVENTIONAL_PREFIX.test(prefix) ? count * 3 >= total * 2 : total > 5 && count * 10 >= total * 9;
    if (total > 2 && isHabit) binding.set(level, prefix);
  }
  return {
    separator: (separators.get('_') ?? 0) > (separators.get('-') ?? 0) ? '_' : '-',
    prefix: (level) => shared.get(level) ?? '',
    // The older dialect does not know `{id: x}`.
    syntax: most(syntaxes)?.[0] ?? (isOlderDialect ? 'hash' : 'id'),
    habit: {
      separator: clearly(separators),
      lowerCase: clearly(letters) === 'lower',
      prefix: (level) => binding.get(level) ?? '',
    },
  };
}

/** True where two styles would make the same ids. */
export function sameIdStyle(a: IdStyle, b: IdStyle): boolean {
  return (
    a.separator === b.separator &&
    a.syntax === b.syntax &&
    a.habit.separator === b.habit.separator &&
    a.habit.lowerCase === b.habit.lowerCase &&
    [0, 1, 2, 3, 4, 5, 6].every(
      (level) => a.prefix(level) === b.prefix(level) && a.habit.prefix(level) === b.habit.prefix(level),
    )
  );
}

const CONVENTIONAL_PREFIX = /^(?:ch|chap|chapter|sec|section|sub|part|app|h[1-6]|kap|kapitel|cap|c|s)[-_]$/i;

function syntaxOf(list: Chapter['facts']['attributeLists'][number]): IdStyle['syntax'] | undefined {
  if (list.form === 'kramdown') return 'kramdown';
  if (list.form === 'angle') return undefined;
  const id = list.attributes.find((attribute) => attribute.key === 'id');
  if (!id) return undefined;
  if (id.form === 'hash') return 'hash';
  return id.separator === '=' ? 'lfm' : 'id';
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** A habit is what two thirds do, of three at least: less is two ways side by side, or chance. */
function clearly<K>(counts: Map<K, number>): K | undefined {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const [kind, count] = most(counts) ?? [undefined, 0];
  return total >= 3 && count * 3 >= total * 2 ? kind : undefined;
}

function most<K>(counts: Map<K, number>): [K, number] | undefined {
  let best: [K, number] | undefined;
  for (const entry of counts) if (!best || entry[1] > best[1]) best = entry;
  return best;
}
