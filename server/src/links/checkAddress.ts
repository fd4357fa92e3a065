import type { Answer, Clock, Fetch, NoAnswer } from './fetch.ts';
import { type Followed, follow } from './follow.ts';
import type { HelpCentre } from './helpCentres.ts';
import type { HostGates } from './hostGates.ts';
import type { LinkRecord } from './lock.ts';
import { judge, type Outcome } from './outcome.ts';
import { likeness, type Page, readPage } from './page.ts';
import { askForRobots, type RobotsRules } from './robots.ts';

export interface CheckTools {
  readonly fetch: Fetch;
  readonly gates: HostGates;
  readonly clock: Clock;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  /** How often a failing address is asked again in one run. */
  readonly retries: number;
  /** The longest a run waits for one host, in milliseconds; a host that wants more is left for the next run. */
  readonly longestWait: number;
  /** What hosts answer for a page that cannot exist; asked once for a host and run. */
  readonly strangers: Map<string, Promise<Page | undefined>>;
  /** The robots.txt of each origin; asked for once a run. */
  readonly robots: Map<string, Promise<RobotsRules>>;
}

/** Checks one address (its fragment does not matter), with patience for hosts that have a bad moment. */
export async function checkAddress(
  url: string,
  record: LinkRecord | undefined,
  centre: HelpCentre | undefined,
  tools: CheckTools,
  signal?: AbortSignal,
): Promise<Outcome> {
  if (!URL.canParse(url)) return { kind: 'failing', reason: 'not a valid address' };
  for (let attempt = 0; ; attempt++) {
    const longest = tools.gates.wait(new URL(url).hostname);
    if (longest > tools.longestWait) return postponed(longest);
    const { outcome, answer, reached } = await askOnce(url, record, centre, tools, signal);
    const wait = answer.kind === 'answer' ? askedPause(answer, tools.clock.now()) : undefined;
    if (wait !== undefined) tools.gates.pause(new URL(reached).hostname, tools.clock.now() + wait);
    if (!isWorthRetrying(outcome, answer) || attempt >= tools.retries) return outcome;
    if (wait !== undefined && wait > tools.longestWait) return postponed(wait);
    if (wait === undefined) await tools.clock.sleep(1_000 * 2 ** attempt * (0.5 + tools.random()), signal);
  }
}

async function askOnce(
  url: string,
  record: LinkRecord | undefined,
  centre: HelpCentre | undefined,
  tools: CheckTools,
  signal?: AbortSignal,
): Promise<Followed & { outcome: Outcome }> {
  const ask = gated(tools);
  const headers = validators(record);
  // Of a download only the headers matter; a page has to be read to know whether it is one.
  const head = downloads.test(new URL(url).pathname) ? await follow(url, 'HEAD', headers, ask, signal) : undefined;
  const isAnswered = head?.answer.kind === 'answer' && head.answer.status < 400;
  const end = isAnswered ? head : await follow(url, 'GET', headers, ask, signal);
  const outcome = judge(url, end, centre);
  if (outcome.kind !== 'page' || outcome.status === 'hollow' || !outcome.page || outcome.page.isShell)
    return { ...end, outcome };
  if (!centre && outcome.page.text.length > 1_500) return { ...end, outcome };
  const stranger = await strangerOf(end.reached, ask, tools, signal);
  const isLikeNothing = stranger && stranger.title === outcome.page.title && likeness(outcome.page, stranger) > 0.9;
  return { ...end, outcome: isLikeNothing ? { ...outcome, status: 'hollow' } : outcome };
}

/** Every request, redirects included, waits for its turn at its host, and is made only where the site lets robots in. */
function gated(tools: CheckTools): Fetch {
  const { gates, fetch } = tools;
  const inTurn: Fetch = (request, signal) =>
    gates.run(new URL(request.url).hostname, () => fetch(request, signal), signal);
  return async (request, signal) => {
    const rules = await robotsOf(request.url, inTurn, tools, signal);
    if (rules.allows(request.url)) return inTurn(request, signal);
    return { kind: 'none', cause: 'robots', reason: 'the site’s robots.txt keeps programs out' };
  };
}

