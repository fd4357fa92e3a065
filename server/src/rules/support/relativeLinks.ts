import { decodePercent, extname } from '../../base/uri.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { Fix } from '../finding.ts';
import type { Report } from '../rule.ts';
import type { WrittenLink } from './crosslinks.ts';

export type RelativeCase = 'chapter' | 'missing' | 'case' | 'anchor' | 'no-hash' | 'web-address' | 'mail-address';

/** A destination without a scheme, taken apart. */
export interface RelativeLink extends WrittenLink {
  /** Percent-decoded, `/` for `\`, without query and fragment. */
  readonly path: string;
  readonly query: string;
  /** Percent-decoded, without `#`; '' where there is none. */
  readonly fragment: string;
}

/**
 * Reads a destination as a path; undefined for web and mail addresses, crosslinks, and what is no destination at all:
 * templates that a program fills in (`{{ site.url }}/x`), stand-ins that `malformed-link` knows.
 */
export function readRelative(link: WrittenLink): RelativeLink | undefined {
  if (link.destination.startsWith('https://')) return undefined;
  const plain = PLAIN.exec(link.destination);
  if (plain && !/^www\./i.test(link.destination)) return relativeLink(link, plain[1]!, '', plain[2] ?? '');
  const written = link.destination.trim();
  if (written === '' || written.startsWith('#') || /^[a-z][a-z0-9+.-]*:/i.test(written)) return undefined;
  if (written.includes('//') || /[{}<>$*|…()[\]"]|\\\d/.test(written) || STAND_IN.test(written)) return undefined;
  // Quotation marks around it, and `www.` at its beginning, are the business of `malformed-link`, too.
  if (/^['“„‘].*['”“’‘]$|^www\.[a-z0-9-]+\.[a-z]/i.test(written)) return undefined;
  const [, path = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(written) ?? [];
  if (path === '') return undefined;
  return relativeLink(link, decodePercent(path.replaceAll('\\', '/')), query, decodePercent(fragment.slice(1)));
}

function relativeLink(
  { destination, span, text }: WrittenLink,
  path: string,
  query: string,
  fragment: string,
): RelativeLink {
  return { destination, span, text, path, query, fragment };
}

/** Most paths are like `../setup/first-steps.md#install`, with which nothing can be the matter. */
const PLAIN = /^((?:\.{1,2}\/)*[\w-]+(?:[./][\w-]+)+)(?:#([\w-]+))?$/;

/** What is written where the address was not at hand: `malformed-link` has these. */
const STAND_IN =
  /^(?:(?:insert|add|some|the|your|my)?[-_ ]?(?:url|uri|link|href|address|here|src)?[-_ ]?(?:here|tbd|todo)?|tba|xxx+|\?+|\.+|-+|_+)$/i;

export function isChapterPath(path: string): boolean {
  return /\.(?:md|markdown|mdwn|markua)$/i.test(path);
}

/** Pages that a program or a site generator makes: no file of the book stands for them. */
export function isPagePath(path: string): boolean {
  return PAGE_EXTENSIONS.has(extname(path));
}

const PAGE_EXTENSIONS = new Set([
  '.html',
  '.htm',
  '.xhtml',
  '.php',
  '.asp',
  '.aspx',
  '.jsp',
  '.cgi',
  '.do',
  '.xml',
  '.rss',
]);

/** True for `example.com/page`: an address whose `https://` was left out. */
function isWebAddress(path: string): boolean {
  return /^(?:[a-z0-9-]+\.){1,4}(?:com|org|net|edu|gov|io|dev|info)(?::\d+)?(?:\/|$)/i.test(path);
}

/** The report of an address whose `https://` or `mailto:` was left out; undefined for a path. */
export function schemeless(chapter: Chapter, link: RelativeLink): Report<RelativeCase> | undefined {
  if (isWebAddress(link.path)) return addressReport(chapter, link, 'web-address', 'https://');
  if (isMailAddress(link.path)) return addressReport(chapter, link, 'mail-address', 'mailto:');
  return undefined;
}

function isMailAddress(path: string): boolean {
  return /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(path);
}

function addressReport(
  chapter: Chapter,
  link: RelativeLink,
  kind: 'web-address' | 'mail-address',
  scheme: string,
): Report<RelativeCase> {
  return {
    case: kind,
    span: link.span,
    data: { path: link.destination },
    fixes: [rewrite(chapter, link, `${scheme}${link.destination}`, 'unsafe')],
  };
}

export function rewrite(chapter: Chapter, link: WrittenLink, text: string, safety: Fix['safety']): Fix {
  return { title: `Change to "${text}"`, safety, edits: [{ uri: chapter.uri, span: link.span, text }] };
}

export function wrongCase(chapter: Chapter, link: RelativeLink, path: string, near: string): Report<RelativeCase> {
  return { case: 'case', span: link.span, data: { path, near }, fixes: [rewrite(chapter, link, near, 'safe')] };
}
