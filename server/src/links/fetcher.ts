import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Agent, buildConnector, type Dispatcher, ProxyAgent, request as send } from 'undici';
import { isLocalName, isPublicAddress, literalAddress } from './address.ts';
import { type Answer, type Fetch, type FetchRequest, NAME_NOT_FOUND, type NoAnswer } from './fetch.ts';
import { proxyFor, UnsupportedProxy } from './proxy.ts';

export interface FetcherOptions {
  readonly userAgent: string;
  /** Private, loopback and link-local addresses may be asked, too: for intranets. */
  readonly allowPrivate: boolean;
  /** All addresses of a host name; throws as `dns.lookup` does. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Opens the connection to an address that was looked at. */
  readonly dial?: buildConnector.connector;
  /** Milliseconds. */
  readonly timeouts?: Partial<Timeouts>;
  /** Bytes of a body that are read, after decompression, too. */
  readonly bodyCap?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

interface Timeouts {
  readonly connect: number;
  readonly headers: number;
  /** Between two pieces of a body. */
  readonly body: number;
  /** For the request as a whole, however steadily it drips. */
  readonly total: number;
}

/** A pool of connections for one run. `close` ends it. */
export interface Fetcher {
  readonly fetch: Fetch;
  close(): Promise<void>;
}

/**
 * HTTP for the checker. A host's name is resolved here and nowhere else: every address it has is looked at, and the
 * connection is made to the very address that was, so that a name cannot mean one thing to the guard and another to the
 * socket. This holds on every redirect hop, as each is a request of its own.
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const timeouts: Timeouts = { connect: 10_000, headers: 20_000, body: 15_000, total: 45_000, ...options.timeouts };
  const cap = options.bodyCap ?? 2 * 1024 * 1024;
  const pool = {
    headersTimeout: timeouts.headers,
    bodyTimeout: timeouts.body,
    keepAliveTimeout: 4_000,
    connections: 2,
  };
  const direct = new Agent({ ...pool, connect: guardedConnector(options, timeouts.connect) });
  const proxies = new Map<string, ProxyAgent>();

  const dispatcherFor = async (url: URL): Promise<Dispatcher> => {
    if (!options.allowPrivate) refuseByName(url.hostname);
    const proxy = proxyFor(url, options.env ?? {});
    if (proxy === undefined) return direct;
    if (!options.allowPrivate) await refuseIfKnownPrivate(url.hostname, options.resolve ?? resolveAll);
    let agent = proxies.get(proxy);
    if (!agent) {
      agent = new ProxyAgent({ ...pool, uri: proxy });
      proxies.set(proxy, agent);
    }
    return agent;
  };

  return {
    fetch: async (request, signal) => {
      const deadline = deadlineOf(timeouts.total, signal);
      try {
        const dispatcher = await dispatcherFor(new URL(request.url));
        return await ask(request, dispatcher, options.userAgent, cap, deadline.signal);
      } catch (error) {
        signal?.throwIfAborted();
        return deadline.signal.aborted ? { kind: 'none', cause: 'timeout', reason: 'timeout' } : describe(error);
      } finally {
        deadline.end();
      }
    },
    close: async () => {
      await Promise.all([direct, ...proxies.values()].map((agent) => agent.destroy()));
    },
  };
}

class AddressRefused extends Error {}

function guardedConnector(options: FetcherOptions, timeout: number): buildConnector.connector {
  const dial = options.dial ?? buildConnector({ timeout });
  const resolve = options.resolve ?? resolveAll;
  return (target, callback) => {
    const connect = async () => {
      const host = target.hostname.replace(/^\[|\]$/g, '');
      const addresses = isIP(host) ? [host] : await resolve(host);
      const inside = options.allowPrivate ? undefined : addresses.find((address) => !isPublicAddress(address));
      if (inside !== undefined) throw new AddressRefused(`${host} leads to ${inside}`);
      if (addresses.length === 0) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
      // The name stays what the certificate is checked against; for a bare address there is none to check.
      const servername = target.servername || (isIP(host) ? undefined : host);
      dialInTurn(dial, addresses.slice(0, 3), { ...target, servername }, callback);
    };
    connect().catch((error: Error) => callback(error, null));
  };
}

/** Tries the addresses one after the other. */
function dialInTurn(
  dial: buildConnector.connector,
  [address, ...others]: readonly string[],
  target: buildConnector.Options,
  callback: buildConnector.Callback,
): void {
  dial({ ...target, hostname: address! }, (...result) => {
    if (result[0] && others.length > 0) dialInTurn(dial, others, target, callback);
    else callback(...result);
  });
}

async function resolveAll(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}

function refuseByName(host: string): void {
  const address = literalAddress(host);
  if (address === undefined ? isLocalName(host) : !isPublicAddress(address)) throw new AddressRefused(host);
}

/** A proxy resolves names itself, so its view may differ; what this machine knows to be inside is refused all the same. */
async function refuseIfKnownPrivate(
  host: string,
  resolve: (host: string) => Promise<readonly string[]>,
): Promise<void> {
  const addresses = await resolve(host.replace(/^\[|\]$/g, '')).catch(() => []);
  if (addresses.some((address) => !isPublicAddress(address))) throw new AddressRefused(host);
}

async function ask(
  { url, method, headers, takes }: FetchRequest,
  dispatcher: Dispatcher,
  userAgent: string,
  cap: number,
  signal: AbortSignal,
): Promise<Answer> {
  const response = await send(url, {
    dispatcher,
    method,
    signal,
    headers: {
      'user-agent': userAgent,
      accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.5',
      'accept-encoding': 'gzip, br, deflate',
      'accept-language': 'en,*;q=0.5',
      ...headers,
    },
  });
  const received = new Map<string, string>();
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) received.set(name.toLowerCase(), Array.isArray(value) ? value.at(-1)! : value);
  }
  const answer = { kind: 'answer' as const, status: response.statusCode, headers: received };
  const isPage = /^(?:text\/html|application\/xhtml\+xml|$)/i.test((received.get('content-type') ?? '').trim());
  if (method === 'HEAD' || !(isPage || takes === 'text') || response.statusCode >= 300) {
    // A body nobody reads would hold its connection; the error that this raises on the stream is of its own making.
    response.body.on('error', () => {}).destroy();
    return { ...answer, body: '' };
  }
  const bytes = await readBody(response.body, received.get('content-encoding') ?? '', cap);
  return { ...answer, body: decode(bytes, received.get('content-type') ?? '') };
}

