import { SymbolKind } from 'vscode-languageserver-types';
import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';

/** A heading or an id somewhere in a book (`workspace/symbol`). */
export interface BookSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly uri: Uri;
  readonly span: Span;
  /** The chapter's title, or the heading the id belongs to. */
  readonly containerName: string;
}

/** The headings and ids whose letters `query` has in order, at most `limit`; better matches first, then book order. */
export function bookSymbols(
  books: readonly Handbook[],
  query: string,
  limit: number,
  token?: CancellationToken,
): BookSymbol[] {
  const found: { symbol: BookSymbol; rank: number }[] = [];
  const wanted = query.toLowerCase().replaceAll(/\s+/g, '');
  const add = (symbol: BookSymbol) => {
    const rank = rankOf(symbol.name.toLowerCase(), wanted);
    if (rank !== undefined) found.push({ symbol, rank });
  };
  for (const book of books) {
    for (const uri of book.order) {
      throwIfCancelled(token);
      symbolsOf(book, uri, add);
    }
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ symbol }) => symbol);
}

function symbolsOf(book: Handbook, uri: Uri, add: (symbol: BookSymbol) => void): void {
  const facts = book.chapter(uri)?.facts;
  if (!facts) return;
  const title = facts.headings.find(({ nested }) => !nested)?.title ?? '';
  for (const { title: name, span, nested, level } of facts.headings) {
    if (name === '' || nested) continue;
    const kind = level === 1 ? SymbolKind.Module : SymbolKind.String;
    add({ name, kind, uri, span, containerName: name === title ? '' : title });
  }
  for (const { id, span, lost, heading } of facts.ids) {
    if (lost) continue;
    const containerName = facts.headings[heading]?.title ?? title;
    add({ name: `#${id}`, kind: SymbolKind.Key, uri, span, containerName });
  }
}

/** 0 for a beginning, 1 for a part, 2 for scattered letters in order; undefined for no match. */
function rankOf(name: string, wanted: string): number | undefined {
  const bare = name.replace(/^#/, '');
  if (name.startsWith(wanted) || bare.startsWith(wanted)) return 0;
  if (name.replaceAll(' ', '').includes(wanted)) return 1;
  let from = 0;
  for (const letter of wanted) {
    from = name.indexOf(letter, from) + 1;
    if (from === 0) return undefined;
  }
  return 2;
}
