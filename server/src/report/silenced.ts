import type { Uri } from '../base/uri.ts';
import type { Finding } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import { inBookOrder, lintChapter, lintWholeBook } from '../rules/run.ts';
import type { ReportedBook } from './makeReport.ts';

/**
 * What comments in the chapters silence, in book order. Only SARIF and the JSON it may be merged from ask for it, and
 * few chapters have such comments: these are linted once more, so that caches and threads carry only what all need.
 */
export function silencedFindings({ book, chapters }: ReportedBook, rules: readonly Rule[]): Finding[] {
  const commented = chapters.filter((uri) => (book.chapter(uri)?.suppressions.length ?? 0) > 0);
  if (commented.length === 0) return [];
  const own = new Set(commented);
  const silenced = [
    ...commented.flatMap((uri) => lintChapter(book, uri, rules).silenced),
    ...lintWholeBook(book, rules).silenced.filter(({ uri }) => own.has(uri)),
  ];
  const byUri = new Map<Uri, Finding[]>(commented.map((uri) => [uri, []]));
  for (const finding of silenced) byUri.get(finding.uri)?.push(finding);
  return inBookOrder(book, byUri);
}
