import { allOf } from './factReads.ts';
import { chapterRule } from './rule.ts';
import { noteDefinitions, noteMark, noteName } from './support/notes.ts';
import { placeName, related } from './support/places.ts';

export default chapterRule({
  meta: {
    name: 'duplicate-footnote',
    summary: 'A footnote or endnote label that the book has used before',
    about: ['footnotes'],
    touchedBy: { facts: allOf('footnotes') },
    group: 'anchors',
    severity: 'error',
    fix: 'none',
    cases: {
      duplicate: {
        message: 'The {kind} {mark} is already written out {place}.',
        help: '{scope} One of the two notes will be lost, and the e-book can fail its check. Give this one another label, here and at its mark in the text.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const [index, { label, labelSpan, endnote }] of chapter.facts.footnotes.entries()) {
      if (book.excluded(chapter.uri, labelSpan.start)) continue;
      const definitions = noteDefinitions(book, chapter, label, endnote).filter(({ uri, index: nth }) => {
        const note = book.chapter(uri)?.facts.footnotes[nth];
        return note !== undefined && !book.excluded(uri, note.span.start);
      });
      const [first] = definitions;
      if (!first || (first.uri === chapter.uri && first.index === index)) continue;
      const firstSpan = book.chapter(first.uri)!.facts.footnotes[first.index]!.labelSpan;
      yield {
        case: 'duplicate',
        span: labelSpan,
        data: {
          label,
          kind: noteName(endnote),
          mark: noteMark(label, endnote),
          place: placeName(book, first.uri, firstSpan.start, chapter.uri),
          scope:
            book.dialect === 'markdown'
              ? 'A label names one note in the whole file.'
              : 'A label names one note in the whole book, not in one chapter.',
        },
        related: [related(first.uri, firstSpan, 'The first one')],
      };
    }
  },
});
