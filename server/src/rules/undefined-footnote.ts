import type { Chapter } from '../markdown/chapter.ts';
import type { FootnoteUse } from '../markdown/facts.ts';
import { allOf } from './factReads.ts';
import type { Fix } from './finding.ts';
import { chapterRule } from './rule.ts';
import { nearIds } from './support/nearIds.ts';
import { isSurelyNote, noteDefinitions, noteMark, noteName, noteUses } from './support/notes.ts';

export default chapterRule({
  meta: {
    name: 'undefined-footnote',
    summary: 'A footnote or endnote mark whose note is nowhere in the book',
    about: ['footnoteUses'],
    touchedBy: { facts: allOf('footnoteUses', 'footnotes') },
    group: 'anchors',
    severity: 'error',
    fix: 'unsafe',
    cases: {
      undefined: {
        message: 'The {kind} {mark} is nowhere written out.{suggestion}',
        help: 'The reader sees the mark itself, brackets and all, instead of a note. Write the note, a line that begins with {mark}: — or remove the mark.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const use of chapter.facts.footnoteUses) {
      const { label, endnote, labelSpan } = use;
      if (noteDefinitions(book, chapter, label, endnote).length > 0) continue;
      if (!isSurelyNote(chapter, use) || book.excluded(chapter.uri, use.span.start)) continue;
      const labels =
        book.dialect === 'markdown' ? chapter.facts.footnotes.map((note) => note.label) : book.footnoteLabels(endnote);
      const [near] = nearIds(label, labels).ids;
      const isNote = looksLikeNote(chapter, use) && noteUses(book, chapter, label, endnote).length > 1;
      const didYouMean = near === undefined ? '' : ` Did you mean ${noteMark(near, endnote)}?`;
      const suggestion = isNote ? ' Is this the note itself? Then a colon is missing after it.' : didYouMean;
      yield {
        case: 'undefined',
        span: labelSpan,
        data: { label, kind: noteName(endnote), mark: noteMark(label, endnote), suggestion },
        fixes: isNote ? [addColon(chapter, use)] : [],
      };
    }
  },
});

/** `[^bills] How to read a bill.` at a line's start, the colon forgotten. */
function looksLikeNote({ text, lines }: Chapter, { span }: FootnoteUse): boolean {
  const line = lines.lineAt(span.start);
  return lines.start(line) === span.start && /^[ \t]+\S/.test(text.slice(span.end, lines.end(line)));
}

function addColon({ uri }: Chapter, { span }: FootnoteUse): Fix {
  return {
    title: 'Add the colon',
    safety: 'unsafe',
    edits: [{ uri, span: { start: span.end, end: span.end }, text: ':' }],
  };
}
