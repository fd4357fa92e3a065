import type { Handbook } from '../handbook/handbook.ts';
import { rank } from '../handbook/sections.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { IdDefinition } from '../markdown/facts.ts';
import { allOf } from './factReads.ts';
import type { Fix } from './finding.ts';
import { chapterRule } from './rule.ts';
import { definitionsFor, renameId } from './support/crosslinks.ts';
import { isFree } from './support/headingId.ts';
import { idFault } from './support/idGrammar.ts';

type Case = 'separator' | 'prefix' | 'capitals';

export default chapterRule<Case>({
  meta: {
    name: 'id-style',
    summary: 'An id that is not written as the other ids of the book are',
    about: ['ids'],
    touchedBy: { facts: allOf('ids', 'headings') },
    group: 'anchors',
    severity: 'off',
    strict: 'info',
    fix: 'unsafe',
    cases: {
      separator: {
        message: 'The id "{id}" separates its words with "{other}", the other ids of the book with "{separator}".',
        help: 'One way of writing ids lets you guess them when you write a crosslink. Write "{suggestion}".',
      },
      prefix: {
        message: 'The id "{id}" does not begin with "{prefix}" as those of the other headings of its level do.',
        help: 'One way of writing ids lets you guess them when you write a crosslink. Write "{suggestion}".',
      },
      capitals: {
        message: 'The id "{id}" has capital letters, the other ids of the book have none.',
        help: 'One way of writing ids lets you guess them when you write a crosslink. Write "{suggestion}".',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const definition of chapter.facts.ids) {
      const { id, span, lost } = definition;
      if (lost || idFault(id, chapter.dialect) !== undefined || book.excluded(chapter.uri, span.start)) continue;
      const fault = faultOf(book, chapter, definition);
      if (!fault) continue;
      const style = book.idStyle();
      const suggestion = restyled(book, chapter, definition);
      const { separator } = style;
      const other = separator === '-' ? '_' : '-';
      yield {
        case: fault,
        span,
        data: { id, suggestion, separator, other, prefix: prefixOf(book, chapter, definition) },
        fixes: renaming(book, chapter, id, suggestion),
      };
    }
  },
});

function faultOf(book: Handbook, chapter: Chapter, definition: IdDefinition): Case | undefined {
  const { habit } = book.idStyle();
  const { id } = definition;
  const other = habit.separator === '-' ? '_' : '-';
  if (habit.separator !== undefined && id.includes(other)) return 'separator';
  if (habit.lowerCase && id !== id.toLowerCase()) return 'capitals';
  return id.startsWith(prefixOf(book, chapter, definition)) ? undefined : 'prefix';
}

function prefixOf(book: Handbook, chapter: Chapter, { heading }: IdDefinition): string {
  const owner = chapter.facts.headings[heading];
  return owner && !owner.nested ? book.idStyle().habit.prefix(rank(owner)) : '';
}

/** The id in the book's manner, in all three respects at once. */
function restyled(book: Handbook, chapter: Chapter, definition: IdDefinition): string {
  const { habit, separator } = book.idStyle();
  const prefix = prefixOf(book, chapter, definition);
  let id = definition.id;
  if (habit.separator !== undefined) id = id.replace(/[-_]/g, separator);
  if (habit.lowerCase) id = id.toLowerCase();
  return id.startsWith(prefix) ? id : prefix + id;
}

function renaming(book: Handbook, chapter: Chapter, id: string, newId: string): Fix[] {
  if (!isFree(book, newId)) return [];
  const edits = renameId(book, id, definitionsFor(book, chapter.uri, id), newId);
  return [{ title: `Rename the id to "${newId}", with its crosslinks`, safety: 'unsafe', edits }];
}
