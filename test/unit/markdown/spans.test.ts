import { describe, expect, it } from 'vitest';
import { told } from '../../support/chapterFacts.ts';

const markua = `{id: the-id, title: "A \\"b\\""}
# Title *x*

See [text one](#dest "T t") and ![al t](images/p.png), <https://a.example/b>
or https://c.example/d_(e). Then [^n] and [full][ref].

| a | [c\\|d](#e\\|f) |
|---|---|
| x | ![g](h.png) |

[ref]: #ref-dest

[^n]: note
`;

const expected = {
  headings: ['atx 1 "Title *x*" #the-id'],
  ids: ['block "the-id" of heading 0'],
  links: [
    'inline "#dest" text "text one" title "T t"',
    'autolink "https://a.example/b" text "https://a.example/b"',
    'bare "https://c.example/d_(e)" text "https://c.example/d_(e)"',
    'reference "#ref-dest" full "ref" text "full"',
    'inline "#e\\\\|f" text "c\\\\|d"',
  ],
  resources: ['image "images/p.png" alt "al t"', 'image "h.png" alt "g"'],
  attributes: ['pair "id" "the-id" = the-id', 'pair "title" "A \\\\\\"b\\\\\\"" = A "b"'],
  footnoteUses: ['footnote "n"'],
  references: ['"ref" -> "#ref-dest"'],
};

const lines = markua.split('\n').slice(0, -1);
const prefixed = (prefix: string): string => lines.map((line) => `${prefix}${line}\n`).join('');
const indented = (first: string, indent: string): string =>
  `${first}first\n\n${lines.map((line) => (line === '' ? '\n' : `${indent}${line}\n`)).join('')}`;

describe('spans are exact', () => {
  const ways: readonly [name: string, text: string][] = [
    ['as written', markua],
    ['with CRLF', markua.replace(/\n/g, '\r\n')],
    ['with CR alone', markua.replace(/\n/g, '\r')],
    ['after a byte order mark', `\uFEFF${markua}`],
    ['after a byte order mark, with CRLF', `\uFEFF${markua.replace(/\n/g, '\r\n')}`],
    ['after characters outside the BMP', `\u{1F600} \u{1D54F}\n\n${markua}`],
    ['after NUL and lone surrogates', `\0 \uD800 \uDC00 \0\n\n${markua}`],
    ['in a quote', prefixed('> ')],
    ['in a quote without blanks', prefixed('>')],
    ['in an aside', prefixed('A> ')],
    ['in a quote in an aside', prefixed('A> > ')],
    ['in an item', indented('- ', '  ')],
    ['in an item after a tab', indented('-\t', '\t')],
    ['in a numbered item', indented('10) ', '    ')],
    ['in items of items', indented('- - 1. ', '       ')],
    ['in a footnote', indented('[^z]: ', '    ')],
    ['in braces', `{aside}\n\n${markua}\n{/aside}\n`],
    ['in a quote, with CRLF', prefixed('> ').replace(/\n/g, '\r\n')],
  ];
  for (const [name, text] of ways) {
    it(name, () => {
      for (const what of Object.keys(expected) as (keyof typeof expected)[]) {
        const found = told(text, what).map((line) => line.replace(/ nested$/, ''));
        expect(found, what).toEqual(expected[what]);
      }
    });
  }

  it('over the lines of a quoted paragraph', () => {
    const text = '> a [two\n> lines](#x) and **bold\n> on** `co\n> de` end\n';
    expect(told(text, 'links')).toEqual(['inline "#x" text "two\\n> lines"']);
    expect(told(text, 'prose')).toEqual(['paragraph in quote quoted: a two\nlines◌ and bold\non ◌ end']);
  });

  it('over a lazy line, a hard break and an escape', () => {
    expect(told('> a  \nb\\\n\\*c\\* &amp; d\n', 'prose')).toEqual(['paragraph in quote quoted: a  \nb\n*c* ◌ d']);
  });

  it('in a setext heading of two lines', () => {
    expect(told('> One\n> two {#x}\n> ===\n', 'headings')).toEqual(['setext 1 "One\\n> two" #x nested']);
  });

  it('after link references on the lines above', () => {
    expect(told('[a]: #b\n[c]: #d "t"\ntext [e](#f)\n', 'links')).toEqual(['inline "#f" text "e"']);
    expect(told('[a]: #b\n[c]: #d "t"\ntext [e](#f)\n', 'references')).toEqual(['"a" -> "#b"', '"c" -> "#d"']);
  });

  it('in tabs', () => {
    expect(told('-\t[a](#b)\n\t- [c](#d)\n\n\t  [e](#f)\n', 'links').length).toBe(3);
    expect(told('#\tT\t{#x}\t#\n', 'headings')).toEqual(['atx 1 "T" #x']);
  });
});

