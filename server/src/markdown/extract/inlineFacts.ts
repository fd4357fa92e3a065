import type { Span } from '../../base/span.ts';
import { decodeEscapes } from '../escapes.ts';
import type { IdDefinition, Link, ResourceUse } from '../facts.ts';
import { readAs } from '../inline/prose.ts';
import type { InlineScan, Range, ScanContext, ScannedLink } from '../inline/scan.ts';
import { scanInline } from '../inline/scanner.ts';
import { endToText, stretchAt, toText } from '../source.ts';
import { addAttributeResources, addList, idOf } from './attributes.ts';
import type { Draft } from './draft.ts';
import { type HtmlFinds, readHtml } from './html.ts';
import { addAllProse, addPlainProse, type Content, trimRange } from './prose.ts';

/** What the caller of `readInline` needs to know of what was found. */
export interface InlineResult {
  readonly scan: InlineScan | undefined;
  /** The content is a picture and nothing else. */
  readonly picture: boolean;
}

/** Reads a block's inline content and adds what it finds to the draft. */
export function readInline(draft: Draft, content: Content): InlineResult {
  const { from, shift } = content.stretches;
  const start = shift[0]!;
  const end = content.text.length + shift[from.length - 1]!;
  const urls = draft.lookout.mayHoldUrl(start, end);
  if (!urls && !draft.lookout.mayHoldMarkup(start, end)) {
    addPlainProse(draft, content);
    return plain;
  }
  return readScanned(scanned(draft, content, urls));
}

const plain: InlineResult = { scan: undefined, picture: false };

const noLinks: readonly ScannedLink[] = [];
const noEnds: ReadonlyMap<number, number> = new Map();

function contextOf(draft: Draft, content: Content, urls: boolean): ScanContext {
  return {
    dialect: draft.dialect,
    isDefined: draft.labels.isDefined,
    heading: content.kind === 'heading',
    urls,
    htmlOnly: content.kind === 'html' && draft.dialect === 'markdown',
  };
}

/** A block's inline content, scanned. */
interface Inline {
  readonly draft: Draft;
  readonly content: Content;
  readonly scan: InlineScan;
  /** By their start: where lists of this content end, and their index. */
  lists: Map<number, { end: number; index: number }> | undefined;
  /** In Markua, which drops HTML, only the ids: a link to one of them leads nowhere, and says why. */
  readonly html: HtmlFinds | undefined;
}

function scanned(draft: Draft, content: Content, urls: boolean): Inline {
  const scan = scanInline(content.text, contextOf(draft, content, urls));
  const html = scan.tags.length > 0 ? readHtml(scan) : undefined;
  const isDropped = html !== undefined && draft.dialect === 'markua';
  return { draft, content, scan, lists: undefined, html: isDropped ? { ids: html.ids, links: [], images: [] } : html };
}

function readScanned(inline: Inline): InlineResult {
  const { links } = inline.scan;
  if (inline.content.kind === 'verbatim') {
    addLinks(inline);
    return { scan: inline.scan, picture: false };
  }
  addLists(inline);
  addLinks(inline);
  const pictures = links.length === 0 ? noLinks : links.filter((link) => link.kind === 'image' || link.kind === 'code');
  if (inline.html || pictures.length > 0) addResources(inline, pictures);
  addNotes(inline);
  addAllProse(inline.draft, inline.content, inline.scan, pictures);
  return { scan: inline.scan, picture: pictures.some((picture) => isAlone(inline, picture)) };
}

