import { describe, expect, test } from 'vitest';
import { check } from '../support/linkChecks.ts';
import { page, redirect, startServer } from '../support/misbehavingServer.ts';

/** A connector that notes where it was sent and connects to nothing. */
function noted() {
  const dialled: string[] = [];
  const dial = (options: { hostname: string }, callback: (error: Error, socket: null) => void) => {
    dialled.push(options.hostname);
    callback(Object.assign(new Error('nobody'), { code: 'ECONNREFUSED' }), null);
  };
  return { dialled, dial };
}

const inside = [
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.100.100.200',
  '168.63.129.16',
  '0.0.0.0',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:a00:1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fe80::1',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
];

describe('an address inside is refused, and nothing is dialled', () => {
  test.each(inside)('a name that leads to %s', async (address) => {
    const { dialled, dial } = noted();
    const url = 'http://public-looking.org/';
    const found = await check([url], { fetcher: { allowPrivate: false, resolve: async () => [address], dial } });
    expect(found.get(url)!.outcome).toEqual({ kind: 'blocked', reason: 'private address' });
    expect(dialled).toEqual([]);
  });

  test.each([
    'http://127.0.0.1/',
    'http://10.1.2.3/',
    'http://0.0.0.0/',
    'http://012.0.0.1/',
    'http://0xa.0.0.1/',
    'http://167772161/',
    'http://0xa9fea9fe/latest/meta-data/',
    'http://0251.0376.0251.0376/',
    'http://2852039166/',
    'http://[::]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[::ffff:10.0.0.1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://0x7f000001/',
    'http://127.1/',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[fe80::1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://localhost:8080/',
    'http://LOCALHOST./',
    'http://a.localhost/',
    'http://metadata.google.internal/',
    'http://user:secret@10.0.0.1/',
    'https://１２７.0.0.1/',
  ])('%s', async (url) => {
    const { dialled, dial } = noted();
    const fail = async () => Promise.reject(new Error('nothing is to be resolved'));
    const found = await check([url], { fetcher: { allowPrivate: false, resolve: fail, dial } });
    expect(found.get(url)!.outcome).toEqual({ kind: 'blocked', reason: 'private address' });
    expect(dialled).toEqual([]);
  });

  test('one address inside among others outside is enough', async () => {
    const { dialled, dial } = noted();
    const url = 'http://two-faced.org/';
    await check([url], { fetcher: { allowPrivate: false, resolve: async () => ['93.184.216.34', '10.0.0.1'], dial } });
    expect(dialled).toEqual([]);
  });

  test('through a proxy, too', async () => {
    const { dialled, dial } = noted();
    const url = 'http://public-looking.org/';
    const found = await check([url], {
      fetcher: {
        allowPrivate: false,
        resolve: async () => ['10.0.0.1'],
        dial,
        env: { HTTP_PROXY: 'http://127.0.0.1:9' },
      },
    });
    expect(found.get(url)!.outcome.kind).toBe('blocked');
    expect(dialled).toEqual([]);
  });
});

test('a name that means another address a moment later is looked at again, and only what was looked at is dialled', async () => {
  const { dialled, dial } = noted();
  const answers = [['93.184.216.34'], ['10.0.0.1']];
  const url = 'http://rebinding.org/';
  let asked = 0;
  const found = await check([url], {
    retries: 0,
    fetcher: { allowPrivate: false, resolve: async () => answers[Math.min(asked++, 1)]!, dial },
  });
  // The first connection is for the robots.txt.
  expect(dialled).toEqual(['93.184.216.34']);
  expect(asked).toBe(2);
  expect(found.get(url)!.outcome).toEqual({ kind: 'blocked', reason: 'private address' });
});

test('a public address is dialled, by its own name for the certificate', async () => {
  const seen: unknown[] = [];
  const url = 'https://public.org/';
  await check([url], {
    retries: 0,
    fetcher: {
      allowPrivate: false,
      resolve: async () => ['2606:2800:220:1::1'],
      dial: (options, callback) => {
        seen.push([options.hostname, options.servername]);
        callback(new Error('nobody'), null);
      },
    },
  });
  expect(new Set(seen.map(String))).toEqual(new Set(['2606:2800:220:1::1,public.org']));
});

describe('a redirect is a request of its own', () => {
  const targets = [
    'http://127.0.0.1:1/',
    'http://10.0.0.1/',
    'http://0.0.0.0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0x7f000001/',
    'http://inside.org/',
  ];

  test.each(targets)('to %s it is refused', async (target) => {
    const server = await startServer({ '/a': redirect(302, target) });
    const url = server.url('/a', 'outside.org');
    const dialled: string[] = [];
    const { buildConnector } = await import('undici');
    const toLoopback = buildConnector({});
    const found = await check([url], {
      retries: 0,
      fetcher: {
        allowPrivate: false,
        resolve: async (host) => (host === 'outside.org' ? ['93.184.216.34'] : ['10.0.0.1']),
        // The public address stands for the test's own server: no packet leaves this machine.
        dial: (options, callback) => {
          dialled.push(options.hostname);
          toLoopback({ ...options, hostname: '127.0.0.1' }, callback);
        },
      },
    });
    expect(found.get(url)!.outcome).toEqual({ kind: 'blocked', reason: 'private address' });
    expect(dialled).toEqual(['93.184.216.34']);
    expect(server.requests).toEqual(['GET outside.org /a']);
  });

  test('no credentials are sent, nor followed', async () => {
    let authorization: string | undefined = 'none';
    const server = await startServer({
      '/a': (request, response) => redirect(302, server.url('/b').replace('//', '//user:secret@'))(request, response),
      '/b': (request, response) => {
        authorization = request.headers.authorization;
        page('B')(request, response);
      },
    });
    const url = server.url('/a').replace('//', '//user:secret@');
    expect((await check([url])).get(url)!.after!.status).toBe('ok');
    expect(authorization).toBeUndefined();
  });
});
