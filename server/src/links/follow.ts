import type { Answer, Fetch, NoAnswer } from './fetch.ts';

/** Where a chain of redirects led. */
export interface Followed {
  readonly answer: Answer | NoAnswer;
  /** The address that gave the answer. */
  readonly reached: string;
  /** The address that the permanent redirects (301, 308) at the chain's start lead to; the asked one where there are none. */
  readonly permanent: string;
}

const MOST_REDIRECTS = 10;

/** Asks for an address and follows its redirects one by one, so that each hop is looked at before it is taken. */
export async function follow(
  url: string,
  method: 'GET' | 'HEAD',
  headers: Readonly<Record<string, string>>,
  fetch: Fetch,
  signal?: AbortSignal,
): Promise<Followed> {
  let reached = withoutCredentials(new URL(url));
  let permanent = reached;
  let isPermanent = true;
  const seen = new Set<string>();
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    seen.add(reached);
    // Validators belong to the asked address; at another one they mean nothing.
    const answer = await fetch(
      { url: reached.replace(/#.*$/s, ''), method, headers: hop === 0 ? headers : {} },
      signal,
    );
    const location =
      answer.kind === 'answer' && redirects.has(answer.status) ? answer.headers.get('location') : undefined;
    if (location === undefined) return { answer, reached, permanent };
    const next = resolve(location, reached);
    if (next === undefined) return { answer: broken(`redirected to ${location.slice(0, 100)}`), reached, permanent };
    const status = (answer as Answer).status;
    isPermanent &&= status === 301 || status === 308;
    if (isPermanent) permanent = next;
    if (seen.has(next)) return { answer: broken('redirected in a circle'), reached, permanent: url };
    reached = next;
  }
  return { answer: broken('too many redirects'), reached, permanent: url };
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Undefined for an address that is not http or https. The fragment of the old address lives on, as in browsers. */
function resolve(location: string, from: string): string | undefined {
  let next: URL;
  try {
    next = new URL(location, from);
  } catch {
    return undefined;
  }
  if (next.protocol !== 'http:' && next.protocol !== 'https:') return undefined;
  if (next.hash === '') next.hash = new URL(from).hash;
  return withoutCredentials(next);
}

function withoutCredentials(url: URL): string {
  url.username = '';
  url.password = '';
  return url.href;
}

function broken(reason: string): NoAnswer {
  return { kind: 'none', cause: 'connection', reason };
}
