import { type BookStatus, type ChapterStatus, linkStates, type StatusCounts } from '../../report/bookStatus.ts';
import { plain, plural, widthOf } from '../../report/plainText.ts';

/**
 * The status as plain text that stands upright in a mail: aligned with blanks, no colour, no lines to draw, and no line
 * longer than `columns`, as far as the numbers leave room for a title.
 */
export function statusText(books: readonly BookStatus[], columns: number): string {
  return `${books.map((book) => bookText(book, columns)).join('\n\n')}\n`;
}

const headers = ['', 'chapter', 'words', 'headings', 'ids', 'images', 'links', 'placeholder', 'errors', 'warnings'];
const shortHeaders = ['', 'chapter', 'words', 'heads', 'ids', 'images', 'links', 'filler', 'errors', 'warn.'];

/** Shorter titles tell chapters apart badly. */
const shortestTitle = 16;

function bookText({ root, dialect, chapters, links, totals }: BookStatus, columns: number): string {
  const rows = [
    ...chapters.map((chapter, index) => [String(index + 1), titleOf(chapter), ...numbers(chapter)]),
    ['', 'total', ...numbers(totals)],
  ];
  const longest = Math.max(...rows.map((row) => widthOf(row[1]!)));
  const titleRoom = (head: readonly string[]) =>
    columns - widthOf(aligned([head, ...rows].map((row) => row.with(1, '')))[0]!);
  const head = titleRoom(headers) >= Math.min(longest, 2 * shortestTitle) ? headers : shortHeaders;
  const title = Math.max(shortestTitle, titleRoom(head));
  const table = aligned([head, ...rows.map((row) => row.with(1, shortened(row[1]!, title)))]);
  const different = linkStates.filter((state) => links[state] > 0).map((state) => `${links[state]} ${state}`);
  const done = totals.words - totals.placeholderWords;
  return [
    `${plain(root)} (${dialect}, ${plural(chapters.length, 'chapter')})`,
    '',
    ...table,
    '',
    `Written: ${plural(done, 'word')} of ${totals.words.toLocaleString('en')}, ${percent(totals.placeholderShare)} still placeholder.`,
    `Findings: ${plural(totals.errors, 'error')}, ${plural(totals.warnings, 'warning')}, ${plural(totals.infos, 'info')}.`,
    `External addresses: ${different.length > 0 ? different.join(', ') : 'none'}.`,
  ].join('\n');
}

function titleOf({ title, file }: ChapterStatus): string {
  return plain(title) || plain(file);
}

function shortened(text: string, longest: number): string {
  if (widthOf(text) <= longest) return text;
  let short = '';
  for (const character of text) {
    if (widthOf(short) + widthOf(character) > longest - 1) break;
    short += character;
  }
  return `${short.trimEnd()}…`;
}

function numbers(counts: StatusCounts): string[] {
  const { words, headings, ids, images, links, placeholderShare, errors, warnings } = counts;
  const plainNumbers = [words, headings, ids, images, links].map((number) => number.toLocaleString('en'));
  return [...plainNumbers, percent(placeholderShare), String(errors), String(warnings)];
}

function percent(share: number): string {
  const whole = Math.round(share * 100);
  return share > 0 && whole === 0 ? '<1%' : `${whole}%`;
}

/** Numbers to the right, titles to the left. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = headers.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]!))));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const gap = ' '.repeat(widths[column]! - widthOf(cell));
        return column === 1 ? cell + gap : gap + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}
