import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { type Name, type NameAt, namesOfFile } from './names.ts';
import { definitionsOf } from './occurrences.ts';

/** A stretch that leads somewhere when it is clicked (`textDocument/documentLink`). */
export interface ClickableLink {
  readonly span: Span;
  /** A web address as written, or a file of the book. */
  readonly target: { readonly url: string } | { readonly uri: Uri; readonly offset: number };
}

/** Pictures, files, crosslinks and web addresses of a chapter or a Book.txt; bare addresses in prose included. */
export function documentLinks(book: Handbook, uri: Uri): ClickableLink[] {
  const links: ClickableLink[] = [];
  for (const { name, span } of namesOfFile(book, uri)) {
    const target = isWrittenHere(book, name, uri, span) ? undefined : targetOf(book, name);
    if (target) links.push({ span, target });
  }
  const facts = book.chapter(uri)?.facts;
  for (const { destination, destinationSpan, label } of facts?.links ?? []) {
    if (label === undefined && /^https?:\/\//i.test(destination))
      links.push({ span: destinationSpan, target: { url: destination } });
  }
  for (const { destination, destinationSpan } of [...(facts?.references ?? []), ...(facts?.resources ?? [])]) {
    if (/^https?:\/\//i.test(destination)) links.push({ span: destinationSpan, target: { url: destination } });
  }
  return links.sort((a, b) => a.span.start - b.span.start);
}

/** An id where it is defined leads nowhere: one is there already. */
function isWrittenHere(book: Handbook, name: Name, uri: Uri, span: NameAt['span']): boolean {
  if (name.kind === 'file') return false;
  return definitionsOf(book, name).some((place) => place.uri === uri && place.span.start === span.start);
}

function targetOf(book: Handbook, name: Name): ClickableLink['target'] | undefined {
  if (name.kind === 'file') return { uri: name.uri, offset: 0 };
  const [place] = definitionsOf(book, name);
  return place && { uri: place.uri, offset: place.span.start };
}
