import type { BlockKind } from './facts.ts';

/** An attribute an author can write, where it means something, and what it does (MARKUA.md §4). */
export interface AttributeKey {
  readonly key: string;
  readonly on: 'all' | readonly BlockKind[];
  readonly meaning: string;
  /** What it can be set to, where that is a closed list. */
  readonly values?: readonly string[];
}

const BOOLEAN = ['true', 'false'];
const RESOURCES: readonly BlockKind[] = ['image', 'code', 'table', 'math', 'verbatim'];

export const attributeKeys: readonly AttributeKey[] = [
  { key: 'id', on: 'all', meaning: 'The name crosslinks lead to: `[text](#name)`. Unique in the whole book.' },
  {
    key: 'class',
    on: 'all',
    meaning: 'The kind of block: `part` makes a chapter heading a part, `warning` … styles a blurb.',
    values: [
      'part',
      'continued-para',
      'discussion',
      'error',
      'information',
      'question',
      'tip',
      'warning',
      'exercise',
      'center',
    ],
  },
  { key: 'lang', on: 'all', meaning: 'The language of the block: `eng`, `deu`, `zh-Hans` …' },
  { key: 'i', on: 'all', meaning: 'An entry of the index: `"animal!fox"`; `|see{…}` points to another.' },
  {
    key: 'title',
    on: ['heading', ...RESOURCES],
    meaning: 'A title other than the text: it makes a resource a figure with a number.',
  },
  { key: 'sample', on: ['heading'], meaning: 'Whether the section is in the free sample.', values: BOOLEAN },
  {
    key: 'full',
    on: ['heading'],
    meaning: 'Whether the section is in the full book. `false` leaves it out.',
    values: BOOLEAN,
  },
  { key: 'book', on: ['heading'], meaning: 'Markua 0.10’s form of `full`.', values: BOOLEAN },
  {
    key: 'cascade',
    on: ['heading'],
    meaning: 'Whether the sections below inherit `sample` and `full`.',
    values: BOOLEAN,
  },
  { key: 'video', on: ['heading'], meaning: 'A video that goes with the section.' },
  { key: 'youtube', on: ['heading'], meaning: 'A YouTube video that goes with the section.' },
  { key: 'community', on: ['heading'], meaning: 'Leanpub: a discussion that goes with the section.', values: BOOLEAN },
  { key: 'alt', on: RESOURCES, meaning: 'What a reader who cannot see the picture is told.' },
  { key: 'format', on: RESOURCES, meaning: 'The file’s format, where the extension does not tell it.' },
  {
    key: 'type',
    on: [...RESOURCES, 'list'],
    meaning: 'The kind of resource (`image`, `code`, `table` …); for a list its numbers: `1`, `A`, `a`, `I`, `i`.',
  },
  { key: 'numbered', on: RESOURCES, meaning: 'Whether the figure gets a number.', values: BOOLEAN },
  {
    key: 'align',
    on: ['image', 'table'],
    meaning: 'Where it stands on the page.',
    values: ['left', 'right', 'middle'],
  },
  {
    key: 'float',
    on: ['image'],
    meaning: 'Text flows around it on the other side. Not together with `align`.',
    values: ['left', 'right', 'inside', 'outside'],
  },
  { key: 'width', on: ['image', 'table'], meaning: 'How wide, in per cent of the text: `50%`.' },
  { key: 'height', on: ['image'], meaning: 'How high, in per cent of the page: `50%`.' },
  { key: 'fullbleed', on: ['image'], meaning: 'Whether it fills a whole page to its edges.', values: BOOLEAN },
  { key: 'line-numbers', on: ['code'], meaning: 'Whether lines are numbered.', values: BOOLEAN },
  { key: 'number-from', on: ['code'], meaning: 'The number of the first line.' },
  { key: 'crop-start', on: ['image', 'code'], meaning: 'The first line of the file to show.' },
  { key: 'crop-end', on: ['image', 'code'], meaning: 'The last line of the file to show.' },
  { key: 'columns', on: ['table'], meaning: 'How many columns.' },
  { key: 'rows', on: ['table'], meaning: 'How many rows.' },
  { key: 'column-widths', on: ['table'], meaning: 'The width of each column.' },
  { key: 'header', on: ['table'], meaning: 'Whether the first row is a header.', values: BOOLEAN },
  { key: 'footer', on: ['table'], meaning: 'Whether the last row is a footer.', values: BOOLEAN },
  { key: 'poster', on: ['image'], meaning: 'The still picture of a video: a file below the resources folder.' },
  {
    key: 'transcript',
    on: ['image'],
    meaning: 'The written text of a video or sound: a file below the resources folder.',
  },
  { key: 'embed', on: ['image'], meaning: 'How a video or frame is shown.' },
  { key: 'reversed', on: ['list'], meaning: 'Whether the list counts down.', values: BOOLEAN },
  { key: 'delimiter', on: ['list'], meaning: 'What stands after the numbers.' },
  { key: 'monospaced', on: ['verbatim'], meaning: 'Whether it is set in a typewriter face.', values: BOOLEAN },
  { key: 'icon', on: ['blurb'], meaning: 'Leanpub: the icon beside the blurb.' },
];

/** Directives, alone between blank lines, and what they do (§6). */
export const directives: readonly { readonly name: string; readonly meaning: string }[] = [
  { name: 'frontmatter', meaning: 'What follows is front matter (Markua 0.10; 0.30 ignores it).' },
  { name: 'mainmatter', meaning: 'The book proper begins: chapters are numbered from here.' },
  { name: 'backmatter', meaning: 'What follows is back matter: appendices, index.' },
  { name: 'pagebreak', meaning: 'A new page begins.' },
  { name: 'toc', meaning: 'The contents list stands here. Front matter only.' },
  { name: 'figures', meaning: 'The list of figures stands here. Front matter only.' },
  { name: 'tables', meaning: 'The list of tables stands here. Front matter only.' },
  { name: 'listings', meaning: 'The list of code listings stands here. Front matter only.' },
  { name: 'equations', meaning: 'The list of equations stands here. Front matter only.' },
  { name: 'half-title', meaning: 'The half-title page. Front matter only.' },
  { name: 'series-title', meaning: 'The title of the series. Front matter only.' },
  { name: 'title-page', meaning: 'The title page. Front matter only.' },
  { name: 'copyright', meaning: 'The copyright page. Front matter only.' },
  { name: 'dedication', meaning: 'The dedication. Front matter only.' },
  { name: 'epigraph', meaning: 'The epigraph. Front matter only.' },
  { name: 'index', meaning: 'The index stands here. Back matter only.' },
  { name: 'quiz-answers', meaning: 'The answers to the quizzes stand here. Back matter only.' },
  { name: 'exercise-answers', meaning: 'The answers to the exercises stand here. Back matter only.' },
  { name: 'begin-hanging-paragraphs', meaning: 'The first lines of paragraphs hang out from here.' },
  { name: 'end-hanging-paragraphs', meaning: 'Paragraphs are set as usual again.' },
];

/** True for a directive of the table, and for those that name a language: `{lang-deu}`, `{lang-zh-Hans}`. */
export function isKnownDirective(name: string): boolean {
  return directives.some((one) => one.name === name) || /^lang-(?:[a-z]{3}|zh-Han[st])$/.test(name);
}
