import { headingSlugs } from '../../handbook/anchors.ts';
import type { Handbook } from '../../handbook/handbook.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { IdDefinition } from '../../markdown/facts.ts';
import { shortPath } from '../bookPath.ts';
import { idName } from '../names.ts';
import type { Typed } from './context.ts';
import { type Ranking, rank, suggestions } from './rank.ts';
import { MOST_SUGGESTIONS, type Suggestion, type Suggestions } from './suggestion.ts';

interface Candidate {
  readonly chapter: Chapter;
  readonly id: string;
  readonly title: string;
  readonly isHeading: boolean;
  readonly definition?: IdDefinition;
}

/** The ids a crosslink can lead to: the chapter's own first, then the book's in reading order. */
export function completeIds(book: Handbook, chapter: Chapter, { typed, span }: Typed<'crosslink'>): Suggestions {
  const isSite = chapter.dialect === 'markdown';
  const ranking: Ranking<Candidate> = {
    candidates: isSite ? anchorsOf(chapter) : idsOfBook(book, chapter),
    texts: ({ id, title }) => [id, title],
    isValid: (candidate) => isSite || isReached(book, candidate),
  };
  const { best, isIncomplete } = rank(typed, ranking, MOST_SUGGESTIONS);
  const items = best.map(
    ({ id, title, isHeading, chapter: home }): Suggestion => ({
      label: id,
      detail: title,
      place: home === chapter ? undefined : shortPath(book, home.uri),
      filter: `#${id} ${title}`,
      kind: isHeading ? 'heading' : 'id',
      text: `#${id}`,
      resolve: idName(home, id),
    }),
  );
  // With the `#`: an editor's own support of Markdown offers slugs with theirs, and compares by what is replaced.
  return suggestions({ start: span.start - 1, end: span.end }, items, isIncomplete);
}

function* idsOfBook(book: Handbook, chapter: Chapter): Generator<Candidate> {
  yield* idsOf(chapter);
  for (const uri of book.order) if (uri !== chapter.uri) yield* idsOf(book.chapter(uri)!);
}

function* idsOf(chapter: Chapter): Generator<Candidate> {
  const { ids, headings, resources } = chapter.facts;
  for (const definition of ids) {
    const { id, heading, lost, list } = definition;
    if (lost) continue;
    const figure = heading < 0 ? resources.find(({ attributes }) => attributes.includes(list)) : undefined;
    const title = headings[heading]?.title ?? figure?.title ?? figure?.alt ?? '';
    yield { chapter, id, title, isHeading: heading >= 0, definition };
  }
}

/** The first definition of an id, in a section that is in the book. */
function isReached(book: Handbook, { chapter, definition, id }: Candidate): boolean {
  const [first] = book.definitions(id);
  return first?.uri === chapter.uri && chapter.facts.ids[first.index] === definition;
}

/** In plain Markdown every heading of the file can be linked to. */
function* anchorsOf(chapter: Chapter): Generator<Candidate> {
  const { ids, headings } = chapter.facts;
  for (const { id, lost } of ids) if (!lost) yield { chapter, id, title: '', isHeading: false };
  for (const [index, id] of headingSlugs(headings).entries()) {
    yield { chapter, id, title: headings[index]!.title, isHeading: true };
  }
}
