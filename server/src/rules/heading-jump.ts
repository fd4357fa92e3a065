import type { Chapter } from '../markdown/chapter.ts';
import type { Heading } from '../markdown/facts.ts';
import { allOf } from './factReads.ts';
import type { Edit, Fix } from './finding.ts';
import { chapterRule } from './rule.ts';

export default chapterRule({
  meta: {
    name: 'heading-jump',
    summary: 'A heading that skips a level on the way down, such as "###" after "#"',
    about: ['headings'],
    touchedBy: { facts: allOf('headings') },
    group: 'book',
    severity: 'info',
    fix: 'unsafe',
    cases: {
      jump: {
        message: 'The heading "{title}" is of level {level}, below one of level {above}: level {expected} is skipped.',
        help: 'The table of contents gets a gap there, and readers who listen to the book lose their way. Use one "#" more than in the heading above.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    const headings = chapter.facts.headings.filter(
      (heading) => !heading.nested && !book.excluded(chapter.uri, heading.span.start),
    );
    for (const [index, heading] of headings.entries()) {
      const above = headings[index - 1];
      if (!above || heading.level <= above.level + 1) continue;
      const expected = above.level + 1;
      const data = { title: heading.title, level: heading.level, above: above.level, expected };
      yield {
        case: 'jump',
        span: heading.titleSpan,
        data,
        related: [{ uri: chapter.uri, span: above.titleSpan, message: 'The heading above' }],
        fixes: raise(chapter, headings.slice(index), heading.level - expected),
      };
    }
  },
});

/** Takes the heading, its sisters after it and all below them up by so many levels, so that they stay what they are to each other. */
function raise(chapter: Chapter, headings: readonly Heading[], levels: number): Fix[] {
  const [first] = headings;
  const edits: Edit[] = [];
  for (const heading of headings) {
    if (heading.level < first!.level) break;
    if (heading.style !== 'atx') return [];
    const start = heading.span.start + chapter.text.slice(heading.span.start).indexOf('#');
    edits.push({ uri: chapter.uri, span: { start, end: start + levels }, text: '' });
  }
  const marks = '#'.repeat(first!.level - levels);
  return [{ title: `Make it "${marks}", with the headings that belong to it`, safety: 'unsafe', edits }];
}
