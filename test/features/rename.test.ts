import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../server/src/base/dialect.ts';
import { relativePath } from '../../server/src/base/uri.ts';
import { references } from '../../server/src/features/navigation.ts';
import { prepareRename, rename } from '../../server/src/features/rename.ts';
import { RenameRefused } from '../../server/src/features/renameRefused.ts';
import { ROOT } from '../support/book.ts';
import { edited, marked, show } from '../support/marked.ts';

const BOOK = { 'Book.txt': 'one.md\ntwo.md\n' };
const ABLE = { movesFiles: true };

async function renaming(files: Record<string, string>, name: string, dialect?: Dialect) {
  const { book, uri, offset } = await marked({ ...BOOK, ...files }, dialect);
  const { text } = prepareRename(book, uri, offset, ABLE);
  const { edits, moves } = rename(book, uri, offset, name, ABLE);
  return {
    text,
    files: edited(book, edits),
    doubts: edits.flatMap(({ doubt, uri: file, span }) => (doubt ? [`${doubt} ${show(book, file, span)}`] : [])),
    moves: moves.map(({ from, to }) => `${relativePath(ROOT, from)} → ${relativePath(ROOT, to)}`),
  };
}

describe('rename', () => {
  async function renamed(files: Record<string, string>, name: string, dialect?: Dialect) {
    return (await renaming(files, name, dialect)).files;
  }

  it('carries an id through all chapters, percent-encoded links included', async () => {
    expect(
      await renamed(
        { 'one.md': '{id: ch-one}\n# One\n\n[x](#ch-|one)\n', 'two.md': '[y](#ch%2Done) and [z][1]\n\n[1]: #ch-one\n' },
        '#ch-first',
      ),
    ).toEqual({
      'one.md': '{id: ch-first}\n# One\n\n[x](#ch-first)\n',
      'two.md': '[y](#ch-first) and [z][1]\n\n[1]: #ch-first\n',
    });
  });

  it('renames footnotes and link labels, leaving the text that is read', async () => {
    expect(await renamed({ 'one.md': 'A[^n|].\n\n[^n]: Note.\n', 'two.md': 'B[^^n].\n' }, 'm')).toEqual({
      'one.md': 'A[^m].\n\n[^m]: Note.\n',
    });
    expect(
      await renamed(
        { 'one.md': '[a][lab|el], [label][], [label].\n\n[label]: https://example.org\n', 'two.md': '' },
        'site',
      ),
    ).toEqual({
      'one.md': '[a][site], [label][site], [label][site].\n\n[site]: https://example.org\n',
    });
  });

  it.each([
    ['an id that is no id', '2nd'],
    ['an id that is taken', 'ch-two'],
    ['nothing', ' '],
  ])('refuses %s with a reason', async (_, name) => {
    const files = { 'one.md': '{id: ch-|one}\n# One\n', 'two.md': '{id: ch-two}\n# Two\n' };
    await expect(renamed(files, name)).rejects.toThrow(RenameRefused);
  });

  it.each([
    ['plain words', { 'one.md': 'wor|ds\n', 'two.md': '' }],
    ['a link’s text', { 'one.md': '{id: a}\n# A\n\n[te|xt](#a)\n', 'two.md': '' }],
    ['a picture', { 'one.md': '![](a.p|ng)\n', 'two.md': '', 'resources/a.png': 'x' }],
  ])('is refused on %s', async (_, files) => {
    const { book, uri, offset } = await marked({ ...BOOK, ...files });
    expect(() => prepareRename(book, uri, offset, { movesFiles: false })).toThrow(RenameRefused);
  });

  it('takes no other id that only begins the same', async () => {
    const text = '{id: ch}\n# A\n\n{id: ch-two}\n## B\n\n[a](#c|h) [b](#ch-two)\n';
    expect(await renamed({ 'one.md': text, 'two.md': '[c](#ch) [d](#ch-two)\n' }, 'top')).toEqual({
      'one.md': '{id: top}\n# A\n\n{id: ch-two}\n## B\n\n[a](#top) [b](#ch-two)\n',
      'two.md': '[c](#top) [d](#ch-two)\n',
    });
  });

  it('reaches links in titles, tables, asides, notes, captions, and around pictures', async () => {
    const one = '{id: x|}\n# A\n\n## See [t](#x)\n\nA> [a](#x)\n\nN[^n] [![p](a.png)](#x)\n\n[^n]: [n](#x)\n';
    expect(
      await renamed(
        { 'one.md': one, 'two.md': '\\| [c](#x) \\| b \\|\n\\|---\\|---\\|\n\\| a \\| [d](#x) \\|\n' },
        'y',
      ),
    ).toEqual({
      'one.md': one.replace('|', '').replaceAll('#x', '#y').replace('id: x', 'id: y'),
      'two.md': '| [c](#y) | b |\n|---|---|\n| a | [d](#y) |\n',
    });
  });

  it('leaves a second definition, which no link reaches, to itself', async () => {
    const first = { 'one.md': '{id: x}\n# One\n\n[a](#|x)\n', 'two.md': '{id: x}\n# Two\n' };
    expect(await renamed(first, 'y')).toEqual({ 'one.md': '{id: y}\n# One\n\n[a](#y)\n' });
    const second = { 'one.md': '{id: x}\n# One\n\n[a](#x)\n', 'two.md': '{id: |x}\n# Two\n' };
    expect(await renamed(second, 'y')).toEqual({ 'two.md': '{id: y}\n# Two\n' });
  });

  it('marks what may mean another thing, and only that', async () => {
    const { files, doubts } = await renaming(
      {
        'one.md': '{id: x|}\n# One\n\n{full: false}\n## Out\n\n[in](#x)\n\n{id: x}\n### Out too\n',
        'two.md': '# Two\n\n{id: x}\n\nText.\n',
        'draft.md': '[y](#x)\n',
      },
      'z',
    );
    expect(Object.keys(files)).toEqual(['one.md', 'two.md', 'draft.md']);
    expect(doubts).toEqual(['excluded one.md:9 «x»', 'lost two.md:3 «x»', 'unlisted draft.md:1 «x»']);
  });

  it('keeps to the file in plain Markdown, links from others included', async () => {
    const files = {
      'Book.txt': 'a.md\nb.md\n',
      'a.md': '<a id="x|"></a>\n\n[here](#x)\n\n[l]: https://example.org\n',
      'b.md': '<a id="x"></a>\n\n[own](#x) [other](a.md#x)\n\n[l]: https://example.com\n',
    };
    expect(await renamed(files, 'y', 'markdown')).toEqual({
      'a.md': '<a id="y"></a>\n\n[here](#y)\n\n[l]: https://example.org\n',
      'b.md': '<a id="x"></a>\n\n[own](#x) [other](a.md#y)\n\n[l]: https://example.com\n',
    });
    const label = { ...files, 'a.md': '[t][l|]\n\n[l]: https://example.org\n' };
    expect(await renamed(label, 'm', 'markdown')).toEqual({ 'a.md': '[t][m]\n\n[m]: https://example.org\n' });
  });

  it('refuses an id that only a section left out or an unlisted file has', async () => {
    const one = '{id: x|}\n# One\n\n{full: false, id: out}\n## Out\n';
    const files = { 'one.md': one, 'two.md': '', 'draft.md': '{id: draft}\n# D\n' };
    await expect(renaming(files, 'out')).rejects.toThrow('taken already');
    await expect(renaming(files, 'draft')).rejects.toThrow('taken already');
  });
});

