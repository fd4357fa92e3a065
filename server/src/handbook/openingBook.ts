import { BEHIND_ALL, coverOffset } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { choosing } from '../markdown/parts/chosenFacts.ts';
import { countFacts } from '../markdown/parts/joinedFacts.ts';
import type { Handbook, Manifest } from './handbook.ts';
import { excludedSpans, readInclusion, sampledSpans, speaksOfInclusion } from './inclusion.ts';
import type { Opening } from './opening.ts';
import { rank, sectionStart } from './sections.ts';

/** Thrown by a book of which only the beginning is known. */
export class BeyondOpening extends Error {}

/**
 * A book of which one open chapter is known and nothing else. It answers what the book will answer whatever its other
 * files turn out to be, and throws `BeyondOpening` for all other questions.
 *
 * One thing is taken for granted: in a folder without a Book.txt, and far up in a long one, no part takes the chapters of
 * this file out of the book.
 */
export function openingBook(opening: Opening, chapter: Chapter, today: string): Handbook {
  const { config, list } = opening;
  const speaking = new Set(speaksOfInclusion(chapter) ? [chapter.uri] : []);
  const inclusion = readInclusion([chapter.uri], [], new Map([[chapter.uri, chapter]]), speaking);
  const spans = { out: excludedSpans(inclusion, chapter.uri), sample: sampledSpans(inclusion, chapter.uri) };
  const surelyFrom = list?.isAboveKnown ? 0 : firstChapter(chapter);
  const own = <T>(uri: Uri, answer: T): T => {
    if (uri !== chapter.uri) throw new BeyondOpening();
    return answer;
  };
  return onlyKnown<Handbook>({
    dialect: chapter.dialect,
    config,
    today,
    ...(list
      ? { root: list.root, manifest: onlyKnown<Manifest>(list.manifest), links: list.links }
      : { manifest: undefined }),
    ...(list?.isFirst
      ? { setting: (key: string) => chapter.facts.settings.findLast((one) => one.key === key)?.value }
      : {}),
    chapter: (uri) => own(uri, chapter),
    document: (uri) => own(uri, chapter),
    // Of a chapter further down it is known that it is not the first.
    position: (uri) => own(uri, list && !list.isFirst ? 1 : 0),
    excluded: (uri, offset) => {
      if (offset < surelyFrom) throw new BeyondOpening();
      return own(uri, coverOffset(spans.out, offset));
    },
    hasInclusion: (uri) => own(uri, spans.out.length > 0 || spans.sample.length > 0),
  });
}

function onlyKnown<T extends object>(known: Partial<T>): T {
  return new Proxy(known, {
    get(target, name, receiver) {
      if (!(name in target)) throw new BeyondOpening();
      return Reflect.get(target, name, receiver);
    },
  }) as T;
}

/** Where what runs on from other files ends, unless it is a part; UTF-16 offset. */
function firstChapter(chapter: Chapter): number {
  const [first] = chapterHeadings(chapter);
  return first ? sectionStart(chapter, first.fact) : BEHIND_ALL;
}

/**
 * What an `openingBook` takes for granted of a chapter besides what stands in each section: what was said of the sections
 * of one text may hold for those of another only where this is the same.
 */
export function openingGrounds({ list }: Opening, chapter: Chapter): string {
  if (list?.isAboveKnown) return '';
  const [first] = chapterHeadings(chapter);
  return `${first?.index} of ${countFacts(chapter, 'headings')}: ${first?.fact.title}`;
}

const chapterHeadings = choosing('headings', (heading) => !heading.nested && rank(heading) <= 1);
