import { classifyHelpLink } from '../links/classify.ts';
import { helpCentreOf } from '../links/helpCentres.ts';
import { addressOf } from '../links/lock.ts';
import { archiveOf } from '../links/verdict.ts';
import { allOf } from './factReads.ts';
import { chapterRule } from './rule.ts';
import { externalLinks, replaceAddress } from './support/externalLinks.ts';

export default chapterRule({
  meta: {
    name: 'dead-link',
    summary: 'External links whose page was found gone on two different days',
    about: ['links', 'references'],
    reads: 'section',
    touchedBy: { facts: allOf('links', 'references') },
    group: 'links',
    severity: 'error',
    fix: 'unsafe',
    since: '1.0.0',
    options: {},
    cases: {
      gone: {
        message: 'This page is gone: {reason} since {since}.',
        help: 'A reader who follows the link finds nothing. Link to the page that took its place, to an archived copy, or take the link out.',
      },
    },
  },
  *check({ chapter, book }) {
    const { links } = book;
    if (!links) return;
    const { helpLinks } = book.config;
    for (const place of externalLinks(chapter, book)) {
      const { url, span } = place;
      const record = links.record(url);
      if (record?.status !== 'gone') continue;
      // Help pages are stale-help-link's.
      if (helpCentreOf(url, helpLinks) || classifyHelpLink(url, helpLinks)) continue;
      const since = record.failures?.first ?? record.checked;
      const { final } = record;
      const redirect = final !== undefined && final !== addressOf(url) ? [final] : [];
      yield {
        case: 'gone',
        span,
        data: { url, reason: record.failures?.reason ?? 'not found', since },
        fixes: [...redirect, archiveOf(addressOf(url) ?? url, since)].map((replacement) => ({
          title: `Replace with ${replacement}`,
          safety: 'unsafe' as const,
          edits: replaceAddress(chapter, place, replacement),
        })),
      };
    }
  },
});
