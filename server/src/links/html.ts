/** A piece of an HTML page as it comes: a start or end tag, or a run of text between tags. */
export type HtmlPiece =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  /** The content of `<script>`, `<style>` and their like, which is no text of the page. */
  | { readonly kind: 'raw'; readonly name: string; readonly text: string };

/**
 * Cuts HTML into pieces, forgivingly, in one pass: it never looks back, and what never closes runs to the end. Names are
 * lower case, attribute values and text have their character references decoded.
 */
export function* htmlPieces(html: string): Iterable<HtmlPiece> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) return yield text(html.slice(at));
    if (open > at) yield text(html.slice(at, open));
    if (html.startsWith('<!--', open)) {
      at = after(html, '-->', open + 4);
    } else if (/^<[!?]/.test(html.slice(open, open + 2))) {
      at = after(html, '>', open + 2);
    } else {
      tag.lastIndex = open;
      const match = tag.exec(html);
      if (!match) {
        yield text('<');
        at = open + 1;
        continue;
      }
      const name = match[2]!.toLowerCase();
      const { attributes, end } = readAttributes(html, tag.lastIndex);
      at = end;
      if (match[1]) {
        yield { kind: 'close', name };
        continue;
      }
      yield { kind: 'open', name, attributes };
      if (!rawElements.has(name)) continue;
      const close = new RegExp(`</${name}(?=[\\s>/])`, 'gi');
      close.lastIndex = at;
      const closeAt = close.exec(html)?.index ?? html.length;
      yield name === 'title' ? text(html.slice(at, closeAt)) : { kind: 'raw', name, text: html.slice(at, closeAt) };
      at = closeAt;
    }
  }
}

/** Decodes the character references that occur in titles and prose; unknown ones stay as they are. */
function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name) return namedReferences.get(name.toLowerCase()) ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  });
}

const tag = /<(\/?)([a-z][a-z0-9:-]{0,40})/giy;
const rawElements: ReadonlySet<string> = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed']);

const namedReferences: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['middot', '·'],
  ['bull', '•'],
  ['laquo', '«'],
  ['raquo', '»'],
  ['copy', '©'],
  ['reg', '®'],
  ['trade', '™'],
  ['auml', 'ä'],
  ['ouml', 'ö'],
  ['uuml', 'ü'],
  ['szlig', 'ß'],
  ['eacute', 'é'],
  ['egrave', 'è'],
]);

function text(source: string): HtmlPiece {
  return { kind: 'text', text: decodeReferences(source) };
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

/** Reads from behind the tag's name to behind its `>`. */
function readAttributes(html: string, from: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>();
  let at = from;
  while (at < html.length) {
    blanks.lastIndex = at;
    blanks.exec(html);
    attribute.lastIndex = at = blanks.lastIndex;
    const match = attribute.exec(html);
    if (match) {
      const name = match[1]!.toLowerCase();
      const value = match[2] ?? match[3] ?? match[4] ?? '';
      if (!attributes.has(name)) attributes.set(name, decodeReferences(value));
      at = attribute.lastIndex;
    } else if (html[at] === '>') {
      return { attributes, end: at + 1 };
    } else {
      at++;
    }
  }
  return { attributes, end: html.length };
}

const blanks = /[\s/]*/y;

/** An opening quote without its partner ends the page, which is what it does to browsers. */
const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)(?:"|$)|'([^']*)(?:'|$)|([^\s"'>]+)))?/y;
