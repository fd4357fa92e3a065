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
  return new InlineReader(draft, content, urls).read();
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

class InlineReader {
  readonly #draft: Draft;
  readonly #content: Content;
  readonly #scan: InlineScan;
  /** By their start: where lists of this content end, and their index. */
  #lists: Map<number, { end: number; index: number }> | undefined;
  /** In Markua, which drops HTML, only the ids: a link to one of them leads nowhere, and says why. */
  readonly #html: HtmlFinds | undefined;

  constructor(draft: Draft, content: Content, urls: boolean) {
    this.#draft = draft;
    this.#content = content;
    this.#scan = scanInline(content.text, contextOf(draft, content, urls));
    const html = this.#scan.tags.length > 0 ? readHtml(this.#scan) : undefined;
    this.#html = html && draft.dialect === 'markua' ? { ids: html.ids, links: [], images: [] } : html;
  }

  read(): InlineResult {
    const { links } = this.#scan;
    if (this.#content.kind === 'verbatim') {
      this.#addLinks();
      return { scan: this.#scan, picture: false };
    }
    this.#addLists();
    this.#addLinks();
    const pictures =
      links.length === 0 ? noLinks : links.filter((link) => link.kind === 'image' || link.kind === 'code');
    if (this.#html || pictures.length > 0) this.#addResources(pictures);
    this.#addNotes();
    addAllProse(this.#draft, this.#content, this.#scan, pictures);
    return { scan: this.#scan, picture: pictures.some((picture) => this.#isAlone(picture)) };
  }

  #addLists(): void {
    if (this.#scan.lists.length === 0 && !this.#html) return;
    const ids: IdDefinition[] = [];
    for (const list of this.#scan.lists) {
      const targetStart =
        list.targetStart === undefined
          ? undefined
          : this.#span({ start: list.targetStart, end: list.targetStart }).start;
      const isTail = list.place === 'tail';
      const index = addList(this.#draft, list.reading, list.start, (start, end) => this.#span({ start, end }), {
        place: list.place,
        target: isTail ? 'heading' : list.target,
        targetStart,
      });
      this.#lists ??= new Map();
      this.#lists.set(list.start, { end: list.end, index });
      const id = idOf(this.#draft, index, isTail ? 'tail' : 'span');
      if (id) ids.push(id);
      addAttributeResources(this.#draft, index);
    }
    for (const id of this.#htmlIds()) ids.push(id);
    for (const id of ids.sort((a, b) => a.span.start - b.span.start)) this.#draft.addId(id);
  }

  #htmlIds(): IdDefinition[] {
    return (this.#html?.ids ?? []).map((range) => ({
      id: this.#raw(range),
      span: this.#span(range),
      origin: 'html',
      list: -1,
      heading: -1,
      lost: this.#draft.dialect === 'markua',
    }));
  }

  #addLinks(): void {
    const { links, bare } = this.#scan;
    if (links.length === 0 && bare.length === 0 && !this.#html) return;
    const images = this.#imageEnds();
    const found: Link[] = [];
    for (const link of links) {
      if (link.kind === 'link' || link.kind === 'autolink') found.push(this.#link(link, images));
    }
    for (const url of bare) found.push(this.#bare(url));
    if (this.#html) for (const link of this.#htmlLinks(this.#html)) found.push(link);
    if (found.length > 1) found.sort((a, b) => a.span.start - b.span.start);
    for (const link of found) this.#draft.links.push(link);
  }

  /** By their start: where pictures end. */
  #imageEnds(): ReadonlyMap<number, number> {
    let ends: Map<number, number> | undefined;
    for (const link of this.#scan.links) {
      if (link.kind !== 'image') continue;
      ends ??= new Map();
      ends.set(link.start, link.end);
    }
    return ends ?? noEnds;
  }

  #link(link: ScannedLink, images: ReadonlyMap<number, number>): Link {
    const label = link.label && this.#raw(link.label);
    const place = link.destination ?? link.label!;
    const inner = trimRange(this.#scan.text, link.text);
    const imageEnd = images.get(inner.start);
    return {
      kind: link.kind === 'autolink' ? 'autolink' : link.label ? 'reference' : 'inline',
      span: this.#span(link),
      textSpan: this.#span(link.text),
      text: readAs(this.#scan.text, link.text, this.#scan.marks),
      destination: label === undefined ? this.#raw(place) : this.#draft.labels.destination(label),
      destinationSpan: this.#span(place),
      titleSpan: link.title && this.#span(link.title),
      label,
      labelForm: link.labelForm,
      wrapsImage: imageEnd !== undefined && this.#afterList(imageEnd) === inner.end,
      alone: this.#isAlone(link),
      section: this.#draft.section,
    };
  }

  #bare(url: Range): Link {
    const span = this.#span(url);
    const written = this.#raw(url);
    return {
      kind: 'bare',
      span,
      textSpan: span,
      text: written,
      destination: written,
      destinationSpan: span,
      wrapsImage: false,
      alone: this.#isAlone(url),
      section: this.#draft.section,
    };
  }

  #htmlLinks(html: HtmlFinds): Link[] {
    return html.links.map(({ tag, close, href }) => {
      const text = { start: tag.end, end: close?.start ?? tag.end };
      return {
        kind: 'html',
        span: this.#span({ start: tag.start, end: close?.end ?? tag.end }),
        textSpan: this.#span(text),
        text: readAs(this.#scan.text, text, this.#scan.marks),
        destination: this.#raw(href),
        destinationSpan: this.#span(href),
        wrapsImage: /^\s*<img\s[^<>]*>\s*$/i.test(this.#scan.text.slice(text.start, text.end)),
        alone: this.#isAlone({ start: tag.start, end: close?.end ?? tag.end }),
        section: this.#draft.section,
      };
    });
  }

  #resource(link: ScannedLink): ResourceUse {
    const label = link.label && this.#raw(link.label);
    const place = link.destination ?? link.label!;
    const alone = this.#isAlone(link);
    const after = this.#lists?.get(link.end);
    return {
      origin: link.kind === 'code' ? 'code' : 'image',
      span: this.#span(link),
      altSpan: this.#span(link.text),
      alt: readAs(this.#scan.text, link.text, this.#scan.marks),
      destination: label === undefined ? this.#raw(place) : this.#draft.labels.destination(label),
      destinationSpan: this.#span(place),
      title: link.title && decodeEscapes(this.#raw(link.title)),
      titleSpan: link.title && this.#span(link.title),
      label,
      alone,
      attributes: [...(alone ? this.#content.lists : []), ...(after ? [after.index] : [])],
      section: this.#draft.section,
    };
  }

  #addResources(pictures: readonly ScannedLink[]): void {
    const images = this.#htmlImages();
    for (const picture of pictures) images.push(this.#resource(picture));
    if (images.length > 1) images.sort((a, b) => a.span.start - b.span.start);
    for (const image of images) this.#draft.resources.push(image);
  }

  #htmlImages(): ResourceUse[] {
    return (this.#html?.images ?? []).map(({ tag, src, alt }) => ({
      origin: 'html',
      span: this.#span(tag),
      altSpan: this.#span(alt ?? { start: tag.end, end: tag.end }),
      alt: alt ? decodeEscapes(this.#raw(alt)) : '',
      destination: this.#raw(src),
      destinationSpan: this.#span(src),
      alone: this.#isAlone(tag),
      attributes: [],
      section: this.#draft.section,
    }));
  }

  #addNotes(): void {
    for (const note of this.#scan.notes) {
      this.#draft.footnoteUses.push({
        label: this.#raw(note.label),
        labelSpan: this.#span(note.label),
        endnote: note.endnote,
        span: this.#span(note),
      });
    }
    for (const comment of this.#scan.comments) {
      const end = this.#scan.text.endsWith('-->', comment.end) ? comment.end - 3 : comment.end;
      const content = { start: Math.min(comment.start + 4, end), end };
      this.#draft.comments.push({ span: this.#span(comment), content: this.#span(content) });
    }
  }

  /** Nothing else is in the block but a list right after it. */
  #isAlone(range: Range): boolean {
    const { text, kind } = this.#content;
    if (kind !== 'paragraph') return false;
    return isBlankUpTo(text, range.start) && isBlankFrom(text, this.#afterList(range.end));
  }

  #afterList(end: number): number {
    return this.#lists?.get(end)?.end ?? end;
  }

  #span(range: Range): Span {
    const { stretches } = this.#content;
    return this.#draft.span(toText(stretches, range.start), endToText(stretches, range.start, range.end));
  }

  /** As written; content that a container's prefix interrupts is given without the prefix. */
  #raw(range: Range): string {
    const { stretches, text } = this.#content;
    if (range.end === range.start) return '';
    if (stretchAt(stretches, range.start) !== stretchAt(stretches, range.end - 1))
      return text.slice(range.start, range.end);
    const { start, end } = this.#span(range);
    return this.#draft.source.original.slice(start, end);
  }
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
