import type { Handbook } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { TargetName } from '../markdown/smartText.ts';

/** What the target of an id is called: its heading, its figure, or the section it stands in. */
export function nameOfId(book: Handbook, id: string): TargetName | undefined {
  const [site] = book.definitions(id);
  const chapter = site && book.chapter(site.uri);
  const definition = chapter?.facts.ids[site!.index];
  if (!chapter || !definition) return undefined;
  if (definition.heading >= 0) return headingName(book, chapter, definition.heading);
  const list = chapter.facts.attributeLists[definition.list];
  const figure = chapter.facts.resources.findIndex((resource) => resource.attributes.includes(definition.list));
  if (list && figure >= 0) return figureName(book, chapter, figure);
  const above = chapter.facts.headings.findLastIndex(
    ({ span, nested }) => !nested && span.start <= definition.span.start,
  );
  return above < 0 ? undefined : headingName(book, chapter, above);
}

function headingName(book: Handbook, chapter: Chapter, index: number): TargetName {
  const heading = chapter.facts.headings[index]!;
  const kind = heading.part ? 'Part' : heading.level === 1 ? 'Chapter' : 'Section';
  return { number: book.numbers().headings.get(chapter.uri)?.[index], title: heading.title, kind };
}

function figureName(book: Handbook, chapter: Chapter, index: number): TargetName {
  const { title, alt } = chapter.facts.resources[index]!;
  return { number: book.numbers().figures.get(chapter.uri)?.[index], title: title ?? alt, kind: 'Figure' };
}
