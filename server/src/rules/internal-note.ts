import { lastStarting } from '../base/span.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { contactTitle } from './data/internalNotes.ts';
import { countAddresses, findInternalNotes } from './placeholders/findInternalNotes.ts';
import type { ReaderProse } from './placeholders/readerProse.ts';
import { mayHoldInternalNote, Sign } from './placeholders/signs.ts';
import { chapterRule } from './rule.ts';

export default chapterRule<'address' | 'colleagues' | 'promise'>({
  meta: {
    name: 'internal-note',
    summary: 'Text meant for colleagues: a personal e-mail address, "internal only", "will update it soon"',
    about: ['prose'],
    reads: 'section',
    group: 'placeholders',
    severity: 'info',
    fix: 'none',
    cases: {
      address: {
        message: 'A personal e-mail address: {text}.',
        help: 'Everybody who has the book can write to it for years, long after the person has moved on. Name a team address or a contact page, or make it a link (<{text}>) if it is meant to be published.',
      },
      colleagues: {
        message: '"{text}" is meant for colleagues, not for readers.',
        help: 'Delete it, put it into a comment (<!-- … -->), or keep the section out of the book with {full: false} on the line above its heading.',
      },
      promise: {
        message: '"{text}" is a promise to colleagues.',
        help: 'A reader of the finished book cannot tell when "soon" was. Say what holds today, or put the remark into a comment (<!-- … -->).',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book, prose: stretches }) {
    if (book.position(chapter.uri) < 0) return;
    const publishing = publishingSections(chapter, stretches);
    for (const stretch of stretches) {
      if (stretch.prose.kind === 'alt' || !mayHoldInternalNote(stretch.signs)) continue;
      const { kind, container, section } = stretch.prose;
      const place = { publishes: publishing.has(section), isListed: kind === 'cell' || listing.has(container) };
      for (const note of findInternalNotes(stretch.text, place, stretch.signs)) {
        const span = stretch.span(note.start, note.end);
        // Who makes an address a link means it to be used; one in a quotation is part of what was said.
        if (note.case === 'address' && stretch.prose.quoted) continue;
        // In a link's text it tells of the page behind it.
        if (note.case !== 'promise' && isLinked(chapter, span.start)) continue;
        yield { case: note.case, span, data: { text: stretch.text.slice(note.start, note.end).replace(/\s+/g, ' ') } };
      }
    }
  },
});

const listing: ReadonlySet<string> = new Set(['list', 'item', 'definition-list']);

/** Sections that give addresses on purpose: by their title, or a title above, or because they list several. */
function publishingSections(chapter: Chapter, stretches: readonly ReaderProse[]): ReadonlySet<number> {
  const found = new Set<number>();
  if (!stretches.some(({ signs }) => (signs & Sign.at) !== 0)) return found;
  let level = 7;
  chapter.facts.headings.forEach((heading, index) => {
    if (heading.level <= level) level = contactTitle.test(heading.title) ? heading.level : 7;
    if (level < 7) found.add(index);
  });
  const counts = new Map<number, number>();
  for (const stretch of stretches) {
    if ((stretch.signs & Sign.at) === 0) continue;
    const { section } = stretch.prose;
    const count = (counts.get(section) ?? 0) + countAddresses(stretch.text);
    counts.set(section, count);
    if (count >= 3) found.add(section);
  }
  return found;
}

function isLinked({ facts }: Chapter, at: number): boolean {
  const link = lastStarting(facts.links, at, ({ span }) => span.start);
  return link !== undefined && at < link.span.end;
}
