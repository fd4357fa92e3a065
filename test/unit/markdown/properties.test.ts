import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';
import { describe, expect, it } from 'vitest';
import { type Chapter, parseChapter } from '../../../server/src/markdown/chapter.ts';
import type { Dialect } from '../../../server/src/markdown/facts.ts';
import { checkFacts } from '../../support/checkFacts.ts';
import { markdownText } from '../../support/markdownText.ts';

const dialects: readonly Dialect[] = ['markua', 'lfm', 'markdown'];
const dialect = fc.constantFrom(...dialects);
const parse = (text: string, as: Dialect): Chapter => parseChapter('file:///c.md', text, as);

const markua = markdownText(40);
const anything = fc.oneof(markua, fc.string({ unit: 'binary', maxLength: 200 }));

describe('whatever the text', () => {
  it('spans are what they claim, in order and in range', () => {
    fc.assert(
      fc.property(anything, dialect, (text, as) => {
        checkFacts(text, parse(text, as).facts);
      }),
      { numRuns: 3000 },
    );
  });

  it('line breaks make no difference', () => {
    fc.assert(
      fc.property(markua, dialect, (text, as) => {
        const unix = text.replace(/\r\n?/g, '\n');
        expect(summary(unix.replace(/\n/g, '\r\n'), as)).toEqual(summary(unix, as));
      }),
      { numRuns: 500 },
    );
  });

  it('a byte order mark makes no difference', () => {
    fc.assert(
      fc.property(markua, dialect, (text, as) => {
        const bare = text.replace(/^\uFEFF+/, '');
        expect(summary(`\uFEFF${bare}`, as)).toEqual(summary(bare, as));
      }),
      { numRuns: 500 },
    );
  });
});

const tame = markdownText(25).map((text) => text.replace(/\r\n?/g, '\n').replace(/\t|\uFEFF/g, ' '));

describe('in a container', () => {
  const wraps: readonly [name: string, wrap: (text: string) => string, dialects: readonly Dialect[]][] = [
    ['a quote', (text) => `x\n\n${prefixLines(text, '> ')}`, dialects],
    ['an aside', (text) => `x\n\n${prefixLines(text, 'A> ')}`, ['markua', 'lfm']],
    ['an item', (text) => `x\n\n- y\n\n${indentLines(text, '  ')}`, dialects],
    ['a note', (text) => `x\n\n[^zz]: y\n\n${indentLines(text, '    ')}`, dialects],
  ];
  for (const [name, wrap, which] of wraps) {
    it(`${name}: says the same`, () => {
      fc.assert(
        fc.property(tame, fc.constantFrom(...which), (text, as) => {
          // A text that begins blank or with settings, and lazy lines, are read otherwise in containers by right.
          fc.pre(/^\S/.test(text) && !/^(?:\{\n|---|\+\+\+)/.test(text));
          const [outer, inner] = [summary(`x\n\n${text}`, as), summary(wrap(text), as)];
          expect({ links: inner.links, ids: inner.ids, headings: inner.headings }).toEqual({
            links: outer.links,
            ids: outer.ids,
            headings: outer.headings,
          });
        }),
        { numRuns: 1000 },
      );
    });
  }
});

describe('beside markdown-it', () => {
  const plain = new MarkdownIt({ html: true });
  plain.normalizeLink = (url) => url;
  plain.validateLink = () => true;
  const inlineBit = fc.constantFrom(
    ...[
      '*',
      '**',
      '***',
      '_',
      '__',
      '~~',
      '`',
      '``',
      '[',
      ']',
      '(',
      ')',
      '](u)',
      '](<u v>)',
      '](u "t")',
      '![',
      '<b>',
      '</b>',
    ],
    ...[
      'a',
      'b c',
      ' ',
      '\\',
      '&lt;',
      '&#65;',
      '<https://x.y>',
      '<!-- c -->',
      '"',
      '.',
      'é',
      '¡',
      '\u{1F600}',
      '(u)',
      '[r]',
      '!',
    ],
  );
  const line = fc.array(inlineBit, { maxLength: 24 }).map((bits) => bits.join('').trim());

  it('links, pictures and text are the same', () => {
    fc.assert(
      fc.property(line, (content) => {
        // Where markdown-it parts from CommonMark, or CommonMark from GitHub (runs of three tildes).
        const parts = [
          /\]\((?!u(?: "t")?\)|<u v>\))/,
          /\]\[(?!\]|r\])/,
          /!\[.*r|r.*!\[/,
          /!\[.*[*_~]/,
          /~~~/,
          /[*_~]\]/,
          /\[.*`/,
        ];
        fc.pre(!parts.some((pattern) => pattern.test(content)));
        fc.pre(content !== '' && !content.endsWith('#'));
        const text = `# ${content}\n\n[r]: d\n`;
        const { facts } = parse(text, 'markdown');
        const children = plain.parse(text, {})[1]!.children!;
        const found = facts.links.filter((link) => link.kind !== 'bare');
        const pictures = facts.resources.map((resource) => plain.utils.unescapeAll(resource.destination));
        // References that no definition of the chapter answers are facts too, for the book to answer.
        fc.pre(facts.links.every((link) => link.destination !== '' || link.labelForm === undefined));
        expect({
          links: found.map((link) => plain.utils.unescapeAll(link.destination)),
          pictures,
          title: facts.headings[0]!.title,
        }).toEqual({
          links: hrefs(children, 'link_open', 'href'),
          pictures: hrefs(children, 'image', 'src'),
          title: textOf(children).trim(),
        });
      }),
      { numRuns: 5000 },
    );
  });
});

function hrefs(tokens: readonly Token[], type: string, attribute: string): string[] {
  return tokens.flatMap((token) => [
    ...(token.type === type ? [token.attrGet(attribute) ?? ''] : []),
    ...(token.children ? hrefs(token.children, type, attribute) : []),
  ]);
}

function textOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'image') return textOf(token.children ?? []);
      return token.type === 'html_inline' ? '' : token.content;
    })
    .join('');
}

function prefixLines(text: string, prefix: string): string {
  return text
    .split('\n')
    .map((line) => `${prefix}${line}\n`)
    .join('');
}

function indentLines(text: string, indent: string): string {
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? '\n' : `${indent}${line}\n`))
    .join('');
}

function summary(text: string, as: Dialect): { links: string[]; ids: string[]; headings: string[]; prose: string[] } {
  const { facts } = parse(text, as);
  return {
    links: facts.links.map((link) => `${link.kind} ${link.destination} ${link.text}`),
    ids: facts.ids.map((id) => `${id.origin} ${id.id} ${id.lost}`),
    headings: facts.headings.map((heading) => `${heading.level} ${heading.title} ${heading.id}`),
    prose: facts.prose.map((prose) =>
      prose.pieces.map((piece) => piece.before + text.slice(piece.start, piece.end).replace(/\r\n?/g, '\n')).join(''),
    ),
  };
}
