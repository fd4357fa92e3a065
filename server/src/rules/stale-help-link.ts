import { classifyHelpLink, type HelpLinkClass } from '../links/classify.ts';
import { helpCentreOf } from '../links/helpCentres.ts';
import { addressOf, type LinkLock, type LinkRecord } from '../links/lock.ts';
import { archiveOf, isChangedSinceReview, isOverdue } from '../links/verdict.ts';
import { allOf } from './factReads.ts';
import type { Fix } from './finding.ts';
import { chapterRule, type Report } from './rule.ts';
import { type ExternalLink, externalLinks, replaceAddress } from './support/externalLinks.ts';

type Case = 'moved' | 'legacy' | 'gone' | 'hollow' | 'home' | 'changed' | 'overdue' | 'unverified';

/** What is to be said of one link: its case, what fills the message, and new addresses to offer, the best first. */
interface Verdict {
  readonly case: Case;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly replacements?: readonly { readonly url: string; readonly safe: boolean }[];
}

export default chapterRule<Case>({
  meta: {
    name: 'stale-help-link',
    summary: "Links into a vendor's documentation that are, or are likely to be, out of date",
    about: ['links', 'references'],
    reads: 'section',
    touchedBy: { facts: allOf('links', 'references') },
    group: 'links',
    severity: 'warning',
    fix: 'safe',
    since: '1.0.0',
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
      gone: {
        message: 'This help page is gone: {reason} since {since}.',
        help: 'A reader who follows the link finds nothing. Look up where the help centre explains this today, or take the link out.',
      },
      hollow: {
        message: 'This address still answers, but there is no help page any more (seen on {checked}).',
        help: 'The site shows an empty or a "not found" page instead of an error. Look up where the help centre explains this today.',
      },
      home: {
        message: 'This leads to the front page of the help centre, not to a help page{seen}.',
        help: 'A reader looking for the page you had in mind has to search for it. Look it up and link to it.',
      },
      changed: {
        message: 'The help page changed{when}; this paragraph was last reviewed on {reviewed}.',
        help: 'Read the page again and see whether the book still agrees with it, then run "handbook-lint links review" for this address.',
      },
      overdue: {
        message: 'Nobody has checked this help page since {checked}.',
        help: 'Run "handbook-lint links update" to see whether it is still there.',
        severity: 'info',
      },
      unverified: {
        message: 'This help page has never been checked.',
        help: 'It is not in handbook.links.json yet. Run "handbook-lint links update" to check it.',
        severity: 'info',
      },
    },
  },
  *check({ chapter, book }) {
    const { helpLinks } = book.config;
    for (const place of externalLinks(chapter, book)) {
      const form = classifyHelpLink(place.url, helpLinks);
      // Without a lock nothing more is known of a help page.
      if (!form && (!book.links || !helpCentreOf(place.url, helpLinks))) continue;
      const record = book.links?.record(place.url);
      const found = record
        ? (byRecord(record, place.url) ?? byForm(form, record) ?? byAge(record, book.today, helpLinks.maxAge))
        : (byForm(form, undefined) ??
          (isUnverified(place.url, book.links) ? { case: 'unverified' as const } : undefined));
      if (found) yield toReport(found, place, (url) => replaceAddress(chapter, place, url));
    }
  },
});

/** Not asked where no lock is kept; and where a page moved to, it was seen when the old address was checked. */
function isUnverified(url: string, lock: LinkLock | undefined): boolean {
  return lock !== undefined && !lock.isArrival(url);
}

/** What the last check saw. What is blocked or failing may be as right as before, so nothing is said of it. */
function byRecord(record: LinkRecord, url: string): Verdict | undefined {
  const { status, checked, final, failures } = record;
  const moved = final !== undefined && final !== url && final !== addressOf(url) ? final : undefined;
  if (status === 'gone') {
    const since = failures?.first ?? checked;
    const archive = { url: archiveOf(addressOf(url) ?? url, since), safe: false };
    return {
      case: 'gone',
      data: { reason: failures?.reason ?? 'not found', since },
      replacements: moved ? [{ url: moved, safe: false }, archive] : [archive],
    };
  }
  if (status === 'hollow') return { case: 'hollow', data: { checked } };
  if (status === 'home') return { case: 'home', data: { seen: ` (since ${checked} or before)` } };
  if (moved && status === 'moved')
    return { case: 'moved', data: { to: ` to ${moved}` }, replacements: [{ url: moved, safe: true }] };
  if (!isChangedSinceReview(record)) return undefined;
  return { case: 'changed', data: { when: record.updated ? ` on ${record.updated}` : '', reviewed: record.reviewed } };
}

/** What the address's form tells; a person who has seen that the page is the right one is not asked again. */
function byForm(form: HelpLinkClass | undefined, record: LinkRecord | undefined): Verdict | undefined {
  if (!form) return undefined;
  if (record?.status === 'ok' && record.reviewed && form.case !== 'moved') return undefined;
  const { replacement, exact } = form;
  const to = replacement === undefined ? '' : exact ? ` to ${replacement}` : `, probably to ${replacement}`;
  return {
    case: form.case,
    data: { to, seen: '' },
    replacements: replacement === undefined ? [] : [{ url: replacement, safe: exact }],
  };
}

function byAge(record: LinkRecord, today: string, maxAge: number): Verdict | undefined {
  return isOverdue(record, today, maxAge) ? { case: 'overdue', data: { checked: record.checked } } : undefined;
}

function toReport(found: Verdict, place: ExternalLink, edit: (url: string) => Fix['edits']): Report<Case> {
  const choices = (found.replacements ?? []).filter(({ url }) => url !== place.url);
  return {
    case: found.case,
    span: place.span,
    data: { ...found.data, url: place.url, replacement: choices[0]?.url },
    fixes: choices.map(({ url, safe }) => ({
      title: `Replace with ${url}`,
      safety: safe ? 'safe' : 'unsafe',
      edits: edit(url),
    })),
  };
}
