import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';
import type { ListReading } from '../../../server/src/markdown/attributeList.ts';
import { chapterIn } from './chapter.ts';
import { decoded } from './inline.ts';
import { attributeValue, idIn } from './inlineRules.ts';

const pictures = /\.(?:jpe?g|gif|png|svgz?|webp|bmp|avif|ico|tiff?)(?:[?#].*)?$/is;

/**
 * A resource alone in its paragraph, as Leanpub shows it: with its caption (the title, or else the text in brackets:
 * Markua 0.31, "Resource titles make figures"), as wide as its list says. Code is shown as what is in its file; what else is
 * no picture becomes a link to the file.
 * Undefined for other paragraphs.
 */
export function figureOf(
  state: StateCore,
  tokens: readonly Token[],
  index: number,
  lists: readonly ListReading[],
): Token[] | undefined {
  const open = tokens[index]!;
  const inline = tokens[index + 1];
  const image = inline?.children?.[0];
  if (inline?.children?.length !== 1 || image?.type !== 'image') return undefined;
  const figure = token(state, 'markua_figure_open', 'figure', 1);
  figure.map = open.map;
  const id = idIn(lists);
  if (id) figure.attrSet('id', id);
  const align = attributeValue(lists, 'float') ?? attributeValue(lists, 'align');
  figure.attrSet('class', ['markua-figure', ...(align && /^\w+$/.test(align) ? [`markua-${align}`] : [])].join(' '));
  const width = attributeValue(lists, 'width');
  if (width && /^\d{1,3}%$/.test(width)) image.attrSet('width', width);
  const caption =
    attributeValue(lists, 'title') ?? attributeValue(lists, 'caption') ?? image.attrGet('title') ?? image.content;
  const alt = attributeValue(lists, 'alt');
  if (alt) image.children = [text(state, alt)];
  const listing = isPicture(image) ? undefined : listingOf(state, image, lists);
  const inside = isPicture(image) ? inline : (listing ?? card(state, image, caption));
  const captioned = (isPicture(image) || listing !== undefined) && caption.trim() !== '';
  return [
    figure,
    inside,
    ...(captioned ? captionOf(state, caption) : []),
    token(state, 'markua_figure_close', 'figure', -1),
  ];
}

function isPicture(image: Token): boolean {
  const src = image.attrGet('src') ?? '';
  return pictures.test(src) || /^(?:https?:)?\/\/|^data:/i.test(src);
}

/** What is in a file of code, or the lines of it that its list names ("Code resources": `crop-start`, `crop-end`, from 1). */
function listingOf(state: StateCore, image: Token, lists: readonly ListReading[]): Token | undefined {
  const src = image.attrGet('src') ?? '';
  const text = chapterIn(state.env)?.code?.[decoded(src)];
  if (text === undefined) return undefined;
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const line = (key: string) => Number(/^\d+$/.exec(attributeValue(lists, key) ?? '')?.[0] ?? Number.NaN);
  const [from, to] = [line('crop-start') || 1, line('crop-end') || lines.length];
  const listing = token(state, 'fence', 'code', 0);
  listing.content = `${lines.slice(from - 1, to).join('\n')}\n`;
  const format = attributeValue(lists, 'format') ?? /\.(\w+)$/.exec(src)?.[1] ?? '';
  listing.info = /^[\w+#-]+$/.test(format) ? format : '';
  return listing;
}

/** Sound, video: what a preview cannot show is named, and can be opened. */
function card(state: StateCore, image: Token, caption: string): Token {
  const src = image.attrGet('src') ?? '';
  const link = new state.Token('link_open', 'a', 1);
  link.attrSet('href', src);
  link.attrSet('class', 'markua-file');
  const inline = token(state, 'inline', '', 0);
  inline.children = [link, text(state, caption.trim() || src), new state.Token('link_close', 'a', -1)];
  return inline;
}

function captionOf(state: StateCore, caption: string): Token[] {
  const inline = token(state, 'inline', '', 0);
  inline.children = [text(state, caption)];
  return [
    token(state, 'markua_caption_open', 'figcaption', 1),
    inline,
    token(state, 'markua_caption_close', 'figcaption', -1),
  ];
}

function text(state: StateCore, content: string): Token {
  const made = new state.Token('text', '', 0);
  made.content = content;
  return made;
}

function token(state: StateCore, type: string, tag: string, nesting: -1 | 0 | 1): Token {
  const made = new state.Token(type, tag, nesting);
  made.block = true;
  return made;
}
