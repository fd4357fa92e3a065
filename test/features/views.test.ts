import { describe, expect, it } from 'vitest';
import { relativePath } from '../../server/src/base/uri.ts';
import { codeLenses } from '../../server/src/features/codeLens.ts';
import { documentLinks } from '../../server/src/features/documentLinks.ts';
import { folds } from '../../server/src/features/folding.ts';
import { formatChapter } from '../../server/src/features/formatting.ts';
import { inlayHints } from '../../server/src/features/inlayHints.ts';
import { refactorings } from '../../server/src/features/refactorings.ts';
import { selectionSteps } from '../../server/src/features/selection.ts';
import { semanticTokens } from '../../server/src/features/semanticTokens.ts';
import { applyEdits } from '../../server/src/rules/applyFixes.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { lintBook } from '../../server/src/rules/run.ts';
import { ROOT } from '../support/book.ts';
import { edited, marked } from '../support/marked.ts';

const BOOK = {
  'Book.txt': 'one.md\ntwo.md\n',
  'two.md': '{id: ch-two}\n# Second Things\n\nText.\n',
  'resources/a.png': 'x',
};

/** A book whose first chapter is `text`; the cursor at its start unless it has one. */
async function chapterOf(text: string, files: Record<string, string> = {}) {
  const at = await marked({ ...BOOK, 'one.md': /(?<!\\)\|/.test(text) ? text : `|${text}`, ...files });
  const chapter = at.book.chapter(at.uri)!;
  return { ...at, chapter, all: { start: 0, end: chapter.text.length } };
}

it('folds sections, boxes, fences, lists and comments', async () => {
  const { chapter } = await chapterOf(
    '# A\n\nText.\n\n## B\n\n```js\ncode\n```\n\n- one\n- two\n\n{aside}\nin\n{/aside}\n\n<!-- a\ncomment -->\n\n## C\n',
  );
  expect(folds(chapter).map(({ start, end, kind }) => `${start + 1}-${end + 1}${kind ? ` ${kind}` : ''}`)).toEqual([
    '1-21',
    '5-19',
    '7-9',
    '11-12',
    '14-16',
    '18-19 comment',
  ]);
});

it('widens a selection from the word to the file', async () => {
  const { chapter, offset } = await chapterOf('# A\n\nSee [the second](#ch-t|wo) one.\nAnd more.\n\n# B\n');
  expect(selectionSteps(chapter, offset).map(({ start, end }) => chapter.text.slice(start, end))).toEqual([
    'two',
    '#ch-two',
    '[the second](#ch-two)',
    'See [the second](#ch-two) one.',
    'See [the second](#ch-two) one.\nAnd more.',
    '# A\n\nSee [the second](#ch-two) one.\nAnd more.\n\n',
    '# A\n\nSee [the second](#ch-two) one.\nAnd more.\n\n# B\n',
  ]);
});

it('links pictures, crosslinks and web addresses, bare ones too', async () => {
  const { book, uri, chapter } = await chapterOf('{id: x}\n# A\n\n[b](#ch-two) ![](a.png) https://example.org/x.\n');
  const shown = documentLinks(book, uri).map(({ span, target }) => {
    const where = 'url' in target ? target.url : `${relativePath(ROOT, target.uri)}@${target.offset}`;
    return `${chapter.text.slice(span.start, span.end)} → ${where}`;
  });
  expect(shown).toEqual([
    'ch-two → two.md@5',
    'a.png → resources/a.png@0',
    'https://example.org/x → https://example.org/x',
  ]);
});

it('hints how smart crosslinks read, numbered as the book is', async () => {
  const { book, uri, all, chapter } = await chapterOf(
    '# A\n\n## S\n\n[section #n](#sub), [#f](#ch-two), [#t](#gone), [#hash](#sub)\n\n{id: sub}\n### T\n',
  );
  expect(
    inlayHints(book, uri, all).map(({ offset, text }) => `${chapter.text.slice(offset - 2, offset)}: ${text}`),
  ).toEqual(['#n: section 1.1.1', '#f: Chapter 2: Second Things']);
});

it('colours keys, values, ids and directives; a crosslink only where it leads somewhere', async () => {
  const { book, uri, chapter } = await chapterOf(
    '{mainmatter}\n\n{mainmater}\n\n{lang-deu}\n\n{id: x, class: part}\n# A\n\n[b](#ch-two) [c](#gone)\n',
  );
  const shown = semanticTokens(book, uri).map(({ span, type, modifiers }) =>
    [chapter.text.slice(span.start, span.end), type, ...modifiers].join(' '),
  );
  expect(shown).toEqual([
    'mainmatter keyword',
    'lang-deu keyword',
    'id property',
    'x variable declaration',
    'class property',
    'part string',
    'ch-two variable',
  ]);
});

it('formats attribute lists only, and what it made is left alone', async () => {
  const text =
    '{ id:x ,class : part,title:"a,  b" }\n# A   title\n\nwith  *prose*{#y}  and {k=v} `{id:z}`\n\n{#q,   sample:true}\n## B\n\n{mainmatter}\n';
  const { chapter, all } = await chapterOf(text);
  const once = applyEdits(chapter.text, formatChapter(chapter, all));
  expect(once).toBe(
    '{id: x, class: part, title: "a,  b"}\n# A   title\n\nwith  *prose*{#y}  and {k=v} `{id:z}`\n\n{#q, sample: true}\n## B\n\n{mainmatter}\n',
  );
  const again = await chapterOf(once);
  expect(formatChapter(again.chapter, again.all)).toEqual([]);
});

