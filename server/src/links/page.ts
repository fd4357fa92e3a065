import { fingerprint } from '../base/fingerprint.ts';
import { htmlPieces } from './html.ts';
import { isDateLine, readDate, readUpdatedLine } from './pageDate.ts';

/** One reading of an HTML page, the same for the checker, the lint rule and the editor. */
export interface Page {
  /** Of the `<title>`, else the first heading; one line, at most 200 characters, no control characters. */
  readonly title: string;
  /** The page's own date, `YYYY-MM-DD`. */
  readonly updated: string | undefined;
  /** The main text a line a block, without what changes from one visit to the next. */
  readonly text: string;
  readonly digest: string;
  /** The page is drawn by a script, so its text cannot be known from here. */
  readonly isShell: boolean;
  /** Where a fragment can lead: ids, and names of anchors. */
  readonly anchors: ReadonlySet<string>;
}

/**
 * Reads a page. The text is that of `<main>`, `role="main"` or `<article>`, else of the body without navigation; menus,
 * forms, buttons, scripts and hidden parts never count. From it go the things that differ between two renderings of one
 * page: dates of change, times, request ids and tokens, counters of readers. Linear in the page.
 */
export function readPage(html: string): Page {
  const reader = new PageReader();
  for (const piece of htmlPieces(html)) {
    if (piece.kind === 'open') reader.open(piece.name, piece.attributes);
    else if (piece.kind === 'close') reader.close(piece.name);
    else if (piece.kind === 'text') reader.text(piece.text);
    else reader.raw(piece.text);
  }
  return reader.page();
}

/** How much alike two pages are, 0–1, by the words they share. */
export function likeness(a: Page, b: Page): number {
  if (a.text === b.text) return 1;
  const wordsOf = (page: Page) => new Set(page.text.toLowerCase().split(/\s+/).filter(Boolean));
  const [ours, theirs] = [wordsOf(a), wordsOf(b)];
  let shared = 0;
  for (const word of ours) if (theirs.has(word)) shared++;
  const all = ours.size + theirs.size - shared;
  return all === 0 ? 1 : shared / all;
}

