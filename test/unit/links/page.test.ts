import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../../server/src/links/page.ts';
import { readDate, readUpdatedLine } from '../../../server/src/links/pageDate.ts';
import { isLinear } from '../../support/growth.ts';

const prose = 'An elastic IP address can be bound to one instance at a time, and is billed while it is bound to none.';

/** One help page as it is rendered on a day: everything differs that may differ between two visits. */
function rendering(day: number, main = prose): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Bind an elastic IP — Example Cloud</title>
<meta name="csrf-token" content="tok${day}"><meta property="article:modified_time" content="2026-03-01T08:00:00Z">
<script nonce="n${day}${day}">window.requestId = "${day}b7e"; var s = "<main>not me</main>";</script>
<style>.a${day} { color: red }</style></head>
<body class="v${day}"><header>Example Cloud · ${day} new messages</header>
<nav><ul><li><a href="/${day}">What is new (${day})</a></li></ul></nav>
<aside>People also read: topic ${day}</aside>
<div id="banner" aria-hidden="true">Sale ends in ${day} days</div>
<main id="content"><h1>Bind an elastic IP</h1>
<p>Last updated: Mar ${day}, 2026</p><p>${day * 111} views</p><p>${day} min read</p><p>Updated ${day} hours ago</p>
<p>${main}</p><p>Generated at 2026-03-1${day}T0${day}:15:00Z by ${day}f3a9c1e-0000-4000-8000-00000000000${day}</p>
<form><input name="q" value="${day}"><button>Was this helpful? (${day})</button></form>
<p>Request ID ${day}C4F5E6A7</p></main>
<footer>© 2026 Example, build ${day}</footer></body></html>`;
}

describe('one reading of a page', () => {
  it('is the same for two renderings of one page', () => {
    const [one, two] = [readPage(rendering(3)), readPage(rendering(7))];
    expect(one.text).toBe(two.text);
    expect(one.digest).toBe(two.digest);
    expect(one.text).toContain(prose);
  });

  it('is another where the text is, be it by one figure or a date in it', () => {
    const digests = [
      prose,
      prose.replace('one instance', '2 instances'),
      `${prose} Support ends on 2026-05-01.`,
      `${prose} Support ends on 2026-06-01.`,
    ].map((main) => readPage(rendering(3, main)).digest);
    expect(new Set(digests).size).toBe(4);
  });

  it('knows the title, the day and where fragments lead', () => {
    const page = readPage(rendering(3));
    expect(page.title).toBe('Bind an elastic IP — Example Cloud');
    expect(page.updated).toBe('2026-03-01');
    expect([...page.anchors]).toEqual(['banner', 'content']);
  });

  it('takes the day from where there is one', () => {
    expect(readPage('<body><p>Last Updated: Mar 04, 2026</p><p>x</p>').updated).toBe('2026-03-04');
    expect(
      readPage('<script type="application/ld+json">{"dateModified":"2026-03-05T00:00:00Z"}</script>').updated,
    ).toBe('2026-03-05');
    expect(readPage('<time itemprop="dateModified" datetime="2026-03-06">a while ago</time>').updated).toBe(
      '2026-03-06',
    );
    expect(readPage('<p>We met on Mar 4, 2026.</p>').updated).toBeUndefined();
  });

  it('makes titles safe to show', () => {
    expect(readPage(`<title>A &amp; B\u001b[31m\n\u202e &lt;script&gt;</title>`).title).toBe('A & B [31m <script>');
    expect(readPage(`<title>${'x'.repeat(5_000)}</title>`).title).toHaveLength(200);
    expect(readPage('<title></title><h1>Fallback</h1>').title).toBe('Fallback');
  });

  it('tells a page drawn by a script from an empty one', () => {
    expect(readPage('<title>T</title><script src="/a.js"></script><div id="root"></div>').isShell).toBe(true);
    expect(
      readPage('<title>T</title><noscript>Please enable JavaScript.</noscript><script src="/a.js"></script>').isShell,
    ).toBe(true);
    expect(readPage('<title>T</title><main></main>').isShell).toBe(false);
    expect(readPage(rendering(3)).isShell).toBe(false);
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      '<!--',
      '-->',
      '<p',
      '<a href="',
      "'",
      '"',
      '=',
      ' ',
      '<script>',
      '</script',
      '<main>',
      '</main>',
      '<title>',
      '&amp;',
      '&#0;',
      '&#x110000;',
      'text',
      '\n',
      '\u0000',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => void readPage(pieces.join(''))),
      { numRuns: 1_000 },
    );
  });

  it.each([
    '<',
    '<a',
    '<a ',
    '<a "',
    '<!--',
    '</',
    '<p>',
    '<script>',
    '<title>',
    '<a b="',
    '&',
    '&#',
    '<a =',
    '<main><nav>',
    'Last updated ',
    '<h1>',
  ])('takes time in step with the page: %s over and over', (piece) => {
    expect(isLinear((count) => readPage(piece.repeat(count)), 20_000)).toBe(true);
  });
});

describe('dates', () => {
  it.each([
    ['2026-03-01', '2026-03-01'],
    ['2026-03-01T08:00:00+08:00', '2026-03-01'],
    ['2026/3/1', '2026-03-01'],
    ['Mar 1, 2026', '2026-03-01'],
    ['March 1st 2026', '2026-03-01'],
    ['Sun, 01 Mar 2026 08:00:00 GMT', '2026-03-01'],
    ['1 March 2026', '2026-03-01'],
    ['1. März 2026', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
  ])('%s', (text, expected) => expect(readDate(text)).toBe(expected));

  it.each(['03/01/2026', '2026-13-01', '2026-02-30', 'Smarch 1, 2026', '1234', '', 'today'])(
    'nothing certain in %s',
    (text) => expect(readDate(text)).toBeUndefined(),
  );

  it.each([
    ['Last updated: Mar 1, 2026', '2026-03-01'],
    ['Last Updated 2026-03-01 by docs', '2026-03-01'],
    ['Updated on 1 March 2026', '2026-03-01'],
    ['更新时间：2026-03-01 10:00:00', '2026-03-01'],
    ['Zuletzt aktualisiert am 1. März 2026', '2026-03-01'],
    ['Updated rules apply from Mar 1, 2026', undefined],
    ['The table was last updated by hand.', undefined],
  ])('%s', (line, expected) => expect(readUpdatedLine(line)).toBe(expected));
});
