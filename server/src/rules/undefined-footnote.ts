import { chapterRule } from './rule.ts';
import { nearIds } from './support/nearIds.ts';
import { isSurelyNote, noteDefinitions, noteMark, noteName } from './support/notes.ts';

export default chapterRule({
  meta: {
    name: 'undefined-footnote',
    summary: 'A footnote or endnote mark whose note is nowhere in the book',
    group: 'anchors',
    severity: 'error',
    fix: 'none',
    cases: {
      undefined: {
        message: 'The {kind} {mark} is nowhere written out.{suggestion}',
        help: 'The reader sees the mark itself, brackets and all, instead of a note. Write the note, a line that begins with {mark}: — or remove the mark.',
      },
    },
    options: {},
    since: '0.1.0',
  },
  *check({ chapter, book }) {
    for (const use of chapter.facts.footnoteUses) {
      const { label, endnote, labelSpan } = use;
      if (noteDefinitions(book, chapter, label, endnote).length > 0) continue;
      if (!isSurelyNote(chapter, use) || book.excluded(chapter.uri, use.span.start)) continue;
      const labels =
        book.dialect === 'markdown' ? chapter.facts.footnotes.map((note) => note.label) : book.footnoteLabels(endnote);
      const [near] = nearIds(label, labels).ids;
      const suggestion = near === undefined ? '' : ` Did you mean ${noteMark(near, endnote)}?`;
      yield {
        case: 'undefined',
        span: labelSpan,
        data: { label, kind: noteName(endnote), mark: noteMark(label, endnote), suggestion },
      };
    }
  },
});
