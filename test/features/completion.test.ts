import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../server/src/base/dialect.ts';
import { complete } from '../../server/src/features/completion.ts';
import { hover } from '../../server/src/features/hover.ts';
import { marked } from '../support/marked.ts';

const BOOK = {
  'Book.txt': 'one.md\ntwo.md\n',
  'two.md':
    '{id: ch-two}\n# Second Things\n\nA first line.\n\n{id: fig-plan}\n![The plan](08/plan.png)\n\n[^why]: Because.\n\n[site]: https://example.org\n',
  'resources/08/plan.png': 'x',
  'resources/08/site plan.svg': 'x',
  'resources/09/code.rb': 'x',
};

/** The suggestions at the cursor, as `label` or `label (detail)`, and the text with the first of them taken. */
async function completed(
  text: string,
  files: Record<string, string> = {},
  dialect?: Dialect,
): Promise<{ labels: string[]; taken: string }> {
  const { book, uri, offset } = await marked({ ...BOOK, 'one.md': text, ...files }, dialect);
  const found = complete(book, uri, offset);
  const source = book.document(uri)!.text;
  const [first] = found?.items ?? [];
  const { start, end } = found?.replaces ?? { start: 0, end: 0 };
  return {
    labels: (found?.items ?? []).map(({ label, detail }) => (detail ? `${label} (${detail})` : label)),
    taken: first ? source.slice(0, start) + first.text + source.slice(end) : source,
  };
}

describe('completion while the rest is not there yet', () => {
  it.each([
    ['a crosslink', 'See [it](#|', 'See [it](#ch-two'],
    ['in a list', '- See [it](#fig|', '- See [it](#fig-plan'],
    ['in an aside', 'A> See [it](#pl|', 'A> See [it](#fig-plan'],
    ['over what is there', 'See [it](#ch-|one) now', 'See [it](#ch-two) now'],
    ['by the heading’s words', 'See [it](#second|', 'See [it](#ch-two'],
    ['a picture', '![](|', '![](08/plan.png'],
    ['a picture in a folder', '![](08/|', '![](08/plan.png'],
    ['a picture by letters', '![](siteplan|', '![](08/site plan.svg'],
    ['a footnote', 'Why[^|', 'Why[^why'],
    ['a link label', '[the site][|', '[the site][site'],
    ['an id from the title', '{id: |\n# My First Title\n', '{id: ch-my-first-title\n# My First Title\n'],
    ['an attribute', '{sam|\n# T\n', '{sample: \n# T\n'],
    ['a second attribute', '{id: x, ful|}\n# T\n', '{id: x, full: }\n# T\n'],
    ['a value', '{sample: |}\n# T\n', '{sample: true}\n# T\n'],
    ['a directive', '{mainm|', '{mainmatter'],
  ])('completes %s', async (_, text, expected) => {
    expect((await completed(text)).taken).toBe(expected);
  });

  it('completes in a table cell', async () => {
    const { book, uri } = await marked({
      ...BOOK,
      'one.md': '|# T\n\n\\| a \\| b \\|\n\\|---\\|---\\|\n\\| [x](#pl \\| c \\|\n',
    });
    const offset = book.document(uri)!.text.indexOf('#pl') + 3;
    expect(complete(book, uri, offset)?.items.map(({ label }) => label)).toEqual(['fig-plan']);
  });

  it('offers unlisted chapters in Book.txt', async () => {
    const { labels } = await completed('', { 'one.md': '', 'Book.txt': 'one.md\n|\n', 'three.md': '' });
    expect(labels).toEqual(['three.md', 'two.md']);
  });

  it('says what an id is the name of, the own chapter first', async () => {
    const { labels } = await completed('{id: here}\n# Here\n\n[x](#|)\n');
    expect(labels).toEqual(['here (Here)', 'ch-two (Second Things)', 'fig-plan (The plan)']);
  });

  it('offers slugs in plain Markdown', async () => {
    const { labels } = await completed('# Set up\n\n## Set up\n\n[x](#|)\n', {}, 'markdown');
    expect(labels).toEqual(['set-up (Set up)', 'set-up-1 (Set up)']);
  });

  it.each([
    ['code', '```\n[x](#|\n```\n'],
    ['a code span', 'Write `[x](#|` so'],
    ['a comment', '<!-- [x](#| -->\n'],
    ['prose', 'Just | words'],
    ['a web address', '[x](https://exa|'],
  ])('keeps silent in %s', async (_, text) => {
    expect((await completed(text)).labels).toEqual([]);
  });

  it('stays short in a big book, and says there is more', async () => {
    const many = Array.from({ length: 500 }, (_, i) => `{id: x-${i}}\n## T ${i}\n`).join('\n');
    const { book, uri, offset } = await marked({ 'Book.txt': 'one.md\ntwo.md\n', 'two.md': many, 'one.md': '[a](#x|' });
    const found = complete(book, uri, offset)!;
    expect(found.items.length).toBeLessThanOrEqual(60);
    expect(found.isIncomplete).toBe(true);
  });
});

describe('hover', () => {
  async function shown(text: string, files: Record<string, string> = {}): Promise<string> {
    const { book, uri, offset } = await marked({ ...BOOK, 'one.md': text, ...files });
    return hover(book, uri, offset, (rule) => (rule === 'lorem-ipsum' ? 'Filler text' : undefined))?.markdown ?? '';
  }

  it('shows where a crosslink leads', async () => {
    const text = await shown('See [it](#ch-t|wo).');
    expect(text).toContain('Second Things');
    expect(text).toContain('`two.md`, file 2 of 2');
    expect(text).toContain('A first line.');
  });

  it('shows how a smart crosslink will read', async () => {
    expect(await shown('{id: a}\n# One\n\nSee [#s, “#t”](#ch-t|wo).')).toContain(
      'Reads: **Chapter 2, “Second Things”**',
    );
  });

  it('shows where an id is used', async () => {
    expect(await shown('{id: ch-|one}\n# One\n\n[x](#ch-one) [y](#ch-one)\n')).toBe(
      'Used 2 times:\n\n- `one.md:4`\n- `one.md:4`',
    );
    expect(await shown('{id: ch-|one}\n# One\n')).toBe('No crosslink leads here yet.');
  });

  it('shows a note, a definition, an attribute, a directive, a rule', async () => {
    expect(await shown('Why[^wh|y]?')).toContain('[^why]: Because.');
    expect(await shown('The [home][si|te]')).toContain('[site]: https://example.org');
    expect(await shown('{sam|ple: true}\n# T\n')).toContain('free sample');
    expect(await shown('{main|matter}\n\n# T\n')).toContain('numbered from here');
    expect(await shown('<!-- handbook-disable-next-line lorem-|ipsum -->\nx\n')).toContain('Filler text.');
  });

  it('never lets the book’s text become mark-up', async () => {
    const text = await shown('[x](#b|ad)\n', {
      'two.md': '{id: bad}\n# [click](command:rm) <img src=x> `a`\n\n```\n````\n[y](command:z)\n',
    });
    expect(text.split('\n')[0]).not.toMatch(/(?<!\\)[[<]/);
    expect(text).toContain('`````markdown');
  });

  it('shows nothing where there is nothing to say', async () => {
    expect(await shown('Just wo|rds.')).toBe('');
    expect(await shown('[x](#no|where)')).toBe('');
  });
});
