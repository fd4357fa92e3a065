import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Handbook } from '../../server/src/handbook/handbook.ts';
import type { Finding } from '../../server/src/rules/finding.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { lintBook } from '../../server/src/rules/run.ts';
import { openSampleBook } from '../support/diskBook.ts';
import type { Planted } from '../support/planted.ts';

/** The cloud handbook says in expected.json what is planted in it; everything else there is a near miss. */
test('the cloud handbook has the planted faults and no other', async () => {
  const file = path.resolve(import.meta.dirname, '../fixtures/books/cloud-handbook/expected.json');
  const { findings } = JSON.parse(readFileSync(file, 'utf8')) as { findings: Planted[] };
  const book = await openSampleBook('cloud-handbook');
  const found = lintBook(book, allRules);
  expect(found.map((one, index) => describeLike(book, one, findings[index]))).toEqual(findings);
});

test('the tidy book is tidy', async () => {
  const book = await openSampleBook('tidy');
  expect(book.order).toHaveLength(2);
  expect(lintBook(book, allRules)).toEqual([]);
});

test('the plain handbook is read as Markdown, and lacks one picture', async () => {
  const book = await openSampleBook('plain');
  expect(book.dialect).toBe('markdown');
  expect(lintBook(book, allRules).map(({ rule, data }) => [rule, data?.path])).toEqual([
    ['missing-image', '../images/switch.png'],
  ]);
});

/** The finding with as much detail as the expectation has. */
function describeLike(book: Handbook, finding: Finding, planted: Planted | undefined): Planted {
  const { lines, text } = book.document(finding.uri)!;
  const described = {
    file: finding.uri.slice(finding.uri.lastIndexOf('/') + 1),
    rule: finding.rule,
    case: finding.case,
    line: lines.position(finding.span.start).line + 1,
    endLine: lines.position(finding.span.end).line + 1,
    text: text.slice(finding.span.start, finding.span.end),
  };
  const wanted = Object.keys(planted ?? described);
  return Object.fromEntries(Object.entries(described).filter(([key]) => wanted.includes(key))) as unknown as Planted;
}
