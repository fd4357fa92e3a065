import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusNames, lintCorpus, type Summary, summarize } from './lintCorpora.ts';

const summary = JSON.parse(readFileSync(path.join(import.meta.dirname, 'summary.json'), 'utf8')) as Record<
  string,
  Summary[]
>;
const explained = readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8');

describe('the committed summary', () => {
  it('explains every kind of finding it counts', () => {
    const kinds = new Set(
      Object.values(summary).flatMap((books) => books.flatMap(({ findings }) => Object.keys(findings))),
    );
    expect([...kinds].filter((kind) => !explained.includes(`\`${kind}\``))).toEqual([]);
  });
});

// Where the real books are not at hand, there is nothing to compare with.
describe.each(corpusNames())('%s', (name) => {
  it('is found as the summary says, every finding at a place in its file', async () => {
    const books = await lintCorpus(name);
    expect(books.map(summarize)).toEqual(summary[name]);
    for (const { book, findings } of books) {
      for (const { uri, span, related, fixes } of findings) {
        for (const place of [{ uri, span }, ...related, ...fixes.flatMap(({ edits }) => edits)]) {
          const length = book.document(place.uri)?.text.length ?? -1;
          expect(place.span.start <= place.span.end && place.span.end <= length).toBe(true);
        }
      }
    }
  });
});