describe('prose', () => {
  it('of a paragraph at the top is one piece', () => {
    expect(told('one\ntwo\n   three\n', 'prose')).toEqual(['paragraph: one\ntwo\n   three']);
  });

  it('knows cells, terms, alt texts and containers', () => {
    expect(told('| a | `b` |\n|---|---|\n| c\\|d | e |\n', 'prose')).toEqual([
      'cell in table: a',
      'cell in table: c|d',
      'cell in table: e',
    ]);
    expect(told('term\n: what it *is*\n', 'prose')).toEqual([
      'term in definition-list: term',
      'paragraph in definition-list: what it is',
    ]);
    expect(told('see ![an *alt*](x.png) there', 'prose')).toEqual(['paragraph: see ◌ there', 'alt: an alt']);
  });

  it('leaves code and mark-up out', () => {
    expect(told('a `code` b <kbd>c</kbd> {x} [^n] d', 'prose')).toEqual(['paragraph: a ◌ b ◌c◌ {x} ◌ d']);
    expect(told('    code\n\n```\ncode\n```\n', 'prose')).toEqual([]);
    expect(told('a {{ site.x }} b {% if y %}c', 'prose', 'markdown')).toEqual(['paragraph: a ◌ b ◌c']);
  });
});

describe('emphasis', () => {
  it.each([
    ['*a* **b** ***c***', 'a b c'],
    ['a*b*c _d_ e_f_g', 'abc d e_f_g'],
    ['**a *b** c*', 'a b c'],
    ['*[a*](#b)', '*a*'],
    ['~~a~~ ~b~', 'a ~b~'],
    ['**[a](#b)**{#c}', 'a'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['"*a*", (_b_)', '"a", (b)'],
  ])('%s', (text, read) => {
    expect(told(text, 'prose')).toEqual([`paragraph: ${read}`]);
  });
});

describe('bare addresses', () => {
  it.each([
    ['see https://a.example/b.', 'https://a.example/b'],
    ['(https://a.example/b)', 'https://a.example/b'],
    ['https://a.example/b_(c), d', 'https://a.example/b_(c)'],
    ['https://a.example/b"', 'https://a.example/b'],
    ['**https://a.example/b**', 'https://a.example/b'],
    ['https://a.example/b</p>', 'https://a.example/b'],
    ['https://a.example/b。然后', 'https://a.example/b'],
    ['见https://a.example/b（说明）', 'https://a.example/b'],
    ['https://a.example/b中文', 'https://a.example/b'],
    ['www.a.example/b?c=d&e=f;', 'www.a.example/b?c=d&e=f'],
    ['http://a.example]', 'http://a.example'],
    ['HTTP://A.example/é', 'HTTP://A.example/é'],
    ['https://a.example…', 'https://a.example'],
    ["https://a.example/b's", "https://a.example/b's"],
  ])('%s', (text, url) => {
    expect(told(text, 'links')).toEqual([`bare ${JSON.stringify(url)} text ${JSON.stringify(url)}`]);
  });

  it.each([
    '`https://a.example`',
    '<!-- https://a.example -->',
    'xhttp://a.example',
    'http://',
    'https:// x',
    'a@www.b.example',
  ])('are not in %s', (text) => {
    expect(told(text, 'links')).toEqual([]);
  });

  it('are not in links', () => {
    expect(told('[https://a.example](https://b.example) ![http://c.example](d.png)', 'links')).toEqual([
      'inline "https://b.example" text "https://a.example"',
    ]);
    expect(told('<a href="https://b.example">https://a.example</a>', 'links', 'markdown')).toEqual([
      'html "https://b.example" text "https://a.example"',
    ]);
  });
});