async function readBody(body: Readable, encoding: string, cap: number): Promise<Buffer> {
  const inflater = decompressor(encoding);
  const source = inflater ? body.pipe(inflater) : body;
  if (inflater) body.on('error', (error) => inflater.destroy(error));
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= cap) break;
    }
  } finally {
    body.on('error', () => {}).destroy();
  }
  return Buffer.concat(chunks).subarray(0, cap);
}

function decompressor(encoding: string) {
  switch (encoding.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return createInflate();
    default:
      return undefined;
  }
}

function decode(bytes: Buffer, contentType: string): string {
  const declared = /charset\s*=\s*["']?([\w-]+)/i;
  const name =
    (declared.exec(contentType) ?? declared.exec(bytes.subarray(0, 2_048).toString('latin1')))?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(name).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** A signal that aborts with the caller's, or after the time; `end` takes its timer and listener away. */
function deadlineOf(milliseconds: number, outer: AbortSignal | undefined): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, milliseconds);
  if (outer?.aborted) abort();
  outer?.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    },
  };
}

function describe(error: unknown): NoAnswer {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (error instanceof AddressRefused) return { kind: 'none', cause: 'refused', reason: 'private address' };
  if (error instanceof UnsupportedProxy) return { kind: 'none', cause: 'refused', reason: message };
  if (code === 'ENOTFOUND') return { kind: 'none', cause: 'name', reason: NAME_NOT_FOUND };
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return { kind: 'none', cause: 'timeout', reason: 'timeout' };
  if (/CERT|SELF_SIGNED|ISSUER|ERR_TLS|LEAF_SIGNATURE|CA_/.test(code))
    return { kind: 'none', cause: 'certificate', reason: 'certificate' };
  return {
    kind: 'none',
    cause: 'connection',
    reason: reasons.get(code) ?? (code || message.slice(0, 80) || 'connection'),
  };
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'connection refused'],
  ['ECONNRESET', 'connection reset'],
  ['UND_ERR_SOCKET', 'connection reset'],
  ['EAI_AGAIN', 'name service unavailable'],
  ['EHOSTUNREACH', 'host unreachable'],
  ['ENETUNREACH', 'network unreachable'],
  ['EPROTO', 'TLS handshake'],
]);
