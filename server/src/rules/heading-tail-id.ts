import type { Span } from '../base/span.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { AttributeList, Heading } from '../markdown/facts.ts';
import { allOf } from './factReads.ts';
import type { Edit, Fix } from './finding.ts';
import { chapterRule } from './rule.ts';
import { idList, insertAbove } from './support/headingId.ts';

export default chapterRule({
  meta: {
    name: 'heading-tail-id',
    summary: 'An id at the end of a heading, where Markua does not read it',
    about: ['ids'],
    touchedBy: { facts: allOf('ids', 'attributeLists', 'headings') },
    group: 'anchors',
    severity: { markua: 'info', lfm: 'off', markdown: 'off' },
    fix: 'safe',
    cases: {
      tail: {
        message: 'The id "{id}" stands at the end of the heading, where Markua ignores it.',
        help: 'Leanpub’s older engines read it there; the present one drops it, and every crosslink to "{id}" leads nowhere. Put it on a line of its own directly above the heading: {line}.',
      },
      repeated: {
        message: 'The heading has its id "{id}" twice: on the line above and at its end.',
        help: 'The one at the end does nothing in Markua. Remove it.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const { id, list: index, heading, origin } of chapter.facts.ids) {
      const list = chapter.facts.attributeLists[index];
      const owner = chapter.facts.headings[heading];
      if (origin !== 'tail' || !list || !owner || book.excluded(chapter.uri, list.span.start)) continue;
      const above = owner.attributes.map((other) => chapter.facts.attributeLists[other]!).filter(isAboveHeading);
      const idAbove = above.flatMap(({ attributes }) => attributes).find(({ key }) => key === 'id')?.value;
      yield {
        case: idAbove === id ? 'repeated' : 'tail',
        span: list.span,
        data: { id, line: idList(id, book) },
        fixes: fixes(chapter, book, owner, list, above, id, idAbove),
      };
    }
  },
});

function isAboveHeading({ place }: AttributeList): boolean {
  return place === 'block';
}

function fixes(
  chapter: Chapter,
  book: Handbook,
  heading: Heading,
  list: AttributeList,
  above: readonly AttributeList[],
  id: string,
  idAbove: string | undefined,
): Fix[] {
  const { uri } = chapter;
  const removal: Edit = { uri, span: withBlanksBefore(chapter, list.span), text: '' };
  const others = list.attributes.filter(({ key }) => key !== 'id');
  const isAlone = others.length === 0 && list.problems.length === 0;
  if (idAbove !== undefined) {
    // Two different ids on one heading: which one its crosslinks mean is the author's to say.
    const isSafe = idAbove === id && isAlone;
    return [{ title: 'Remove the id at the end', safety: isSafe ? 'safe' : 'unsafe', edits: [removal] }];
  }
  // Attributes that did nothing at the end would begin to count above: only the author knows whether they should.
  const safety = isAlone ? 'safe' : 'unsafe';
  const rest = others.map(({ span }) => `, ${chapter.text.slice(span.start, span.end)}`).join('');
  const host = above.find(({ problems, form }) => problems.length === 0 && form === 'brace');
  if (host) {
    const at = host.span.start + 1;
    const edit = { uri, span: { start: at, end: at }, text: `id: ${id}${rest}, ` };
    return [{ title: 'Move the id to the list above', safety, edits: [edit, removal] }];
  }
  const line = rest === '' ? idList(id, book) : `{id: ${id}${rest}}`;
  return [{ title: `Move the id to the line above`, safety, edits: [insertAbove(chapter, heading, line), removal] }];
}

function withBlanksBefore({ text }: Chapter, span: Span): Span {
  let { start } = span;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  return { start, end: span.end };
}
