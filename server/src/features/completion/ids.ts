import { headingSlugs } from '../../handbook/anchors.ts';
import type { Handbook } from '../../handbook/handbook.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { Typed } from './context.ts';
import { rank, suggestions } from './rank.ts';
import { MOST_SUGGESTIONS, type Suggestion, type Suggestions } from './suggestion.ts';

interface Candidate {
  readonly id: string;
  readonly title: string;
  readonly isHeading: boolean;
}

/** The ids a crosslink can lead to: the chapter's own first, then the book's in reading order. */
export function completeIds(book: Handbook, chapter: Chapter, { typed, span }: Typed<'crosslink'>): Suggestions {
  const { best, isIncomplete } = rank(
    typed,
    candidates(book, chapter),
    ({ id, title }) => [id, title],
    MOST_SUGGESTIONS,
  );
  const items = best.map(
    ({ id, title, isHeading }): Suggestion => ({
      label: id,
      detail: title,
      filter: `${id} ${title}`,
      kind: isHeading ? 'heading' : 'id',
      text: id,
      resolve: { kind: 'id', id },
    }),
  );
  return suggestions(span, items, isIncomplete);
}

function* candidates(book: Handbook, chapter: Chapter): Generator<Candidate> {
  if (chapter.dialect === 'markdown') {
    yield* slugs(chapter);
    return;
  }
  yield* idsOf(book, chapter);
  for (const uri of book.order) {
    if (uri !== chapter.uri) yield* idsOf(book, book.chapter(uri)!);
  }
}

function* idsOf(book: Handbook, chapter: Chapter): Generator<Candidate> {
  const { ids, headings, resources } = chapter.facts;
  for (const { id, heading, lost, list, span } of ids) {
    if (lost || book.definitions(id)[0]?.uri !== chapter.uri || book.excluded(chapter.uri, span.start)) continue;
    const figure = resources.find(({ attributes }) => attributes.includes(list));
    const title = headings[heading]?.title ?? figure?.title ?? figure?.alt ?? '';
    yield { id, title, isHeading: heading >= 0 };
  }
}

/** In plain Markdown every heading of the file can be linked to. */
function* slugs({ facts }: Chapter): Generator<Candidate> {
  for (const { id, lost } of facts.ids) if (!lost) yield { id, title: '', isHeading: false };
  for (const [index, id] of headingSlugs(facts.headings).entries()) {
    yield { id, title: facts.headings[index]!.title, isHeading: true };
  }
}
