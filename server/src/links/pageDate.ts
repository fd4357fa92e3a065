/** The day a date of a page or header names, as `YYYY-MM-DD`; undefined where it names none for certain. */
export function readDate(text: string): string | undefined {
  const trimmed = text.trim();
  const iso =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(trimmed) ??
    /^(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日/.exec(trimmed);
  if (iso) return toDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const monthFirst = /^(?:[a-z]{3,9},?\s+)?([a-zäéû]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/i.exec(
    trimmed,
  );
  if (monthFirst) return toDay(Number(monthFirst[3]), monthOf(monthFirst[1]!), Number(monthFirst[2]));
  const dayFirst =
    /^(?:[a-z]{2,9},?\s+)?(\d{1,2})(?:\.|st|nd|rd|th)?[\s-]+([a-zäéû]{3,9})\.?,?[\s-]+(\d{4})(?!\d)/i.exec(trimmed);
  return dayFirst ? toDay(Number(dayFirst[3]), monthOf(dayFirst[2]!), Number(dayFirst[1])) : undefined;
}

/**
 * The date a line like "Last updated: Mar 1, 2026" states; undefined for lines that are no such statement. Dates that
 * only figures of one or two digits make (03/01/2026) are read differently in different countries and not at all here.
 */
export function readUpdatedLine(line: string): string | undefined {
  const match = updatedLine.exec(line.trim());
  return match ? readDate(line.trim().slice(match[0].length)) : undefined;
}

/** True for a line that only says when the page was made or changed, in whatever form. */
export function isDateLine(line: string): boolean {
  return updatedLine.test(line) || (line.length <= 30 && readDate(line) !== undefined);
}

const updatedLine =
  /^(?:(?:page |article |document )?(?:was )?last (?:updated|modified|edited|reviewed|changed)|updated(?: on| at| date)?|date modified|modified(?: on)?|published(?: on)?|更新时间|最后更新(?:时间|于)?|最近更新(?:时间)?|上次更新(?:时间|日期)?|最終更新日?|zuletzt (?:aktualisiert|geändert)(?: am)?|stand|dernière (?:mise à jour|modification)(?: le)?|última actualización|ultimo aggiornamento)\s*(?:[:：]\s*|(?=\d)|\s(?=[a-z]{3,9}\.? \d)|\s(?=\d))/i;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function monthOf(name: string): number {
  const start = name.toLowerCase().slice(0, 3);
  return months.indexOf(foreignMonths.get(start) ?? start) + 1;
}

/** German month names that do not begin as the English ones do. */
const foreignMonths: ReadonlyMap<string, string> = new Map([
  ['mär', 'mar'],
  ['mai', 'may'],
  ['okt', 'oct'],
  ['dez', 'dec'],
]);

function toDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (month < 1 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1990 || year > 2200)
    return undefined;
  return date.toISOString().slice(0, 10);
}
