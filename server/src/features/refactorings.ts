import { overlaps, type Span, touches } from '../base/span.ts';
import { englishTexts, type Texts } from '../base/texts.ts';
import { dirname, type Uri } from '../base/uri.ts';
import { childUri } from '../handbook/files.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { sections } from '../handbook/sections.ts';
import { githubSlug, idFromTitle } from '../handbook/slug.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Edit } from '../rules/finding.ts';
import { writtenLinks } from '../rules/support/crosslinks.ts';
import { headingId } from '../rules/support/headingId.ts';
import { lineBreakOf } from '../rules/support/lines.ts';
import { diagnoseBookLink } from '../rules/support/relativeInBook.ts';
import { readRelative } from '../rules/support/relativeLinks.ts';

/** A change of the text that mends nothing (`CodeActionKind.Refactor`). */
export interface Refactoring {
  readonly title: string;
  readonly kind: 'refactor.rewrite' | 'refactor.extract';
  readonly edits: readonly Edit[];
  /** A file to make before the edits. */
  readonly creates?: { readonly uri: Uri; readonly text: string };
}

/** What is offered on a selection of a chapter, whether or not a rule finds fault with it. */
export function refactorings(book: Handbook, uri: Uri, selection: Span, texts: Texts = englishTexts): Refactoring[] {
  const chapter = book.chapter(uri);
  if (!chapter) return [];
  return [
    ...addId(book, chapter, selection, texts),
    ...crosslink(book, chapter, selection, texts),
    ...extractSection(book, chapter, selection, texts),
    ...collectUrls(chapter, selection, texts),
  ];
}

function addId(book: Handbook, chapter: Chapter, selection: Span, { t }: Texts): Refactoring[] {
  const index = chapter.facts.headings.findIndex(
    ({ span }) => span.start <= selection.start && selection.start <= span.end,
  );
  const heading = chapter.facts.headings[index];
  if (!heading || heading.nested || heading.id >= 0 || chapter.dialect === 'markdown') return [];
  const made = headingId(book, { uri: chapter.uri, index });
  return made
    ? [{ title: t('Add id to this heading: {0}', made.list), kind: 'refactor.rewrite', edits: made.edits }]
    : [];
}

/** A link to a chapter's file leads to the chapter's id instead, which is made where there is none. */
function crosslink(book: Handbook, chapter: Chapter, selection: Span, { t }: Texts): Refactoring[] {
  if (chapter.dialect === 'markdown') return [];
  const diagnose = diagnoseBookLink(chapter, book);
  for (const link of writtenLinks(chapter, book)) {
    const whole = chapter.facts.links.find(({ destinationSpan }) => destinationSpan.start === link.span.start);
    if (!touches(whole?.span ?? link.span, selection)) continue;
    const relative = readRelative(link);
    const report = relative && diagnose(relative);
    const [fix] = report?.case === 'chapter' ? (report.fixes ?? []) : [];
    if (fix) return [{ title: t('Convert relative link to crosslink'), kind: 'refactor.rewrite', edits: fix.edits }];
  }
  return [];
}

/** The section becomes a file of its own, named for its title and listed after this one; its headings rise to chapter level. */
function extractSection(book: Handbook, chapter: Chapter, selection: Span, { t }: Texts): Refactoring[] {
  const { manifest } = book;
  const entry = manifest?.entries.find((one) => one.uri === chapter.uri);
  const section = sections(chapter).find(
    ({ heading }) => heading.span.start <= selection.start && selection.start <= heading.span.end,
  );
  if (!manifest || !entry || !section || section.heading.level < 2 || section.heading.style === 'setext') return [];
  const folder = dirname(chapter.uri);
  const name = freeName(book, folder, idFromTitle(section.heading.title, '-') || githubSlug(section.heading.title));
  if (name === undefined) return [];
  const text = raiseHeadings(chapter, section.span, section.heading.level - 1);
  const path = `${entry.name.slice(0, entry.name.lastIndexOf('/') + 1)}${name}`;
  return [
    {
      title: t('Extract section into a chapter of its own: {0}', path),
      kind: 'refactor.extract',
      creates: { uri: childUri(folder, name), text: `${text.trimEnd()}\n` },
      edits: [
        { uri: chapter.uri, span: section.span, text: '' },
        { uri: manifest.uri, span: { start: entry.span.end, end: entry.span.end }, text: `\n${path}` },
      ],
    },
  ];
}

function freeName(book: Handbook, folder: Uri, stem: string): string | undefined {
  if (stem === '') return undefined;
  for (let number = 1; number < 100; number++) {
    const name = number === 1 ? `${stem}.md` : `${stem}-${number}.md`;
    const uri = childUri(folder, name);
    if (!book.file(uri) && !book.chapter(uri)) return name;
  }
  return undefined;
}

function raiseHeadings(chapter: Chapter, span: Span, by: number): string {
  let text = '';
  let from = span.start;
  for (const heading of chapter.facts.headings) {
    if (heading.style !== 'atx' || heading.nested || heading.span.start < span.start || heading.span.start >= span.end)
      continue;
    text += chapter.text.slice(from, heading.span.start);
    from = heading.span.start + by;
  }
  return text + chapter.text.slice(from, span.end);
}

/** Inline web links of the selection become `[text][n]`, their addresses a list below the selection's last block. */
function collectUrls(chapter: Chapter, selection: Span, { t }: Texts): Refactoring[] {
  const links = chapter.facts.links.filter(
    ({ kind, span, destination, titleSpan }) =>
      kind === 'inline' && titleSpan === undefined && overlaps(span, selection) && /^https?:\/\//i.test(destination),
  );
  if (links.length < 2) return [];
  const last = links.at(-1)!;
  const block = chapter.facts.blocks.find(
    ({ span, depth }) => depth === 0 && span.start <= last.span.start && last.span.end <= span.end,
  );
  if (!block) return [];
  const labels = new Map<string, string>();
  const taken = new Set(chapter.facts.references.map(({ label }) => label.toLowerCase()));
  for (const { destination } of links) {
    if (labels.has(destination)) continue;
    let number = 1;
    while (taken.has(String(number))) number++;
    taken.add(String(number));
    labels.set(destination, String(number));
  }
  const lineBreak = lineBreakOf(chapter);
  const list = [...labels].map(([destination, label]) => `[${label}]: ${destination}`).join(lineBreak);
  const edits = links.map(({ textSpan, span, destination }) => ({
    uri: chapter.uri,
    span: { start: textSpan.end + 1, end: span.end },
    text: `[${labels.get(destination)}]`,
  }));
  const end = block.span.end;
  edits.push({ uri: chapter.uri, span: { start: end, end }, text: `${lineBreak}${lineBreak}${list}` });
  return [{ title: t('Turn URL list into reference definitions'), kind: 'refactor.rewrite', edits }];
}
