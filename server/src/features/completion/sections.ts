import { basename, relativePath } from '../../base/uri.ts';
import type { Handbook } from '../../handbook/handbook.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import { idList } from '../../rules/support/headingId.ts';
import type { Typed } from './context.ts';
import { rank, suggestions } from './rank.ts';
import { MOST_SUGGESTIONS, type Suggestion, type Suggestions } from './suggestion.ts';

/**
 * Sections and figures at the start of a line, with ids as this book writes them and pictures it has. What needs nothing
 * of the book comes as a snippet of the editor's.
 */
export function completeSections(
  book: Handbook,
  chapter: Chapter,
  { typed, span }: Typed<'line-start'>,
): Suggestions | undefined {
  if (chapter.dialect === 'markdown') return undefined;
  const options = book.config.rules['missing-id']?.options ?? {};
  const prefixes = Array.isArray(options.prefix) ? (options.prefix as readonly string[]) : [];
  const syntax = typeof options.syntax === 'string' ? options.syntax : undefined;
  const heading = (label: string, level: number): Suggestion => {
    const prefix = prefixes[level - 1] ?? book.idStyle().prefix(level);
    const list = idList(`${prefix}ID`, book, syntax);
    // Braces and dollars mean something in a snippet; the id's place is the first stop.
    const opener = escapeSnippet(list).replace('ID', () => ID_STOP);
    return section(label, list.replace('ID', '…'), `${opener}\n${'#'.repeat(level)} \${2:Title}\n\n$0`);
  };
  const items = [
    heading('chapter', 1),
    heading('section', 2),
    heading('subsection', 3),
    figure(book),
    numbered(book, 'quiz'),
    numbered(book, 'exercise'),
  ];
  const { best } = rank(
    typed,
    { candidates: items, texts: ({ filter, label }) => [filter ?? label] },
    MOST_SUGGESTIONS,
  );
  return best.length > 0 ? suggestions(span, best) : undefined;
}

function section(name: string, detail: string, text: string): Suggestion {
  return { label: `${name} as in this book`, filter: name, detail, kind: 'snippet', text, isSnippet: true };
}

/** A snippet's first stop. */
const ID_STOP = `\${1:name}`;

/** A figure of a picture that nothing shows yet, where there are any. */
function figure(book: Handbook): Suggestion {
  const unused = book.resourceFiles().filter((uri) => /\.(?:png|jpe?g|gif|svg)$/i.test(uri) && isUnused(book, uri));
  const paths = unused.slice(0, MOST_PICTURES).flatMap((uri) => {
    const path = book.resourceRoots.map((root) => relativePath(root, uri)).find((one) => one !== undefined);
    return path === undefined ? [] : [path.replace(/[\\,|$}]/g, '\\$&')];
  });
  const picture = paths.length > 0 ? `\${3|${paths.join(',')}|}` : `\${3:picture.png}`;
  const detail = paths.length > 0 ? `${unused.length} pictures are not shown yet` : '![…](picture.png)';
  const list = escapeSnippet(idList(`fig${book.idStyle().separator}ID`, book)).replace('ID', () => ID_STOP);
  return section('figure', detail, `${list}\n![\${2:What the picture shows}](${picture})\n$0`);
}

/** More than fit on a screen are no choice. */
const MOST_PICTURES = 30;

function isUnused(book: Handbook, uri: string): boolean {
  return book.resourceUses(uri).length === 0 && !/^title_page\./i.test(basename(uri));
}

/** Quizzes and exercises need an id: the next free number. */
function numbered(book: Handbook, kind: 'quiz' | 'exercise'): Suggestion {
  const { separator } = book.idStyle();
  let number = 1;
  while (book.definitions(`${kind}${separator}${number}`).length > 0) number++;
  const id = `${kind}${separator}${number}`;
  return section(kind, id, `{${kind}, id: \${1:${id}}\\}\n$0\n{/${kind}\\}`);
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