function addLists(inline: Inline): void {
  if (inline.scan.lists.length === 0 && !inline.html) return;
  const ids: IdDefinition[] = [];
  for (const list of inline.scan.lists) {
    const targetStart =
      list.targetStart === undefined
        ? undefined
        : spanOf(inline, { start: list.targetStart, end: list.targetStart }).start;
    const isTail = list.place === 'tail';
    const index = addList(inline.draft, list.reading, list.start, (start, end) => spanOf(inline, { start, end }), {
      place: list.place,
      target: isTail ? 'heading' : list.target,
      targetStart,
    });
    inline.lists ??= new Map();
    inline.lists.set(list.start, { end: list.end, index });
    const id = idOf(inline.draft, index, isTail ? 'tail' : 'span');
    if (id) ids.push(id);
    addAttributeResources(inline.draft, index);
  }
  for (const id of htmlIds(inline)) ids.push(id);
  for (const id of ids.sort((a, b) => a.span.start - b.span.start)) inline.draft.addId(id);
}

function htmlIds(inline: Inline): IdDefinition[] {
  return (inline.html?.ids ?? []).map((range) => ({
    id: rawOf(inline, range),
    span: spanOf(inline, range),
    origin: 'html',
    list: -1,
    heading: -1,
    lost: inline.draft.dialect === 'markua',
  }));
}

function addLinks(inline: Inline): void {
  const { links, bare } = inline.scan;
  if (links.length === 0 && bare.length === 0 && !inline.html) return;
  const images = imageEnds(inline);
  const found: Link[] = [];
  for (const link of links) {
    if (link.kind === 'link' || link.kind === 'autolink') found.push(readLink(inline, link, images));
  }
  for (const url of bare) found.push(readBare(inline, url));
  if (inline.html) for (const link of htmlLinks(inline, inline.html)) found.push(link);
  if (found.length > 1) found.sort((a, b) => a.span.start - b.span.start);
  for (const link of found) inline.draft.links.push(link);
}

/** By their start: where pictures end. */
function imageEnds(inline: Inline): ReadonlyMap<number, number> {
  let ends: Map<number, number> | undefined;
  for (const link of inline.scan.links) {
    if (link.kind !== 'image') continue;
    ends ??= new Map();
    ends.set(link.start, link.end);
  }
  return ends ?? noEnds;
}

function readLink(inline: Inline, link: ScannedLink, images: ReadonlyMap<number, number>): Link {
  const label = link.label && rawOf(inline, link.label);
  const place = link.destination ?? link.label!;
  const inner = trimRange(inline.scan.text, link.text);
  const imageEnd = images.get(inner.start);
  return {
    kind: link.kind === 'autolink' ? 'autolink' : link.label ? 'reference' : 'inline',
    span: spanOf(inline, link),
    textSpan: spanOf(inline, link.text),
    text: readAs(inline.scan.text, link.text, inline.scan.marks),
    destination: label === undefined ? rawOf(inline, place) : inline.draft.labels.destination(label),
    destinationSpan: spanOf(inline, place),
    titleSpan: link.title && spanOf(inline, link.title),
    label,
    labelForm: link.labelForm,
    wrapsImage: imageEnd !== undefined && afterList(inline, imageEnd) === inner.end,
    alone: isAlone(inline, link),
    section: inline.draft.section,
  };
}

function readBare(inline: Inline, url: Range): Link {
  const span = spanOf(inline, url);
  const written = rawOf(inline, url);
  return {
    kind: 'bare',
    span,
    textSpan: span,
    text: written,
    destination: written,
    destinationSpan: span,
    wrapsImage: false,
    alone: isAlone(inline, url),
    section: inline.draft.section,
  };
}

function htmlLinks(inline: Inline, html: HtmlFinds): Link[] {
  return html.links.map(({ tag, close, href }) => {
    const text = { start: tag.end, end: close?.start ?? tag.end };
    return {
      kind: 'html',
      span: spanOf(inline, { start: tag.start, end: close?.end ?? tag.end }),
      textSpan: spanOf(inline, text),
      text: readAs(inline.scan.text, text, inline.scan.marks),
      destination: rawOf(inline, href),
      destinationSpan: spanOf(inline, href),
      wrapsImage: /^\s*<img\s[^<>]*>\s*$/i.test(inline.scan.text.slice(text.start, text.end)),
      alone: isAlone(inline, { start: tag.start, end: close?.end ?? tag.end }),
      section: inline.draft.section,
    };
  });
}