describe('rename of files', () => {
  const files = {
    'Sample.txt': 'part/two.md\n',
    'one.md': '[two](part/two.md)\n',
    'part/two.md': '# Two\n',
  };

  it('carries a line of Book.txt to the file, the other lists, the links', async () => {
    expect(await renaming({ ...files, 'Book.txt': 'one.md\npart/|two.md\n' }, 'part/second.md')).toEqual({
      text: 'part/two.md',
      files: {
        'Book.txt': 'one.md\npart/second.md\n',
        'Sample.txt': 'part/second.md\n',
        'one.md': '[two](part/second.md)\n',
      },
      doubts: [],
      moves: ['part/two.md → part/second.md'],
    });
  });

  it('corrects the line of a file that is not there, and moves nothing', async () => {
    const { files: changed, moves } = await renaming({ 'one.md': '', 'Book.txt': 'one.md\ntw|oo.md\n' }, 'two.md');
    expect(changed).toEqual({ 'Book.txt': 'one.md\ntwo.md\n' });
    expect(moves).toEqual([]);
  });

  it('carries a picture’s destination to the file and every other use', async () => {
    const pictures = {
      'one.md': '![](08/pl|an.png)\n',
      'two.md': '![](resources/08/plan.png)\n',
      'resources/08/plan.png': 'x',
    };
    expect(await renaming(pictures, '09/site.png')).toMatchObject({
      text: '08/plan.png',
      files: { 'one.md': '![](09/site.png)\n', 'two.md': '![](resources/09/site.png)\n' },
      moves: ['resources/08/plan.png → resources/09/site.png'],
    });
  });

  it.each([
    ['a name that is taken', 'one.md'],
    ['a way out of the book', '../two.md'],
    ['nothing', ' '],
    ['an address', 'https://example.org/a.md'],
    ['a folder', 'part/'],
  ])('refuses %s with a reason', async (_, name) => {
    await expect(renaming({ ...files, 'Book.txt': 'one.md\npart/|two.md\n' }, name)).rejects.toThrow(RenameRefused);
  });
});

