import { type Span, touches } from '../base/span.ts';
import { englishTexts, type Texts } from '../base/texts.ts';
import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { LinkRecord } from '../links/lock.ts';
import { isChangedSinceReview } from '../links/verdict.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Finding } from '../rules/finding.ts';
import { definitionsFor } from '../rules/support/crosslinks.ts';
import { externalLinks } from '../rules/support/externalLinks.ts';
import { idName } from './names.ts';
import { countUses } from './occurrences.ts';

/** A line of its own over the text (`textDocument/codeLens`). */
export interface Lens {
  readonly span: Span;
  readonly text: string;
  /** A click shows the places that lead here; else the lens only informs. */
  readonly hasUses?: boolean;
}

/** Uses over an id, the age of a stale link over its paragraph, the share of placeholder over a chapter. */
export function codeLenses(
  book: Handbook,
  uri: Uri,
  findings: readonly Finding[],
  texts: Texts = englishTexts,
): Lens[] {
  const chapter = book.chapter(uri);
  if (!chapter) return [];
  return [
    ...placeholderLens(chapter, findings, texts),
    ...idLenses(book, chapter, texts),
    ...linkLenses(book, chapter, texts),
  ];
}

function idLenses(book: Handbook, chapter: Chapter, { count }: Texts): Lens[] {
  return chapter.facts.ids.flatMap(({ id, span, lost }) => {
    const [first] = definitionsFor(book, chapter.uri, id);
    if (lost || first?.uri !== chapter.uri) return [];
    const uses = countUses(book, idName(chapter, id));
    return [{ span, text: count(uses, '1 reference', '{0} references'), hasUses: uses > 0 }];
  });
}

/** One over each paragraph, by the link in it that was reviewed the longest ago; over a definition its own. */
function linkLenses(book: Handbook, chapter: Chapter, texts: Texts): Lens[] {
  if (!book.links) return [];
  const oldest = new Map<Span, { reviewed: string; text: string }>();
  for (const { url, span, link } of externalLinks(chapter, book)) {
    const record = book.links.record(url);
    const fate = record && fateOf(record, texts);
    if (record?.reviewed === undefined || fate === undefined) continue;
    const paragraph = chapter.facts.prose.find((prose) => link && touches(prose.span, link.span))?.span ?? span;
    const known = oldest.get(paragraph);
    if (known && known.reviewed <= record.reviewed) continue;
    const months = monthsBetween(record.reviewed, book.today);
    const when = months < 1 ? texts.t('this month') : texts.count(months, '1 month ago', '{0} months ago');
    oldest.set(paragraph, { reviewed: record.reviewed, text: texts.t('verified {0}, {1}', when, fate) });
  }
  return [...oldest].map(([span, { text }]) => ({ span, text }));
}

/** What became of a page since somebody looked; undefined where there is nothing to do. */
function fateOf(record: LinkRecord, { t }: Texts): string | undefined {
  if (isChangedSinceReview(record)) return t('page changed');
  return GONE.has(record.status) ? t('page gone') : undefined;
}

const GONE: ReadonlySet<LinkRecord['status']> = new Set(['gone', 'hollow', 'home']);

function placeholderLens(chapter: Chapter, findings: readonly Finding[], { t }: Texts): Lens[] {
  const share = placeholderShare(chapter, findings);
  const heading = chapter.facts.headings.find(({ nested }) => !nested);
  if (share < 0.005 || !heading) return [];
  return [{ span: heading.titleSpan, text: t('{0} % placeholder', Math.max(1, Math.round(share * 100))) }];
}

/** How much of a chapter's prose is filler: 0 to 1, by characters. */
function placeholderShare(chapter: Chapter, findings: readonly Finding[]): number {
  const filler = findings.filter(({ rule, uri }) => rule === 'lorem-ipsum' && uri === chapter.uri);
  let all = 0;
  let filled = 0;
  for (const { pieces } of chapter.facts.prose) {
    for (const { start, end } of pieces) {
      all += end - start;
      for (const { span } of filler) filled += Math.max(0, Math.min(end, span.end) - Math.max(start, span.start));
    }
  }
  return all === 0 ? 0 : filled / all;
}

function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  return Math.max(0, (toYear - fromYear) * 12 + toMonth - fromMonth);
}
