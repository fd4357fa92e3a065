import type { Handbook, ResourceLookup } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { ResourceUse } from '../markdown/facts.ts';
import { allOf } from './factReads.ts';
import type { Fix } from './finding.ts';
import { replaceDestination, resourcesToCheck } from './resourceUses.ts';
import { chapterRule } from './rule.ts';
import { related } from './support/places.ts';

const HELP =
  'Leanpub takes pictures only from the book’s resources folder, and refuses every other path. Write the path as it is from there, such as "plan.png" or "08/plan.png".';

export default chapterRule({
  meta: {
    name: 'illegal-image-path',
    summary: 'A path to a picture or other resource that Leanpub refuses, or that only Windows understands',
    about: ['resources'],
    reads: 'section',
    touchedBy: { facts: allOf('resources', 'attributeLists') },
    group: 'resources',
    severity: 'error',
    fix: 'safe',
    cases: {
      'leading-slash': { message: 'The path "{path}" begins with a slash.', help: HELP },
      outside: { message: 'The path "{path}" leads upwards with "..".', help: HELP },
      absolute: { message: 'The path "{path}" names a drive of one computer.', help: HELP },
      'file-url': { message: 'The path "{path}" leads to a file on one computer.', help: HELP },
      backslash: {
        message: 'The path "{path}" is written with backslashes{others}.',
        help: 'Only Windows reads a backslash as the way into a folder; elsewhere it is part of the name and the picture is missing. Write "/" in its place.',
        severity: 'warning',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const { use, lookup } of resourcesToCheck(chapter, book)) {
      const report = { span: use.destinationSpan, data: { path: use.destination } };
      if (lookup.state === 'illegal') {
        yield { ...report, case: lookup.illegal!, fixes: fixesFor(chapter, use, lookup, book) };
      } else if (lookup.backslash && isFirst(chapter, use, book)) {
        const { related, others, fixes } = withSlashes(book);
        yield { ...report, case: 'backslash', data: { path: use.destination, others }, related, fixes };
      }
    }
  },
});

function fixesFor(chapter: Chapter, use: ResourceUse, lookup: ResourceLookup, book: Handbook): Fix[] {
  const { corrected } = lookup;
  if (corrected === undefined) return [];
  const safety = isCertain(lookup, corrected, book) ? 'safe' : 'unsafe';
  const edits = [replaceDestination(chapter, use, corrected)];
  return [{ title: `Change to "${corrected}"`, safety, edits }];
}

/** The path itself leads to the file once the way up is taken off; where more was cut off, no other file may have the name. */
function isCertain({ path }: ResourceLookup, corrected: string, book: Handbook): boolean {
  const rest = path.replace(/^(?:\.{0,2}\/)+/, '').replace(/^resources\//i, '');
  if (rest.toLowerCase() === corrected.toLowerCase()) return true;
  const name = corrected.slice(corrected.lastIndexOf('/') + 1);
  return book.resourceFilesNamed(name).length === 1;
}

/** Whoever writes one path so writes all so: the first of the book speaks for them. */
function isFirst(chapter: Chapter, use: ResourceUse, book: Handbook): boolean {
  const [first] = book.backslashes();
  if (first?.uri !== chapter.uri) return false;
  const firstUse = book.chapter(first.uri)?.facts.resources[first.index];
  return firstUse?.destinationSpan.start === use.destinationSpan.start;
}

/** Of more paths than these nobody wants a list. */
const MOST_LISTED = 8;

/** All paths of the book that are so written: those whose files are there can be mended without a look. */
function withSlashes(book: Handbook) {
  const uses = book.backslashes().flatMap(({ uri, index }) => {
    const use = book.chapter(uri)?.facts.resources[index];
    return use ? [{ uri, use, isThere: book.resource(uri, use.destination).state !== 'missing' }] : [];
  });
  const certain = uses.filter(({ isThere }) => isThere);
  const mended = certain.length > 0 ? certain : uses;
  const edits = mended.map(({ uri, use }) => {
    return { uri, span: use.destinationSpan, text: use.destination.replace(/\\+/g, '/') };
  });
  const title = edits.length === 1 ? `Change to "${edits[0]!.text}"` : `Write "/" in ${edits.length} paths of the book`;
  const fix: Fix = { title, safety: certain.length > 0 ? 'safe' : 'unsafe', edits };
  const rest = uses.slice(1);
  return {
    others: rest.length === 0 ? '' : rest.length === 1 ? ', and so is another' : `, and so are ${rest.length} others`,
    related: rest.slice(0, MOST_LISTED).map(({ uri, use }) => related(uri, use.destinationSpan, 'This one, too')),
    fixes: [fix],
  };
}
