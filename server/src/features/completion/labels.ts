import type { Handbook } from '../../handbook/handbook.ts';
import type { CompletionContext } from './context.ts';
import { rank, suggestions } from './rank.ts';
import { MOST_SUGGESTIONS, type Suggestion, type Suggestions } from './suggestion.ts';

/** Footnote and endnote labels, and the labels of link definitions, of the whole book; unused notes first. */
export function completeLabels(
  book: Handbook,
  context: Extract<CompletionContext, { kind: 'note' | 'reference' }>,
): Suggestions {
  const labels = context.kind === 'note' ? noteLabels(book, context.endnote) : referenceLabels(book);
  const { best, isIncomplete } = rank(
    context.typed,
    { candidates: labels, texts: ({ label }) => [label] },
    MOST_SUGGESTIONS,
  );
  const items = best.map(({ label, detail }): Suggestion => ({ label, detail, kind: 'label', text: label }));
  return suggestions(context.span, items, isIncomplete);
}

interface Labelled {
  readonly label: string;
  readonly detail: string;
}

function noteLabels(book: Handbook, endnote: boolean): Labelled[] {
  const labels = book.footnoteLabels(endnote).map((label) => {
    const [site] = book.footnotes(label, endnote);
    const chapter = site && book.chapter(site.uri);
    const note = chapter?.facts.footnotes[site!.index];
    const detail = note
      ? chapter!.text
          .slice(note.labelSpan.end + 2, note.span.end)
          .trim()
          .split('\n')[0]!
      : '';
    return { label, detail, isUsed: book.footnoteUses(label, endnote).length > 0 };
  });
  return labels.sort((a, b) => Number(a.isUsed) - Number(b.isUsed) || (a.label < b.label ? -1 : 1));
}

function referenceLabels(book: Handbook): Labelled[] {
  const labels: Labelled[] = [];
  for (const uri of book.order) {
    for (const { label, destination } of book.chapter(uri)!.facts.references)
      labels.push({ label, detail: destination });
  }
  return labels;
}
