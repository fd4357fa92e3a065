import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Lookout } from '../../../server/src/markdown/inline/lookout.ts';

it('tells of any stretch, in any order, whether a sign stands in it', () => {
  const text = fc.array(fc.constantFrom('a', ' ', '\n', '*', '[', '://', 'www.', 'WWW.', 'w'), { maxLength: 20 });
  const stretches = fc.array(fc.tuple(fc.nat(20), fc.nat(8)), { maxLength: 12 });
  fc.assert(
    fc.property(text, stretches, (pieces, asked) => {
      const whole = pieces.join('');
      const lookout = new Lookout(whole);
      for (const [from, length] of asked) {
        const start = Math.min(from, whole.length);
        const end = Math.min(start + length, whole.length);
        const stretch = whole.slice(start, end);
        expect(lookout.mayHoldMarkup(start, end)).toBe(/[*[]/.test(stretch));
        // One that begins in it counts, wherever it ends.
        if (/:\/\/|www\.|WWW\./.test(stretch)) expect(lookout.mayHoldUrl(start, end)).toBe(true);
      }
    }),
  );
});
