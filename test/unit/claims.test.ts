import { expect, test } from 'vitest';
import { Claims } from '../../server/src/cli/claims.ts';
import { worthwhileThreads } from '../../server/src/cli/worthwhileThreads.ts';

test.each([0, 1, 2, 15, 16, 17, 511, 1000, 10_000, 600_000])(
  'every one of %i files is taken by one side, once, in its order',
  (length) => {
    const shared = new Int32Array(new SharedArrayBuffer(4));
    const files = Array.from({ length }, (_, index) => index);
    const sides = [new Claims(shared, length), new Claims(shared, length), new Claims(shared, length)];
    const taken: number[][] = [[], [], []];
    for (let turn = 0, last = 0; last < 3; turn++) {
      const side = turn % 3;
      const claims = sides[side]!;
      const portion = side === 0 ? claims.takeFirst() : claims.takeLast();
      last = portion === undefined ? last + 1 : 0;
      if (portion !== undefined) taken[side]!.push(...claims.of(portion, files));
    }
    expect(taken[0]).toEqual(files.slice(0, taken[0]!.length));
    expect(taken.flat().sort((a, b) => a - b)).toEqual(files);
    if (length >= 1000) for (const own of taken) expect(own.length).toBeGreaterThan(length / 4);
  },
);

test('another thread is started for a book of many megabytes only', () => {
  const files = (count: number) => Array.from({ length: count }, (_, index) => `file:///book/${index}.md`);
  const host = { stat: () => ({ kind: 'file' as const, size: 4000, mtime: 0 }) };
  expect(worthwhileThreads(host, [])).toBe(1);
  expect(worthwhileThreads(host, files(1000))).toBe(1);
  expect(worthwhileThreads({ stat: () => undefined }, files(100_000))).toBe(1);
});
