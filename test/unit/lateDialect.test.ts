import { expect, test } from 'vitest';
import { discoverBooks } from '../../server/src/handbook/discover.ts';
import type { FileContent } from '../../server/src/host/host.ts';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { lintBook } from '../../server/src/rules/run.ts';
import { at, openWorkspace, ROOT } from '../support/book.ts';

/** As much text as a book that is read once is given before its dialect is guessed, and none of it tells which it is. */
const plain = `# Long\n\n${'A word and another. '.repeat(220_000)}\n`;

class CountingHost extends MemoryHost {
  readonly reads: string[] = [];

  override read(uri: string): FileContent | undefined {
    this.reads.push(uri.slice(ROOT.length + 1));
    return super.read(uri);
  }
}

async function read(files: Readonly<Record<string, string>>, isReadOnce: boolean) {
  const host = new CountingHost(Object.entries(files).map(([name, text]) => [at(name), text]));
  const [location = { root: ROOT }] = await discoverBooks(host, ROOT);
  host.reads.length = 0;
  const { book } = await openWorkspace(host, location, allRules, undefined, {
    readOnce: isReadOnce ? (one) => one : undefined,
  }).snapshot();
  return { book, reads: host.reads, found: lintBook(book, allRules) };
}

/** The first 250 files are read before it is asked how much they are. */
const small = Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`small-${n}.md`, `# Small ${n}\n\nA word.\n`]));
const listOf = (files: object) => `${Object.keys(files).join('\n')}\n`;

test('texts after the first that tell another dialect are believed: the book is read in it', async () => {
  const chapters = {
    'long.md': plain,
    ...small,
    'late.md':
      '{title="Figure", class=x}\n![A map of it](images/map.png)\n\n-# Part\n\n{#here}\n# Late\n\n[x](#nowhere)\n',
  };
  const files = { 'Book.txt': listOf(chapters), ...chapters };
  const once = await read(files, true);
  const edited = await read(files, false);
  expect(edited.book.dialect).toBe('lfm');
  expect(once.book.dialect).toBe('lfm');
  expect(once.book.parts.signs).toEqual(edited.book.parts.signs);
  expect(once.found).toEqual(edited.found);
  expect(once.found.map(({ rule }) => rule)).toContain('broken-crosslink');
});

test('texts after the first are read once where they tell the same', async () => {
  const chapters = {
    'long.md': `{id: long}\n${plain}`,
    ...small,
    'late.md': '{id: late}\n# Late\n',
    'last.md': '# Last\n',
  };
  const { book, reads, found } = await read({ 'Book.txt': `${listOf(chapters)}gone.md\n`, ...chapters }, true);
  expect(book.dialect).toBe('markua');
  expect(reads.filter((name) => name === 'late.md' || name === 'last.md')).toEqual(['late.md', 'last.md']);
  expect(book.parts.signs.files).toBe(253);
  expect(book.order).not.toContain(at('gone.md'));
  expect(found.map(({ rule, case: kind }) => `${rule} ${kind}`)).toContain('book-entry missing');
});
