import { createServer, request as forward, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { createLock } from '../../server/src/links/lock.ts';
import { check } from '../support/linkChecks.ts';
import { type Behaviour, html, page, paragraph, redirect, send, startServer } from '../support/misbehavingServer.ts';

const type = { 'content-type': 'text/html; charset=utf-8' };

/** A page that notes what it was asked with. */
function noting(headers: IncomingHttpHeaders[], behaviour: Behaviour = page('A')): Behaviour {
  return (request, response) => {
    headers.push(request.headers);
    behaviour(request, response);
  };
}

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
])('a page may come as %s', async (encoding, compress) => {
  const body = compress(html('Régions', paragraph('Régions')));
  const server = await startServer({
    '/a': (_request, response) => {
      response.writeHead(200, { ...type, 'content-encoding': encoding });
      response.end(body);
    },
  });
  expect((await check([server.url('/a')])).get(server.url('/a'))!.after).toMatchObject({
    status: 'ok',
    title: 'Régions',
  });
});

test('what is damaged in compression is a bad day, not an empty page', async () => {
  const body = gzipSync(html('A', paragraph('A'))).subarray(0, 40);
  const server = await startServer({
    '/a': (_request, response) => {
      response.writeHead(200, { ...type, 'content-encoding': 'gzip' });
      response.end(body);
    },
  });
  const found = await check([server.url('/a')], { retries: 0 });
  expect(found.get(server.url('/a'))!.after!.status).toBe('failing');
});

test('not more than 2 MiB of a page are read, not of one that unpacks to a thousand times as much either', async () => {
  const filler = Buffer.alloc(64 * 1024 * 1024, '<p>again and again</p>');
  const packed = gzipSync(Buffer.concat([Buffer.from(html('Bomb', '').replace('</main></body></html>', '')), filler]));
  const server = await startServer({
    '/a': (_request, response) => {
      response.writeHead(200, { ...type, 'content-encoding': 'gzip' });
      response.end(packed);
    },
  });
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const found = await check([server.url('/a')], {
    onChecked: () => {
      most = process.memoryUsage().arrayBuffers - before;
    },
    fetcher: { timeouts: {} },
  });
  expect(found.get(server.url('/a'))!.after).toMatchObject({ status: 'ok', title: 'Bomb' });
  expect(most).toBeLessThan(32 * 1024 * 1024);
});

test('a page that stops in the middle is a time-out', async () => {
  const server = await startServer({
    '/a': (_request, response) => {
      response.writeHead(200, type);
      response.write('<html><title>Stalled');
    },
  });
  const { outcome } = (await check([server.url('/a')], { retries: 0 })).get(server.url('/a'))!;
  expect(outcome).toEqual({ kind: 'failing', reason: 'timeout' });
});

test('more than ten redirects are too many', async () => {
  const hops = Array.from({ length: 12 }, (_, index) => [`/${index}`, redirect(301, `/${index + 1}`)] as const);
  const server = await startServer({ ...Object.fromEntries(hops), '/12': page('End') });
  const { outcome } = (await check([server.url('/0')], { retries: 0 })).get(server.url('/0'))!;
  expect(outcome).toEqual({ kind: 'failing', reason: 'too many redirects' });
  expect((await check([server.url('/2')], { retries: 0 })).get(server.url('/2'))!.after!.status).toBe('moved');
});

test('the checker names itself, and asks for what has changed only', async () => {
  const headers: IncomingHttpHeaders[] = [];
  const modified = 'Sun, 01 Mar 2026 08:00:00 GMT';
  const server = await startServer({
    '/a': (request, response) => {
      headers.push(request.headers);
      const known = request.headers['if-modified-since'] === modified;
      (known ? send(304) : page('A', undefined, { 'last-modified': modified }))(request, response);
    },
  });
  const url = server.url('/a');
  const first = (await check([url], { centres: ['127.0.0.1'] })).get(url)!.after!;
  expect(first).toMatchObject({ status: 'ok', modified });
  const again = await check([url], { centres: ['127.0.0.1'], lock: createLock([[url, first]]) });
  expect(again.get(url)!.outcome.kind).toBe('unchanged');
  expect(headers[0]!['user-agent']).toMatch(/^handbook-lint\/\d+\.\d+\.\d+ \(link checker/);
  expect(headers[0]!['accept-encoding']).toBe('gzip, br, deflate');
  expect(headers.map((one) => one['if-modified-since'])).toEqual([undefined, modified]);
});

test('a record of what was no fine page is not asked for conditionally', async () => {
  const headers: IncomingHttpHeaders[] = [];
  const server = await startServer({ '/a': noting(headers) });
  const url = server.url('/a');
  await check([url], {
    centres: ['127.0.0.1'],
    lock: createLock([[url, { status: 'hollow', checked: '2026-01-01', etag: '"1"' }]]),
  });
  expect(headers[0]!['if-none-match']).toBeUndefined();
});

test('over all hosts not more than the cap at once', async () => {
  let open = 0;
  let most = 0;
  const server = await startServer({
    '*': (request, response) => {
      most = Math.max(most, ++open);
      response.once('close', () => open--);
      setImmediate(() => send(200, 'x', { 'content-type': 'application/pdf' })(request, response));
    },
  });
  await check(
    Array.from({ length: 40 }, (_, index) => server.url('/a.pdf', `host${index}.invalid`)),
    { overall: 6 },
  );
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(6);
});

test('through the proxy that the environment names', async () => {
  const server = await startServer({ '/a': page('A') });
  const through: string[] = [];
  // Answers both ways a client may take: CONNECT, and the whole address in the request line.
  const proxy = createServer((request, response) => {
    through.push(`${request.method} ${request.url}`);
    forward({ host: '127.0.0.1', port: server.port, path: '/a', headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    }).end();
  });
  proxy.on('connect', (request, socket) => {
    through.push(`CONNECT ${request.url}`);
    const up = connect(server.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(up).pipe(socket);
    });
    up.on('error', () => socket.destroy());
    socket.on('error', () => up.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const { port } = proxy.address() as AddressInfo;
  const url = server.url('/a', 'outside.invalid');
  const env = { http_proxy: `http://127.0.0.1:${port}`, NO_PROXY: 'inside.invalid' };
  const inside = server.url('/a', 'inside.invalid');
  const found = await check([url, inside], { fetcher: { env } });
  expect([found.get(url)!.after!.status, found.get(inside)!.after!.status]).toEqual(['ok', 'ok']);
  expect(through.length).toBeGreaterThan(0);
  expect(through.every((line) => line.includes('outside.invalid'))).toBe(true);
});