describe('rename in handbook.json', () => {
  const files = {
    'one.md': '![](08/plan.png)\n\n[two](part/two.md)\n',
    'two.md': '',
    'part/two.md': '',
    'Book.txt': 'one.md\ntwo.md\npart/two.md\n',
    'pictures/08/plan.png': 'x',
  };
  const inSettings = (text: string, name: string) => renaming({ ...files, 'handbook.json': text }, name);

  it('carries a folder of pictures to its new name', async () => {
    expect(await inSettings('{ "resources": ["pic|tures/"] }', 'images')).toEqual({
      text: 'pictures/',
      files: { 'handbook.json': '{ "resources": ["images/"] }' },
      doubts: [],
      moves: ['pictures → images'],
    });
  });

  it('carries a chapter with its line in Book.txt and the links to it', async () => {
    const settings = '{ "overrides": [{ "files": ["/x", "part/t|wo.md"], "rules": {} }], "ignore": ["part/two.md"] }';
    expect(await inSettings(settings, 'part/second.md')).toEqual({
      text: 'part/two.md',
      files: {
        'Book.txt': 'one.md\ntwo.md\npart/second.md\n',
        'handbook.json': settings.replace('|', '').replaceAll('part/two.md', 'part/second.md'),
        'one.md': '![](08/plan.png)\n\n[two](part/second.md)\n',
      },
      doubts: [],
      moves: ['part/two.md → part/second.md'],
    });
  });

  it('carries Book.txt to another name', async () => {
    expect(await inSettings('{ "book": "./Bo|ok.txt" }', './Chapters.txt')).toMatchObject({
      files: { 'handbook.json': '{ "book": "./Chapters.txt" }' },
      moves: ['Book.txt → Chapters.txt'],
    });
  });

  it('follows from the other side: a chapter renamed in Book.txt', async () => {
    const settings = { 'handbook.json': '{ "ignore": ["part/two.md"] }' };
    const book = { ...files, ...settings, 'Book.txt': 'one.md\ntwo.md\npart/tw|o.md\n' };
    expect((await renaming(book, 'part/2.md')).files).toMatchObject({
      'handbook.json': '{ "ignore": ["part/2.md"] }',
    });
  });

  it('finds a file’s mentions in handbook.json among its references', async () => {
    const settings = { 'handbook.json': '{ "ignore": ["part/two.md", "part/*"] }' };
    const { book, uri, offset } = await marked({ ...files, ...settings, 'Book.txt': 'one.md\npart/t|wo.md\n' });
    expect(references(book, uri, offset, true).map((place) => show(book, place.uri, place.span))).toEqual([
      'Book.txt:2 «part/two.md»',
      'handbook.json:1 «part/two.md»',
      'one.md:3 «part/two.md»',
    ]);
  });

  it.each([
    ['a key', '{ "ig|nore": [] }', 'x', 'Only the files and folders'],
    ['a preset', '{ "extends": "str|ict" }', 'x', 'Only the files and folders'],
    ['a pattern', '{ "ignore": ["part/|**"] }', 'x', 'is a pattern'],
    ['the folder that paths count from', '{ "resources": [".|/"] }', 'x', 'the folder itself'],
    ['what is not there', '{ "ignore": ["go|ne.md"] }', 'x', 'There is no “gone.md”'],
    ['a name that is taken', '{ "ignore": ["part/t|wo.md"] }', 'one.md', 'There is a file'],
    ['a way out of the book', '{ "ignore": ["part/t|wo.md"] }', '../two.md', 'out of the book’s folder'],
    ['another folder for Book.txt', '{ "book": "Bo|ok.txt" }', 'part/Book.txt', 'stays in its folder'],
    ['a place for what is ignored anywhere', '{ "ignore": ["pic|tures/"] }', 'a/b', 'not another place'],
    ['wildcards', '{ "ignore": ["part/t|wo.md"] }', 'part/*.md', 'cannot be the name of a file'],
  ])('refuses %s with a reason', async (_, settings, name, reason) => {
    await expect(inSettings(settings, name)).rejects.toThrow(reason);
    await expect(inSettings(settings, name)).rejects.toThrow(RenameRefused);
  });
});
