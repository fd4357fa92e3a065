import type { Span } from '../base/span.ts';
import { basename, type Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { rank, type Section, sections } from '../handbook/sections.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { wordsWithin } from '../report/countWords.ts';
import type { Finding } from '../rules/finding.ts';

/** A part, chapter or section of a book with what is in it; `children` in reading order. */
export interface OutlineEntry {
  readonly kind: 'part' | 'chapter' | 'section' | 'missing' | 'unlisted';
  readonly title: string;
  readonly uri: Uri;
  /** Of the heading; 0 where there is none. */
  readonly offset: number;
  readonly words: number;
  /** Findings that are no hints. */
  readonly problems: number;
  /** Those of them that say that text is missing. */
  readonly placeholders: number;
  readonly children: OutlineEntry[];
}

/** The book as its authors think of it: files in the order of Book.txt, those of a part below it, strays at the end. */
export function bookOutline(book: Handbook, findingsOf: (uri: Uri) => readonly Finding[]): OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  let part: OutlineEntry | undefined;
  for (const uri of listed(book)) {
    const chapter = book.chapter(uri);
    const entry = chapter ? chapterEntry(chapter, findingsOf(uri)) : missingEntry(uri);
    if (entry.kind === 'part') part = entry;
    if (part && entry !== part) part.children.push(entry);
    else entries.push(entry);
  }
  for (const uri of book.strays) {
    const chapter = book.chapter(uri);
    if (chapter) entries.push({ ...chapterEntry(chapter, findingsOf(uri)), kind: 'unlisted' });
  }
  return entries;
}

/** The chapters, and the names in Book.txt that lead to no file, each once. */
function listed(book: Handbook): Iterable<Uri> {
  if (!book.manifest) return book.order;
  const files = book.manifest.entries.flatMap(({ kind, uri }) => (kind === 'file' && uri !== undefined ? [uri] : []));
  return new Set([...files, ...book.order]);
}

function missingEntry(uri: Uri): OutlineEntry {
  return {
    kind: 'missing',
    title: basename(uri),
    uri,
    offset: 0,
    words: 0,
    problems: 0,
    placeholders: 0,
    children: [],
  };
}

function chapterEntry(chapter: Chapter, findings: readonly Finding[]): OutlineEntry {
  const all = sections(chapter);
  const [first] = all;
  const whole = { start: 0, end: chapter.text.length };
  const entry: OutlineEntry = {
    kind: first?.heading.part ? 'part' : 'chapter',
    title: first?.heading.title || basename(chapter.uri),
    uri: chapter.uri,
    offset: first?.heading.span.start ?? 0,
    ...counts(chapter, findings, whole),
    children: [],
  };
  const open: { entry: OutlineEntry; section: Section | undefined }[] = [{ entry, section: undefined }];
  for (const section of all.slice(1)) {
    const made: OutlineEntry = {
      kind: section.heading.part ? 'part' : section.heading.level === 1 ? 'chapter' : 'section',
      title: section.heading.title,
      uri: chapter.uri,
      offset: section.heading.span.start,
      ...counts(chapter, findings, section.span),
      children: [],
    };
    while (open.length > 1 && rank(open.at(-1)!.section!.heading) >= rank(section.heading)) open.pop();
    open.at(-1)!.entry.children.push(made);
    open.push({ entry: made, section });
  }
  return entry;
}

function counts(chapter: Chapter, findings: readonly Finding[], span: Span) {
  let problems = 0;
  let placeholders = 0;
  for (const finding of findings) {
    if (finding.severity === 'hint' || finding.span.start < span.start || finding.span.start >= span.end) continue;
    problems++;
    if (placeholderRules.has(finding.rule)) placeholders++;
  }
  return { words: wordsWithin(chapter, span), problems, placeholders };
}

const placeholderRules = new Set(['lorem-ipsum', 'placeholder-marker', 'empty-section']);