it('formats openers of boxes, and quotes that need not be single', async () => {
  const text =
    "{aside ,id:x}\nIn.\n{/aside}\n\n{title:'a \"b\"', alt:'c'}\n![](a.png)\n\n{blurb,class:tip}\nB\n{/blurb}\n";
  const { chapter, all } = await chapterOf(text);
  expect(applyEdits(chapter.text, formatChapter(chapter, all))).toBe(
    '{aside, id: x}\nIn.\n{/aside}\n\n{title: \'a "b"\', alt: "c"}\n![](a.png)\n\n{blurb, class: tip}\nB\n{/blurb}\n',
  );
});

it('formats a range and nothing beyond it', async () => {
  const { chapter } = await chapterOf('{ id:x }\n# A\n\n{ id:y }\n## B\n');
  const second = chapter.text.indexOf('{ id:y');
  expect(applyEdits(chapter.text, formatChapter(chapter, { start: second, end: second + 3 }))).toBe(
    '{ id:x }\n# A\n\n{id: y}\n## B\n',
  );
});

it('counts references over ids and filler over a chapter', async () => {
  const filler = 'Lorem ipsum dolor sit amet, consetetur sadipscing elitr, sed diam nonumy eirmod tempor.';
  const { book, uri } = await chapterOf(
    `{id: x}\n# A\n\n${'Real words of the author stand here. '.repeat(7)}\n\n${filler}\n\n[a](#x)\n`,
  );
  const lenses = codeLenses(book, uri, lintBook(book, allRules));
  expect(lenses.map(({ text }) => text)).toEqual([expect.stringMatching(/^2\d % placeholder$/), '1 reference']);
});

it('says over a paragraph how long ago its stalest page was looked at, and what became of it', async () => {
  const record = (status: string, reviewed: string, digest: string) =>
    JSON.stringify({ status, checked: '2026-03-01', digest, reviewed, reviewedDigest: 'a' });
  const lock = `{ "version": 1, "links": {
    "https://x.org/fine": ${record('ok', '2025-01-10', 'a')},
    "https://x.org/gone": ${record('gone', '2025-12-10', 'a')},
    "https://x.org/new": ${record('ok', '2026-01-10', 'b')},
    "https://x.org/old": ${record('ok', '2025-01-10', 'b')}
  } }`;
  const text =
    '# A\n\nFirst line, then\n[one](https://x.org/new) and [two](https://x.org/old)\n\n- item [three](https://x.org/gone)\n\n[fine](https://x.org/fine) and [four][r]\n\n[r]: https://x.org/new\n';
  const { book, chapter, uri } = await chapterOf(text, { 'handbook.links.json': lock });
  const lenses = codeLenses(book, uri, []).map(
    ({ span, text: words }) => `${chapter.lines.position(span.start).line + 1} ${words}`,
  );
  expect(lenses).toEqual([
    '3 verified 14 months ago, page changed',
    '6 verified 3 months ago, page gone',
    '10 verified 2 months ago, page changed',
  ]);
});

describe('refactorings', () => {
  async function refactored(text: string, title: RegExp): Promise<Record<string, string> | undefined> {
    const { book, uri, offset } = await chapterOf(text);
    const found = refactorings(book, uri, { start: offset, end: offset + 80 }).find((one) => title.test(one.title));
    const made = found?.creates && { [relativePath(ROOT, found.creates.uri)!]: found.creates.text };
    return found && { ...edited(book, found.edits), ...made };
  }

  it('give a heading an id', async () => {
    expect(await refactored('{id: ch-a}\n# A\n\n## Sub |Title\n', /Add id/)).toEqual({
      'one.md': '{id: ch-a}\n# A\n\n{id: sub-title}\n## Sub Title\n',
    });
    expect(await refactored('{id: ch-a}\n# A|\n', /Add id/)).toBeUndefined();
  });

  it('extract a section into a chapter that Book.txt lists', async () => {
    expect(await refactored('# A\n\n{id: s}\n## Sub |Title\n\nText.\n\n### Deep\n\n## Next\n', /Extract/)).toEqual({
      'one.md': '# A\n\n## Next\n',
      'Book.txt': 'one.md\nsub-title.md\ntwo.md\n',
      'sub-title.md': '{id: s}\n# Sub Title\n\nText.\n\n## Deep\n',
    });
  });

  it('convert a link to a file into a crosslink, with an id where the chapter has none', async () => {
    expect(await refactored('See [it](tw|o.md).\n', /crosslink/)).toEqual({ 'one.md': 'See [it](#ch-two).\n' });
    expect(await refactored('See [i|t](one.md).\n\n# Here\n', /crosslink/)).toEqual({
      'one.md': 'See [it](#ch-here).\n\n{id: ch-here}\n# Here\n',
    });
    expect(await refactored('See [i|t](gone.md) or [x](#y).\n', /crosslink/)).toBeUndefined();
  });

  it('turn web links into definitions, an address twice only once', async () => {
    expect(
      await refactored(
        '|- [a](https://a.org)\n- [b](https://b.org), [c](https://a.org)\n\n[1]: https://x.org\n',
        /URL list/,
      ),
    ).toEqual({
      'one.md': '- [a][2]\n- [b][3], [c][2]\n\n[2]: https://a.org\n[3]: https://b.org\n\n[1]: https://x.org\n',
    });
  });
});
