import { describe, expect, test } from 'vitest';
import { createLock, type LinkRecord } from '../../server/src/links/lock.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { check } from '../support/linkChecks.ts';
import {
  cutShort,
  drip,
  endless,
  gzipped,
  html,
  inTurn,
  type MisbehavingServer,
  page,
  paragraph,
  redirect,
  reset,
  send,
  silent,
  startServer,
} from '../support/misbehavingServer.ts';

/** The status and its reason or final address, as one line. */
async function statusOf(
  server: MisbehavingServer,
  path: string,
  setting: Parameters<typeof check>[1] = {},
): Promise<string> {
  const url = server.url(path);
  const link = (await check([url], { centres: ['127.0.0.1'], ...setting })).get(url)!;
  const { after, outcome } = link;
  const about = 'reason' in outcome ? outcome.reason : after?.final?.replace(server.url(''), '');
  return [after?.status ?? 'nothing', about].filter(Boolean).join(' ');
}

describe('what a site does, and what the lock says of it', () => {
  test.each<[string, Parameters<typeof startServer>[0], string]>([
    ['a fine page', { '/a': page('Regions') }, 'ok'],
    ['a compressed page', { '/a': gzipped('Regions') }, 'ok'],
    ['a page without a content type', { '/a': send(200, html('Regions', paragraph('Regions'))) }, 'ok'],
    ['a picture', { '/a': send(200, 'x', { 'content-type': 'image/png' }) }, 'ok'],
    ['a permanent redirect', { '/a': redirect(301, '/b'), '/b': page('B') }, 'moved /b'],
    [
      'a chain of permanent redirects',
      { '/a': redirect(308, '/b'), '/b': redirect(301, '/c'), '/c': page('C') },
      'moved /c',
    ],
    ['a temporary redirect', { '/a': redirect(302, '/b'), '/b': page('B') }, 'ok'],
    [
      'a temporary redirect after a permanent one',
      { '/a': redirect(301, '/b'), '/b': redirect(307, '/c'), '/c': page('C') },
      'moved /b',
    ],
    [
      'a permanent redirect after a temporary one',
      { '/a': redirect(307, '/b'), '/b': redirect(301, '/c'), '/c': page('C') },
      'ok',
    ],
    ['a slash put behind', { '/a': redirect(301, '/a/'), '/a/': page('A') }, 'ok'],
    [
      'a circle of redirects',
      { '/a': redirect(301, '/b'), '/b': redirect(301, '/a') },
      'failing redirected in a circle',
    ],
    [
      'a redirect to no web address',
      { '/a': redirect(301, 'ftp://example.com/') },
      'failing redirected to ftp://example.com/',
    ],
    ['a redirect to nonsense', { '/a': redirect(301, 'http://[') }, 'failing redirected to http://['],
    ['a redirect without an address', { '/a': send(301) }, 'failing 301'],
    ['not found', {}, 'failing 404'],
    ['gone', { '/a': send(410) }, 'failing 410'],
    ['a redirect to not found', { '/a': redirect(301, '/b') }, 'failing 404'],
    ['a server error that stays', { '/a': send(500) }, 'failing 500'],
    ['a server error that passes', { '/a': inTurn(send(500), page('A')) }, 'ok'],
    ['forbidden', { '/a': send(403) }, 'blocked 403'],
    ['a number of one site only', { '/a': send(999) }, 'blocked 999'],
    ['too many requests, for ever', { '/a': send(429) }, 'blocked 429'],
    [
      'a wall against robots by header',
      { '/a': send(503, '', { 'cf-mitigated': 'challenge' }) },
      'blocked a wall against robots',
    ],
    [
      'a wall against robots by page',
      {
        '/a': page(
          'Just a moment...',
          '<p>Checking your browser before you may go on to the site you wanted to see.</p>',
        ),
      },
      'blocked a wall against robots',
    ],
    ['a page to log in', { '/a': redirect(302, '/login?next=/a'), '/login': page('Log in') }, 'blocked asks to log in'],
    ['a connection reset', { '/a': reset }, 'failing connection reset'],
    ['less than promised', { '/a': cutShort }, 'failing connection reset'],
    ['no answer', { '/a': silent }, 'failing timeout'],
    ['a page that never ends', { '/a': endless }, 'ok'],
    ['a page that drips', { '/a': drip }, 'failing timeout'],
    [
      'a not-found page with success',
      { '/a': page('Page not found | Example Docs', '<p>Sorry, the page you are looking for does not exist.</p>') },
      'hollow',
    ],
    ['the same in Chinese', { '/a': page('文档中心', '<p>抱歉，您访问的页面不存在，请返回首页。</p>') }, 'hollow'],
    ['a title and no body', { '/a': page('Regions', '') }, 'hollow'],
    ['a redirect to a not-found path', { '/a': redirect(302, '/404.html'), '/404.html': page('Oh dear') }, 'hollow'],
    ['a page about the error 404', { '/a': page('404 Not Found - status codes', paragraph('404').repeat(4)) }, 'ok'],
    ['a redirect to the front page', { '/a': redirect(302, '/'), '/': page('Welcome') }, 'home'],
    [
      'a page drawn by a script',
      {
        '/a': send(200, '<title>App</title><script src="a.js"></script><div id="app"></div>', {
          'content-type': 'text/html',
        }),
      },
      'ok',
    ],
  ])('%s', async (_what, behaviours, expected) => {
    const server = await startServer(behaviours);
    expect(await statusOf(server, '/a', { retries: expected.includes('timeout') ? 0 : 2 })).toBe(expected);
  });

  test('a redirect to the centre’s home, or to a shorter parent', async () => {
    const server = await startServer({
      '/docs/v1/a': redirect(301, '/docs/en'),
      '/docs/en': page('Documentation'),
      '/docs/v2/a': redirect(301, '/docs/v2/'),
      '/docs/v2/': page('Version 2'),
      '/docs/v3/index.html': redirect(301, '/docs/v3/'),
      '/docs/v3/': page('Version 3'),
    });
    const setting = { centres: ['127.0.0.1/docs'], homes: ['/docs/en'] };
    expect(await statusOf(server, '/docs/v1/a', setting)).toBe('home /docs/en');
    expect(await statusOf(server, '/docs/v2/a', setting)).toBe('home /docs/v2/');
    expect(await statusOf(server, '/docs/v3/index.html', setting)).toBe('moved /docs/v3/');
  });

  test('a site that shows the same for every address, and one that does not', async () => {
    const server = await startServer({ '*': page('Help', paragraph('everything')), '/real': page('Regions') });
    expect(await statusOf(server, '/any')).toBe('hollow');
    expect(await statusOf(server, '/real')).toBe('ok');
    expect(await statusOf(server, '/')).toBe('ok');
  });

  test('that address is asked once for a host and run', async () => {
    const server = await startServer({ '/a': page('A'), '/b': page('B'), '/c': page('C') });
    await check(
      ['/a', '/b', '/c'].map((path) => server.url(path)),
      { centres: ['127.0.0.1'] },
    );
    expect(server.requests).toHaveLength(4);
  });

  test('TLS that is none', async () => {
    const server = await startServer({ '/a': page('A') });
    const url = `https://127.0.0.1:${server.port}/a`;
    expect((await check([url], { retries: 0 })).get(url)!.after).toMatchObject({
      status: 'failing',
      failures: { count: 1 },
    });
  });

  test('a certificate that does not hold', async () => {
    const refuse = Object.assign(new Error('expired'), { code: 'CERT_HAS_EXPIRED' });
    const url = 'https://a.invalid/';
    const found = await check([url], { fetcher: { dial: (_options, callback) => callback(refuse, null) } });
    expect(found.get(url)!.after!.failures).toEqual({ count: 1, first: '2026-03-15', reason: 'certificate' });
  });

  test('a name that does not exist, and one that the name service cannot tell', async () => {
    const failWith = (code: string) => ({
      resolve: async () => Promise.reject(Object.assign(new Error(code), { code })),
    });
    const url = 'http://nowhere.invalid/';
    expect((await check([url], { fetcher: failWith('ENOTFOUND') })).get(url)!.outcome).toEqual({
      kind: 'missing',
      reason: 'name not found',
    });
    expect((await check([url], { fetcher: failWith('EAI_AGAIN') })).get(url)!.outcome.kind).toBe('failing');
  });
});

