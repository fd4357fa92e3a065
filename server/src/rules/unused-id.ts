import type { Handbook } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { IdDefinition } from '../markdown/facts.ts';
import { allOf } from './factReads.ts';
import type { Fix } from './finding.ts';
import { chapterRule } from './rule.ts';
import { removeAttribute } from './support/removeAttribute.ts';

export default chapterRule({
  meta: {
    name: 'unused-id',
    summary: 'An id that no crosslink of the book uses',
    about: ['ids'],
    touchedBy: { facts: allOf('ids', 'attributeLists', 'headings') },
    group: 'anchors',
    severity: 'off',
    strict: 'hint',
    fix: 'unsafe',
    cases: {
      unused: {
        message: 'No crosslink leads to the id "{id}".',
        help: 'That is no fault: other books and web pages may link to it. If nobody does, it can go.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    // In plain Markdown other files, and other sites, link to ids in ways that the book's index does not follow.
    if (book.dialect === 'markdown') return;
    for (const definition of chapter.facts.ids) {
      const { id, span, lost, list } = definition;
      if (lost || book.isUsed(id) || book.excluded(chapter.uri, span.start)) continue;
      const target = chapter.facts.attributeLists[list]?.target;
      // Quizzes and exercises must have an id.
      if (target === 'quiz' || target === 'exercise') continue;
      yield { case: 'unused', span, data: { id }, tags: ['unnecessary'], fixes: removal(chapter, book, definition) };
    }
  },
});

function removal(chapter: Chapter, book: Handbook, { list: index, heading }: IdDefinition): Fix[] {
  const list = chapter.facts.attributeLists[index];
  const level = chapter.facts.headings[heading]?.level;
  // `missing-id` would at once ask for another.
  if (!list || list.problems.length > 0 || (level !== undefined && isAskedFor(book, level))) return [];
  const at = list.attributes.findIndex(({ key }) => key === 'id');
  if (at < 0) return [];
  return [{ title: 'Remove the id', safety: 'unsafe', edits: [removeAttribute(chapter, list, at)] }];
}

function isAskedFor(book: Handbook, level: number): boolean {
  const setting = book.config.rules['missing-id'];
  if (setting?.severity === 'off') return false;
  const levels = setting?.options.levels;
  return Array.isArray(levels) ? levels.includes(level) : level === 1;
}
