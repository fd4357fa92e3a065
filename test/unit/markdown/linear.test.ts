import { describe, expect, it } from 'vitest';
import { parseChapter } from '../../../server/src/markdown/chapter.ts';
import type { Dialect } from '../../../server/src/markdown/facts.ts';
import { isLinear } from '../../support/growth.ts';

/** What, said over and over, has made some Markdown parser or other take quadratic time or overflow its stack. */
const units = [
  ...['[', '![', '](', '[a](', '[a](b ', '[[a]', '[a][b]', '[a](<', '[^a]', '[a]: b\n', '[^a]: ', '[^a]: x\n'],
  ...[
    '`',
    '`a``',
    '*',
    '_a',
    '**a ',
    '*a_ ',
    '~~',
    '\\',
    '&',
    '<',
    '<!--',
    '<a b="',
    '<a:b',
    '<?',
    '<!-- x\n',
    '<div>\n',
  ],
  ...[
    '{',
    'x{a: b ',
    'x{a: "',
    '{a,',
    '{:#a}',
    '{#x}\n',
    '{aside}\n',
    '{/aside}\n',
    '{quiz}\n! a\n',
    '{\n',
    '{$$}',
    '{{',
    '{%',
  ],
  ...[
    'A> ',
    'A>\n',
    '> ',
    '> a\n',
    '- ',
    '- a\n',
    '1. ',
    '    a\n',
    '# a {#x}\n',
    'a\n---\n',
    'a\n: b\n',
    '|',
    '| a |\n',
  ],
  ...[
    '| a | b |\n|---|---|\n',
    '```\n',
    'http://',
    'http://a(',
    '\n',
    '\t',
    '\r',
    '\0',
    '\uD800',
    '%% a\n',
    '<id: x>\n',
    '<<[',
  ],
];
const dialects: readonly Dialect[] = ['markua', 'lfm', 'markdown'];

function isReadInStep(unit: string, dialect: Dialect, tail: string): boolean {
  return isLinear((size) => {
    parseChapter('file:///c.md', unit.repeat(size / unit.length) + tail, dialect);
  }, 15_000);
}

describe('time is linear in the text', () => {
  it.each(dialects)('%s', { timeout: 300_000 }, (dialect) => {
    const slow = units.flatMap((unit) =>
      ['', ')]}`"\n](b)']
        .filter((tail) => !isReadInStep(unit, dialect, tail))
        .map((tail) => JSON.stringify(unit + tail)),
    );
    expect(slow).toEqual([]);
  });
});

describe('a text of megabytes', () => {
  it.each(['[', '{', '*', '<', '![', '](', '<!--', 'A> ', '> ', '{:#a}', '![a](b)', '<b>'])('%s is read', (unit) => {
    const chapter = parseChapter('file:///c.md', unit.repeat(2_000_000 / unit.length), 'markua');
    expect(chapter.text.length).toBeGreaterThan(1_900_000);
  });

  it('may nest quotes a hundred thousand deep', () => {
    // A blank that HTML does not take for one must not be read in two ways.
    expect(() => parseChapter('file:///c.md', `<a${' b=c\u00a0d'.repeat(100_000)}`, 'markua')).not.toThrow();
    expect(() => parseChapter('file:///c.md', `${'> '.repeat(100_000)}x`, 'markua')).not.toThrow();
    expect(() => parseChapter('file:///c.md', `${'A> '.repeat(100_000)}x`, 'markua')).not.toThrow();
    expect(() => parseChapter('file:///c.md', `${'- '.repeat(100_000)}x`, 'markua')).not.toThrow();
  });
});