describe('manners', () => {
  test('never more than two at once, and 200 milliseconds apart, for one host', async () => {
    const clock = new FakeClock();
    const before = clock.now();
    const server = await startServer({
      '*': (request, response) => {
        setTimeout(() => page(request.url!)(request, response), 5);
      },
    });
    await check(
      Array.from({ length: 12 }, (_, index) => server.url(`/${index}.pdf`)),
      { clock },
    );
    expect(server.mostAtOnce.get('127.0.0.1')).toBe(2);
    expect(server.requests).toHaveLength(12);
    expect(clock.now() - before).toBeGreaterThanOrEqual(11 * 200);
  });

  test('Retry-After is obeyed by everything that goes to the host', async () => {
    const clock = new FakeClock();
    const server = await startServer({
      '/a': inTurn(send(429, '', { 'retry-after': '30' }), page('A')),
      '/b': page('B'),
    });
    const before = clock.now();
    const found = await check([server.url('/a')], { clock });
    expect(found.get(server.url('/a'))!.after!.status).toBe('ok');
    expect(clock.now() - before).toBeGreaterThanOrEqual(30_000);
  });

  test('a date in Retry-After, and a rate limit that is used up', async () => {
    const clock = new FakeClock();
    const server = await startServer({
      '/a': inTurn(send(503, '', { 'retry-after': new Date(clock.now() + 50_000).toUTCString() }), page('A')),
      '/b.pdf': send(200, 'x', {
        'content-type': 'application/pdf',
        'ratelimit-remaining': '0',
        'ratelimit-reset': '40',
      }),
      '/c.pdf': send(200, 'x', { 'content-type': 'application/pdf' }),
    });
    let before = clock.now();
    await check([server.url('/a')], { clock });
    expect(clock.now() - before).toBeGreaterThanOrEqual(49_000);
    before = clock.now();
    await check([server.url('/b.pdf'), server.url('/c.pdf')], { clock, perHost: 1 });
    expect(clock.now() - before).toBeGreaterThanOrEqual(40_000);
  });

  test('a host that wants to be left alone for longer than the run lasts is left for the next one', async () => {
    const server = await startServer({ '*': send(429, '', { 'retry-after': '86400' }) });
    const urls = ['/a', '/b', '/c', '/d', '/e'].map((path) => server.url(path));
    const found = await check(urls, { perHost: 1 });
    expect([...found.values()].map(({ outcome }) => outcome.kind)).toEqual(Array(5).fill('postponed'));
    expect([...found.values()].every(({ after }) => after === undefined)).toBe(true);
    expect(server.requests).toHaveLength(1);
  });

  test('failing addresses are asked again, later and later, and not for ever', async () => {
    const clock = new FakeClock();
    const server = await startServer({ '/a': send(502) });
    await check([server.url('/a')], { clock });
    expect(server.requests).toHaveLength(3);
    const [first, second] = clock.slept.filter((time) => time > 200);
    expect(first).toBeGreaterThanOrEqual(500);
    expect(first).toBeLessThan(1_500);
    expect(second).toBeGreaterThanOrEqual(1_000);
    expect(second).toBeLessThan(3_000);
  });

  test('downloads by HEAD, and by GET where HEAD is refused', async () => {
    const server = await startServer({
      '/fine.pdf': send(200, 'x', { 'content-type': 'application/pdf' }),
      '/strict.pdf': (request, response) =>
        (request.method === 'HEAD' ? send(405) : send(200, 'x', { 'content-type': 'application/pdf' }))(
          request,
          response,
        ),
    });
    const found = await check([server.url('/fine.pdf'), server.url('/strict.pdf')]);
    expect([...found.values()].map(({ after }) => after!.status)).toEqual(['ok', 'ok']);
    expect([...server.requests].sort()).toEqual([
      'GET 127.0.0.1 /strict.pdf',
      'HEAD 127.0.0.1 /fine.pdf',
      'HEAD 127.0.0.1 /strict.pdf',
    ]);
  });

  test('a page that did not change is not sent again', async () => {
    const server = await startServer({
      '/a': (request, response) =>
        (request.headers['if-none-match'] === '"1"' ? send(304) : page('A', undefined, { etag: '"1"' }))(
          request,
          response,
        ),
    });
    const url = server.url('/a');
    const first = (await check([url], { centres: ['127.0.0.1'], today: '2026-01-01' })).get(url)!.after!;
    expect(first).toMatchObject({ status: 'ok', title: 'A', etag: '"1"', checked: '2026-01-01' });
    const second = (await check([url], { centres: ['127.0.0.1'], lock: createLock([[url, first]]) })).get(url)!;
    expect(second.outcome.kind).toBe('unchanged');
    expect(second.after).toEqual({ ...first, checked: '2026-03-15' });
  });

  test('addresses that differ in their fragment are one request', async () => {
    const server = await startServer({ '/a': page('A', `<h2 id="here">Here</h2>${paragraph('A')}`) });
    const urls = [server.url('/a'), server.url('/a#here'), server.url('/a#gone'), server.url('/a#/state')];
    const found = await check(urls);
    expect(urls.map((url) => found.get(url)!.after!.fragment)).toEqual([undefined, 'found', 'missing', undefined]);
    expect(server.requests.filter((request) => request.endsWith(' /a'))).toHaveLength(1);
  });

  test('5,000 links on 50 names finish, and no page is kept once it was looked at', async () => {
    const server = await startServer({ '*': page('A') });
    const urls = Array.from({ length: 5_000 }, (_, index) => server.url(`/${index}`, `host${index % 50}.invalid`));
    const found = await check(urls, { overall: 24 });
    expect(found.size).toBe(5_000);
    expect([...found.values()].filter(({ outcome }) => outcome.kind !== 'page' || outcome.page !== undefined)).toEqual(
      [],
    );
    expect(Math.max(...server.mostAtOnce.values())).toBeLessThanOrEqual(2);
  }, 60_000);

  test('a run that is stopped stops, and what was told until then is done', async () => {
    const server = await startServer({ '*': (request, response) => page(request.url!)(request, response) });
    const controller = new AbortController();
    const done: string[] = [];
    const urls = Array.from({ length: 40 }, (_, index) => server.url(`/${index}`));
    const running = check(urls, {
      signal: controller.signal,
      onChecked: ({ url }) => {
        done.push(url);
        if (done.length === 5) controller.abort();
      },
    });
    await expect(running).rejects.toThrow();
    expect(done.length).toBeGreaterThanOrEqual(5);
    expect(done.length).toBeLessThan(10);
  });
});

