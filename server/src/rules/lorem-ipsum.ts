import type { Span } from '../base/span.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Fix } from './finding.ts';
import { type FillerRun, fillerRuns } from './placeholders/fillerRuns.ts';
import { sectionSkeleton, sectionTitle } from './placeholders/sectionText.ts';
import { chapterRule } from './rule.ts';
import { lineBreakOf } from './support/lines.ts';

export default chapterRule<'filler'>({
  meta: {
    name: 'lorem-ipsum',
    summary: 'Filler text ("Lorem ipsum …", "Dies ist ein Blindtext") was never replaced by real text',
    about: ['prose'],
    reads: 'section',
    group: 'placeholders',
    severity: 'error',
    fix: 'unsafe',
    cases: {
      filler: {
        message: 'Filler text instead of real text: "{sample}" ({amount}).',
        help: 'Filler only keeps a place on the page; in the finished book the reader finds nonsense there. Write the text that belongs here, or take the filler out until you have it.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book, prose }) {
    if (book.position(chapter.uri) < 0) return;
    for (const run of fillerRuns(prose, chapter)) {
      yield {
        case: 'filler',
        span: run.span,
        data: {
          sample: sampleOf(chapter.text.slice(run.span.start, run.span.end)),
          amount: amountOf(run),
          words: run.words,
          paragraphs: run.paragraphs,
        },
        fixes: [...fixesFor(chapter, run)],
      };
    }
  },
});

function* fixesFor(chapter: Chapter, run: FillerRun): Iterable<Fix> {
  const { kind, section, container } = run.first.prose;
  const replace = (title: string, span: Span, text: string): Fix => ({
    title,
    safety: 'unsafe',
    edits: [{ uri: chapter.uri, span, text }],
  });
  // A heading without its title is no heading, and what it should be called nobody but the author knows.
  if (kind === 'heading') return;
  yield replace('Remove the filler text', removable(chapter, run), '');
  if (kind !== 'paragraph') return;
  const title = sectionTitle(chapter, section) ?? 'write this text';
  yield replace(`Replace the filler text with "TODO: ${title}"`, run.span, `TODO: ${title}`);
  if (container !== 'none' || !run.whole) return;
  yield replace(
    'Replace the filler text with a section skeleton',
    run.span,
    sectionSkeleton(title, lineBreakOf(chapter)),
  );
}

/** The run, and where it fills its lines, the lines with it: their list markers and prefixes, and the blank lines below. */
function removable({ text, lines }: Chapter, run: FillerRun): Span {
  const { start, end } = run.span;
  const firstLine = lines.lineAt(start);
  let lastLine = lines.lineAt(end);
  if (run.first.prose.kind !== 'paragraph' || text.slice(end, lines.end(lastLine)).trim() !== '') return run.span;
  if (!/^(?:[\s\d>*+\-.):]|[A-Z]>)*$/.test(text.slice(lines.start(firstLine), start).replace('\uFEFF', '')))
    return run.span;
  const lineStart = text.startsWith('\uFEFF') && firstLine === 0 ? 1 : lines.start(firstLine);
  if (run.first.prose.container === 'none') {
    while (lastLine + 1 < lines.count && text.slice(lines.start(lastLine + 1), lines.end(lastLine + 1)).trim() === '')
      lastLine++;
  }
  return { start: lineStart, end: lines.start(lastLine + 1) };
}

function sampleOf(text: string): string {
  const words = text.replace(/\s+/g, ' ').slice(0, 60);
  return words.length < 30
    ? words
    : `${words.slice(0, words.lastIndexOf(' ', 30) > 0 ? words.lastIndexOf(' ', 30) : 30)} …`;
}

function amountOf({ words, paragraphs }: FillerRun): string {
  const count = `${words} ${words === 1 ? 'word' : 'words'}`;
  return paragraphs === 1 ? count : `${count} in ${paragraphs} paragraphs`;
}
