import type { InlineScan, ScannedTag } from '../inline/scan.ts';

/** An attribute of a tag that matters to a book; offsets into the content. */
export interface TagAttribute {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The attributes of an opening tag that have a value, names in lower case. */
function readTagAttributes(text: string, tag: ScannedTag): TagAttribute[] {
  const found: TagAttribute[] = [];
  const attribute = /(?<![a-zA-Z0-9:._-])([a-zA-Z_:][a-zA-Z0-9:._-]*)\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+)/g;
  const inside = text.slice(tag.start, tag.end);
  attribute.lastIndex = tag.name.length + 1;
  for (let match = attribute.exec(inside); match; match = attribute.exec(inside)) {
    const value = match[2]!;
    // `src={plan}`: an expression of MDX, whose value nobody knows here.
    if (value.startsWith('{')) continue;
    const quoted = value.startsWith('"') || value.startsWith("'") ? 1 : 0;
    const end = tag.start + attribute.lastIndex - quoted;
    found.push({ name: match[1]!.toLowerCase(), start: end - value.length + 2 * quoted, end });
  }
  return found;
}

export interface HtmlFinds {
  readonly ids: readonly TagAttribute[];
  readonly links: readonly {
    readonly tag: ScannedTag;
    readonly close: ScannedTag | undefined;
    readonly href: TagAttribute;
  }[];
  readonly images: readonly {
    readonly tag: ScannedTag;
    readonly src: TagAttribute;
    readonly alt: TagAttribute | undefined;
  }[];
}

/** The anchors, links and pictures that a content's tags make. */
export function readHtml(scan: InlineScan): HtmlFinds {
  const ids: TagAttribute[] = [];
  const links: { tag: ScannedTag; close: ScannedTag | undefined; href: TagAttribute }[] = [];
  const images: HtmlFinds['images'][number][] = [];
  let open: (typeof links)[number] | undefined;
  for (const tag of scan.tags) {
    if (tag.closing) {
      if (tag.name === 'a' && open) open.close = tag;
      if (tag.name === 'a') open = undefined;
      continue;
    }
    const attributes = readTagAttributes(scan.text, tag);
    const named = (name: string): TagAttribute | undefined => attributes.find((attribute) => attribute.name === name);
    const id = named('id') ?? (tag.name === 'a' ? named('name') : undefined);
    if (id && id.end > id.start) ids.push(id);
    const href = tag.name === 'a' ? named('href') : undefined;
    if (href) {
      open = { tag, close: undefined, href };
      links.push(open);
    }
    const src = tag.name === 'img' ? named('src') : undefined;
    if (src) images.push({ tag, src, alt: named('alt') });
  }
  return { ids, links, images };
}
