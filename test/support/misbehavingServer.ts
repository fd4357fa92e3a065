import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** A web server on loopback that does to the checker whatever real ones do. Closed when the test is over. */
export interface MisbehavingServer {
  readonly port: number;
  /** Every request as `METHOD host path`, in order; the host without its port. Those for a robots.txt are kept apart. */
  readonly requests: readonly string[];
  /** The hosts whose robots.txt was asked for, in order. */
  readonly robotsAsked: readonly string[];
  /** The most requests that were open at once for one host. */
  readonly mostAtOnce: ReadonlyMap<string, number>;
  url(path: string, host?: string): string;
  /** Resolves when so many requests have come in all. */
  whenRequests(count: number): Promise<void>;
}

/** Paths that no behaviour is given for are not found, with a page that says so. */
export async function startServer(behaviours: Readonly<Record<string, Behaviour>>): Promise<MisbehavingServer> {
  const requests: string[] = [];
  const robotsAsked: string[] = [];
  const waiting = new Set<() => void>();
  const open = new Map<string, number>();
  const mostAtOnce = new Map<string, number>();
  // A site that shows one page for everything mostly has a robots.txt all the same, or none.
  const anything = (path: string) => (path === '/robots.txt' ? undefined : behaviours['*']);
  const server: Server = createServer((request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const path = request.url ?? '/';
    if (path === '/robots.txt') robotsAsked.push(host);
    else requests.push(`${request.method} ${host} ${path}`);
    for (const look of [...waiting]) look();
    open.set(host, (open.get(host) ?? 0) + 1);
    mostAtOnce.set(host, Math.max(mostAtOnce.get(host) ?? 0, open.get(host)!));
    response.once('close', () => open.set(host, open.get(host)! - 1));
    const behave = behaviours[path] ?? behaviours[path.replace(/\?.*$/, '')] ?? anything(path) ?? notFound;
    behave(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const { port } = server.address() as AddressInfo;
  const whenRequests = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (requests.length < count) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  const url = (path: string, host = '127.0.0.1') => `http://${host}:${port}${path}`;
  return { port, requests, robotsAsked, mostAtOnce, url, whenRequests };
}

/** An HTML page with enough text to be one. */
export function page(title: string, text = paragraph(title), headers: Record<string, string> = {}): Behaviour {
  return send(200, html(title, text), { 'content-type': 'text/html; charset=utf-8', ...headers });
}

export function html(title: string, body: string): string {
  return `<!doctype html><html><head><title>${title}</title></head><body><nav><a href="/">Home</a></nav><main><h1>${title}</h1>${body}</main></body></html>`;
}

export function send(status: number, body = '', headers: Record<string, string> = {}): Behaviour {
  return (request, response) => {
    response.writeHead(status, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

export function redirect(status: number, location: string): Behaviour {
  return send(status, '', { location });
}

export function gzipped(title: string): Behaviour {
  const body = gzipSync(html(title, paragraph(title)));
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
    response.end(body);
  };
}

/** One answer after the other, the last one for ever. */
export function inTurn(...behaviours: Behaviour[]): Behaviour {
  let next = 0;
  return (request, response) => behaviours[Math.min(next++, behaviours.length - 1)]!(request, response);
}

/** Sends a piece now and then and never ends. */
export const drip: Behaviour = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' });
  const timer = setInterval(() => response.write('<p>more</p>'), 20);
  response.once('close', () => clearInterval(timer));
};

/** Takes the request and says nothing. */
export const silent: Behaviour = () => {};

export const reset: Behaviour = (request) => request.socket.resetAndDestroy();

/** Promises more than it sends. */
export const cutShort: Behaviour = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html', 'content-length': '100000' });
  response.write('<html><title>Cut');
  setImmediate(() => response.destroy());
};

/** As fast as it can, without end. */
export const endless: Behaviour = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' });
  const piece = `<p>${'again and again '.repeat(4_000)}</p>`;
  const more = () => {
    while (!response.destroyed && response.write(piece));
  };
  response.write(html('Endless', '').replace('</main></body></html>', ''));
  response.on('drain', more);
  more();
};

/** Text enough to be a page's, different for every title. */
export function paragraph(title: string): string {
  return `<p>${`Of ${title} there is much to be said, and this page says all of it in good order. `.repeat(4)}</p>`;
}

const notFound = send(404, html('Page not found', '<p>Nothing here.</p>'), { 'content-type': 'text/html' });
