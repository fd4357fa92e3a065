import { expect, it } from 'vitest';
import { chapterSigns, dialectSigns } from '../../server/src/handbook/dialect.ts';
import { parseEdited } from '../../server/src/markdown/chapter.ts';
import { openBook } from '../support/book.ts';

const page = (text: string) => `---\ntitle: A page\n---\n\n${text}`;

it.each([
  ['a lone chapter with an attribute list', { 'one.md': '{id: x}\n# One\n' }, 'markua'],
  ['a lone chapter with front matter and an attribute list', { 'one.md': page('{id: x}\n# One\n') }, 'markua'],
  ['a folder with an attribute list', { 'one.md': '{id: x}\n# One\n', 'two.md': '# Two\n' }, 'markua'],
  ['ids at the end of headings', { 'one.md': '# One {#x}\n', 'two.md': '# Two {#y}\n' }, 'lfm'],
  [
    'pages about Markua, which show it as code',
    { 'one.md': '# Lists\n\n```\n{id: x}\n# One\n```\n\n~~~ markua\nA> Mind.\n~~~\n' },
    'markdown',
  ],
  ['a sign behind code', { 'one.md': '```\ncode\n```\n\n{id: x}\n# One\n\n```\ncode\n```\n' }, 'markua'],
  ['no sign at all', { 'one.md': '# One\n', 'two.md': '# Two\n' }, 'markdown'],
  [
    'pages of a site generator, by their front matter',
    { 'one.md': page('## One {#x}\n\n{: .note}\nMind.\n'), 'two.md': page('Two.\n'), 'README.md': '# Read me\n' },
    'markdown',
  ],
  ['a site, by its settings', { 'mkdocs.yml': 'site_name: x\n', 'docs/one.md': '# One {#x}\n' }, 'markdown'],
  ['a book for Pandoc', { 'one.md': '# One {#sec:x}\n\n![A map](map.png){#fig:map}\n' }, 'markdown'],
  ['a Quarto book', { '_quarto.yml': 'project:\n  type: book\n', 'one.md': '# One {#sec-x}\n' }, 'markdown'],
  [
    'a book that a list makes one, whatever stands beside it',
    {
      'Book.txt': 'one.md\ntwo.md\n',
      '_config.yml': 'x: y\n',
      'one.md': page('# One {#x}\n'),
      'two.md': page('Two.\n'),
    },
    'lfm',
  ],
])('%s', async (_, files, dialect) => {
  const { workspace } = await openBook(files);
  expect((await workspace.snapshot()).book.dialect).toBe(dialect);
});

it('is found anew when the settings of a site come', async () => {
  const { host, workspace } = await openBook({ 'one.md': '# One {#x}\n', 'two.md': '# Two\n' });
  expect((await workspace.snapshot()).book.dialect).toBe('lfm');
  const settings = 'file:///book/mkdocs.yml';
  host.write(settings, 'site_name: x\n');
  workspace.filesChanged([settings]);
  expect((await workspace.snapshot()).book.dialect).toBe('markdown');
});

it.each([
  '<!--\n```\n-->\n\n{id: x}\n# A\n\n<!--\n```\n-->\n',
  '# One\n\n```\n{id: y}\n```\n\nTwo.\n\n{id: x}\n# A\n\nThree.\n\n# Four\n',
])('its signs are the same whether a chapter is kept in parts or not: %j', (text) => {
  const chapter = parseEdited('file:///book/one.md', text, 'markua', undefined);
  expect(chapter.parts!.list.length).toBeGreaterThan(1);
  expect(chapterSigns(chapter)).toEqual(dialectSigns(text));
});
