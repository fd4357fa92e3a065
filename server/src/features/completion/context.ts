import type { Span } from '../../base/span.ts';
import type { Chapter } from '../../markdown/chapter.ts';

/** What the author is in the middle of writing. `typed` stands directly before the cursor; `span` is what to replace. */
export type CompletionContext =
  | Typed<'crosslink'>
  | Typed<'resource'>
  | Typed<'link-path'>
  | (Typed<'attribute-key'> & { readonly isFirst: boolean; readonly present: readonly string[] })
  | (Typed<'attribute-value'> & { readonly key: string })
  | Typed<'directive'>
  | Typed<'line-start'>
  | Typed<'suppression-kind'>
  | Typed<'suppression'>
  | (Typed<'note'> & { readonly endnote: boolean })
  | Typed<'reference'>;

export interface Typed<K extends string> {
  readonly kind: K;
  readonly typed: string;
  readonly span: Span;
  /** From 0: the line of the cursor. */
  readonly line: number;
}

/** Reads the line before the cursor; code, comments and anything else that is no prose has no context. */
export function readContext(chapter: Chapter, offset: number): CompletionContext | undefined {
  const { lines, text, facts } = chapter;
  const line = lines.lineAt(offset);
  const before = text.slice(lines.start(line), offset);
  const after = text.slice(offset, lines.end(line));
  const typed = <K extends string>(kind: K, start: string, rest: RegExp): Typed<K> => {
    const tail = rest.exec(after)?.[0].length ?? 0;
    return { kind, typed: start, span: { start: offset - start.length, end: offset + tail }, line };
  };
  const silencing = /<!--\s*([a-z-]*)$/.exec(before);
  if (silencing) return typed('suppression-kind', silencing[1]!, /^[a-z-]*/);
  const silenced = /<!--\s*handbook-(?:disable|enable)[a-z-]*\s+(?:[a-z-]+\s*,\s*)*([a-z-]*)$/.exec(before);
  if (silenced) return typed('suppression', silenced[1]!, /^[a-z-]*/);
  if (isCode(facts.blocks, offset) || isComment(facts.comments, offset) || isCodeSpan(before)) return undefined;

  const open = before.lastIndexOf('](');
  const destination = open < 0 ? undefined : before.slice(open + 2).replace(/^</, '');
  const image = destination !== undefined && isImageText(before.slice(0, open)) && /^[^)>"]*$/.exec(destination);
  if (image) return typed('resource', image[0], /^[^)>"\s]*/);
  const crosslink = /^#([^)>\s]*)$/.exec(destination ?? '') ?? /^\[[^\]^]+\]:\s*#(\S*)$/.exec(before);
  if (crosslink) return typed('crosslink', crosslink[1]!, /^[^)>\s]*/);
  const path = destination === undefined ? undefined : /^([^)>"#\s]*)$/.exec(destination);
  if (path && !/^[a-z]+:/i.test(path[1]!)) return typed('link-path', path[1]!, /^[^)>"#\s]*/);
  const note = /\[\^(\^?)([^\]\s[]*)$/.exec(before);
  if (note) return { ...typed('note', note[2]!, /^[^\]\s[]*/), endnote: note[1] !== '' };
  const reference = /\]\[([^\][]*)$/.exec(before);
  if (reference) return typed('reference', reference[1]!, /^[^\][]*/);
  if (/^[a-z]*$/i.test(before) && /^\s*$/.test(after) && isBlank(chapter, line - 1)) {
    return typed('line-start', before, /^/);
  }
  return listContext(before, typed);
}

function isBlank({ lines, text }: Chapter, line: number): boolean {
  return line < 0 || text.slice(lines.start(line), lines.end(line)).trim() === '';
}

/** Whether what stands before `](` opens with `![`. */
function isImageText(text: string): boolean {
  return text.lastIndexOf('![') > text.lastIndexOf(']');
}

/** Inside braces that are not closed yet: `{id: x, cl|`. */
function listContext(
  before: string,
  typed: <K extends string>(kind: K, start: string, rest: RegExp) => Typed<K>,
): CompletionContext | undefined {
  const open = lastOpenBrace(before);
  if (open < 0) return undefined;
  const inside = before.slice(open + 1).replace(/^:/, '');
  const isLineStart = /^[\sA-Z>]*$/.test(before.slice(0, open));
  const parts = splitParts(inside);
  const last = parts.at(-1)!;
  const value = /^\s*([\w-]+)\s*[:=]\s*(?:["']|(?![\s"']))([^"']*)$/.exec(last);
  if (value) return { ...typed('attribute-value', value[2]!, /^[^"',}\s]*/), key: value[1]! };
  // The short form of an id: `{#x}`.
  const hash = parts.length === 1 ? /^#([\w-]*)$/.exec(last) : undefined;
  if (hash) return { ...typed('attribute-value', hash[1]!, /^[\w-]*/), key: 'id' };
  const key = /^\s*([a-z-]*)$/i.exec(last);
  if (!key) return undefined;
  if (parts.length === 1 && isLineStart && /^\/?[a-z-]*$/.test(inside)) return typed('directive', inside, /^[a-z-]*/);
  const present = parts.slice(0, -1).map((part) => /^\s*([\w-]+)/.exec(part)?.[1] ?? '');
  return { ...typed('attribute-key', key[1]!, /^[a-z-]*/i), isFirst: parts.length === 1, present };
}

function lastOpenBrace(before: string): number {
  const open = before.lastIndexOf('{');
  return open >= 0 && before.indexOf('}', open) < 0 ? open : -1;
}

/** Commas part the pairs, except in quotes. */
function splitParts(inside: string): string[] {
  const parts = [''];
  let quote = '';
  for (const character of inside) {
    if (quote === '' && character === ',') {
      parts.push('');
      continue;
    }
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    parts[parts.length - 1] += character;
  }
  return parts;
}

function isCode(blocks: Chapter['facts']['blocks'], offset: number): boolean {
  return blocks.some(
    ({ kind, span }) => (kind === 'code' || kind === 'math') && span.start < offset && offset <= span.end,
  );
}

function isComment(comments: Chapter['facts']['comments'], offset: number): boolean {
  return comments.some(({ span }) => span.start < offset && offset < span.end);
}

/** An odd number of back-ticks before the cursor: a code span is open. */
function isCodeSpan(before: string): boolean {
  return (before.match(/(?<!\\)`+/g)?.length ?? 0) % 2 === 1;
}
