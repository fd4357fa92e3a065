import type { Dialect } from '../../markdown/facts.ts';

/** What is wrong with one destination. */
export interface Fault {
  readonly case:
    | 'empty'
    | 'stand-in'
    | 'brackets'
    | 'quotes'
    | 'scheme'
    | 'file'
    | 'localhost'
    | 'joined'
    | 'swallowed';
  readonly data: Readonly<Record<string, string>>;
  /** The destination as it should be. */
  readonly corrected?: string;
  readonly isCertain?: boolean;
  /** What the correction leaves behind the link, for the fix's title. */
  readonly behind?: string;
}

export interface Around {
  /** The link's text as read. */
  readonly text: string;
  /** The address is its own text: `<…>`. */
  readonly isAutolink: boolean;
  readonly dialect: Dialect;
  /** Whether the text around speaks of a server on the reader's own computer. */
  readonly isLocalTalk: () => boolean;
}

/** The first fault of a destination as written; undefined where there is none. */
export function findFault(destination: string, around: Around): Fault | undefined {
  if (faultless.test(destination) && !exampleSite.test(destination)) return undefined;
  const written = destination.trim();
  if (written === '') return { case: 'empty', data: {} };
  if (isStandIn(written, around)) return { case: 'stand-in', data: { destination: written } };
  const inner = /^\((https?:\/\/[^\s()]+)\)?$/i.exec(written)?.[1];
  if (inner) return { case: 'brackets', data: { destination: written }, corrected: inner, isCertain: true };
  const quoted = /^["'“”„‘’]([^"'“”„‘’\s]+)["'“”‘’]$/.exec(written)?.[1];
  if (quoted && /[/.#:]/.test(quoted)) {
    return { case: 'quotes', data: { destination: written }, corrected: quoted, isCertain: /^https?:/i.test(quoted) };
  }
  return badScheme(written) ?? local(written, around) ?? joined(written) ?? swallowed(written, around);
}

/** Most addresses: a host with a name, and nothing behind it that could be the start of another or more than the end. */
const faultless = /^https?:\/\/(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/[\w./=&%?#~-]*)?(?<=[a-z0-9/])$/;

/** In plain Markdown `url` and `link` may be pages of a site: only the unmistakable ones count there. */
function isStandIn(written: string, { text, isAutolink, dialect }: Around): boolean {
  // Who says "example" in the text, or shows the address, means it.
  if (exampleSite.test(written))
    return !isAutolink && !/example|exampl|ejemplo|exemp|esempi|beispiel|例|示例/i.test(text) && text !== '';
  return unmistakable.test(written) || (dialect !== 'markdown' && words.test(written));
}

/** The front page of the site that RFC 2606 keeps for examples: nobody sends readers there. */
const exampleSite = /^https?:\/\/(?:www\.)?example\.com\/?$/i;

const unmistakable =
  /^(?:(?:link|url|address)[-_ ]?(?:tbd|tba|todo|here|goes[-_ ]here|missing)|(?:tbd|tba|todo|fixme|xxx+)(?:[: ].*)?|(?:insert|add|put)[-_ ](?:the[-_ ]|your[-_ ])?(?:link|url|address)[-_ ]here|your[-_ ]?(?:link|url|address)(?:[-_ ]?here)?|https?:\/\/(?:\.{2,3}|…|tbd|todo|xxx+|url|link|your[-_]?(?:url|link))?\/?|\.{3}|…|\?{1,3})$/i;
const words = /^(?:url|link|address|href|website|placeholder|(?:tk)+)$/i;

function badScheme(written: string): Fault | undefined {
  const doubled = /^(?:https?:?\/{0,2})+(?=https?:\/\/[^/])/i.exec(written);
  if (doubled) {
    const corrected = written.slice(doubled[0].length);
    return { case: 'scheme', data: { start: `${doubled[0]}${corrected.slice(0, 8)}` }, corrected, isCertain: true };
  }
  const broken = brokenScheme.exec(written);
  if (broken && !/^https?:\/\/[^/]/i.test(written)) {
    const rest = written.slice(broken[0].length);
    const scheme = /s/i.test(broken[0]) ? 'https' : 'http';
    return {
      case: 'scheme',
      data: { start: broken[0] },
      corrected: `${scheme}://${rest}`,
      isCertain: /^https?:\/{3}$/i.test(broken[0]),
    };
  }
  if (/^www\.[a-z0-9-]+\.[a-z]/i.test(written)) {
    return { case: 'scheme', data: { start: 'www.' }, corrected: `https://${written}` };
  }
  return undefined;
}

/** `http:/x`, `http//x`, `http:///x`, `htttp://x`, `http;//x`, `http:\\x`, `ttps://x`, `https:x.com`. */
const brokenScheme =
  /^(?:https?:\/(?!\/)|https?\/\/|https?:\/{3,}|https?[;,.]\/\/|https?::+\/\/|https?:\\{1,2}|h?t{1,4}ps?:\/\/(?<!https?:\/\/)|https?:(?=www\.))(?=[a-z0-9])/i;

function local(written: string, { text, isAutolink, isLocalTalk }: Around): Fault | undefined {
  if (/^file:/i.test(written) || /^[a-z]:[\\/](?!\/)/i.test(written)) return { case: 'file', data: {} };
  const host = /^https?:\/\/(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?=[:/?#]|$)/i.exec(written)?.[1];
  // Who shows the address means it: the reader is to start a server and look.
  if (!host || isAutolink || /localhost|127\.0\.0\.1|0\.0\.0\.0|::1|\blocal|:\d{2,5}\b/i.test(text) || isLocalTalk())
    return undefined;
  return { case: 'localhost', data: { host } };
}

/** `https://a.com/xhttps://b.com`: no address goes on so, but archives and addresses given as parameters. */
function joined(written: string): Fault | undefined {
  const second = /^https?:\/\/[^\s?#=]*?[^\s?#=/:](https?:\/\/)/i.exec(written);
  if (!second) return undefined;
  const at = second[0].length - second[1]!.length;
  return { case: 'joined', data: { rest: written.slice(at, at + 20) } };
}

/** What cannot be the end of an address in a book: sentences' punctuation, wide brackets, a tag, a bracket without partner. */
function swallowed(written: string, { isAutolink }: Around): Fault | undefined {
  if (!/^https?:\/\//i.test(written)) return undefined;
  const tail =
    closingTag(written) ?? endOf(written, sentenceEnd) ?? fullStop(written, isAutolink) ?? lonelyBracket(written);
  if (!tail || closesWithin(written, tail)) return undefined;
  return { case: 'swallowed', data: { rest: tail }, corrected: written.slice(0, -tail.length) };
}

/** `/wiki/Исключающее_«или»`: what ends the address belongs to what begins in it. */
function closesWithin(written: string, tail: string): boolean {
  const opener = openers.get(tail);
  return opener !== undefined && written.split(opener).length === written.split(tail).length;
}

const openers: ReadonlyMap<string, string> = new Map([
  ['»', '«'],
  ['”', '“'],
  ['’', '‘'],
  ['）', '（'],
  ['】', '【'],
  ['》', '《'],
  ['」', '「'],
  ['』', '『'],
]);

const sentenceEnd = /[,;"”’»，。；：！？、（）【】《》「」『』…]/;

/** `<br>` and the like, closed or not, at the very end. */
function closingTag(written: string): string | undefined {
  const open = written.lastIndexOf('<');
  const tail = open < 0 ? '' : written.slice(open);
  return /^<\/?[a-z][^<>]*>?$/i.test(tail) ? tail : undefined;
}

/** The longest run of such characters that ends the text. */
function endOf(text: string, characters: RegExp): string | undefined {
  let start = text.length;
  while (start > 0 && characters.test(text[start - 1]!)) start--;
  // `&amp;` and `&copy;` end so by right.
  const isReference = text[text.length - 1] === ';' && /&#?\w{1,8}$/.test(text.slice(Math.max(0, start - 10), start));
  return start === text.length || isReference ? undefined : text.slice(start);
}

/** `example.com.`, `page.html.`; a path like `/wiki/Inc.` may well end in one, and `/tree/main/.` is the folder itself. */
function fullStop(written: string, isAutolink: boolean): string | undefined {
  if (written.endsWith('/.') && !isAutolink) return undefined;
  return /(?:^https?:\/\/[^/?#]+|\.(?:html?|php|aspx?|jsp|pdf|png|jpe?g|svg|md|txt)|\/)\.$/i.test(written)
    ? '.'
    : undefined;
}

function lonelyBracket(written: string): string | undefined {
  const tail = endOf(written, /[)\]]/);
  if (!tail) return undefined;
  const opens = written.split(/[([]/).length;
  const closes = written.split(/[)\]]/).length;
  return closes > opens ? tail.slice(-(closes - opens)) : undefined;
}
