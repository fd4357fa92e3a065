import { SymbolKind } from 'vscode-languageserver-types';
import type { Span } from '../base/span.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Block, Facts, Heading, ResourceUse } from '../markdown/facts.ts';

/** An entry of a chapter's outline (`textDocument/documentSymbol`); offsets into the chapter. */
export interface OutlineEntry {
  readonly name: string;
  /** The ids that lead there: `#ch-regions`. */
  readonly detail: string;
  readonly kind: SymbolKind;
  /** All of it: for a heading, its section. */
  readonly span: Span;
  /** What to show when it is chosen. */
  readonly selection: Span;
  readonly children: OutlineEntry[];
}

/** Parts, chapters and sections as a tree, with the figures, asides and blurbs in them. */
export function outline(chapter: Chapter): OutlineEntry[] {
  const { headings, resources, blocks } = chapter.facts;
  const ids = idsByPlace(chapter);
  const ends = sectionEnds(chapter);
  const entries: Placed[] = [
    ...headings.map((heading, index) => headingEntry(chapter, heading, ends[index]!)),
    ...resources.flatMap((resource) => figureEntry(resource, ids) ?? []),
    ...blocks.flatMap((block) => boxEntry(chapter, block, ids) ?? []),
  ].sort((a, b) => a.entry.span.start - b.entry.span.start || b.entry.span.end - a.entry.span.end);

  const roots: OutlineEntry[] = [];
  const open: Placed[] = [];
  for (const one of entries) {
    while (open.length > 0 && !contains(open.at(-1)!, one)) open.pop();
    (open.at(-1)?.entry.children ?? roots).push(one.entry);
    open.push(one);
  }
  return roots;
}

interface Placed {
  /** 0 for a part, 1–6 for headings, 7 for what is in a section without making one. */
  readonly level: number;
  readonly entry: OutlineEntry;
}

const LEAF = 7;

function contains(outer: Placed, inner: Placed): boolean {
  const isWithin = inner.entry.span.start < outer.entry.span.end && inner.entry.span.end <= outer.entry.span.end;
  return isWithin && (outer.level < inner.level || outer.level === LEAF);
}

/** A heading inside an aside makes no section (MARKUA.md §6): it is an entry of its own line. */
function levelOf({ level, part, nested }: Heading): number {
  return nested ? LEAF : part ? 0 : level;
}

/** Where each heading's section ends: at the next heading of its level or a higher one. */
function sectionEnds({ facts, text }: Chapter): number[] {
  const ends = new Array<number>(facts.headings.length).fill(text.length);
  const open: number[] = [];
  for (const [index, heading] of facts.headings.entries()) {
    if (heading.nested) {
      ends[index] = heading.span.end;
      continue;
    }
    while (open.length > 0 && levelOf(facts.headings[open.at(-1)!]!) >= levelOf(heading)) {
      ends[open.pop()!] = startOf(facts, heading);
    }
    open.push(index);
  }
  return ends;
}

/** The attribute lists above a heading are part of its section. */
function startOf({ attributeLists }: Facts, { attributes, span }: Heading): number {
  return attributes.reduce((start, list) => Math.min(start, attributeLists[list]!.span.start), span.start);
}

function headingEntry({ facts }: Chapter, heading: Heading, end: number): Placed {
  const level = levelOf(heading);
  const id = facts.ids[heading.id];
  const entry: OutlineEntry = {
    name: heading.title || '(untitled)',
    detail: id ? `#${id.id}` : '',
    kind: level === 0 ? SymbolKind.Namespace : level === 1 ? SymbolKind.Module : SymbolKind.String,
    span: { start: startOf(facts, heading), end: Math.max(end, heading.span.end) },
    selection: heading.span,
    children: [],
  };
  return { level, entry };
}

function figureEntry(resource: ResourceUse, ids: IdsByPlace): Placed | undefined {
  const { span, attributes } = resource;
  const name = resource.title?.trim() || resource.alt.trim() || resource.destination;
  if (!resource.alone || resource.origin === 'attribute' || name === '') return undefined;
  const detail = attributes.flatMap((list) => ids.ofList.get(list) ?? []).join(' ');
  return { level: LEAF, entry: { name, detail, kind: SymbolKind.File, span, selection: span, children: [] } };
}

const boxes: ReadonlyMap<Block['kind'], string> = new Map([
  ['aside', 'Aside'],
  ['blurb', 'Blurb'],
  ['quiz', 'Quiz'],
  ['exercise', 'Exercise'],
]);

function boxEntry({ lines }: Chapter, { kind, span }: Block, ids: IdsByPlace): Placed | undefined {
  const name = boxes.get(kind);
  if (name === undefined) return undefined;
  const selection = { start: span.start, end: Math.min(span.end, lines.end(lines.lineAt(span.start))) };
  const detail = (ids.ofBlock.get(span.start) ?? []).join(' ');
  return { level: LEAF, entry: { name, detail, kind: SymbolKind.Object, span, selection, children: [] } };
}

/** Ids, as `#x`, by the attribute list they stand in and by the offset of the block the list belongs to. */
interface IdsByPlace {
  readonly ofList: ReadonlyMap<number, string[]>;
  readonly ofBlock: ReadonlyMap<number, string[]>;
}

function idsByPlace({ facts }: Chapter): IdsByPlace {
  const ofList = new Map<number, string[]>();
  const ofBlock = new Map<number, string[]>();
  for (const { id, list } of facts.ids) {
    const attributeList = facts.attributeLists[list];
    if (!attributeList) continue;
    const { place, span, targetStart } = attributeList;
    add(ofList, list, `#${id}`);
    const target = place === 'opener' ? span.start : place === 'block' ? targetStart : undefined;
    if (target !== undefined) add(ofBlock, target, `#${id}`);
  }
  return { ofList, ofBlock };
}

function add(map: Map<number, string[]>, key: number, id: string): void {
  const list = map.get(key);
  if (list) list.push(id);
  else map.set(key, [id]);
}
