import { type Span, touches } from '../base/span.ts';
import { englishTexts, type Texts } from '../base/texts.ts';
import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { isExampleHost } from '../links/askable.ts';
import { addressOf, type LinkRecord, markReviewed } from '../links/lock.ts';
import { lockEdit } from '../links/lockEdit.ts';
import type { Edit } from '../rules/finding.ts';
import { externalLinks, replaceAddress } from '../rules/support/externalLinks.ts';

export interface LinkAction {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** What the lock lets an author do about the web links at a place, without any network. */
export function linkActions(book: Handbook, uri: Uri, span: Span, { t }: Texts = englishTexts): LinkAction[] {
  const chapter = book.chapter(uri);
  const { links } = book;
  if (!chapter || !links) return [];
  const actions: LinkAction[] = [];
  for (const place of externalLinks(chapter, book)) {
    const record = touches(place.link?.span ?? place.span, span) ? links.record(place.url) : undefined;
    if (!record) continue;
    const { final } = record;
    if (record.status === 'moved' && final !== undefined && final !== place.url) {
      actions.push({ title: t('Replace with new address {0}', final), edits: replaceAddress(chapter, place, final) });
    }
    // A lock that cannot be trusted is never written to.
    if (links.problems.length > 0 || !isReviewable(record, book.today)) continue;
    const key = links.records.has(place.url) ? place.url : (addressOf(place.url) ?? place.url);
    const edit = lockEdit(links.text, links, new Map([[key, markReviewed(record, book.today)]]));
    actions.push({ title: t('Mark as reviewed'), edits: [{ uri: links.uri, ...edit }] });
  }
  return actions;
}

/** The address of the web link at a place, as the lock would have it; undefined where there is none to check. */
export function addressAt(book: Handbook, uri: Uri, span: Span): string | undefined {
  const chapter = book.chapter(uri);
  if (!chapter) return undefined;
  for (const place of externalLinks(chapter, book)) {
    const address = touches(place.link?.span ?? place.span, span) ? addressOf(place.url) : undefined;
    if (address !== undefined && URL.canParse(address) && !isExampleHost(address)) return address;
  }
  return undefined;
}

/** Only a page that was seen can agree with the book, and once a day is enough. */
function isReviewable(record: LinkRecord, today: string): boolean {
  if (record.status !== 'ok' && record.status !== 'moved') return false;
  return record.reviewed !== today || record.reviewedDigest !== record.digest;
}
