import type { Chapter } from '../markdown/chapter.ts';
import type { Link } from '../markdown/facts.ts';
import { allOf } from './factReads.ts';
import type { Fix } from './finding.ts';
import { chapterRule } from './rule.ts';
import { kindOfDestination } from './support/resourceKinds.ts';

export default chapterRule({
  meta: {
    name: 'lost-image',
    summary: 'A link to a picture on a line of its own, where the "!" that shows the picture is missing',
    about: ['links'],
    reads: 'section',
    touchedBy: { facts: allOf('links') },
    group: 'resources',
    severity: 'warning',
    fix: 'safe',
    cases: {
      lost: {
        message: 'This is a link to "{path}", not the picture itself.',
        help: 'The reader sees a link that leads nowhere in the place of the picture. Put a "!" in front of the bracket.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const link of chapter.facts.links) {
      if (!isLost(chapter, link) || book.excluded(chapter.uri, link.span.start)) continue;
      const { state } = book.resource(chapter.uri, link.destination);
      if (state === 'web' || state === 'data' || state === 'empty') continue;
      // A site's page may link to a picture on purpose; one that is not there either tells nothing.
      if (chapter.dialect === 'markdown' && state !== 'found') continue;
      yield {
        case: 'lost',
        span: link.span,
        data: { path: link.destination },
        fixes: [addMark(chapter, link, state === 'found')],
      };
    }
  },
});

/** All that its line holds, but for the marks of quotes and boxes; in a list it may be one link of many. */
function isLost({ text, lines }: Chapter, link: Link): boolean {
  if (link.kind !== 'inline' || link.wrapsImage || kindOfDestination(link.destination) !== 'image') return false;
  const { start, end } = lines.line(lines.lineAt(link.span.start));
  const before = text.slice(start, link.span.start);
  const after = text.slice(link.span.end, end);
  return /^\uFEFF?(?: {0,3}(?:>|[A-Z]>))* {0,3}$/.test(before) && after.trim() === '';
}

/** Safe where the picture is there, and where what stands in the brackets can be its text. */
function addMark(chapter: Chapter, link: Link, isFound: boolean): Fix {
  const isFit = isFound && link.text !== '' && link.text === link.text.trim();
  const at = link.span.start;
  return {
    title: 'Show the picture: put "!" in front',
    safety: isFit ? 'safe' : 'unsafe',
    edits: [{ uri: chapter.uri, span: { start: at, end: at }, text: '!' }],
  };
}
