import { basename } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { allOf } from './factReads.ts';
import { chapterRule } from './rule.ts';
import { writtenLinks } from './support/crosslinks.ts';
import { diagnoseBookLink } from './support/relativeInBook.ts';
import { diagnoseSiteLink } from './support/relativeInSite.ts';
import { type RelativeCase, readRelative } from './support/relativeLinks.ts';

export default chapterRule<RelativeCase>({
  meta: {
    name: 'relative-link',
    summary: 'A link to a file: one that the book cannot follow, or one that is not there',
    about: ['links', 'references'],
    touchedBy: { facts: allOf('links', 'references') },
    group: 'anchors',
    severity: 'warning',
    fix: 'safe',
    cases: {
      chapter: {
        message: 'This link leads to the file {file}, which a reader of the book does not have.',
        help: 'In a book all chapters are one document: Leanpub leaves links to chapter files dangling. Link to an id in that chapter{target}.',
      },
      missing: {
        message: 'This link leads to "{path}", and {reason}.{suggestion}',
        help: 'The reader who clicks it finds nothing. Write a web address in full (https://…), or #id for a place in the book, or correct the path.',
      },
      case: {
        message: 'This link leads to "{path}", but the file is named "{near}".',
        help: 'Capital and small letters are different in file names on most servers, so the reader who clicks it finds nothing.',
      },
      anchor: {
        message: 'The file {file} has no heading or anchor "#{id}".{suggestion}',
        help: 'The link opens the file at its top instead of the place meant. Correct what stands after the "#".',
      },
      'no-hash': {
        message: 'This link leads to a file named "{path}"; the "#" of a crosslink is missing.',
        help: 'The book has the id "{path}". A link to it is written "#{path}".',
      },
      'web-address': {
        message: 'This link leads to a file named "{path}", because the address does not begin with https://.',
        help: 'Without https:// an address is taken for the name of a file, and the reader who clicks it finds nothing.',
      },
      'mail-address': {
        message: 'This link leads to a file named "{path}", because the address does not begin with mailto:.',
        help: 'Without mailto: an e-mail address is taken for the name of a file, and the reader who clicks it finds nothing.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    const isSite = book.dialect === 'markdown' || isOfRepository(chapter, book);
    const diagnose = isSite ? diagnoseSiteLink(chapter, book) : diagnoseBookLink(chapter, book);
    for (const link of writtenLinks(chapter, book)) {
      const relative = readRelative(link);
      const report = relative && diagnose(relative);
      if (report) yield report;
    }
  },
});

/**
 * Where no list says which files are chapters, those about the repository are none: who reads them has the files. Their
 * names are in capitals by custom; `security.md` is a chapter about security.
 */
function isOfRepository({ uri }: Chapter, { manifest }: Handbook): boolean {
  return !manifest && REPOSITORY_FILE.test(basename(uri));
}

const REPOSITORY_FILE =
  /^(?:README|[Rr]eadme|SUMMARY|CONTRIBUTING|CHANGELOG|CODE_OF_CONDUCT|LICENSE|SECURITY|SUPPORT|AGENTS|CLAUDE)[.-]/;
