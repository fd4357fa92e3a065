import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../server/src/base/dialect.ts';
import { complete } from '../../server/src/features/completion.ts';
import { BOOK, HELP } from '../support/featureBook.ts';
import { marked } from '../support/marked.ts';

/** The suggestions at the cursor, as `label` or `label (detail)`, and the text with the first of them taken. */
async function completed(
  text: string,
  files: Record<string, string> = {},
  dialect?: Dialect,
): Promise<{ labels: string[]; taken: string }> {
  const { book, uri, offset } = await marked({ ...BOOK, 'one.md': text, ...files }, dialect);
  const found = complete(book, uri, offset, HELP);
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
    ['an id in its short form', '{#|}\n# My Title\n', '{#ch-my-title}\n# My Title\n'],
    ['an id from a caption', '{id: |}\n![Site plan](x.png)\n', '{id: fig-site-plan}\n![Site plan](x.png)\n'],
    ['a picture over what is there', '![](08/|pl.png)', '![](08/plan.png)'],
    ['the whole id', 'See [it](#|ch-old "t")', 'See [it](#ch-two "t")'],
    ['a comment that silences', '<!-- hand|', '<!-- handbook-disable-next-line '],
    ['a rule it silences', '<!-- handbook-disable lor|', '<!-- handbook-disable lorem-ipsum'],
    ['a rule after another', '<!-- handbook-disable x, lor|', '<!-- handbook-disable x, lorem-ipsum'],
  ])('completes %s', async (_, text, expected) => {
    expect((await completed(text)).taken).toBe(expected);
  });

  const places: readonly [where: string, before: string, after: string][] = [
    ['a paragraph', 'Text ', ''],
    ['a list', '- one\n  - ', '\n'],
    ['a numbered list', '1. ', ''],
    ['a quote', '> ', '\n> more\n'],
    ['an aside', 'A> ', '\nA> more\n'],
    ['an aside in braces', '{aside}\n', '\n{/aside}\n'],
    ['a table', '\\| a \\| b \\|\n\\|---\\|---\\|\n\\| x \\| ', ' \\|\n'],
    ['a heading', '## ', ''],
    ['a footnote', '[^n]: ', ''],
    ['the end of a code span', '`x` ', ''],
  ];
  it.each(places)('with nothing after it, in %s', async (_, before, after) => {
    const crosslinks = await completed(`${before}[text](#|${after}`);
    expect(crosslinks.labels).toEqual(['ch-two (Second Things)', 'fig-plan (The plan)']);
    const pictures = await completed(`${before}![](08/|${after}`);
    expect(pictures.labels).toEqual(['08/plan.png', '08/site plan.svg']);
  });

  it.each(['', '> ', 'A> ', '- '])('writes an id above a heading behind “%s”', async (prefix) => {
    const rest = prefix === '- ' ? '  ' : prefix;
    const { labels } = await completed(`${prefix}{id: |\n${rest}# My Title\n`);
    expect(labels).toEqual(['ch-my-title']);
  });

  it('offers sections at the start of a line, as the book writes its ids', async () => {
    const offered = await completed('# One\n\nsec|\n');
    expect(offered.labels).toEqual(['section as in this book ({id: …})', 'subsection as in this book ({id: …})']);
    expect((await completed('# One\n\nchap|')).taken).toBe(`# One\n\n{id: ch-\${1:name}\\}\n# \${2:Title}\n\n$0`);
    expect((await completed('fig|')).taken).toContain(`](\${3|08/site plan.svg|})`);
    expect((await completed('Text\nsec|')).labels).toEqual([]);
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
    const found = complete(book, uri, offset, HELP)!;
    expect(found.items.length).toBeLessThanOrEqual(60);
    expect(found.isIncomplete).toBe(true);
  });
});
