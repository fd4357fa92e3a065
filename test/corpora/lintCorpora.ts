import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Handbook } from '../../server/src/handbook/handbook.ts';
import type { Finding } from '../../server/src/rules/finding.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { lintBook } from '../../server/src/rules/run.ts';
import { openBooks } from '../support/diskBook.ts';

/** Real books, where they are at hand: a folder beside the checkout that is never part of it. */
const corpora = path.resolve(import.meta.dirname, '../../../shared/corpora');

export function corpusNames(): string[] {
  if (!existsSync(corpora)) return [];
  return readdirSync(corpora)
    .filter((name) => statSync(path.join(corpora, name)).isDirectory())
    .sort();
}

/** Everything found in the books of one corpus folder, with the default settings, on a fixed day. */
export async function lintCorpus(name: string): Promise<{ book: Handbook; findings: Finding[] }[]> {
  const results = [];
  for (const workspace of await openBooks(path.join(corpora, name))) {
    const { book } = await workspace.snapshot();
    results.push({ book, findings: lintBook(book, allRules) });
  }
  return results;
}

export interface Summary {
  readonly dialect: string;
  readonly chapters: number;
  /** `rule: case` → how many. */
  readonly findings: Readonly<Record<string, number>>;
}

export function summarize({ book, findings }: { book: Handbook; findings: readonly Finding[] }): Summary {
  const counts: Record<string, number> = {};
  for (const { rule, case: kind } of findings) counts[`${rule}: ${kind}`] = (counts[`${rule}: ${kind}`] ?? 0) + 1;
  const sorted = Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { dialect: book.dialect, chapters: book.order.length, findings: sorted };
}
