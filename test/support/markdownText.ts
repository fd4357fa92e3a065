import fc from 'fast-check';
import { markuaSigns } from './markuaSigns.ts';

/** Bits of Markua that meet in odd ways. */
const bit = fc.constantFrom(
  ...markuaSigns,
  ...['## T', '-# P', '{#x}', '{id: y}', '{id: "z', '{aside}', '{/aside}', '{quiz}', '! a'],
  ...['1. ', ' ', '~~~', '`', '``', '===', '---', '\n', '\n'],
  ...['[a](#b)', '[a](b c)', '[a](#b c)', '![i](p.png)', '![i](my p.png "t")', '[^n]: '],
  ...['[r]: #d', '[r]', '[t][]', '<a@b.c>', '<https://x.y>', '<b>', '</b>', '<a href="q">', '<', '>'],
  ...['https://e.org/a', 'www.e.org', 'term\n: def', ': '],
  ...['|', 'word', 'word{i: "x"}', 'é', '中', '{\na: b\n}\n'],
);

/** A text of at most `most` such bits. */
export function markdownText(most: number): fc.Arbitrary<string> {
  return fc.array(bit, { maxLength: most }).map((bits) => bits.join(''));
}
