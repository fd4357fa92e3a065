import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../../server/src/base/span.ts';
import { type Chapter, parseChapter } from '../../../server/src/markdown/chapter.ts';
import type { Dialect, Facts } from '../../../server/src/markdown/facts.ts';

const dialects: readonly Dialect[] = ['markua', 'lfm', 'markdown'];
const dialect = fc.constantFrom(...dialects);
const parse = (text: string, as: Dialect): Chapter => parseChapter('file:///c.md', text, as);

/** Bits of Markua that meet in odd ways. */
const bit = fc.constantFrom(
  ...[
    '# ',
    '## T',
    '-# P',
    '{#x}',
    '{id: y}',
    '{id: "z',
    '{aside}',
    '{/aside}',
    '{quiz}',
    '! a',
    'A> ',
    'W>',
    '> ',
    '- ',
  ],
  ...[
    '1. ',
    '3) ',
    '    ',
    '\t',
    ' ',
    '\n',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '```',
    '~~~',
    '```&',
    '`',
    '``',
    '`x`$',
    '===',
    '---',
  ],
  ...[
    '[a](#b)',
    '[a](b c)',
    '[a](#b c)',
    '![i](p.png)',
    '![i](my p.png "t")',
    '[',
    ']',
    '(',
    ')',
    '](',
    '![',
    '[^n]',
    '[^n]: ',
  ],
  ...[
    '[r]: #d',
    '[t][r]',
    '[r]',
    '[t][]',
    '<a@b.c>',
    '<https://x.y>',
    '<b>',
    '</b>',
    '<a href="q">',
    '<!--',
    '-->',
    '<',
    '>',
  ],
  ...[
    'https://e.org/a',
    'www.e.org',
    '*',
    '**',
    '_',
    '~~',
    '\\',
    '&amp;',
    '{',
    '}',
    '{$$}',
    '{/$$}',
    '%% ',
    'term\n: def',
    ': ',
  ],
  ...[
    '| a | b |\n|---|---|\n',
    '| c\\|d ',
    '|',
    'word',
    'word{i: "x"}',
    '\0',
    '\uFEFF',
    '\uD800',
    '\u{1F600}',
    'é',
    '中',
    '{\na: b\n}\n',
  ],
);
const markua = fc.array(bit, { maxLength: 40 }).map((bits) => bits.join(''));
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

const tame = fc.array(bit, { maxLength: 25 }).map((bits) =>
  bits
    .join('')
    .replace(/\r\n?/g, '\n')
    .replace(/\t|\uFEFF/g, ' '),
);

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

function checkFacts(text: string, facts: Facts): void {
  const cut = (span: Span): string => text.slice(span.start, span.end);
  for (const facts_ of Object.values(facts) as readonly { readonly span: Span }[][]) {
    let last = 0;
    for (const { span } of facts_) {
      expect(span.start).toBeGreaterThanOrEqual(last);
      expect(span.end).toBeGreaterThanOrEqual(span.start);
      expect(span.end).toBeLessThanOrEqual(text.length);
      last = span.start;
    }
  }
  for (const heading of facts.headings) {
    expect(heading.titleSpan.start).toBeGreaterThanOrEqual(heading.span.start);
    expect(heading.titleSpan.end).toBeLessThanOrEqual(heading.span.end);
    expect(heading.insertAt).toBeLessThanOrEqual(heading.span.start);
    if (heading.id >= 0) expect(facts.ids[heading.id]).toBeDefined();
  }
  for (const id of facts.ids) expect(cut(id.span)).toBe(id.id);
  for (const list of facts.attributeLists) {
    expect(cut(list.span)).toMatch(list.form === 'angle' ? /^<.*>$/s : /^\{/);
    for (const attribute of list.attributes) {
      if (attribute.form === 'pair') expect(cut(attribute.keySpan)).toBe(attribute.key);
      if (
        attribute.valueSpan &&
        !attribute.quote &&
        !attribute.value?.includes('\\') &&
        !cut(attribute.valueSpan).includes('\\')
      )
        expect(cut(attribute.valueSpan)).toBe(attribute.value);
    }
  }
  for (const link of facts.links) {
    expect(flat(cut(link.destinationSpan))).toBe(flat(link.label ?? link.destination));
    if (link.kind === 'inline') expect(cut(link.span)).toMatch(/^\[.*\)$/s);
    if (link.kind === 'autolink') expect(cut(link.span)).toBe(`<${link.destination}>`);
    if (link.titleSpan) expect(text[link.titleSpan.start - 1]).toMatch(/["'(]/);
  }
  for (const resource of facts.resources) {
    expect(flat(cut(resource.destinationSpan))).toBe(flat(resource.label ?? resource.destination));
    if (resource.origin === 'image') expect(cut(resource.span)).toMatch(/^!\[.*[)\]]$/s);
  }
  for (const note of [...facts.footnotes, ...facts.footnoteUses]) {
    expect(cut(note.labelSpan)).toBe(note.label);
    expect(cut(note.span)).toMatch(/^\[\^/);
  }
  for (const reference of facts.references) expect(cut(reference.destinationSpan)).toBe(reference.destination);
  for (const prose of facts.prose) {
    let last = prose.span.start;
    for (const piece of prose.pieces) {
      expect(piece.start).toBeGreaterThanOrEqual(last);
      expect(piece.end).toBeGreaterThan(piece.start);
      last = piece.end;
    }
    expect(last).toBe(prose.span.end);
  }
}

/** A label may run over lines, and is then told without the prefixes of the containers it stands in. */
function flat(text: string): string {
  return text.includes('\n') || text.includes('\r') ? '' : text;
}