describe('two failures on different days', () => {
  const checkOn = async (server: MisbehavingServer, today: string, record: LinkRecord | undefined) => {
    const url = server.url('/a');
    const lock = createLock(record ? [[url, record]] : []);
    return (await check([url], { lock, today })).get(url)!.after!;
  };

  test('make a page gone; two on one day do not', async () => {
    const server = await startServer({});
    const first = await checkOn(server, '2026-03-01', undefined);
    expect(first).toEqual({
      status: 'failing',
      checked: '2026-03-01',
      failures: { count: 1, first: '2026-03-01', reason: '404' },
    });
    const sameDay = await checkOn(server, '2026-03-01', first);
    expect(sameDay.status).toBe('failing');
    const nextDay = await checkOn(server, '2026-03-02', sameDay);
    expect(nextDay).toMatchObject({ status: 'gone', failures: { count: 3, first: '2026-03-01', reason: '404' } });
  });

  test('a server error the day before a 404 proves nothing', async () => {
    const broken = await startServer({ '/a': send(500) });
    const missing = await startServer({});
    const first = await checkOn(broken, '2026-03-01', undefined);
    const second = await checkOn(missing, '2026-03-02', first);
    expect(second).toMatchObject({ status: 'failing', failures: { count: 1, first: '2026-03-02' } });
  });

  test('a page that comes back is fine again', async () => {
    const server = await startServer({ '/a': page('A') });
    const gone: LinkRecord = {
      status: 'gone',
      checked: '2026-03-02',
      failures: { count: 2, first: '2026-03-01', reason: '404' },
    };
    expect(await checkOn(server, '2026-03-05', gone)).toEqual({ status: 'ok', checked: '2026-03-05', title: 'A' });
  });
});
