import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ignoreOnLine } from '../../server/src/features/ignoreOnLine.ts';
import { type Chapter, parseChapter } from '../../server/src/markdown/chapter.ts';
import { applyEdits } from '../../server/src/rules/applyFixes.ts';
import type { Finding } from '../../server/src/rules/finding.ts';
import { suppress } from '../../server/src/rules/suppress.ts';

const LINE = '<!-- handbook-disable-next-line some-rule -->';
const FROM = '<!-- handbook-disable some-rule -->';
const TO = '<!-- handbook-enable some-rule -->';

/** The text after silencing `some-rule` at `|`; also checks that it is silent there. */
function ignore(marked: string): string {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const chapter = parseChapter('file:///x.md', text, 'markua');
  const edits = ignoreOnLine(chapter, offset, 'some-rule');
  const after = applyEdits(text, edits);
  const shift = edits[0]!.text.length;
  expect(isSilent(parseChapter('file:///x.md', after, 'markua'), offset + shift)).toBe(true);
  return after;
}

function isSilent(chapter: Chapter, offset: number): boolean {
  const finding: Finding = {
    rule: 'some-rule',
    case: 'x',
    uri: chapter.uri,
    span: { start: offset, end: offset },
    severity: 'info',
    message: '',
    related: [],
    fixes: [],
  };
  return suppress(chapter, [finding]).kept.length === 0;
}

describe('ignoring on a line', () => {
  it('puts a comment above a line that begins a block', () => {
    expect(ignore('# |Tea\n')).toBe(`${LINE}\n# Tea\n`);
    expect(ignore('# Tea\n\nSome |text\nover lines.\n')).toBe(`# Tea\n\n${LINE}\nSome text\nover lines.\n`);
    expect(ignore('Tea\n\n|![x](y.png)')).toBe(`Tea\n\n${LINE}\n![x](y.png)`);
  });

  it('keeps the line ends of the file', () => {
    expect(ignore('Tea\r\n\r\n|Cup\r\n')).toBe(`Tea\r\n\r\n${LINE}\r\nCup\r\n`);
  });

  it('goes around a block whose first line it is not', () => {
    expect(ignore('One\ntw|o\nthree\n\nFour\n')).toBe(`${FROM}\nOne\ntwo\nthree\n${TO}\n\nFour\n`);
  });

  it('goes around a table for one of its rows', () => {
    const table = '| a | b |\n|---|---|\n| c | d |\n';
    const chapter = parseChapter('file:///x.md', table, 'markua');
    const after = applyEdits(table, ignoreOnLine(chapter, table.indexOf('d'), 'some-rule'));
    expect(after).toBe(`${FROM}\n| a | b |\n|---|---|\n| c | d |\n${TO}\n`);
  });

  it('goes above attribute lists, which a comment would part from their block', () => {
    expect(ignore('{class: part}\n# |Tea\n\nText\n')).toBe(`${FROM}\n{class: part}\n# Tea\n${TO}\n\nText\n`);
    expect(ignore('{cl|ass: part}\n# Tea\n')).toBe(`${LINE}\n{class: part}\n# Tea\n`);
  });

  it('stays inside the container', () => {
    expect(ignore('> One\n>\n> |Two\n')).toBe(`> One\n>\n> ${LINE}\n> Two\n`);
    expect(ignore('A> # |Head\nA> Text\n')).toBe(`A> ${LINE}\nA> # Head\nA> Text\n`);
    expect(ignore('* One\n\n  T|wo\n')).toBe(`* One\n\n  ${LINE}\n  Two\n`);
  });

  it('does not part the items of a list', () => {
    expect(ignore('* |One\n* Two\n')).toBe(`${LINE}\n* One\n* Two\n`);
    expect(ignore('* One\n* |Two\n')).toBe(`* One\n  ${LINE}\n* Two\n`);
    expect(ignore('1. One\n2. |Two\n')).toBe(`1. One\n   ${LINE}\n2. Two\n`);
    expect(ignore('> - One\n> - T|wo\n')).toBe(`> - One\n>   ${LINE}\n> - Two\n`);
  });

  it('joins a comment that is there already', () => {
    expect(ignore('<!-- handbook-disable-next-line other -- why -->\n# |Tea\n')).toBe(
      '<!-- handbook-disable-next-line other, some-rule -- why -->\n# Tea\n',
    );
  });

  it('silences any place in any text, and says so with comments only', () => {
    const pieces = fc.constantFrom(
      'Text over',
      'lines',
      '',
      '# Head',
      '## Sub',
      '* item',
      '  more',
      '1. one',
      '2. two',
      '> quote',
      'A> aside',
      '| a | b |',
      '|---|---|',
      '{id: x}',
      '{class: part}',
      '![x](y.png)',
      '[^1]: note',
      '<!-- c -->',
    );
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 12 }), fc.nat(), (lines, at) => {
        const text = lines.join('\n');
        const offset = at % (text.length + 1);
        const chapter = parseChapter('file:///x.md', text, 'markua');
        const line = chapter.lines.lineAt(offset);
        if (text.slice(chapter.lines.start(line), chapter.lines.end(line)).trim() === '') return;
        const edits = ignoreOnLine(chapter, offset, 'some-rule');
        for (const edit of edits) expect(edit.text).toMatch(/^\n?[>A-Z \t]*<!-- handbook-\S+ some-rule -->\n?$/);
        const shift = edits[0]!.text.length;
        const after = parseChapter('file:///x.md', applyEdits(text, edits), 'markua');
        expect(isSilent(after, offset + shift), after.text).toBe(true);
      }),
    );
  });
});
