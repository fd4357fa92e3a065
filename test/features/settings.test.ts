import { describe, expect, it } from 'vitest';
import { complete } from '../../server/src/features/completion.ts';
import { hover } from '../../server/src/features/hover.ts';
import { definition } from '../../server/src/features/navigation.ts';
import { at as fileAt } from '../support/book.ts';
import { BOOK, HELP } from '../support/featureBook.ts';
import { marked } from '../support/marked.ts';

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
