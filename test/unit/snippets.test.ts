import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { lintBook } from '../../server/src/rules/run.ts';
import { openBook } from '../support/book.ts';
import { tinyPng } from '../support/tinyPng.ts';

interface Snippet {
  readonly prefix: string[];
  readonly body: string[];
  readonly description: string;
}

const file = path.resolve(import.meta.dirname, '../../snippets/markua.json');
const snippets = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Snippet>);

/** What VS Code inserts, every placeholder left as it is offered. */
function insert({ body }: Snippet): string {
  const text = body.join('\n');
  const offered = new Map<string, string>();
  for (const [, stop, value] of text.matchAll(/\$\{(\d+):([^}]*)\}/g)) offered.set(stop!, value!);
  return text
    .replace(/\$\{(\d+)\/(?:[^/\\]|\\.)+\/(?:\$\{[^}]*\}|[^/$])*\/g\}/g, (_, stop: string) => slug(offered.get(stop)!))
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{\d+\|((?:[^|\\,]|\\.)*)(?:[^|\\]|\\.)*\|\}/g, (_, first: string) => first.replace(/\\(.)/g, '$1'))
    .replace(/\$(\d+)/g, (_, stop: string) => offered.get(stop) ?? '');
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+$/, '')
    .replace(/[^a-z0-9]+/g, '-');
}

describe('snippets', () => {
  for (const [name, snippet] of snippets) {
    it(`${name} has no finding where what it points to is there`, async () => {
      const inserted = insert(snippet);
      expect(inserted).not.toMatch(/\$[{\d]/);
      const isHead = /^(?:\{id: ch-|\{class: part|\{\n)/.test(inserted);
      const section = /^### /m.test(inserted) && !/^## /m.test(inserted) ? '## Section\n\nSome text.\n\n' : '';
      const chapter = isHead
        ? `${inserted}\nSome text.\n`
        : `{id: ch-one}\n# One\n\nSome text.\n\n${section}${inserted}\n`;
      const { workspace } = await openBook(
        {
          'Book.txt': 'one.md\ntwo.md\n',
          'one.md': chapter,
          'two.md': '{id: id}\n# Two\n\nWhat the crosslinks of the snippets lead to.\n',
          'resources/picture.png': tinyPng,
          'resources/code/example.txt': 'code',
        },
        { rules: allRules, dialect: 'markua' },
      );
      const { book } = await workspace.snapshot();
      const found = lintBook(book, allRules).map(({ rule, message }) => `${rule}: ${message}`);
      expect(found, chapter).toEqual([]);
    });
  }

  it('have prefixes of their own', () => {
    const prefixes = snippets.flatMap(([, { prefix }]) => prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});
