import type { Handbook, Site } from '../handbook/handbook.ts';
import { type Chapter, indexInChapter } from '../markdown/chapter.ts';
import { factAt } from '../markdown/parts/joinedFacts.ts';
import { allOf } from './factReads.ts';
import type { Fix } from './finding.ts';
import { chapterRule } from './rule.ts';
import { definitionsFor, renameDefinitions, retargetLinks } from './support/crosslinks.ts';
import { isFree } from './support/headingId.ts';
import { placeName, related } from './support/places.ts';

export default chapterRule({
  meta: {
    name: 'duplicate-id',
    summary: 'An id that the book has defined before',
    about: ['ids'],
    reads: 'section',
    touchedBy: { facts: allOf('ids') },
    group: 'anchors',
    severity: 'error',
    fix: 'unsafe',
    cases: {
      duplicate: {
        message: 'The id "{id}" is already used {place}.',
        help: 'An id names one place in {scope}. The first one wins: every crosslink to it leads there, and this place cannot be reached. Give this one another id.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const [index, { id, span, lost }] of chapter.facts.ids.entries()) {
      if (lost) continue;
      const definitions = definitionsFor(book, chapter.uri, id);
      if (definitions.length < 2) continue;
      const own = indexInChapter(chapter, 'ids', index);
      const nth = definitions.findIndex((site) => site.uri === chapter.uri && site.index === own);
      if (nth < 1 || repeatsItsHeading(chapter, index)) continue;
      const first = definitions[0]!;
      const firstSpan = factAt(book.chapter(first.uri)!, 'ids', first.index)!.span;
      yield {
        case: 'duplicate',
        span,
        data: {
          id,
          scope: book.dialect === 'markdown' ? 'its file' : 'the whole book',
          place: placeName(book, first.uri, firstSpan.start, chapter.uri),
        },
        related: [related(first.uri, firstSpan, 'The first one, which wins')],
        fixes: renamings(book, id, definitions, nth),
      };
    }
  },
});

/** `{id: x}` above `# Title {#x}` says one thing twice; nothing is ambiguous, and `heading-tail-id` has it. */
function repeatsItsHeading({ facts }: Chapter, index: number): boolean {
  const { id, heading } = facts.ids[index]!;
  if (heading < 0) return false;
  return facts.ids.findIndex((other) => other.heading === heading && other.id === id) < index;
}

/** Another way in which the same heading has the same id. */
function saysTheSame(book: Handbook, site: Site, other: Site): boolean {
  if (other.uri !== site.uri || other.index === site.index) return false;
  const chapter = book.chapter(site.uri)!;
  const heading = factAt(chapter, 'ids', site.index)!.heading;
  return heading >= 0 && factAt(chapter, 'ids', other.index)!.heading === heading;
}

function renamings(book: Handbook, id: string, definitions: readonly Site[], nth: number): Fix[] {
  const newId = numbered(book, id, nth);
  const site = definitions[nth]!;
  const own = renameDefinitions(book, [site, ...definitions.filter((other) => saysTheSame(book, site, other))], newId);
  const fixes: Fix[] = [{ title: `Rename this id to "${newId}"`, safety: 'unsafe', edits: own }];
  const uses = book.uses(id).filter((use) => isBetween(book, use, site, definitions[nth + 1]));
  const links = retargetLinks(book, uses, newId);
  if (links.length > 0) {
    const title = `Rename this id to "${newId}", and lead the ${links.length === 1 ? 'crosslink' : `${links.length} crosslinks`} after it here`;
    fixes.push({ title, safety: 'unsafe', edits: [...own, ...links] });
  }
  return fixes;
}

/** A free name that no other duplicate of the id gets, so that all of them can be renamed at once. */
function numbered(book: Handbook, id: string, nth: number): string {
  const { separator } = book.idStyle();
  const wanted = `${id}${separator}${nth + 1}`;
  for (let more = 1; ; more++) {
    const candidate = more === 1 ? wanted : `${wanted}${separator}${more}`;
    if (isFree(book, candidate)) return candidate;
  }
}

/** True for a crosslink that stands after one definition and before the next of the same id. */
function isBetween(book: Handbook, use: Site, from: Site, to: Site | undefined): boolean {
  const at = offsetOfLink(book, use);
  return isBefore(book, from, use.uri, at) && (to === undefined || !isBefore(book, to, use.uri, at));
}

function isBefore(book: Handbook, definition: Site, uri: string, offset: number): boolean {
  if (definition.uri !== uri) return book.position(definition.uri) < book.position(uri);
  return factAt(book.chapter(definition.uri)!, 'ids', definition.index)!.span.start < offset;
}

function offsetOfLink(book: Handbook, { uri, index }: Site): number {
  return factAt(book.chapter(uri)!, 'links', index)!.span.start;
}
