import fc from 'fast-check';
import type { Dialect } from '../../server/src/base/dialect.ts';

/** A small book, most of whose lines have something wrong with them or nearly so. */
export interface FaultyBook {
  readonly dialect: Dialect;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
}

/** Lines that nothing is wrong with, and that no fix may touch: odd blanks, tabs, letters beyond the BMP, Chinese. */
export const UNTOUCHED = [
  'Plain prose, and nothing else.',
  'Blanks  in the\tmiddle, and at the end.  ',
  'Ein Satz über Größe, 一句话, and a 𝒻ancy letter.',
] as const;

const ids = ['alpha', 'alpha-2', 'Beta', 'beta', 'what-it-costs', 'gamma_x', 'two words', '1st', 'über', 'fig.1'];
const targets = [...ids, 'alhpa', 'BETA', 'what-it-cost', 'what-it-costs-1', 'leanpub-auto-alpha', 'two%20words', ''];
const titles = ['Alpha', 'What It Costs', 'Beta & Gamma', '地区', '1. Steps', 'Alpha'];
const paths = [
  'one.md',
  'two.md#what-it-costs',
  './three.md',
  'two.md#alpha',
  'gone.md',
  'plan.pdf',
  'alpha',
  'www.example.com',
  'me@example.com',
];
const labels = ['wiki', 'wkii', 'Wiki', 'open-wrt', '1', 'a'];
const rules = ['broken-crosslink', 'broken-crosslinks', 'duplicate-id', 'missing-id', 'no-such-thing-at-all'];

const ONE_PIXEL = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='),
  (character) => character.charCodeAt(0),
);

const oneOf = (values: readonly string[]) => fc.constantFrom(...values);

const list = oneOf(ids).chain((id) =>
  oneOf([
    `{id: ${id}}`,
    `{#${id}}`,
    `{id="${id}"}`,
    `{id: "${id}}`,
    `{id: ${id}`,
    `<id: ${id}>`,
    `{:#${id}}`,
    `{id: ${id}, id: ${id}}`,
    `{ID: ${id}}`,
    `{id: #${id}}`,
    `{class: part, id: ${id}}`,
    `{id=${id} class="wide"}`,
    `{id: ${id}, full: false}`,
    '{id: }',
    '{class: part}',
    '{full: false}',
    '{Widht: 50%}',
  ]),
);

const gap = oneOf(['\n', '\n\n', '\n\n\n']);

const heading = fc
  .record({
    list: fc.option(list),
    gap,
    level: fc.integer({ min: 1, max: 3 }),
    title: oneOf(titles),
    tail: fc.option(oneOf(ids)),
  })
  .map(({ list: above, gap: between, level, title, tail }) => {
    const line = `${'#'.repeat(level)} ${title}${tail === null ? '' : ` {#${tail}}`}`;
    return above === null ? line : `${above}${between}${line}`;
  });

const link = fc.oneof(
  oneOf(targets).map((id) => `[a link](#${id})`),
  oneOf(ids).map((id) => `[a link]({#${id}})`),
  oneOf(ids).map((id) => `[a link][#${id}]`),
  oneOf(paths).map((path) => `[a file](${path})`),
  oneOf(labels).map((label) => `[a label][${label}]`),
  oneOf(labels).map((label) => `A note.[^${label}]`),
  oneOf(targets).map((id) => `[words]{#${id || 'words'}}`),
);

const paragraph = fc.array(link, { minLength: 1, maxLength: 3 }).map((links) => `See ${links.join(', and ')}.`);

const picture = fc.tuple(list, gap).map(([above, between]) => `${above}${between}![A map](map.png "A map")`);
const onWindows = fc.constant('![A plan](maps\\plan.png)');

const definition = fc.oneof(
  fc.tuple(oneOf(labels), oneOf(targets)).map(([label, id]) => `[${label}]: #${id}`),
  oneOf(labels).map((label) => `[${label}]: https://example.com/`),
  oneOf(labels).map((label) => `[^${label}]: A note.`),
);

const box = fc.tuple(fc.option(list), oneOf(['{blurb}', '{aside}', '{blurb, class: tip}'])).map(([above, opener]) => {
  const name = /[a-z]+/.exec(opener)?.[0];
  return `${above === null ? '' : `${above}\n`}${opener}\nIn a box.\n{/${name}}`;
});

const comment = fc
  .tuple(oneOf(['disable-next-line', 'disable', 'enable', 'disable-file']), fc.array(oneOf(rules), { maxLength: 3 }))
  .map(([kind, names]) => `<!-- handbook-${kind} ${names.join(', ')} -->`);

const untouched = oneOf(UNTOUCHED);

const block = fc.oneof(
  { weight: 5, arbitrary: heading },
  { weight: 4, arbitrary: paragraph },
  { weight: 2, arbitrary: definition },
  { weight: 3, arbitrary: untouched },
  { weight: 1, arbitrary: picture },
  { weight: 1, arbitrary: onWindows },
  { weight: 1, arbitrary: box },
  { weight: 1, arbitrary: comment },
);

const nested = fc.tuple(block, oneOf(['', '', '', '', '> ', 'A> ', '- '])).map(([text, prefix]) => {
  if (UNTOUCHED.some((line) => line === text)) return text;
  const next = prefix === '- ' ? '  ' : prefix;
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? prefix : next) + line)
    .join('\n');
});

const chapter = fc
  .tuple(fc.array(nested, { minLength: 1, maxLength: 8 }), oneOf(['\n', '\n', '\r\n']), oneOf(['', '', '\uFEFF']))
  .map(([blocks, lineBreak, bom]) => `${bom}${blocks.join('\n\n')}\n`.replaceAll('\n', lineBreak));

/** Books of three chapters, the third of which the list may leave out. */
export const faultyBook: fc.Arbitrary<FaultyBook> = fc
  .record({
    dialect: fc.constantFrom<Dialect>('markua', 'lfm', 'markdown'),
    one: chapter,
    two: chapter,
    three: chapter,
    listsThree: fc.boolean(),
  })
  .map(({ dialect, one, two, three, listsThree }) => {
    const chapters = { 'one.md': one, 'two.md': two, 'three.md': three, 'resources/map.png': ONE_PIXEL };
    const list = `one.md\ntwo.md\n${listsThree ? 'three.md\n' : ''}`;
    return { dialect, files: dialect === 'markdown' ? chapters : { ...chapters, 'Book.txt': list } };
  });
