import type { Handbook } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Attribute, AttributeList } from '../markdown/facts.ts';
import { allOf } from './factReads.ts';
import type { Fix } from './finding.ts';
import { chapterRule, type Report } from './rule.ts';
import { removeAttribute } from './support/removeAttribute.ts';

type Case = 'alt' | 'title' | 'format' | 'class' | 'align-float';

/** What the syntax itself says where an attribute list says the same key. */
interface Said {
  readonly case: Exclude<Case, 'align-float'>;
  readonly key: string;
  readonly value: string;
}

export default chapterRule<Case>({
  meta: {
    name: 'conflicting-attribute',
    summary: 'A thing said twice: in the attribute list and in the syntax of what it belongs to',
    about: ['attributeLists'],
    reads: 'section',
    touchedBy: { facts: allOf('resources', 'attributeLists') },
    group: 'book',
    severity: { markua: 'error', lfm: 'off', markdown: 'off' },
    strict: 'error',
    fix: 'safe',
    cases: {
      alt: {
        message: 'The picture has two alternative texts: "{value}" in the list and "{other}" in its brackets.',
        help: 'Leanpub takes the one in the list and reports an error. Keep one of the two.',
      },
      title: {
        message: 'The title is given twice: "{value}" in the list and "{other}" in quotation marks.',
        help: 'Leanpub takes the one in the list and reports an error. Keep one of the two.',
      },
      format: {
        message: 'The code’s format is given twice: "{value}" in the list and "{other}" after the fence.',
        help: 'Leanpub takes the one in the list and reports an error. Keep one of the two.',
      },
      class: {
        message: 'The box’s kind is given twice: "{value}" in the list and by its letter "{other}".',
        help: 'Leanpub takes the one in the list and reports an error. Use "B>" with the list, or the letter without it.',
      },
      'align-float': {
        message: 'The picture has both "align" and "float".',
        help: 'It can stand in a line of its own (align) or let the text flow around it (float), not both. Remove one.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    const { facts } = chapter;
    for (const use of facts.resources) {
      if (use.origin !== 'image' || use.attributes.length === 0) continue;
      const lists = use.attributes.map((index) => facts.attributeLists[index]!);
      const said: Said[] = [];
      if (use.alt.trim() !== '') said.push({ case: 'alt', key: 'alt', value: use.alt });
      if (use.title !== undefined) said.push({ case: 'title', key: 'title', value: use.title });
      for (const list of lists) yield* compare(chapter, book, list, said);
      yield* alignAndFloat(chapter, book, lists);
    }
    const lists = facts.attributeLists.filter(({ target }) => target !== undefined && saying.has(target));
    if (lists.length === 0) return;
    const coded = facts.blocks.filter(({ kind }) => saying.has(kind));
    const blocks = new Map(coded.map((block) => [`${block.kind} ${block.span.start}`, block]));
    for (const list of lists) {
      const block = blocks.get(`${list.target} ${list.targetStart}`);
      const said = block && saidByBlock(block);
      if (said) yield* compare(chapter, book, list, [said]);
    }
  },
});

/** Blocks whose own syntax may say what a list says. */
const saying: ReadonlySet<string> = new Set(['code', 'verbatim', 'math', 'blurb']);

function saidByBlock({ kind, form, info }: Chapter['facts']['blocks'][number]): Said | undefined {
  const word = info?.trim().split(/\s/)[0] ?? '';
  if (word === '') return undefined;
  if ((kind === 'code' || kind === 'verbatim' || kind === 'math') && form === 'fence') {
    return { case: 'format', key: 'format', value: word };
  }
  if (kind === 'blurb' && form === 'prefix' && word !== 'B') return { case: 'class', key: 'class', value: word };
  return undefined;
}

function* compare(
  chapter: Chapter,
  book: Handbook,
  list: AttributeList,
  said: readonly Said[],
): Generator<Report<Case>> {
  for (const { case: kind, key, value: other } of said) {
    const at = list.attributes.findIndex((attribute) => attribute.key === key && attribute.value !== undefined);
    const attribute = list.attributes[at];
    if (!attribute || book.excluded(chapter.uri, list.span.start)) continue;
    const value = attribute.value ?? '';
    const fixes = [dropFromList(chapter, list, at, value === other)];
    yield { case: kind, span: attribute.span, data: { value, other, key }, fixes };
  }
}

/** Loses nothing where both say the same; else the author has to choose. */
function dropFromList(chapter: Chapter, list: AttributeList, at: number, isSame: boolean): Fix {
  return {
    title: `Remove "${list.attributes[at]!.key}" from the list`,
    safety: isSame ? 'safe' : 'unsafe',
    edits: [removeAttribute(chapter, list, at)],
  };
}

function* alignAndFloat(
  chapter: Chapter,
  book: Handbook,
  lists: readonly AttributeList[],
): Generator<Report<'align-float'>> {
  const find = (key: string): Attribute | undefined =>
    lists.flatMap(({ attributes }) => attributes).find((attribute) => attribute.key === key);
  const align = find('align');
  const float = find('float');
  if (!align || !float || book.excluded(chapter.uri, align.span.start)) return;
  const later = align.span.start > float.span.start ? align : float;
  yield { case: 'align-float', span: later.span };
}
