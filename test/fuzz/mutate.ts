import { markuaSigns } from '../support/markuaSigns.ts';
import type { Random } from './random.ts';

/** What mutated texts may grow to, in UTF-16 units. */
const LONGEST = 40_000;

/** Pieces of Markua, whole and broken, and characters that programs stumble over. */
const pieces = [
  ...markuaSigns,
  ...['## Two\n', '-# Part\n', 'Title\n===\n', 'Title\n---\n', '{id: x}\n', '{#y}', '{id: "z', '{:#k}', '<id: a>\n'],
  ...[
    '{aside}\n',
    '{/aside}\n',
    '{blurb, class: tip}\n',
    '{/blurb}',
    '{quiz, id: q}\n? Which?\n',
    '! a ; b\n',
    '{/quiz}\n',
  ],
  ...['```js\n', '~~~~\n', '```&\n', ': def\n'],
  ...['[a](#x)', '[a](#two words)', '[t](x.md#y)', '[r]: #x\n', '[r]: <', '[^n]: note\n', '[^^e]: end\n'],
  ...['![alt](08/plan.png)', '![](a b.png "t")', '<<(code.rb)\n', '<<[T](c.rb)\n'],
  ...[
    '<a href="#x">',
    '<img src="p.png">',
    '<a name=x>',
    '<div>\n',
    '<!-- ',
    ' -->',
    '<!-- handbook-disable-next-line -->\n',
  ],
  ...['<!-- handbook-disable missing-id, -->\n', '<?', '<![CDATA[', '%% note\n', '{full: false}\n', '{sample: true}\n'],
  ...[
    'https://help.aliyun.com/document_detail/1.html',
    'http://localhost:3000)',
    'www.e.org,',
    '<https://x.y>',
    'a@b.cd',
  ],
  ...['Lorem ipsum dolor sit amet, ', 'TODO: ', '???', '[insert image here]', 'coming soon', '待补充', 'XXXX', 'TBD'],
  ...['&#0;', '{i: "a|see{i:\'b\'}"}', '"', "'"],
  ...['\u2028', '\uDC00', 'e\u0301', '\u00A0', '中文', '\u202E'],
];

/** A text made of one of `pool` by a few random changes, or put together from pieces. Never longer than 40,000 units. */
export function mutate(random: Random, pool: readonly string[]): string {
  let text = random.chance(4) ? assemble(random) : windowOf(random, random.pick(pool));
  for (let rounds = 1 + random.below(8); rounds > 0; rounds--) text = change(random, text, pool).slice(0, LONGEST);
  return text;
}

function assemble(random: Random): string {
  return Array.from({ length: random.below(60) }, () => random.pick(pieces)).join('');
}

/** Most chapters are longer than what a fault needs. */
function windowOf(random: Random, text: string): string {
  const start = random.below(Math.max(1, text.length - 500));
  return random.chance(3) ? text : text.slice(start, start + 200 + random.below(3000));
}

function change(random: Random, text: string, pool: readonly string[]): string {
  const from = random.below(text.length + 1);
  const to = Math.min(text.length, from + random.below(random.chance(3) ? 400 : 12));
  const inserted = (piece: string): string => text.slice(0, from) + piece + text.slice(from);
  switch (random.below(9)) {
    case 0:
      return text.slice(0, from) + text.slice(to);
    case 1:
      return inserted(text.slice(from, to));
    case 2:
      return inserted(windowOf(random, random.pick(pool)));
    case 3:
      return inserted(random.pick(pieces).repeat(1 + random.below(random.chance(4) ? 300 : 3)));
    case 4:
      return text.replaceAll('\n', random.pick(['\r\n', '\r', '\n\n', ' ']));
    case 5:
      return prefixed(random, text, from, to);
    case 6:
      return text.slice(0, from);
    case 7:
      return inserted(String.fromCodePoint(random.below(random.chance(2) ? 0x80 : 0x10ffff)));
    default:
      return inserted(random.pick(pieces));
  }
}

/** Puts some lines into a quote, box or list. */
function prefixed(random: Random, text: string, from: number, to: number): string {
  const prefix = random.pick(['> ', 'A> ', '- ', '  ', '    ', '\t', '>', 'B> > ', '1. ']);
  return text.slice(0, from) + text.slice(from, to).replaceAll('\n', `\n${prefix}`) + text.slice(to);
}
