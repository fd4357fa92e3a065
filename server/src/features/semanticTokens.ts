import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import { crosslinkTarget } from '../handbook/contributions.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { isKnownDirective } from '../markdown/attributeKeys.ts';
import type { tokenModifiers, tokenTypes } from './announced.ts';

export type TokenType = (typeof tokenTypes)[number];
export type TokenModifier = (typeof tokenModifiers)[number];

export interface Token {
  /** Within one line. */
  readonly span: Span;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/**
 * Attribute keys and values, ids where they are defined and used, directives. A crosslink to an id the book does not have, or
 * a directive nobody knows, gets no token: it looks as broken as it is.
 */
export function semanticTokens(book: Handbook, uri: Uri): Token[] {
  const chapter = book.chapter(uri);
  if (!chapter) return [];
  const { attributeLists, ids, links, references, directives } = chapter.facts;
  const tokens: Token[] = [];
  const add = (span: Span, type: TokenType, ...modifiers: TokenModifier[]) => tokens.push({ span, type, modifiers });

  for (const { span, lost } of ids) add(span, 'variable', 'declaration', ...(lost ? (['deprecated'] as const) : []));
  for (const { attributes } of attributeLists) {
    for (const { keySpan, valueSpan, form, key } of attributes) {
      if (form === 'pair') add(keySpan, 'property');
      if (valueSpan && key !== 'id') add(valueSpan, 'string');
    }
  }
  for (const { span, name } of directives) {
    if (isKnownDirective(name)) add({ start: span.start + 1, end: span.end - 1 }, 'keyword');
  }
  for (const { destination, destinationSpan, ...link } of [...links, ...references]) {
    if ('labelForm' in link && link.labelForm !== undefined) continue;
    const id = crosslinkTarget(destination);
    if (id === undefined || book.definitions(id).length === 0) continue;
    add({ start: destinationSpan.start + 1, end: destinationSpan.end }, 'variable');
  }
  return oneByOne(tokens, (offset) => chapter.lines.lineAt(offset));
}

/** In order, none over another, none over a line's end: what the protocol can say. */
function oneByOne(tokens: readonly Token[], lineAt: (offset: number) => number): Token[] {
  const sorted = tokens.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const result: Token[] = [];
  let end = 0;
  for (const token of sorted) {
    const { span } = token;
    if (span.start < end || span.end <= span.start || lineAt(span.start) !== lineAt(span.end)) continue;
    result.push(token);
    end = span.end;
  }
  return result;
}
