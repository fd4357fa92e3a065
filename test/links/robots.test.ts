import { expect, test } from 'vitest';
import { FakeClock } from '../support/fakeClock.ts';
import { check } from '../support/linkChecks.ts';
import { page, redirect, send, startServer } from '../support/misbehavingServer.ts';

const robots = (text: string) => send(200, text, { 'content-type': 'text/plain' });
const reason = 'the site’s robots.txt keeps programs out';

test('what a robots.txt forbids is not asked, and is no fault of the link', async () => {
  const server = await startServer({
    '/robots.txt': robots('User-agent: *\nDisallow: /private/\nAllow: /private/open\n'),
    '/a': page('A'),
    '/private/open': page('Open'),
    '/private/b': page('B'),
  });
  const urls = ['/a', '/private/open', '/private/b'].map((path) => server.url(path));
  const found = await check(urls);
  expect(urls.map((url) => found.get(url)!.after!.status)).toEqual(['ok', 'ok', 'blocked']);
  expect(found.get(urls[2]!)!.outcome).toEqual({ kind: 'blocked', reason });
  expect(server.requests).not.toContain('GET 127.0.0.1 /private/b');
});

test('it is asked for once a site, and redirects into what it forbids are not followed', async () => {
  const server = await startServer({
    '/robots.txt': robots('User-agent: *\nDisallow: /no\n'),
    '/a': redirect(301, '/no'),
    '/b': page('B'),
    '/no': page('No'),
  });
  const urls = [server.url('/a'), server.url('/b'), server.url('/c.pdf', 'other.invalid')];
  const found = await check(urls);
  expect(found.get(urls[0]!)!.outcome).toEqual({ kind: 'blocked', reason });
  expect(found.get(urls[1]!)!.after!.status).toBe('ok');
  expect(server.requests).not.toContain('GET 127.0.0.1 /no');
  expect([...server.robotsAsked].sort()).toEqual(['127.0.0.1', 'other.invalid']);
});

test('it may speak to this checker by its name', async () => {
  const server = await startServer({
    '/robots.txt': robots('User-agent: *\nDisallow: /\n\nUser-agent: Handbook-Lint\nDisallow:\n'),
    '/a': page('A'),
  });
  expect((await check([server.url('/a')])).get(server.url('/a'))!.after!.status).toBe('ok');
});

test('Crawl-delay is obeyed', async () => {
  const clock = new FakeClock();
  const server = await startServer({
    '/robots.txt': robots('User-agent: *\nCrawl-delay: 4\n'),
    '*': send(200, 'x', { 'content-type': 'application/pdf' }),
  });
  const before = clock.now();
  await check(
    ['/a.pdf', '/b.pdf', '/c.pdf'].map((path) => server.url(path)),
    { clock },
  );
  expect(clock.now() - before).toBeGreaterThanOrEqual(2 * 4_000);
});

test.each([
  ['is not there', send(404)],
  ['is not to be had', send(503)],
  ['is a page', page('Robots', '<p>User-agent: *</p>')],
  ['leads in a circle', redirect(302, '/robots.txt')],
  ['is nonsense', robots('\u0000%%%\nDisallow\n: /\nUser-agent')],
])('one that %s forbids nothing', async (_what, behaviour) => {
  const server = await startServer({ '/robots.txt': behaviour, '/a': page('A') });
  expect((await check([server.url('/a')])).get(server.url('/a'))!.after!.status).toBe('ok');
});
