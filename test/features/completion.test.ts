import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../server/src/base/dialect.ts';
import { handbookSchema } from '../../server/src/config/schema.ts';
import { complete } from '../../server/src/features/completion.ts';
import { hover } from '../../server/src/features/hover.ts';
import { definition } from '../../server/src/features/navigation.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { at as fileAt } from '../support/book.ts';
import { marked } from '../support/marked.ts';

const HELP = {
  rules: [{ name: 'lorem-ipsum', summary: 'Filler text' }],
  ruleSummary: (rule: string) => (rule === 'lorem-ipsum' ? 'Filler text' : undefined),
  schema: handbookSchema(allRules.map(({ meta }) => meta)),
};

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

describe('completion in handbook.json', () => {
  async function labels(text: string, schema: typeof HELP.schema | undefined = HELP.schema): Promise<string[]> {
    const { book, uri, offset } = await marked({
      ...BOOK,
      'Book.txt': 'one.md\ntwo.md\npart/x.md\n',
      'one.md': '',
      'part/x.md': '',
      'handbook.json': text,
    });
    return complete(book, uri, offset, { ...HELP, schema })?.items.map(({ label }) => label) ?? [];
  }

  it.each<[what: string, text: string, some: string[]]>([
    ['settings', '{ "di|" }', ['dialect']],
    ['settings before anything is written', '{|}', ['extends', 'rules']],
    ['rules', '{ "rules": { "missing-i|": "off" } }', ['missing-id', 'missing-image']],
    ['severities', '{ "rules": { "missing-id": | } }', ['off', 'hint', 'info', 'warning', 'error']],
    ['severities with options', '{ "rules": { "missing-id": ["|"] } }', ['off', 'warning']],
    ['options', '{ "rules": { "missing-id": ["error", { | }] } }', ['levels', 'prefix', 'syntax']],
    ['values of options', '{ "rules": { "missing-id": ["error", { "syntax": | }] } }', ['auto', '{#x}']],
    ['rules of an override', '{ "overrides": [{ "files": ["x"], "rules": { "lorem|" } }] }', ['lorem-ipsum']],
    ['dialects, the quote still open', '{ "dialect": "|', ['markua', 'lfm', 'markdown']],
    ['presets', '{ "extends": "|" }', ['recommended', 'strict']],
    ['folders and files to ignore', '{ "ignore": ["|"] }', ['part/**', 'one.md', 'two.md']],
    ['files of an override', '{ "overrides": [{ "files": ["tw|', ['two.md']],
    ['Book.txt', '{ "book": | }', ['Book.txt']],
    ['folders of resources', '{ "resources": ["./", "|"] }', ['resources/', 'resources/08/']],
  ])('offers %s', async (_, text, some) => {
    expect(await labels(text)).toEqual(expect.arrayContaining(some));
  });

  it('leaves settings to a client that reads the schema, and paths to us', async () => {
    const { book, uri, offset } = await marked({ ...BOOK, 'one.md': '', 'handbook.json': '{ "ignore": ["|"] }' });
    const told = { ...HELP, schema: undefined };
    expect(complete(book, uri, offset, told)?.items.map(({ label }) => label)).toContain('two.md');
    expect(complete(book, uri, 2, told)?.items).toEqual([]);
  });

  it('keeps silent in comments, and does not offer what does not fit', async () => {
    expect(await labels('{\n  // rules |\n}')).toEqual([]);
    expect(await labels('{ "dialect": "zz|" }')).toEqual([]);
  });

  it('explains settings, rules and options, and leads to what they name', async () => {
    const at = async (text: string) => {
      const place = await marked({ ...BOOK, 'one.md': '', 'handbook.json': text });
      return {
        shown: hover(place.book, place.uri, place.offset, HELP)?.markdown ?? '',
        leads: definition(place.book, place.uri, place.offset, (rule) => `rule:${rule}`).map(({ uri }) => uri),
      };
    };
    expect((await at('{ "dia|lect": "lfm" }')).shown).toContain('How the chapters are written');
    const rule = await at('{ "rules": { "missing|-id": "off" } }');
    expect(rule.shown).toContain('no id of its own');
    expect(rule.leads).toEqual(['rule:missing-id']);
    expect((await at('{ "rules": { "missing-id": ["off", { "lev|els": [1] }] } }')).shown).toContain(
      'levels of heading',
    );
    expect((await at('{ "overrides": [{ "files": ["tw|o.md"], "rules": {} }] }')).leads).toEqual([fileAt('two.md')]);
    expect((await at('{ "book": "Bo|ok.txt" }')).leads).toEqual([fileAt('Book.txt')]);
    expect((await at('{ "ignore": ["gone|.md"] }')).leads).toEqual([]);
  });
});

describe('hover', () => {
  async function shown(text: string, files: Record<string, string> = {}): Promise<string> {
    const { book, uri, offset } = await marked({ ...BOOK, 'one.md': text, ...files });
    return hover(book, uri, offset, HELP)?.markdown ?? '';
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
