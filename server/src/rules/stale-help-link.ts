import { classifyHelpLink } from '../links/classify.ts';
import type { Fix } from './finding.ts';
import { chapterRule } from './rule.ts';
import { externalLinks, replaceAddress } from './support/externalLinks.ts';

export default chapterRule({
  meta: {
    name: 'stale-help-link',
    summary: "Links into a vendor's documentation that are, or are likely to be, out of date",
    group: 'links',
    severity: 'warning',
    fix: 'safe',
    since: '0.1.0',
    options: {},
    cases: {
      moved: {
        message: 'This help page has moved{to}.',
        help: 'Redirects from old addresses get removed, and then nobody can tell where the page went. Link to the new address while it is known.',
      },
      legacy: {
        message: 'This is an old form of help address that its site no longer gives out.',
        help: 'Open the link, see which page it leads to today, and link to that address instead.',
      },
      home: {
        message: 'This leads to the front page of the help centre, not to a help page.',
        help: 'A reader looking for the page you had in mind has to search for it. Look it up and link to it.',
      },
    },
  },
  *check({ chapter, book }) {
    for (const place of externalLinks(chapter, book)) {
      const found = classifyHelpLink(place.url, book.config.helpLinks);
      if (!found || found.replacement === place.url) continue;
      const fixes: Fix[] = [];
      if (found.replacement !== undefined) {
        fixes.push({
          title: `Replace with ${found.replacement}`,
          safety: found.exact ? 'safe' : 'unsafe',
          edits: replaceAddress(chapter, place, found.replacement),
        });
      }
      const to =
        found.replacement === undefined
          ? ''
          : found.exact
            ? ` to ${found.replacement}`
            : `, probably to ${found.replacement}`;
      yield { case: found.case, span: place.span, data: { url: place.url, to, replacement: found.replacement }, fixes };
    }
  },
});
