import type { Span } from '../base/span.ts';
import { basename, relativePath, type Uri } from '../base/uri.ts';
import type { FileTrouble, Handbook } from '../handbook/handbook.ts';
import type { Related } from './finding.ts';
import { bookRule } from './rule.ts';

export default bookRule({
  meta: {
    name: 'unreadable-file',
    summary: 'A file of the book that cannot be read as UTF-8 text',
    group: 'book',
    severity: 'error',
    fix: 'none',
    cases: {
      unreadable: {
        message: 'The file "{path}" is there and cannot be read.',
        help: 'You may lack the right to read it, it may be a folder, or a link to a file that is gone. Nothing in it could be checked.',
      },
      binary: {
        message: 'The file "{path}" is not a text file.',
        help: 'It may be a picture or a word processor’s document that has a chapter’s name. Leanpub reads only text files.',
      },
      'too-large': {
        message: 'The file "{path}" is longer than 20 MB, and was not read.',
        help: 'No chapter is that long. It may be something else that has a chapter’s name; if it is a chapter, split it.',
      },
      'utf-16': {
        message: 'The file "{path}" is saved as UTF-16 ("Unicode" in some editors).',
        help: 'Leanpub reads UTF-8 only, and will print meaningless characters. Save the file again with the encoding UTF-8.',
      },
      'invalid-utf8': {
        message: 'The file "{path}" is not saved as UTF-8: here is its first character that cannot be read.',
        help: 'Accented letters and quotation marks will be printed as "\uFFFD". Save the file again with the encoding UTF-8, and look through it for letters that are lost.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ book }) {
    for (const [uri, { kind, at }] of book.troubles) {
      if (isUnlisted(uri, book)) continue;
      yield {
        case: kind,
        uri,
        span: spanOf(uri, kind, at, book),
        data: { path: relativePath(book.root, uri) ?? basename(uri) },
        related: namedIn(uri, book),
      };
    }
  },
});

/** A file beside the chapters that no list names is nobody's trouble. */
function isUnlisted(uri: Uri, book: Handbook): boolean {
  return book.position(uri) < 0 && book.strays.includes(uri);
}

/** The first run of lost characters, or the file's beginning. */
function spanOf(uri: Uri, kind: FileTrouble['kind'], at: number, book: Handbook): Span {
  if (kind !== 'invalid-utf8') return { start: 0, end: 0 };
  const text = book.document(uri)?.text ?? '';
  let end = at;
  while (text[end] === '\uFFFD') end++;
  return { start: at, end };
}

function namedIn(uri: Uri, { manifest }: Handbook): Related[] {
  const entry = manifest?.entries.find((one) => one.uri === uri);
  return manifest && entry ? [{ uri: manifest.uri, span: entry.span, message: `Named in ${manifest.name}` }] : [];
}