/** One line of plain text, safe to show and to store: at most 200 characters. */
export function tidyLine(text: string): string {
  const line = text
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g, ' ')
    .trim();
  return line.length > 200 ? `${line.slice(0, 199).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

const skipped: ReadonlySet<string> = new Set(
  'nav header footer aside form button select option dialog menu template noscript svg canvas object audio video label input textarea head'.split(
    ' ',
  ),
);
const skippedRoles: ReadonlySet<string> = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'complementary',
  'search',
  'dialog',
  'alert',
  'menu',
  'status',
]);
const voidElements: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
const inlineElements: ReadonlySet<string> = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const shellIds: ReadonlySet<string> = new Set([
  'app',
  'root',
  '__next',
  '__nuxt',
  '___gatsby',
  'q-app',
  'main-app',
  'react-root',
  'ice-container',
  'svelte',
]);
const dateProperties: ReadonlySet<string> = new Set([
  'article:modified_time',
  'og:updated_time',
  'last-modified',
  'lastmod',
  'datemodified',
  'date.modified',
  'dc.date.modified',
  'dcterms.modified',
  'ms.date',
  'updated_at',
  'revised',
]);

/** Below this a page has no text to speak of. */
const LITTLE = 60;

class PageReader {
  readonly #open: { name: string; skips: boolean; isMain: boolean }[] = [];
  readonly #main: string[] = [];
  readonly #body: string[] = [];
  readonly #anchors = new Set<string>();
  #skipDepth = 0;
  #mainDepth = 0;
  #title = '';
  #heading = '';
  #inTitle = false;
  #inHeading = false;
  #updated: string | undefined;
  #hasScript = false;
  #asksForScript = false;
  #hasShellElement = false;

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    const id = attributes.get('id');
    if (id) this.#anchors.add(id);
    const anchor = name === 'a' ? attributes.get('name') : undefined;
    if (anchor) this.#anchors.add(anchor);
    if (id && shellIds.has(id)) this.#hasShellElement = true;
    if (name === 'script') this.#hasScript ||= attributes.has('src');
    if (name === 'meta' || attributes.has('itemprop')) this.#readDateOf(attributes);
    if (name === 'title' && !this.#title && this.#skipOnlyHead()) this.#inTitle = true;
    if (name === 'h1' && !this.#heading) this.#inHeading = true;
    if (!inlineElements.has(name)) this.#add('\n');
    if (voidElements.has(name)) return;
    const role = attributes.get('role')?.toLowerCase() ?? '';
    const isMain = name === 'main' || role === 'main' || name === 'article';
    const skips =
      (skipped.has(name) && !isMain) ||
      skippedRoles.has(role) ||
      attributes.has('hidden') ||
      attributes.get('aria-hidden') === 'true';
    // An unclosed element must not grow the stack without end on a hostile page.
    if (this.#open.length >= 2_000) return;
    this.#open.push({ name, skips, isMain });
    if (skips) this.#skipDepth++;
    if (isMain) this.#mainDepth++;
  }

  close(name: string): void {
    if (name === 'title') this.#inTitle = false;
    if (name === 'h1') this.#inHeading = false;
    if (!inlineElements.has(name)) this.#add('\n');
    // Paragraphs and list items may be left open, so an end tag closes up to its partner where it has one nearby.
    const depth = this.#open.length;
    for (let index = depth - 1; index >= 0 && index >= depth - 50; index--) {
      if (this.#open[index]!.name !== name) continue;
      for (const { skips, isMain } of this.#open.splice(index)) {
        if (skips) this.#skipDepth--;
        if (isMain) this.#mainDepth--;
      }
      return;
    }
  }

  text(text: string): void {
    if (this.#inTitle) this.#title += text;
    if (this.#inHeading) this.#heading += text;
    if (/\benable javascript|javascript (?:is )?(?:disabled|required)|without javascript/i.test(text))
      this.#asksForScript = true;
    this.#add(text);
  }

  /** Scripts: the date of modification in JSON-LD is all that is read of them. */
  raw(source: string): void {
    const modified = /"dateModified"\s*:\s*"([^"]{8,40})"/.exec(source);
    if (modified) this.#updated ??= readDate(modified[1]!);
  }

  page(): Page {
    const main = this.#main.join('').trim().length >= LITTLE ? this.#main : this.#body;
    const lines = main
      .join('')
      .split('\n')
      .map((line) => line.replace(/\s+/g, ' ').trim())
      .filter(Boolean);
    const stated = lines.map(readUpdatedLine).find((date) => date !== undefined);
    const text = lines.map(withoutVolatile).filter(Boolean).join('\n');
    const isEmpty = text.length < LITTLE;
    return {
      title: tidyLine(this.#title) || tidyLine(this.#heading),
      updated: this.#updated ?? stated,
      text,
      digest: fingerprint(text),
      isShell: isEmpty && this.#hasScript && (this.#hasShellElement || this.#asksForScript),
      anchors: this.#anchors,
    };
  }

  #add(text: string): void {
    if (this.#skipDepth > 0) return;
    this.#body.push(text);
    if (this.#mainDepth > 0) this.#main.push(text);
  }

  #skipOnlyHead(): boolean {
    return !this.#open.some(({ name }) => name === 'svg');
  }

  #readDateOf(attributes: ReadonlyMap<string, string>): void {
    const property =
      attributes.get('property') ??
      attributes.get('name') ??
      attributes.get('itemprop') ??
      attributes.get('http-equiv') ??
      '';
    if (!dateProperties.has(property.toLowerCase())) return;
    this.#updated ??= readDate(attributes.get('content') ?? attributes.get('datetime') ?? '');
  }
}

/** A line without what differs between two visits; '' for a line that is nothing else. */
function withoutVolatile(line: string): string {
  if (isDateLine(line) || volatileLine.test(line)) return '';
  return line
    .replace(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, '')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?/g, '')
    .replace(/\b\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?/gi, '')
    .replace(/[A-Za-z0-9_+/=-]{20,}/g, (token) => (isToken(token) ? '' : token))
    .replace(/ {2,}/g, ' ')
    .trim();
}

const volatileLine =
  /^(?:[\d.,]+\s?[km]?\s+(?:views?|reads?|likes?|comments?|shares?|people|users?)\b.*|\d+\s+(?:of|out of)\s+\d+\s+found this helpful.*|(?:last )?(?:updated|modified|edited)?\s*\d+\s+(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\s+ago|\d+[- ]min(?:ute)?s? read|(?:request|trace|session|build)[ -]?id\b.*|©.*|copyright\b.*)$/i;

/** Long runs with digits among their letters are keys and ids; long words and paths of words are not. */
function isToken(run: string): boolean {
  const digits = run.replace(/\D/g, '').length;
  return (
    /[a-z]/i.test(run) && digits >= 4 && digits / run.length > 0.1 && !/^[a-z]+(?:[-/_][a-z0-9]{1,12})+$/.test(run)
  );
}
