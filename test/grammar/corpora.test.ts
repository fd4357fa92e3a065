import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadGrammar, tokenize } from '../support/grammar.ts';

const grammar = await loadGrammar('text.html.markdown');
const corpora = path.resolve(import.meta.dirname, '../../../shared/corpora');
const books = existsSync(corpora)
  ? readdirSync(corpora).filter((name) => statSync(path.join(corpora, name)).isDirectory())
  : [];

/** All of a book is read, but of the few that are very long: of those so many characters, the longest chapters first. */
const CHARACTERS_A_BOOK = 500_000;

// Where the real books are not at hand, there is nothing to read.
describe.each(books)('%s', (book) => {
  it('is read to the end of every line, and the tokens are the text', () => {
    for (const file of chaptersOf(path.join(corpora, book))) {
      const text = readFileSync(file, 'utf8');
      const { lines, stopped } = tokenize(grammar, text, 5000);
      expect(stopped, file).toEqual([]);
      expect(lines.map((tokens) => tokens.map((token) => token.text).join('')).join('\n')).toBe(
        text.replace(/\r\n?/g, '\n'),
      );
    }
  });
});

describe('a line made to keep a pattern busy', () => {
  const hostile: readonly [string, string][] = [
    ['open lists', 'a{id: '.repeat(300)],
    ['open quotes', `a{${'i: "'.repeat(300)}`],
    ['nested braces', `a{i: ${'{'.repeat(300)}${'}'.repeat(299)}`],
    ['back-ticks', '`a``b```'.repeat(200)],
    ['brackets', '['.repeat(500)],
    ['blanks', `{id:${' '.repeat(900)}x`],
  ];
  it.each(hostile)('ends: %s', (_name, text) => {
    expect(tokenize(grammar, text, 5000).stopped).toEqual([]);
  });
});

function chaptersOf(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:md|markdown|markua|txt)$/i.test(name))
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => ({ file, size: statSync(file).size }))
    .sort((a, b) => b.size - a.size);
  let read = 0;
  return files.flatMap(({ file, size }) => {
    if (read > 0 && read + size > CHARACTERS_A_BOOK) return [];
    read += size;
    return [file];
  });
}
