import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../server/src/base/dialect.ts';
import { definition, highlights, references } from '../../server/src/features/navigation.ts';
import { marked, show } from '../support/marked.ts';

const BOOK = { 'Book.txt': 'one.md\ntwo.md\n' };
const ONE = '{id: ch-one}\n# One\n\nSee [two](#ch-two)[^n] and ![](a.png).\n\n[^n]: A note.\n';
const TWO = '{id: ch-two}\n# Two\n\nBack to [one](#ch-one), [[again][1].\n\n## More\n\n[1]: #ch-one\n';

async function definitionOf(files: Record<string, string>, dialect?: Dialect): Promise<string[]> {
  const { book, uri, offset } = await marked({ ...BOOK, ...files }, dialect);
  return definition(book, uri, offset).map(
    (target) => `${show(book, target.uri, target.selection)} in ${show(book, target.uri, target.span)}`,
  );
}

async function referencesOf(files: Record<string, string>, dialect?: Dialect): Promise<string[]> {
  const { book, uri, offset } = await marked({ ...BOOK, ...files }, dialect);
  return references(book, uri, offset, true).map((place) => `${place.role} ${show(book, place.uri, place.span)}`);
}

describe('definition', () => {
  it('of a crosslink is the section of its id', async () => {
    expect(
      await definitionOf({ 'one.md': ONE.replace('ch-two', 'ch|-two'), 'two.md': '{id: ch-two}\n# Two\n\nText.\n' }),
    ).toEqual(['two.md:1 «ch-two» in two.md:1 «{id: ch-two}⏎# Two⏎⏎Text.⏎»']);
  });

  it('is found from the link’s text too', async () => {
    expect(await definitionOf({ 'one.md': ONE.replace('[two]', '[t|wo]'), 'two.md': TWO })).toHaveLength(1);
  });

  it('of a footnote is its note', async () => {
    expect(await definitionOf({ 'one.md': ONE.replace('[^n] and', '[^n|] and'), 'two.md': TWO })).toEqual([
      'one.md:6 «n» in one.md:6 «[^n]: A note.»',
    ]);
  });

  it('of a reference link is in whichever file defines it', async () => {
    expect(await definitionOf({ 'one.md': 'See [it][re|f].\n', 'two.md': '[ref]: https://example.org\n' })).toEqual([
      'two.md:1 «ref» in two.md:1 «[ref]: https://example.org»',
    ]);
  });

  it('of a picture is its file, of a line of Book.txt its chapter', async () => {
    const files = { 'one.md': '![](a|.png)\n', 'two.md': '', 'resources/a.png': 'x' };
    expect(await definitionOf(files)).toEqual(['resources/a.png in resources/a.png']);
    expect(await definitionOf({ 'Book.txt': 'one.md\ntw|o.md\n', 'one.md': '', 'two.md': '' })).toEqual([
      'two.md:1 «» in two.md:1 «»',
    ]);
  });

  it('of a link in plain Markdown is the heading with the slug, numbered as sites do', async () => {
    const files = { 'Book.txt': 'a.md\nb.md\n', 'a.md': '[x](b.md#setup|-1)\n', 'b.md': '# Setup\n\n## Setup\n' };
    expect(await definitionOf(files, 'markdown')).toEqual(['b.md:3 «Setup» in b.md:3 «Setup»']);
  });

  it('of a crosslink to a lost id is where it is written, unless another counts', async () => {
    const lost = '{id: ch-lost}\n\n# One\n';
    expect(await definitionOf({ 'one.md': `${lost}\n[x](#ch-l|ost)\n`, 'two.md': '' })).toHaveLength(1);
    expect(await definitionOf({ 'one.md': `${lost}\n[x](#ch-l|ost)\n`, 'two.md': '{id: ch-lost}\n# Two\n' })).toEqual([
      'two.md:1 «ch-lost» in two.md:1 «{id: ch-lost}⏎# Two⏎»',
    ]);
  });

  it('of nothing is nothing', async () => {
    expect(await definitionOf({ 'one.md': '# On|e\n\n`[x](#y)`\n', 'two.md': TWO })).toEqual([]);
  });
});

describe('references', () => {
  const two = TWO.replace('[[again]', '[again]');
  const all = ['definition one.md:1 «ch-one»', 'use two.md:4 «ch-one»', 'use two.md:8 «ch-one»'];

  it.each([
    ['the id', { 'one.md': ONE.replace('ch-one', 'ch-o|ne'), 'two.md': two }],
    ['a crosslink', { 'one.md': ONE, 'two.md': two.replace('(#ch-one', '(#c|h-one') }],
    ['a link definition', { 'one.md': ONE, 'two.md': two.replace(': #ch-one', ': #ch-|one') }],
    ['the heading', { 'one.md': ONE.replace('# One', '# O|ne'), 'two.md': two }],
  ])('are the same from %s', async (_, files) => {
    expect(await referencesOf(files)).toEqual(all);
  });

  it('leave out nothing that bears the name: sections left out, files no list names', async () => {
    const files = {
      'one.md': '{id: ch-|one}\n# One\n\n{full: false}\n## Out\n\n[x](#ch-one)\n',
      'two.md': '',
      'draft.md': '[y](#ch-one)\n',
    };
    expect(await referencesOf(files)).toEqual([
      'definition one.md:1 «ch-one»',
      'use one.md:7 «ch-one»',
      'use draft.md:1 «ch-one»',
    ]);
  });

  it('of an id in plain Markdown stay with its file', async () => {
    const files = {
      'Book.txt': 'a.md\nb.md\n',
      'a.md': '<a id="x|"></a>\n\n[here](#x)\n',
      'b.md': '<a id="x"></a>\n\n[own](#x) [other](a.md#x)\n',
    };
    expect(await referencesOf(files, 'markdown')).toEqual([
      'definition a.md:1 «x»',
      'use a.md:3 «x»',
      'use b.md:3 «x»',
    ]);
  });

  it('are highlighted in their own file only', async () => {
    const { book, uri, offset } = await marked({
      ...BOOK,
      'one.md': ONE,
      'two.md': two.replace('(#ch-one', '(#c|h-one'),
    });
    expect(highlights(book, uri, offset).map((place) => show(book, place.uri, place.span))).toEqual([
      'two.md:4 «ch-one»',
      'two.md:8 «ch-one»',
    ]);
  });
});
