import { addressOf, type LinkLock } from '../links/lock.ts';
import { allOf } from './factReads.ts';
import { chapterRule } from './rule.ts';
import { externalLinks, replaceAddress } from './support/externalLinks.ts';

export default chapterRule({
  meta: {
    name: 'insecure-link',
    summary: 'http: addresses whose page is known to be there under https:, too',
    about: ['links', 'references'],
    reads: 'section',
    touchedBy: { facts: allOf('links', 'references') },
    group: 'links',
    severity: 'off',
    fix: 'safe',
    since: '1.0.0',
    options: {},
    cases: {
      insecure: {
        message: 'The same page is there under https:.',
        help: 'Over http: anyone between the reader and the site can read along and change the page. Browsers warn of it.',
      },
    },
  },
  *check({ chapter, book }) {
    const { links } = book;
    if (!links) return;
    for (const place of externalLinks(chapter, book)) {
      if (!/^http:/i.test(place.url)) continue;
      const secure = place.url.replace(/^http:/i, 'https:');
      if (!isKnownSecure(place.url, secure, links)) continue;
      yield {
        case: 'insecure',
        span: place.span,
        data: { url: place.url },
        fixes: [{ title: `Replace with ${secure}`, safety: 'safe', edits: replaceAddress(chapter, place, secure) }],
      };
    }
  },
});

/** The site redirects to it for good, or it was found itself when another place of the book was checked. */
function isKnownSecure(url: string, secure: string, links: LinkLock): boolean {
  const own = links.record(url);
  const plain = (address: string | undefined) => address?.replace(/\/$/, '');
  if (own?.status === 'moved' && plain(own.final) === plain(addressOf(secure))) return true;
  return links.record(secure)?.status === 'ok';
}
