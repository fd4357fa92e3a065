import type { Handbook } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { allOf } from './factReads.ts';
import { chapterRule, type Report } from './rule.ts';
import { type BrokenCase, changeTo, diagnoseInBook } from './support/brokenInBook.ts';
import { diagnoseInFile } from './support/brokenInFile.ts';
import { type Crosslink, crosslinkOf, definitionsFor, type WrittenLink, writtenLinks } from './support/crosslinks.ts';
import { placeName, related } from './support/places.ts';

export default chapterRule<BrokenCase | 'empty' | 'braces' | 'sample'>({
  meta: {
    name: 'broken-crosslink',
    summary: 'A link within the book to an id that is not there',
    about: ['links', 'references'],
    reads: 'section',
    touchedBy: { facts: allOf('links', 'references') },
    group: 'anchors',
    severity: 'error',
    fix: 'safe',
    cases: {
      unknown: {
        message: 'There is no id "{id}" in {scope}.{suggestion}',
        help: 'The reader clicks and stays where they are. Correct the link, or give the place it should lead to this id.',
      },
      case: {
        message: 'There is no id "{id}" in {scope}, but there is "{near}".',
        help: 'Capital and small letters are different in ids, so this link leads nowhere. Write "#{near}".',
      },
      unlisted: {
        message: 'The id "{id}" is defined only in {file}, which the book does not list.',
        help: 'A file that Book.txt does not name is not in the book, so this link leads nowhere. List the file in Book.txt, or remove the link.',
      },
      excluded: {
        message: 'The id "{id}" is defined only in a section that is left out of the book ({place}).',
        help: 'A section marked {full: false} or {book: false} does not reach the reader, so this link leads nowhere. Remove the link, or put the section back.',
      },
      slug: {
        message: '"#{id}" is how GitHub links to the heading "{title}"; the book has no such id.',
        help: 'Leanpub makes no ids from headings, so this link leads nowhere in the book. Link to an id that stands above the heading: "#{near}".',
      },
      generated: {
        message: '"#{id}" is an id that Leanpub makes up from the heading "{title}".',
        severity: 'warning',
        help: 'It changes whenever the heading does, and then this link leads nowhere. Give the heading an id of its own and link to it.',
      },
      spaces: {
        message: 'The link to "#{id}" has a space in it; an id has none.{suggestion}',
        help: 'This link leads nowhere, or is not even seen as a link. Write the id exactly as it is defined.',
      },
      empty: {
        message: 'This link leads to "#" alone, to no id.',
        help: 'The reader clicks and nothing happens. Write the id of the place it should lead to after the "#".',
      },
      braces: {
        message: 'This link leads to "{destination}", which no reader can follow.',
        help: 'Braces define an id; a link to it has none. Write "#{id}".',
      },
      sample: {
        message: 'The sample edition has this link, but not the place it leads to ({place}).{others}',
        severity: 'info',
        help: 'In the whole book the link works; in the sample it leads nowhere. Word it so that it makes sense without the link, or take the place into the sample too.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    const diagnose = book.dialect === 'markdown' ? diagnoseInFile(chapter, book) : diagnoseInBook(chapter, book);
    const links = [...writtenLinks(chapter, book)];
    yield* inBraces(chapter, book, links);
    const leavingSample: Report<'sample'>[] = [];
    for (const written of links) {
      const link = crosslinkOf(written);
      if (!link) continue;
      if (link.id === '') {
        if (book.dialect !== 'markdown') yield { case: 'empty', span: link.span };
        continue;
      }
      const broken = diagnose(link);
      if (broken) yield broken;
      else leavingSample.push(...outsideSample(chapter, book, link));
    }
    yield* leavingSample.length > MOST_APART ? [together(chapter, leavingSample)] : leavingSample;
  },
});

/** A chapter that gives an overview leads out of the sample all the time: one finding says so. */
const MOST_APART = 3;

function together(chapter: Chapter, [first, ...others]: readonly Report<'sample'>[]): Report<'sample'> {
  const places = others.map(({ span }) => related(chapter.uri, span, 'This one leads out of the sample, too'));
  const data = { ...first!.data, others: ` The same holds for ${others.length} other links of this file.` };
  return { ...first!, data, related: [...(first!.related ?? []), ...places] };
}

/** `[text]({#id})`, written as the id is where it is defined. */
function* inBraces(chapter: Chapter, book: Handbook, links: readonly WrittenLink[]): Generator<Report<'braces'>> {
  for (const link of links) {
    if (!link.destination.startsWith('{')) continue;
    const id = /^\{#([^{}\s]+)\}$/.exec(link.destination)?.[1];
    if (id === undefined) continue;
    const isDefined = definitionsFor(book, chapter.uri, id).length > 0;
    const fixes = [changeTo(chapter, { ...link, id }, id, isDefined)];
    yield { case: 'braces', span: link.span, data: { id, destination: link.destination }, fixes };
  }
}

function* outsideSample(chapter: Chapter, book: Handbook, { id, span }: Crosslink): Generator<Report<'sample'>> {
  if (book.dialect === 'markdown' || !book.sampled(chapter.uri, span.start)) return;
  const [site] = book.definitions(id);
  const target = site && book.chapter(site.uri)?.facts.ids[site.index];
  if (!site || !target || book.sampled(site.uri, target.span.start)) return;
  yield {
    case: 'sample',
    span,
    data: { id, place: placeName(book, site.uri, target.span.start, chapter.uri), others: '' },
    related: [related(site.uri, target.span, 'Not in the sample')],
  };
}
