import { splitUrl } from '../links/urlParts.ts';
import { allOf } from './factReads.ts';
import { chapterRule } from './rule.ts';
import { externalLinks, replaceAddress } from './support/externalLinks.ts';

export default chapterRule({
  meta: {
    name: 'tracking-parameter',
    summary: 'Addresses that carry parameters for counting clicks',
    about: ['links', 'references'],
    reads: 'section',
    touchedBy: { facts: allOf('links', 'references') },
    group: 'links',
    severity: 'info',
    fix: 'safe',
    since: '1.0.0',
    options: {},
    cases: {
      tracked: {
        message: 'Part of this address only counts where readers come from: {names}.',
        help: 'It makes the address long in print and tells the site about a click of yours. The page is the same without it.',
      },
    },
  },
  *check({ chapter, book }) {
    for (const place of externalLinks(chapter, book)) {
      const found = findTracking(place.url);
      if (!found) continue;
      const { names, start, end, stripped } = found;
      yield {
        case: 'tracked',
        span: { start: place.span.start + start, end: place.span.start + end },
        data: { names: names.join(', '), url: place.url },
        fixes: [
          {
            title: 'Remove the tracking parameters',
            safety: 'safe',
            edits: replaceAddress(chapter, place, stripped),
          },
        ],
      };
    }
  },
});

interface Tracking {
  readonly names: readonly string[];
  /** Offsets into the address: from the first such parameter to the end of the last. */
  readonly start: number;
  readonly end: number;
  /** The address without them. */
  readonly stripped: string;
}

function findTracking(url: string): Tracking | undefined {
  const parts = url.includes('?') ? splitUrl(url) : undefined;
  if (!parts || parts.query.length < 2) return undefined;
  const queryStart = url.length - parts.fragment.length - parts.query.length + 1;
  const query = parts.query.slice(1);
  const names: string[] = [];
  const kept: string[] = [];
  let start = -1;
  let end = -1;
  // `&amp;` is how HTML, and some authors, write the sign between two parameters.
  for (const { 0: parameter, index } of query.matchAll(/(?:[^&]|&(?=amp;)(?!amp;[^&=]*=))+/g)) {
    const clean = parameter.replace(/^amp;/, '');
    const [name = '', value = ''] = clean.split('=', 2);
    if (!isTracking(name, value)) {
      kept.push(clean);
      continue;
    }
    names.push(name);
    if (start < 0) start = queryStart + index + (parameter.length - clean.length);
    end = queryStart + index + parameter.length;
  }
  if (names.length === 0 || isOwnCount(query)) return undefined;
  const separator = query.includes('&amp;') ? '&amp;' : '&';
  const rest = kept.length > 0 ? `?${kept.join(separator)}` : '';
  return { names, start, end, stripped: url.slice(0, queryStart - 1) + rest + parts.fragment };
}

/** An author who counts the readers of the book writes so: `utm_source=leanpub`, `utm_medium=book`. */
function isOwnCount(query: string): boolean {
  return query
    .split(/[&;]/)
    .some(
      (parameter) =>
        /^utm_(?:source|medium)=[\w%+.-]+/i.test(parameter) &&
        /(?:leanpub|e-?book|book|handbook|handbuch|buch|livre|libro|livro|pdf)(?![\w%])/i.test(parameter),
    );
}

function isTracking(name: string, value: string): boolean {
  if (trackingNames.test(name)) return true;
  // Alibaba Cloud's own (spm=a2c63.p38356.0.0); elsewhere `spm` may be anything.
  return name === 'spm' && /^[\w-]+(?:\.[\w-]+){2,}$/.test(value);
}

/** Click and campaign ids of advertising networks, mailing services and web analytics. */
const trackingNames =
  /^(?:utm_[a-z_]+|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|ttclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|vero_id|oly_enc_id|oly_anon_id|wickedid|pk_campaign|pk_kwd|mtm_campaign|mtm_source|_openstat|ref_src|ref_url|hsctatracking|s_cid)$/i;
