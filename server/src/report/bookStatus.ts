import type { Handbook } from '../handbook/handbook.ts';
import { addressOf, type LinkStatus } from '../links/lock.ts';
import { isChangedSinceReview, isOverdue } from '../links/verdict.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Finding } from '../rules/finding.ts';
import { externalLinks } from '../rules/support/externalLinks.ts';
import { countWords, placeholderWords } from './countWords.ts';
import type { ReportedBook, ShowPath } from './makeReport.ts';
import { countsOf, type PageStatus, type ReportStatus } from './report.ts';

/** How far a book is: what `status` prints and the HTML report draws. Plain data, the same in JSON. */
export interface BookStatus {
  readonly root: string;
  readonly dialect: string;
  /** In reading order. */
  readonly chapters: readonly ChapterStatus[];
  /** Different external addresses by what is known of them. */
  readonly links: Readonly<Record<LinkState, number>>;
  readonly totals: StatusCounts;
}

export interface ChapterStatus extends StatusCounts {
  readonly file: string;
  /** Its first heading as read; empty where there is none. */
  readonly title: string;
}

export interface StatusCounts {
  readonly words: number;
  readonly headings: number;
  readonly ids: number;
  readonly images: number;
  /** Places that write an external address. */
  readonly links: number;
  /** Words of filler, and of paragraphs that say that their text is missing. */
  readonly placeholderWords: number;
  /** From 0 to 1; 1 for a chapter that has headings and nothing under them. */
  readonly placeholderShare: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** `overdue`: checked too long ago; `changed`: not what it was when somebody reviewed it; `unchecked`: never looked at. */
export type LinkState = LinkStatus | 'overdue' | 'changed' | 'unchecked';

/** From fine to bad to unknown, as they are listed. */
export const linkStates: readonly LinkState[] = [
  'ok',
  'changed',
  'overdue',
  'moved',
  'home',
  'hollow',
  'gone',
  'failing',
  'blocked',
  'unchecked',
];

/** The status of the chapters that were looked at. */
export function bookStatus(linted: ReportedBook, show: ShowPath): BookStatus {
  const { book, findings } = linted;
  const rows = chapterRows(linted, show);
  const totals = totalOf(rows);
  const { errors, warnings, infos } = countsOf(findings);
  return {
    root: show(book.root),
    dialect: book.dialect,
    chapters: rows,
    links: countStates(addressStates(linted)),
    // Book.txt may have findings, too.
    totals: { ...totals, errors, warnings, infos },
  };
}

/** The status of a part of a book, so that what `joinStatus` makes of all parts is the status of the whole. */
export function partStatus(linted: ReportedBook, show: ShowPath): ReportStatus {
  const states = [...addressStates(linted)];
  const links = linkStates.map((state) => ({
    state,
    addresses: states.flatMap(([address, own]) => (own === state ? [address] : [])),
  }));
  return {
    chapters: chapterRows(linted, show).map(({ file, title, words, placeholderShare }) => {
      return { file, title, words, placeholderShare };
    }),
    links: links.filter(({ addresses }) => addresses.length > 0),
  };
}

/** The status of a book from that of its parts, which come in book order. */
export function joinStatus(parts: readonly ReportStatus[]): PageStatus {
  const states = new Map<string, LinkState>();
  for (const { links } of parts) {
    for (const { state, addresses } of links) {
      for (const address of addresses) if (isLinkState(state)) states.set(address, state);
    }
  }
  return { chapters: parts.flatMap(({ chapters }) => chapters), links: countStates(states) };
}

function isLinkState(state: string): state is LinkState {
  return (linkStates as readonly string[]).includes(state);
}

function countStates(states: ReadonlyMap<string, LinkState>): Record<LinkState, number> {
  const counts = Object.fromEntries(linkStates.map((state) => [state, 0])) as Record<LinkState, number>;
  for (const state of states.values()) counts[state]++;
  return counts;
}

function addressStates({ book, chapters }: ReportedBook): Map<string, LinkState> {
  const states = new Map<string, LinkState>();
  for (const uri of chapters) {
    const chapter = book.chapter(uri);
    if (!chapter) continue;
    for (const address of addressesOf(chapter, book)) states.set(address, stateOf(address, book));
  }
  return states;
}

function chapterRows({ book, chapters, findings }: ReportedBook, show: ShowPath): ChapterStatus[] {
  const byChapter = new Map<string, Finding[]>();
  for (const finding of findings) {
    const own = byChapter.get(finding.uri);
    if (own) own.push(finding);
    else byChapter.set(finding.uri, [finding]);
  }
  return chapters.flatMap((uri) => {
    const chapter = book.chapter(uri);
    return chapter ? [chapterStatus(chapter, book, byChapter.get(uri) ?? [], show)] : [];
  });
}

function chapterStatus(chapter: Chapter, book: Handbook, findings: readonly Finding[], show: ShowPath): ChapterStatus {
  const { facts, uri } = chapter;
  const { words, bodyWords } = countWords(chapter);
  const placeholder = placeholderWords(chapter, findings);
  const isBare = bodyWords === 0 && facts.headings.length > 0;
  const { errors, warnings, infos } = countsOf(findings);
  return {
    file: show(uri),
    title: facts.headings[0]?.title ?? '',
    words,
    headings: facts.headings.length,
    ids: facts.ids.filter(({ lost }) => !lost).length,
    images: facts.resources.filter(({ origin }) => origin === 'image' || origin === 'html').length,
    links: [...externalLinks(chapter, book)].length,
    placeholderWords: placeholder,
    placeholderShare: isBare ? 1 : shareOf(placeholder, bodyWords),
    errors,
    warnings,
    infos,
  };
}

function totalOf(rows: readonly StatusCounts[]): StatusCounts {
  const sum = (name: keyof StatusCounts) => rows.reduce((total, row) => total + row[name], 0);
  const words = sum('words');
  const placeholder = sum('placeholderWords');
  return {
    words,
    headings: sum('headings'),
    ids: sum('ids'),
    images: sum('images'),
    links: sum('links'),
    placeholderWords: placeholder,
    placeholderShare: shareOf(placeholder, words),
    errors: sum('errors'),
    warnings: sum('warnings'),
    infos: sum('infos'),
  };
}

/** To a tenth of a percent: more would change with every comma. */
function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(1, Math.round((part / whole) * 1000) / 1000);
}

function addressesOf(chapter: Chapter, book: Handbook): Set<string> {
  const addresses = new Set<string>();
  for (const { url } of externalLinks(chapter, book)) {
    const address = addressOf(url);
    if (address !== undefined) addresses.add(address);
  }
  return addresses;
}

function stateOf(address: string, book: Handbook): LinkState {
  const record = book.links?.record(address);
  if (!record) return 'unchecked';
  if (isChangedSinceReview(record)) return 'changed';
  if (record.status === 'ok' && isOverdue(record, book.today, book.config.helpLinks.maxAge)) return 'overdue';
  return record.status;
}
