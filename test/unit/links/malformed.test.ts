import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Around, findFault } from '../../../server/src/rules/links/malformed.ts';
import { isLinear } from '../../support/growth.ts';

const around: Around = { text: 'the page', isAutolink: false, dialect: 'markua', isLocalTalk: () => false };
const fault = (destination: string, extra: Partial<Around> = {}) => {
  const found = findFault(destination, { ...around, ...extra });
  return found ? [found.case, found.corrected].filter((part) => part !== undefined).join(' ') : '-';
};

describe('findFault', () => {
  it.each([
    ['', 'empty'],
    ['LinkTBD', 'stand-in'],
    ['TODO: find it', 'stand-in'],
    ['link-goes-here', 'stand-in'],
    ['your-url-here', 'stand-in'],
    ['url', 'stand-in'],
    ['https://', 'stand-in'],
    ['http://...', 'stand-in'],
    ['???', 'stand-in'],
    ['TK', 'stand-in'],
    ['https://example.com', 'stand-in'],
    ['http://www.example.com/', 'stand-in'],
    ['(https://a.org/x)', 'brackets https://a.org/x'],
    ['(https://a.org/x', 'brackets https://a.org/x'],
    ['http://http://a.org', 'scheme http://a.org'],
    ['https//https://a.org', 'scheme https://a.org'],
    ['http:/a.org', 'scheme http://a.org'],
    ['http//a.org', 'scheme http://a.org'],
    ['https:\\\\a.org', 'scheme https://a.org'],
    ['ttps://a.org', 'scheme https://a.org'],
    ['https:://a.org', 'scheme https://a.org'],
    ['www.a.org/x', 'scheme https://www.a.org/x'],
    ['file:///home/me/x.md', 'file'],
    ['C:\\books\\x.md', 'file'],
    ['http://localhost:8080/x', 'localhost'],
    ['http://a.org/xhttp://b.org/', 'joined'],
    ['https://a.org/x,', 'swallowed https://a.org/x'],
    ['https://a.org/x.html.', 'swallowed https://a.org/x.html'],
    ['https://a.org.', 'swallowed https://a.org'],
    ['https://a.org/x)', 'swallowed https://a.org/x'],
    ['https://a.org/x_(y))', 'swallowed https://a.org/x_(y)'],
    ['https://a.org/x<br>', 'swallowed https://a.org/x'],
    ['https://a.org/x（', 'swallowed https://a.org/x'],
  ])('%j: %s', (destination, expected) => expect(fault(destination)).toBe(expected));

  it.each([
    'https://a.org/',
    'http://a.org',
    'HTTPS://A.ORG/x',
    'https://a.org/x_(y)',
    'https://a.org/wiki/Acme_Inc.',
    'https://a.org/wiki/Yahoo!',
    'https://a.org/?q=%3F',
    'https://a.org/?u=http://b.org',
    'https://web.archive.org/web/2020/http://b.org/',
    'https://a.org/x?y=1&amp;',
    'https://a.org/[x]',
    'http://localhost.example.org/',
    'https://example.com/page',
    'https://git.example.org/tree/main/.',
    '#id',
    'ch2.md',
    'images/todo.png',
    'todo-list.md',
    'links/',
    'mailto:me@a.org',
    'tel:+49123',
    'ftp://a.org/',
    '{{ site.url }}/x',
    '/absolute',
    '../up',
    'urls',
    'https.md',
  ])('nothing about %s', (destination) => expect(fault(destination)).toBe('-'));

  it('in plain Markdown "url" may be a page', () => {
    expect(fault('url', { dialect: 'markdown' })).toBe('-');
    expect(fault('LinkTBD', { dialect: 'markdown' })).toBe('stand-in');
  });

  it.each(['http://localhost:8080', 'localhost', 'port :3000', 'your local server'])(
    'whose text is "%s" may lead to localhost',
    (text) => expect(fault('http://localhost:8080', { text })).toBe('-'),
  );

  it.each(['an example', 'example.com', 'ein Beispiel', '示例'])(
    'whose text is "%s" may lead to the example site',
    (text) => expect(fault('https://example.com', { text })).toBe('-'),
  );

  it.each([
    ['', true, '-'],
    ['the console', true, '-'],
    ['the console', false, 'localhost'],
  ])('localhost in the text "%s", local talk: %s', (text, talk, expected) =>
    expect(fault('http://localhost:8080', { text, isLocalTalk: () => talk })).toBe(expected || 'localhost'),
  );

  it('a correction has no further fault of its kind', () => {
    const piece = fc.constantFrom(
      'http',
      'https',
      ':',
      '/',
      '//',
      '(',
      ')',
      'a.org',
      '.',
      ',',
      'www.',
      '<br>',
      '）',
      'x',
      'ttp',
      'TODO',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const destination = pieces.join('');
        const found = findFault(destination, around);
        if (found?.corrected === undefined) return;
        expect(found.corrected).not.toBe(destination);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each(['http', 'http:', 'https://', ',', ')', '(', '<a', '<a>', 'https://a', ')x', ',x', 'TODO ', 'h', 't'])(
    'takes time in step with the address: %s over and over',
    (repeated) => {
      const find = (count: number) => findFault(`https://a.org/${repeated.repeat(count)}x`, around);
      expect(isLinear(find, 50_000)).toBe(true);
    },
  );
});