function readResource(inline: Inline, link: ScannedLink): ResourceUse {
  const label = link.label && rawOf(inline, link.label);
  const place = link.destination ?? link.label!;
  const alone = isAlone(inline, link);
  const after = inline.lists?.get(link.end);
  return {
    origin: link.kind === 'code' ? 'code' : 'image',
    span: spanOf(inline, link),
    altSpan: spanOf(inline, link.text),
    alt: readAs(inline.scan.text, link.text, inline.scan.marks),
    destination: label === undefined ? rawOf(inline, place) : inline.draft.labels.destination(label),
    destinationSpan: spanOf(inline, place),
    title: link.title && decodeEscapes(rawOf(inline, link.title)),
    titleSpan: link.title && spanOf(inline, link.title),
    label,
    alone,
    attributes: [...(alone ? inline.content.lists : []), ...(after ? [after.index] : [])],
    section: inline.draft.section,
  };
}

function addResources(inline: Inline, pictures: readonly ScannedLink[]): void {
  const images = htmlImages(inline);
  for (const picture of pictures) images.push(readResource(inline, picture));
  if (images.length > 1) images.sort((a, b) => a.span.start - b.span.start);
  for (const image of images) inline.draft.resources.push(image);
}

function htmlImages(inline: Inline): ResourceUse[] {
  return (inline.html?.images ?? []).map(({ tag, src, alt }) => ({
    origin: 'html',
    span: spanOf(inline, tag),
    altSpan: spanOf(inline, alt ?? { start: tag.end, end: tag.end }),
    alt: alt ? decodeEscapes(rawOf(inline, alt)) : '',
    destination: rawOf(inline, src),
    destinationSpan: spanOf(inline, src),
    alone: isAlone(inline, tag),
    attributes: [],
    section: inline.draft.section,
  }));
}

function addNotes(inline: Inline): void {
  for (const note of inline.scan.notes) {
    inline.draft.footnoteUses.push({
      label: rawOf(inline, note.label),
      labelSpan: spanOf(inline, note.label),
      endnote: note.endnote,
      span: spanOf(inline, note),
    });
  }
  for (const comment of inline.scan.comments) {
    const end = inline.scan.text.endsWith('-->', comment.end) ? comment.end - 3 : comment.end;
    const content = { start: Math.min(comment.start + 4, end), end };
    inline.draft.comments.push({ span: spanOf(inline, comment), content: spanOf(inline, content) });
  }
}

/** Nothing else is in the block but a list right after it. */
function isAlone(inline: Inline, range: Range): boolean {
  const { text, kind } = inline.content;
  if (kind !== 'paragraph') return false;
  return isBlankUpTo(text, range.start) && isBlankFrom(text, afterList(inline, range.end));
}

function afterList(inline: Inline, end: number): number {
  return inline.lists?.get(end)?.end ?? end;
}

function spanOf(inline: Inline, range: Range): Span {
  const { stretches } = inline.content;
  return inline.draft.span(toText(stretches, range.start), endToText(stretches, range.start, range.end));
}

/** As written; content that a container's prefix interrupts is given without the prefix. */
function rawOf(inline: Inline, range: Range): string {
  const { stretches, text } = inline.content;
  if (range.end === range.start) return '';
  if (stretchAt(stretches, range.start) !== stretchAt(stretches, range.end - 1))
    return text.slice(range.start, range.end);
  const { start, end } = spanOf(inline, range);
  return inline.draft.source.original.slice(start, end);
}

function isBlankUpTo(text: string, end: number): boolean {
  let pos = 0;
  while (pos < end && text.charCodeAt(pos) <= 0x20) pos++;
  return pos === end;
}

function isBlankFrom(text: string, start: number): boolean {
  let pos = start;
  while (pos < text.length && text.charCodeAt(pos) <= 0x20) pos++;
  return pos === text.length;
}
