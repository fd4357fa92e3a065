import type { Handbook, ResourceLookup } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { ResourceUse } from '../markdown/facts.ts';
import type { Fix } from './finding.ts';
import { replaceDestination, resourcesToCheck } from './resourceUses.ts';
import { chapterRule } from './rule.ts';

const HELP =
  'Leanpub takes pictures only from the book’s resources folder, and refuses every other path. Write the path as it is from there, such as "plan.png" or "08/plan.png".';

export default chapterRule({
  meta: {
    name: 'illegal-image-path',
    summary: 'A path to a picture or other resource that Leanpub refuses, or that only Windows understands',
    reads: 'section',
    group: 'resources',
    severity: 'error',
    fix: 'safe',
    cases: {
      'leading-slash': { message: 'The path "{path}" begins with a slash.', help: HELP },
      outside: { message: 'The path "{path}" leads upwards with "..".', help: HELP },
      absolute: { message: 'The path "{path}" names a drive of one computer.', help: HELP },
      'file-url': { message: 'The path "{path}" leads to a file on one computer.', help: HELP },
      backslash: {
        message: 'The path "{path}" is written with backslashes.',
        help: 'Only Windows reads a backslash as the way into a folder; elsewhere it is part of the name and the picture is missing. Write "/" in its place.',
        severity: 'warning',
      },
    },
    options: {},
    since: '0.1.0',
  },
  *check({ chapter, book }) {
    for (const { use, lookup } of resourcesToCheck(chapter, book)) {
      const report = { span: use.destinationSpan, data: { path: use.destination } };
      if (lookup.state === 'illegal') {
        yield { ...report, case: lookup.illegal!, fixes: fixesFor(chapter, use, lookup, book) };
      } else if (lookup.backslash) {
        yield { ...report, case: 'backslash', fixes: [withSlashes(chapter, use, lookup)] };
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

function withSlashes(chapter: Chapter, use: ResourceUse, lookup: ResourceLookup): Fix {
  const text = use.destination.replace(/\\+/g, '/');
  return {
    title: `Change to "${text}"`,
    safety: lookup.state === 'missing' ? 'unsafe' : 'safe',
    edits: [{ uri: chapter.uri, span: use.destinationSpan, text }],
  };
}
