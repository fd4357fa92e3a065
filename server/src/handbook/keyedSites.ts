import type { Uri } from '../base/uri.ts';
import type { Site } from './handbook.ts';

/** What one chapter adds to the book's index: a key such as `id:policies`, and which fact of the chapter bears it. */
export interface Contribution {
  readonly key: string;
  readonly index: number;
}

/** The same as two lists: less to keep, to write down, to send. */
export interface PackedContributions {
  readonly keys: readonly string[];
  readonly indexes: readonly number[];
}

export function packed(contributed: readonly Contribution[]): PackedContributions {
  return { keys: contributed.map(({ key }) => key), indexes: contributed.map(({ index }) => index) };
}

export function unpacked({ keys, indexes }: PackedContributions): Contribution[] {
  return keys.map((key, at) => ({ key, index: indexes[at]! }));
}

/** What a chapter contributes in place of what it contributed before. */
export interface IndexChange {
  readonly uri: Uri;
  readonly removed: readonly Contribution[];
  readonly added: readonly Contribution[];
}

/** The places of one key. Most keys have one: a list for each would be a third of what an index takes. */
type Sites = Site | readonly Site[];

/** Enough that a shard of a 100,000-id book is copied in microseconds. */
const SHARDS = 512;

/**
 * Key → the places that bear it, in reading order. Immutable: a change copies only the shards it touches, so that a
 * keystroke in a book of 100,000 ids copies some hundred entries, and older snapshots stay what they were.
 * A `KeyedSitesBuilder` makes the first one.
 */
export class KeyedSites {
  readonly #shards: readonly ReadonlyMap<string, Sites>[];

  /** `shards`: `SHARDS` maps, each key in the one of its `shardOf`. They must not change any more. */
  constructor(shards: readonly ReadonlyMap<string, Sites>[]) {
    this.#shards = shards;
  }

  get(key: string): readonly Site[] {
    return listOf(this.#shards[shardOf(key)]!.get(key));
  }

  /** Keys that begin with `prefix`, the prefix cut off; walks the whole index. */
  keys(prefix: string): string[] {
    const found: string[] = [];
    for (const shard of this.#shards) {
      for (const key of shard.keys()) if (key.startsWith(prefix)) found.push(key.slice(prefix.length));
    }
    return found;
  }

  /** An index where `uri` contributes `added` in place of `removed`; `position` gives a chapter's place in the book. */
  replace(changes: readonly IndexChange[], position: (uri: Uri) => number): KeyedSites {
    const shards = this.#shards.slice();
    const own = new Map<number, Map<string, Sites>>();
    const writable = (key: string): Map<string, Sites> => {
      const number = shardOf(key);
      let shard = own.get(number);
      if (!shard) {
        shard = new Map(shards[number]!);
        own.set(number, shard);
        shards[number] = shard;
      }
      return shard;
    };
    /** Lists made here, which no older index has. */
    const grown = new Set<Site[]>();
    for (const { uri, removed } of changes) {
      for (const key of new Set(removed.map((contribution) => contribution.key))) {
        const shard = writable(key);
        const rest = listOf(shard.get(key)).filter((site) => site.uri !== uri);
        if (rest.length > 0) shard.set(key, rest.length === 1 ? rest[0]! : rest);
        else shard.delete(key);
      }
    }
    for (const { uri, added } of changes) {
      for (const { key, index } of added) {
        const shard = writable(key);
        const sites = shard.get(key);
        if (!sites) shard.set(key, { uri, index });
        else if (grown.has(sites as Site[])) (sites as Site[]).push({ uri, index });
        else {
          const longer = [...listOf(sites), { uri, index }];
          grown.add(longer);
          shard.set(key, longer);
        }
      }
    }
    for (const sites of grown) {
      sites.sort((a, b) => position(a.uri) - position(b.uri) || compare(a.uri, b.uri) || a.index - b.index);
    }
    return new KeyedSites(shards);
  }
}

/** Puts an index together chapter by chapter, so that a big book's can be made in slices. */
export class KeyedSitesBuilder {
  readonly #shards = Array.from({ length: SHARDS }, () => new Map<string, Site | Site[]>());

  /** Chapters must come in reading order, strays first and those by their URIs. */
  add(uri: Uri, contributed: readonly Contribution[]): void {
    for (const { key, index } of contributed) {
      const shard = this.#shards[shardOf(key)]!;
      const sites = shard.get(key);
      if (!sites) shard.set(key, { uri, index });
      else if (Array.isArray(sites)) insert(sites, { uri, index });
      else shard.set(key, inserted(sites, { uri, index }));
    }
  }

  /** The builder must not be used afterwards. */
  build(): KeyedSites {
    return new KeyedSites(this.#shards);
  }
}

function inserted(first: Site, site: Site): Site[] {
  const sites = [first];
  insert(sites, site);
  return sites;
}

/** A chapter's own sites stand in the order of its facts, whatever order they are told in. */
function insert(sites: Site[], site: Site): void {
  let at = sites.length;
  while (at > 0 && sites[at - 1]!.uri === site.uri && sites[at - 1]!.index > site.index) at--;
  if (at === sites.length) sites.push(site);
  else sites.splice(at, 0, site);
}

/** The keys whose sites differ before and after; sites are told by the order of facts, so a shifted text changes none. */
export function changedKeys(
  changes: readonly { removed: readonly Contribution[]; added: readonly Contribution[] }[],
): Set<string> {
  const changed = new Set<string>();
  for (const { removed, added } of changes) {
    if (sameContributions(removed, added)) continue;
    const before = byKey(removed);
    const after = byKey(added);
    for (const [key, indexes] of before) if (after.get(key) !== indexes) changed.add(key);
    for (const key of after.keys()) if (!before.has(key)) changed.add(key);
  }
  return changed;
}

/** What is told of keys whose sites stay need not be told again: each would copy its part of the index. */
export function onlyKeys(changes: readonly IndexChange[], keys: ReadonlySet<string>): IndexChange[] {
  const isChanged = ({ key }: Contribution) => keys.has(key);
  return changes.map(({ uri, removed, added }) => ({
    uri,
    removed: removed.filter(isChanged),
    added: added.filter(isChanged),
  }));
}

function sameContributions(a: readonly Contribution[], b: readonly Contribution[]): boolean {
  return a.length === b.length && a.every(({ key, index }, i) => key === b[i]!.key && index === b[i]!.index);
}

function byKey(contributed: readonly Contribution[]): Map<string, string> {
  const result = new Map<string, string>();
  for (const { key, index } of contributed) result.set(key, `${result.get(key) ?? ''},${index}`);
  return result;
}

function listOf(sites: Sites | undefined): readonly Site[] {
  return sites === undefined ? NO_SITES : isList(sites) ? sites : [sites];
}

/** `Array.isArray`, which does not tell readonly lists from the rest. */
function isList(sites: Sites): sites is readonly Site[] {
  return Array.isArray(sites);
}

const NO_SITES: readonly Site[] = [];

/** Keys differ most in their ends: so many characters from there tell them well enough apart. */
const TELLING_END = 10;

function shardOf(key: string): number {
  let hash = key.length;
  for (let i = Math.max(0, key.length - TELLING_END); i < key.length; i++) hash = (hash * 31 + key.charCodeAt(i)) | 0;
  return (hash >>> 0) % SHARDS;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
