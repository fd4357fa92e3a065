import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../server/src/markdown/facts.ts';
import { isSmartText } from '../../../server/src/markdown/smartText.ts';
import { told } from '../../support/chapterFacts.ts';

const attributes = (list: string, dialect?: Dialect): string[] => told(`${list}\ntext\n`, 'attributes', dialect);
const problems = (list: string, dialect?: Dialect): string[] =>
  told(`${list}\ntext\n`, 'lists', dialect).flatMap((line) =>
    [...line.matchAll(/!(\S+ ".*?")(?= !|$)/g)].map((match) => match[1]!),
  );

describe('attribute lists', () => {
  it('read pairs, with and without quotes', () => {
    expect(attributes(`{k: v, k2: "v,2}", k3: 'v3', k4: a b , k5:c}`)).toEqual([
      'pair "k" "v" = v',
      'pair "k2" "v,2}" = v,2}',
      'pair "k3" "v3" = v3',
      'pair "k4" "a b" = a b',
      'pair "k5" "c" = c',
    ]);
  });

  it('read shorthands, and kramdown parted by blanks', () => {
    expect(attributes('{#x, k: v}')).toEqual(['hash "#" "x" = x', 'pair "k" "v" = v']);
    expect(attributes('{:.c #x lang="js" a=b}', 'lfm')).toEqual([
      'class "." "c" = c',
      'hash "#" "x" = x',
      'pair "lang" "js" = js',
      'pair "a" "b" = b',
    ]);
    expect(attributes('{id="a", title=My own title, lang=text}', 'lfm')).toEqual([
      'pair "id" "a" = a',
      'pair "title" "My own title" = My own title',
      'pair "lang" "text" = text',
    ]);
  });

  it('unescape quotes and nest braces', () => {
    expect(attributes(`{a: "x \\" y", b: 'it\\'s', c: p|see{q}}`)).toEqual([
      'pair "a" "x \\\\\\" y" = x " y',
      `pair "b" "it\\\\'s" = it's`,
      'pair "c" "p|see{q}" = p|see{q}',
    ]);
  });

  it('let braces and commas be escaped in an unquoted value', () => {
    expect(attributes('{poster: \\}a\\,b.png, x: y}')).toEqual([
      'pair "poster" "\\\\}a\\\\,b.png" = }a,b.png',
      'pair "x" "y" = y',
    ]);
  });

  it('read addresses without quotes', () => {
    expect(attributes('{poster: https://a.example/b:c, x: y}')).toEqual([
      'pair "poster" "https://a.example/b:c" = https://a.example/b:c',
      'pair "x" "y" = y',
    ]);
  });

  it.each<[string, string[], Dialect?]>([
    ['{title: "abc}', ['unclosed-quote "\\""']],
    ['{Id: x}', ['upper-case-key "Id"']],
    ['{id=x}', ['equals-sign "="']],
    ['{id=x}', [], 'lfm'],
    ['{id:}', ['empty-id "id:"']],
    ['{#}', ['empty-id "#"']],
    ['{id: ""}', ['empty-id "id: \\""']],
    ['{a: b, a: c}', ['repeated-key "a"']],
    ['{.a .b}', []],
    ['{a: "b" c}', ['unreadable "c"']],
    ['{"a": 1}', ['unreadable "\\"a\\": 1"']],
    ['{id: x', ['unclosed-brace "{"']],
    ['{#x} and {y}', ['unreadable "and {y}"']],
    ['{id: x, title: "A, b", sample: true}', []],
  ])('%s', (list, found, dialect) => {
    expect(problems(list, dialect)).toEqual(found);
  });

  it('are never prose in Markua, even unreadable', () => {
    expect(told('a\n{"x": 1}\nb\n', 'prose')).toEqual(['paragraph: a', 'paragraph: b']);
    expect(told('\\{x}\n', 'lists')).toEqual([]);
  });

  it.each(['{{ site.title }}', '{% include x %}', '{{< figure >}}', '{"a": 1}', '{ x: 1 }', '{foo}', '{::comment}'])(
    'are not %s in plain Markdown',
    (line) => {
      expect(told(`${line}\n# H\n`, 'lists', 'markdown')).toEqual([]);
    },
  );

  it.each(['{#x}', '{id: x}', '{:#x}', '{: #x .y}', '{id="x"}'])('are %s in plain Markdown', (line) => {
    expect(told(`${line}\n# H\n`, 'headings', 'markdown')).toEqual(['atx 1 "H" #x']);
  });

  it('are directives where they are a bare word', () => {
    expect(told('{mainmatter}\n\n{pagebreak}\n# H\n', 'directives')).toEqual([
      'mainmatter "{mainmatter}"',
      'pagebreak "{pagebreak}"',
    ]);
    expect(told('{mainmatter}\n', 'lists')).toEqual(['directive "{mainmatter}"']);
  });

  it('give one id, trimmed', () => {
    expect(told('{id: " x "}\ntext\n', 'ids')).toEqual(['block "x"']);
    expect(told('{id: #x}\ntext\n', 'ids')).toEqual(['block "x"']);
    expect(told('{#two words}\ntext\n', 'ids')).toEqual(['block "two words"']);
  });
});

describe('suppressions', () => {
  it('name rules and a reason', () => {
    const text = [
      '<!-- handbook-disable-next-line broken-crosslink, missing-id -- it is fine -->',
      '<!-- handbook-disable -->',
      '<!--handbook-enable missing-id-->',
      '<!-- handbook-disable-file lorem-ipsum -->',
      '<!-- handbook-disables x -->',
    ].join('\n\n');
    expect(told(text, 'suppressions')).toEqual([
      'disable-next-line "broken-crosslink" "missing-id" because it is fine',
      'disable ',
      'enable "missing-id"',
      'disable-file "lorem-ipsum"',
    ]);
  });

  it('stand in containers and in the middle of text', () => {
    expect(told('> a\n> <!-- handbook-disable x -->\n', 'suppressions')).toEqual(['disable "x"']);
    expect(told('a <!-- handbook-disable-next-line x --> b\n', 'suppressions')).toEqual(['disable-next-line "x"']);
    expect(told('    <!-- handbook-disable x -->\n', 'suppressions')).toEqual([]);
  });
});

describe('smart crosslink texts', () => {
  it.each(['#t', 'section #n, #t', '(#f)', '#s: #d'])('%s', (text) => {
    expect(isSmartText(text)).toBe(true);
  });

  it.each(['C#t', '#tag', '#t-x', '\\#t', '##t', 'see #12', ''])('not %s', (text) => {
    expect(isSmartText(text)).toBe(false);
  });
});
