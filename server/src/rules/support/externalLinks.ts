import type { Span } from '../../base/span.ts';
import { span } from '../../base/span.ts';
import type { Handbook } from '../../handbook/handbook.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { Link } from '../../markdown/facts.ts';
import type { Edit } from '../finding.ts';

/** One place where a chapter writes an external address. */
export interface ExternalLink {
  /** The address as written. */
  readonly url: string;
  /** Exactly its characters. */
  readonly span: Span;
  /** The fact behind it; undefined for a reference definition. */
  readonly link: Link | undefined;
}

/**
 * Every place of the chapter that writes an address with `http:`, `https:`, `//` or a bare `www.`, once each: a
 * reference link is reported at its definition, so that one address is one finding. What the book leaves out is
 * skipped. In the order of the text, definitions last.
 */
export function* externalLinks(chapter: Chapter, book: Handbook): Iterable<ExternalLink> {
  for (const link of chapter.facts.links) {
    if (link.kind === 'reference' || !isExternal(link)) continue;
    if (book.excluded(chapter.uri, link.span.start)) continue;
    yield { url: link.destination, span: link.destinationSpan, link };
  }
  for (const definition of chapter.facts.references) {
    if (!external.test(definition.destination)) continue;
    yield { url: definition.destination, span: definition.destinationSpan, link: undefined };
  }
}

/** The edits that put `replacement` in the place of the address, in the link's text, too, where that repeats the address. */
export function replaceAddress(
  chapter: Chapter,
  { span: where, url, link }: ExternalLink,
  replacement: string,
): Edit[] {
  const edits: Edit[] = [{ uri: chapter.uri, span: where, text: fitting(replacement) }];
  if (!link || link.textSpan.start === where.start) return edits;
  const text = chapter.text.slice(link.textSpan.start, link.textSpan.end);
  const at = text.trim() === url ? text.indexOf(url) : -1;
  if (at >= 0) {
    const start = link.textSpan.start + at;
    edits.unshift({ uri: chapter.uri, span: span(start, start + url.length), text: fitting(replacement) });
  }
  return edits;
}

const external = /^(?:https?:)?\/\//i;

function isExternal(link: Link): boolean {
  return external.test(link.destination) || (link.kind === 'bare' && /^www\./i.test(link.destination));
}

/** An address as it can stand in a link of any kind, in a table, too: brackets without a partner would end it early. */
function fitting(address: string): string {
  const plain = address.replace(/[\s<>|]/g, encodeURIComponent);
  return isBalanced(plain) ? plain : plain.replaceAll('(', '%28').replaceAll(')', '%29');
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth++;
    else if (character === ')' && --depth < 0) return false;
  }
  return depth === 0;
}