function robotsOf(url: string, ask: Fetch, { robots, gates }: CheckTools, signal?: AbortSignal): Promise<RobotsRules> {
  const { origin, hostname } = new URL(url);
  let found = robots.get(origin);
  if (!found) {
    found = askForRobots(origin, ask, signal).then((rules) => {
      if (rules.delay !== undefined) gates.slowDown(hostname, rules.delay);
      return rules;
    });
    robots.set(origin, found);
  }
  return found;
}

/** What the host answers for an address beside this one that nobody ever wrote; undefined where it says "not found". */
function strangerOf(url: string, ask: Fetch, tools: CheckTools, signal?: AbortSignal): Promise<Page | undefined> {
  const { host, pathname } = new URL(url);
  // The front page is what many sites answer for anything.
  if (/^\/(?:index\.[a-z]+)?$/.test(pathname)) return Promise.resolve(undefined);
  let found = tools.strangers.get(host);
  if (!found) {
    found = askForStranger(url, ask, tools, signal);
    tools.strangers.set(host, found);
  }
  return found;
}

async function askForStranger(
  url: string,
  ask: Fetch,
  { random }: CheckTools,
  signal?: AbortSignal,
): Promise<Page | undefined> {
  const name = Array.from({ length: 16 }, () => 'abcdefghijklmnopqrstuvwxyz'[Math.floor(random() * 26)]).join('');
  const { answer, reached } = await follow(new URL(`./${name}`, url).href, 'GET', {}, ask, signal);
  const isThere = answer.kind === 'answer' && answer.status === 200 && answer.body !== '' && reached.includes(name);
  return isThere ? readPage(answer.body) : undefined;
}

function validators(record: LinkRecord | undefined): Record<string, string> {
  if (record?.status !== 'ok') return {};
  const headers: Record<string, string> = {};
  if (record.etag) headers['if-none-match'] = record.etag;
  if (record.modified) headers['if-modified-since'] = record.modified;
  return headers;
}

function isWorthRetrying(outcome: Outcome, answer: Answer | NoAnswer): boolean {
  if (answer.kind === 'none') return outcome.kind === 'failing' && answer.cause !== 'certificate';
  return answer.status === 429 || answer.status >= 500;
}

/**
 * How long the host asks to be left alone, in milliseconds: `Retry-After` (seconds or a date), else the reset of its
 * rate limit where nothing is left of it. `x-ratelimit-reset` is seconds from now or since the epoch, by its size.
 */
function askedPause({ status, headers }: Answer, now: number): number | undefined {
  const after = headers.get('retry-after')?.trim();
  if (after && (status === 429 || status === 503 || status === 301)) {
    const wait = /^\d+$/.test(after) ? Number(after) * 1_000 : Date.parse(after) - now;
    if (wait >= 0) return wait;
  }
  const remaining = headers.get('ratelimit-remaining') ?? headers.get('x-ratelimit-remaining');
  const reset = headers.get('ratelimit-reset') ?? headers.get('x-ratelimit-reset');
  if (remaining?.trim() !== '0' || !reset || !/^\d+$/.test(reset.trim())) return undefined;
  const seconds = Number(reset);
  return seconds > 1_000_000_000 ? Math.max(0, seconds * 1_000 - now) : seconds * 1_000;
}

function postponed(wait: number): Outcome {
  return { kind: 'postponed', reason: `the host asks to wait ${Math.ceil(wait / 1_000)} seconds` };
}

const downloads =
  /\.(?:pdf|zip|gz|tgz|bz2|xz|7z|rar|tar|exe|msi|dmg|deb|rpm|iso|img|apk|jar|png|jpe?g|gif|svg|webp|ico|mp[34]|webm|ogg|wav|avi|mov|docx?|xlsx?|pptx?|csv|epub|mobi|ttf|woff2?)$/i;
