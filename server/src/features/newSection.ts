import snippets from '../../../snippets/markua.json' with { type: 'json' };
import { dirname, relativePath, type Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { type Section, sections } from '../handbook/sections.ts';
import type { Chapter } from '../markdown/chapter.ts';
import { idForTitle } from '../rules/support/headingId.ts';
import { lineBreakOf } from '../rules/support/lines.ts';

/** What *Insert Section…* can write; the bodies are those of the editor's snippets. */
export const sectionKinds = {
  section: { snippet: 'Section', level: 2 },
  subsection: { snippet: 'Sub-section', level: 3 },
  quickFacts: { snippet: 'Quick facts', level: 2 },
  bestPractices: { snippet: 'Best practices', level: 2 },
  caseStudy: { snippet: 'Solution case study', level: 2 },
  links: { snippet: 'Links', level: 2 },
  figure: { snippet: 'Figure', level: 0 },
} as const;

export type SectionKind = keyof typeof sectionKinds;

/** `snippet` is to be put in at the offset; its tab stops are in reading order. */
export interface NewSection {
  readonly offset: number;
  readonly snippet: string;
}

/**
 * A section with a title, its id in the book's style, after the section that the offset is in. A figure goes where
 * the offset is, its picture looked for where the chapter's other pictures are. Undefined for what is no chapter.
 */
export function newSection(
  book: Handbook,
  uri: Uri,
  offset: number,
  { kind, title }: { readonly kind: SectionKind; readonly title: string },
): NewSection | undefined {
  const chapter = book.chapter(uri);
  if (!chapter) return undefined;
  const { snippet, level } = sectionKinds[kind];
  const lineBreak = lineBreakOf(chapter);
  if (kind === 'figure') return figure(book, chapter, offset, title, lineBreak);
  const { list } = idForTitle(book, title, level);
  const [, , ...body] = snippets[snippet].body;
  const head = [...(list ? [escapeSnippet(list)] : []), `${'#'.repeat(level)} ${escapeSnippet(title)}`];
  const at = placeAfter(chapter, offset, level);
  return {
    offset: at,
    snippet: spaced(chapter, at, [...head, ...body].join('\n').replace(/(?<!\s)\s*\$0\s*$/, '$$0'), lineBreak),
  };
}

/** The end of the section of this level that the offset is in; before the first one where it is above them all. */
function placeAfter(chapter: Chapter, offset: number, level: number): number {
  const all = sections(chapter);
  const around = all.filter(({ span }) => span.start <= offset && offset <= span.end && span.end > span.start);
  const own = around.findLast(({ heading }) => heading.level === level);
  if (own) return own.span.end;
  const parent: Section | undefined = around.findLast(({ heading }) => heading.level < level);
  const end = parent?.span.end ?? chapter.text.length;
  const next = all.find(({ span, heading }) => span.start > offset && span.start < end && heading.level <= level);
  return next?.span.start ?? end;
}

/** With a blank line on either side, whatever is there now. */
function spaced(chapter: Chapter, at: number, snippet: string, lineBreak: string): string {
  const before = chapter.text.slice(0, at).replace(/^\uFEFF/, '');
  const after = chapter.text.slice(at);
  const breaks = /(?<![\r\n])[\r\n]*$/.exec(before)![0].replaceAll('\r\n', '\n').length;
  const above = before.trim() === '' ? '' : lineBreak.repeat(Math.max(0, 2 - breaks));
  const below = after.trim() === '' ? lineBreak : lineBreak.repeat(2);
  return above + snippet + below;
}

function figure(book: Handbook, chapter: Chapter, offset: number, title: string, lineBreak: string): NewSection {
  const folder = escapeSnippet(figureFolder(book, chapter.uri));
  const { list } = book.dialect === 'markdown' ? { list: '' } : idForTitle(book, title, 0);
  const head = list ? `${escapeSnippet(list)}\n` : '';
  const picture = `![${escapeSnippet(title)}](${folder}\${1:picture.png})$0`;
  const line = chapter.lines.lineAt(offset);
  const at =
    chapter.text.slice(chapter.lines.start(line), chapter.lines.end(line)).trim() === ''
      ? chapter.lines.start(line)
      : chapter.lines.end(line);
  return { offset: at, snippet: spaced(chapter, at, head + picture, lineBreak) };
}

/**
 * The folder of a chapter's pictures, with its slash: the one that most of them are in, or else the one whose name
 * the chapter's begins with (`08-borders.md`, `08/`); '' where nothing tells.
 */
export function figureFolder(book: Handbook, uri: Uri): string {
  const counts = new Map<string, number>();
  for (const { destination } of book.chapter(uri)?.facts.resources ?? []) {
    const folder = destination.slice(0, destination.lastIndexOf('/') + 1);
    if (!/^[a-z]+:/i.test(folder)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (most) return most[0];
  const folders = new Set(
    book.resourceFiles().flatMap((file) =>
      book.resourceRoots.flatMap((root) => {
        const path = relativePath(root, dirname(file));
        return path ? [path] : [];
      }),
    ),
  );
  const stem = uri.slice(uri.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  const number = /\d+/.exec(stem)?.[0];
  const named = [...folders].find((folder) => folder === stem || (number && Number(folder) === Number(number)));
  if (named) return `${named}/`;
  // The other chapters keep theirs in numbered folders: this one's will be called so, too.
  const numbered = [...folders].filter((folder) => /^\d+$/.test(folder));
  return number && numbered.length > 1 ? `${number.padStart(numbered[0]!.length, '0')}/` : '';
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
