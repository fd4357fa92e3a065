import { didYouMean, nearest } from '../base/nearest.ts';
import { relativePath } from '../base/uri.ts';
import type { Handbook, Manifest, ManifestEntry } from '../handbook/handbook.ts';
import type { Fix, Related } from './finding.ts';
import { bookRule, type Report } from './rule.ts';

type Case = 'missing' | 'case' | 'duplicate' | 'outside' | 'folder';

export default bookRule<Case>({
  meta: {
    name: 'book-entry',
    summary: 'A line of Book.txt, Sample.txt or Subset.txt that names no chapter, or one twice',
    group: 'book',
    severity: 'error',
    fix: 'safe',
    cases: {
      missing: {
        message: '{list} names "{name}", and there is no such file.{suggestion}',
        help: 'The chapter will be missing from the book. Correct the name, add the file, or take the line out. A line that begins with "#" is a comment.',
      },
      case: {
        message: 'The file is called "{actual}", not "{name}": upper and lower case differ.',
        help: 'It may work on your own computer, but Leanpub tells the two apart and will not find the chapter.',
      },
      duplicate: {
        message: '{list} names "{name}" twice.',
        help: 'The chapter would stand in the book twice, and every id in it be defined twice. Take one of the two lines out.',
      },
      outside: {
        message: '{list} names "{name}", which does not lie below the folder of the list.',
        help: 'Leanpub reads only the files in that folder and the folders below it. Move the file there, and write its path from there.',
      },
      folder: {
        message: '{list} names "{name}", which is a folder.',
        help: 'Name the chapters in it, each on a line of its own.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ book }) {
    for (const list of [book.manifest, ...book.subsets]) {
      if (!list) continue;
      for (const entry of list.entries) {
        const report = entry.kind === 'file' ? reportOf(entry, list, book) : undefined;
        if (report) yield { ...report, uri: list.uri, span: entry.span };
      }
    }
  },
});

/** A blank page, or a picture between the parts of a book, that nothing leads to: it is named again where it stands again. */
function mayStandAgain({ uri }: ManifestEntry, book: Handbook): boolean {
  const facts = uri === undefined ? undefined : book.chapter(uri)?.facts;
  return facts !== undefined && facts.headings.length + facts.ids.length + facts.footnotes.length === 0;
}

function reportOf(entry: ManifestEntry, list: Manifest, book: Handbook): Omit<Report<Case>, 'span'> | undefined {
  const data = { list: list.name, name: entry.name };
  if (entry.duplicateOf !== undefined) {
    if (mayStandAgain(entry, book)) return undefined;
    const related = [firstOf(list, entry.duplicateOf)];
    return { case: 'duplicate', data, related, fixes: [removeLine(list, entry)] };
  }
  switch (entry.state) {
    case 'missing': {
      // What a list in another encoding names cannot be known; `unreadable-file` says so once.
      if (entry.name.includes('\uFFFD')) return undefined;
      const near = nearNames(entry.name, list, book);
      const suggestion = didYouMean(near[0]);
      return {
        case: 'missing',
        data: { ...data, suggestion },
        fixes: near.map((name) => rename(list, entry, name, 'unsafe')),
      };
    }
    case 'case': {
      const actual = entry.actual!;
      return { case: 'case', data: { ...data, actual }, fixes: [rename(list, entry, actual, 'safe')] };
    }
    case 'outside':
    case 'folder':
      return { case: entry.state, data };
    default:
      return undefined;
  }
}

function firstOf(list: Manifest, index: number): Related {
  return { uri: list.uri, span: list.entries[index]!.span, message: 'Named here first' };
}

/** Files that the list does not name yet, and the words that part a book. */
function nearNames(name: string, list: Manifest, book: Handbook): string[] {
  const listed = new Set(list.entries.filter(({ state }) => state === 'found').map((entry) => entry.name));
  const files = [...book.strays, ...book.order]
    .map((uri) => relativePath(book.root, uri))
    .filter((path) => path !== undefined && !listed.has(path)) as string[];
  const last = (path: string) => path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const stem = (path: string) => last(path).replace(/\.[a-z]+$/, '');
  const same = files.filter((path) => last(path) === last(name) || stem(path) === stem(name));
  // A name that several folders have, or a bare number, says nothing about which one is meant.
  const isTelling = same.length === 1 && /\p{L}{2}/u.test(stem(name));
  return [...new Set([...(isTelling ? same : []), ...nearest(name, [...files, ...MARKERS], MOST)])].slice(0, MOST);
}

const MARKERS = ['frontmatter', 'mainmatter', 'backmatter'].flatMap((word) => [`${word}:`, `{${word}}`]);
const MOST = 3;

function rename(list: Manifest, { span }: ManifestEntry, name: string, safety: Fix['safety']): Fix {
  return { title: `Change to "${name}"`, safety, edits: [{ uri: list.uri, span, text: name }] };
}

function removeLine({ uri, lines }: Manifest, { span, name }: ManifestEntry): Fix {
  const line = lines.lineAt(span.start);
  const edits = [{ uri, span: { start: lines.start(line), end: lines.start(line + 1) }, text: '' }];
  return { title: `Take this "${name}" out`, safety: 'unsafe', edits };
}
