import { type BookStatus, type ChapterStatus, linkStates, type StatusCounts } from '../../report/bookStatus.ts';
import { plain, plural, widthOf } from '../../report/plainText.ts';

/** The status as plain text that stands upright in a mail: aligned with blanks, no colour, no lines to draw. */
export function statusText(books: readonly BookStatus[]): string {
  return `${books.map(bookText).join('\n\n')}\n`;
}

const headers = ['', 'chapter', 'words', 'headings', 'ids', 'images', 'links', 'placeholder', 'errors', 'warnings'];

/** A longer title would push the numbers off the page. */
const longestTitle = 44;

function bookText({ root, dialect, chapters, links, totals }: BookStatus): string {
  const rows = chapters.map((chapter, index) => [String(index + 1), titleOf(chapter), ...numbers(chapter)]);
  const table = aligned([headers, ...rows, ['', 'total', ...numbers(totals)]]);
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
  const name = plain(title) || plain(file);
  if (widthOf(name) <= longestTitle) return name;
  let short = '';
  for (const character of name) {
    if (widthOf(short) + widthOf(character) > longestTitle - 1) break;
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
