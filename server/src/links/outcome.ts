import type { Answer, NoAnswer } from './fetch.ts';
import type { Followed } from './follow.ts';
import type { HelpCentre } from './helpCentres.ts';
import { type Page, readPage } from './page.ts';
import { readDate } from './pageDate.ts';
import { isBotWall, isHollow, saysMissing, strayedTo } from './softMissing.ts';

/** What one check of an address came to. */
export type Outcome =
  | PageOutcome
  /** Not changed since the record was made (304). */
  | { readonly kind: 'unchanged' }
  /** 404, 410, or a name that does not exist. */
  | { readonly kind: 'missing'; readonly reason: string }
  /** The site, or the checker's own guard, does not let it be looked at. */
  | { readonly kind: 'blocked'; readonly reason: string }
  /** A bad day: server errors, time-outs, resets, certificates. */
  | { readonly kind: 'failing'; readonly reason: string; readonly retryAfter?: number }
  /** Not asked in this run: the host wants to be left alone for longer than the run lasts. */
  | { readonly kind: 'postponed'; readonly reason: string };

export interface PageOutcome {
  readonly kind: 'page';
  readonly status: 'ok' | 'moved' | 'hollow' | 'home';
  /** After permanent redirects, where it differs from the address. */
  readonly final: string | undefined;
  /** Undefined for what is no HTML page, and once the check is over. */
  readonly page: Page | undefined;
  readonly updated: string | undefined;
  readonly etag: string | undefined;
  readonly modified: string | undefined;
}

/** Judges the end of a chain by itself; likeness to a page that cannot exist is the checker's business. */
export function judge(url: string, { answer, reached, permanent }: Followed, centre: HelpCentre | undefined): Outcome {
  if (answer.kind === 'none') return judgeSilence(answer);
  const { status, headers } = answer;
  if (status === 304) return { kind: 'unchanged' };
  if (status === 404 || status === 410) return { kind: 'missing', reason: String(status) };
  if (isWalled(answer))
    return { kind: 'blocked', reason: headers.has('cf-mitigated') ? 'a wall against robots' : String(status) };
  if (status < 200 || status >= 300) return { kind: 'failing', reason: String(status) };
  const page = isHtml(headers) && answer.body !== '' ? readPage(answer.body) : undefined;
  if (page && isBotWall(page)) return { kind: 'blocked', reason: 'a wall against robots' };
  const strayed = strayedTo(url, reached, centre);
  if (strayed === 'login') return { kind: 'blocked', reason: 'asks to log in' };
  const moved = isMove(url, permanent) ? permanent : undefined;
  const hollow = strayed === 'missing' || (page !== undefined && (saysMissing(page) || isHollow(page)));
  return {
    kind: 'page',
    status: hollow ? 'hollow' : strayed === 'home' ? 'home' : moved ? 'moved' : 'ok',
    final: moved,
    page,
    updated: page?.updated ?? lastModified(headers),
    etag: headers.get('etag'),
    modified: headers.get('last-modified'),
  };
}

function judgeSilence({ cause, reason }: NoAnswer): Outcome {
  if (cause === 'name') return { kind: 'missing', reason };
  if (cause === 'refused' || cause === 'robots') return { kind: 'blocked', reason };
  return { kind: 'failing', reason };
}

/** Sites that turn robots away answer so for pages that are fine. */
function isWalled({ status, headers }: Answer): boolean {
  if (headers.has('cf-mitigated')) return true;
  return (
    wallStatuses.has(status) || (status === 503 && /cloudflare|akamai|ddos-guard/i.test(headers.get('server') ?? ''))
  );
}

const wallStatuses: ReadonlySet<number> = new Set([401, 402, 403, 405, 406, 407, 429, 451, 999]);

function isHtml(headers: ReadonlyMap<string, string>): boolean {
  return /^(?:text\/html|application\/xhtml\+xml|$)/i.test((headers.get('content-type') ?? '').trim());
}

/** A redirect that only puts or takes a closing slash, or writes the same characters in another way, is no move. */
function isMove(url: string, permanent: string): boolean {
  const plain = (address: string) => {
    const parsed = new URL(address);
    parsed.username = parsed.password = parsed.hash = '';
    return parsed.href.replace(/\/(?=\?|$)/, '');
  };
  return plain(url) !== plain(permanent);
}

/** Generated pages are as old as the answer: their `Last-Modified` says nothing. */
function lastModified(headers: ReadonlyMap<string, string>): string | undefined {
  const header = headers.get('last-modified');
  if (!header) return undefined;
  const age = Date.parse(headers.get('date') ?? '') - Date.parse(header);
  return age < 86_400_000 ? undefined : readDate(header);
}
