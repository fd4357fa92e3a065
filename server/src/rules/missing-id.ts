import { allOf } from './factReads.ts';
import { chapterRule } from './rule.ts';
import { freshId, idList, insertAbove } from './support/headingId.ts';

interface Options {
  readonly levels: readonly number[];
  readonly prefix: readonly string[];
  readonly syntax: string;
}

export default chapterRule<'missing', Options>({
  meta: {
    name: 'missing-id',
    summary: 'A chapter heading has no id of its own that other chapters could link to',
    about: ['headings'],
    touchedBy: { facts: allOf('headings', 'ids') },
    group: 'anchors',
    severity: { markua: 'warning', lfm: 'warning', markdown: 'off' },
    strict: 'warning',
    fix: 'safe',
    cases: {
      missing: {
        message: 'The heading "{title}" has no id.',
        help: 'Without an id no crosslink can lead here, and Leanpub makes up one that changes with the title. Put a line such as {suggestion} directly above the heading.',
      },
    },
    options: {
      levels: {
        description: 'The levels of heading that need an id: 1 for chapters and parts, 2 for sections …',
        default: [1],
        type: 'array',
        items: { type: 'integer', minimum: 1, maximum: 6 },
      },
      prefix: {
        description:
          'What ids begin with, by level: ["ch-", "sec-"]. Empty: the prefix that the other ids of the level share.',
        default: [],
        type: 'array',
        items: { type: 'string' },
      },
      syntax: {
        description: 'How the fix writes the id. "auto" follows the book.',
        default: 'auto',
        type: 'string',
        enum: ['auto', '{id: x}', '{#x}', '<id: x>'],
      },
    },
    since: '1.0.0',
  },
  *check({ chapter, book, options }) {
    for (const heading of chapter.facts.headings) {
      if (heading.nested || heading.id >= 0 || !options.levels.includes(heading.level)) continue;
      // Leanpub drops a heading without text, and there is nothing to make an id from.
      if (heading.title === '' || book.excluded(chapter.uri, heading.span.start)) continue;
      const id = freshId(book, chapter, heading, options);
      const line = id && idList(id, book, options.syntax);
      yield {
        case: 'missing',
        span: heading.titleSpan,
        data: { title: heading.title, level: heading.level, id, suggestion: line || '{id: some-name}' },
        fixes: line ? [{ title: `Add ${line}`, safety: 'safe', edits: [insertAbove(chapter, heading, line)] }] : [],
      };
    }
  },
});
