import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, chooseFixes, editsByUri } from '../../server/src/rules/applyFixes.ts';
import type { Edit, Finding, Fix } from '../../server/src/rules/finding.ts';

const edit = (start: number, end: number, text: string, uri = 'file:///a.md'): Edit => ({
  uri,
  span: { start, end },
  text,
});
const fix = (safety: Fix['safety'], ...edits: Edit[]): Fix => ({ title: 'mend', safety, edits });
const finding = (...fixes: Fix[]): Finding => ({
  rule: 'some-rule',
  case: 'some',
  uri: 'file:///a.md',
  span: { start: 0, end: 0 },
  severity: 'error',
  message: '',
  related: [],
  fixes,
});

describe('applyEdits', () => {
  it('replaces, inserts and removes in any order of edits', () => {
    expect(applyEdits('one two three', [edit(8, 13, 'four'), edit(0, 0, '> '), edit(3, 7, '')])).toBe('> one four');
  });

  it('refuses edits that overlap', () => {
    expect(() => applyEdits('abc', [edit(0, 2, 'x'), edit(1, 3, 'y')])).toThrow(RangeError);
  });

  it('leaves everything outside the edits as it is', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(text, fc.array(fc.tuple(fc.nat(40), fc.nat(6), text), { maxLength: 5 }), (source, parts) => {
        const edits: Edit[] = [];
        let from = 0;
        for (const [skip, length, replacement] of parts) {
          const start = Math.min(from + skip, source.length);
          const end = Math.min(start + length, source.length);
          edits.push(edit(start, end, replacement));
          from = end + 1;
          if (from > source.length) break;
        }
        const kept = edits.reduce((sum, { span }) => sum - (span.end - span.start), source.length);
        const added = edits.reduce((sum, { text: replacement }) => sum + replacement.length, 0);
        const result = applyEdits(source, edits.toReversed());
        expect(result.length).toBe(kept + added);
        let read = 0;
        let written = 0;
        for (const { span, text: replacement } of edits) {
          const gap = source.slice(read, span.start);
          expect(result.slice(written, written + gap.length)).toBe(gap);
          written += gap.length + replacement.length;
          read = span.end;
        }
        expect(result.slice(written)).toBe(source.slice(read));
      }),
    );
  });
});

describe('chooseFixes', () => {
  it('takes safe fixes, and unsafe ones only when asked', () => {
    const findings = [finding(fix('unsafe', edit(0, 1, 'x'))), finding(fix('safe', edit(5, 6, 'y'))), finding()];
    expect(chooseFixes(findings, false).map(({ finding: of }) => findings.indexOf(of))).toEqual([1]);
    expect(chooseFixes(findings, true).map(({ finding: of }) => findings.indexOf(of))).toEqual([0, 1]);
  });

  it('never takes the second choice, and a fix of several edits whole or not at all', () => {
    const first = finding(fix('safe', edit(0, 3, 'x')));
    const across = finding(fix('safe', edit(2, 4, 'y'), edit(0, 1, 'z', 'file:///b.md')));
    const other = finding(fix('safe', edit(0, 1, 'w', 'file:///b.md')));
    const choice = finding(fix('unsafe', edit(9, 9, '')), fix('safe', edit(9, 9, '!')));
    const findings = [first, across, other, choice];
    expect(chooseFixes(findings, false).map(({ finding: of }) => findings.indexOf(of))).toEqual([0, 2]);
  });

  it('makes an edit that two fixes share once', () => {
    const shared = edit(0, 0, '{id: x}\n');
    const chosen = chooseFixes(
      [finding(fix('safe', shared, edit(5, 6, 'a'))), finding(fix('safe', shared, edit(8, 9, 'b')))],
      false,
    );
    expect(editsByUri(chosen.map((one) => one.fix)).get('file:///a.md')).toHaveLength(3);
  });
});
