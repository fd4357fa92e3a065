import { allOf } from './factReads.ts';
import { chapterRule } from './rule.ts';
import { noteDefinitions, noteMark, noteName, noteUses } from './support/notes.ts';

export default chapterRule({
  meta: {
    name: 'unused-footnote',
    summary: 'A footnote or endnote that no mark in the text leads to',
    about: ['footnotes'],
    touchedBy: { facts: allOf('footnotes') },
    group: 'anchors',
    severity: 'info',
    fix: 'none',
    cases: {
      unused: {
        message: 'The {kind} {mark} is written out, but nothing in the text refers to it.',
        help: 'It will not appear in the book. Put {mark} where the note belongs, or remove the note.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const [index, { label, labelSpan, endnote, span }] of chapter.facts.footnotes.entries()) {
      if (noteUses(book, chapter, label, endnote).length > 0 || book.excluded(chapter.uri, span.start)) continue;
      // The later ones of a label are duplicates, which is said already.
      const [first] = noteDefinitions(book, chapter, label, endnote);
      if (first?.uri !== chapter.uri || first.index !== index) continue;
      yield {
        case: 'unused',
        span: labelSpan,
        data: { label, kind: noteName(endnote), mark: noteMark(label, endnote) },
        tags: ['unnecessary'],
      };
    }
  },
});
