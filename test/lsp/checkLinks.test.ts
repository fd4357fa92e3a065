import { expect, it } from 'vitest';
import { UserError } from '../../server/src/base/userError.ts';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';
import { runChecks } from '../../server/src/links/checkRun.ts';
import { createLock, type LinkRecord, serialiseLock, withRecords } from '../../server/src/links/lock.ts';
import type { LinkNetwork } from '../../server/src/links/network.ts';
import { readLock } from '../../server/src/links/readLock.ts';
import type { CheckLinksResult } from '../../server/src/lsp/protocol.ts';
import { at, TODAY } from '../support/book.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { connect, type LspClient, type LspClientOptions } from '../support/lspClient.ts';
import { type MisbehavingServer, page, redirect, silent, startServer } from '../support/misbehavingServer.ts';

const networkOn = { links: { network: true, allowPrivate: true } };

interface Served {
  readonly client: LspClient;
  readonly host: MemoryHost;
  /** How often the network was loaded. */
  readonly loads: () => number;
}

/** A server whose checker asks the test's own site, and whose lock lies in memory with the rest of the book. */
async function served(text: string, { lock, ...options }: LspClientOptions & { lock?: string } = {}): Promise<Served> {
  const helpLinks = { centres: [{ name: 'Ours', hosts: ['127.0.0.1/help'], home: ['/help'] }] };
  const files = {
    'Book.txt': 'a.md\n',
    'a.md': text,
    'handbook.json': JSON.stringify({ helpLinks }),
    ...(lock === undefined ? {} : { 'handbook.links.json': lock }),
  };
  const host = new MemoryHost(Object.entries(files).map(([path, content]) => [at(path), content]));
  let loads = 0;
  const client = connect(host, {
    settings: networkOn,
    ...options,
    linkNetwork: async () => {
      loads++;
      return networkOver(host);
    },
  });
  await client.start();
  await client.open(at('a.md'), text);
  return { client, host, loads: () => loads };
}

function networkOver(host: MemoryHost): LinkNetwork {
  return {
    check: (urls, { allowPrivate, ...run }, onChecked, signal) =>
      runChecks(
        urls,
        { ...run, manners: { allowPrivate, env: {}, retries: 0 }, world: { clock: new FakeClock() } },
        onChecked,
        signal,
      ),
    openLock: (uri) => ({
      set: (url, record) => {
        const { lock, problems } = readLock(host.read(uri)?.text ?? '{"version":1,"links":{}}');
        if (problems.length > 0) throw new UserError('broken');
        host.write(uri, serialiseLock(withRecords(lock, new Map([[url, record]]))));
      },
      save: () => {},
    }),
  };
}

function checkAll(client: LspClient, params: object = { uri: at('a.md') }): Promise<CheckLinksResult> {
  return client.request('handbook/checkLinks', params);
}

function recordsOn(host: MemoryHost): ReadonlyMap<string, LinkRecord> {
  const { lock, problems } = readLock(host.read(at('handbook.links.json'))!.text);
  expect(problems).toEqual([]);
  return lock.records;
}

const chapter = (site: MisbehavingServer, ...paths: string[]) =>
  `{id: a}\n# A\n\n${paths.map((path) => `[to ${path}](${site.url(path)})\n`).join('\n')}`;

it('checks the help links of the book, writes the lock, and the findings follow', async () => {
  const site = await startServer({
    '/help/old': redirect(301, '/help/new'),
    '/help/new': page('New'),
    '/other': page('Other'),
  });
  const { client, host } = await served(chapter(site, '/help/old', '/help/gone', '/other'));
  const result = await checkAll(client);
  expect(result).toMatchObject({
    checked: 2,
    states: { moved: 1, missing: 1 },
    fresh: 0,
    private: 0,
    isUnsaved: false,
  });
  expect([...recordsOn(host)].map(([url, { status }]) => `${new URL(url).pathname} ${status}`)).toEqual([
    '/help/gone failing',
    '/help/old moved',
  ]);
  expect(site.requests.some((request) => request.endsWith('/other'))).toBe(false);
  const pushed = await client.until('the finding', () => client.pushed(at('a.md'))?.includes('4 stale-help-link'));
  expect(pushed).toBe(true);
});

it('reports progress, and does not ask twice on one day', async () => {
  const site = await startServer({ '/help/a': page('A'), '/help/b': page('B') });
  const { client } = await served(chapter(site, '/help/a', '/help/b'));
  await checkAll(client, { uri: at('a.md'), workDoneToken: 'w' });
  const told = client.heard
    .filter(({ method }) => method === '$/progress')
    .map(({ params }) => (params as { value: { kind: string; message?: string; cancellable?: boolean } }).value);
  expect(told[0]).toMatchObject({ kind: 'begin', cancellable: true });
  expect(told.filter(({ kind }) => kind === 'report').map(({ message }) => message)).toEqual(['1 of 2', '2 of 2']);
  expect(told.at(-1)!.kind).toBe('end');
  const asked = site.requests.length;
  expect(await checkAll(client)).toMatchObject({ checked: 0, fresh: 2 });
  expect(site.requests).toHaveLength(asked);
});

it('cancelled, answers so, stops asking, and keeps what it found', async () => {
  const site = await startServer({ '/help/a': page('A'), '/help/b': silent });
  const { client, host } = await served(chapter(site, '/help/a', '/help/b'));
  const { CancellationTokenSource } = await import('vscode-jsonrpc/node');
  const source = new CancellationTokenSource();
  const running = client.connection.sendRequest(
    'handbook/checkLinks',
    { uri: at('a.md'), workDoneToken: 'w' },
    source.token,
  );
  await client.until('the first link', () =>
    client.heard.some(({ params }) => JSON.stringify(params).includes('1 of 2')),
  );
  source.cancel();
  await expect(running).rejects.toMatchObject({ code: -32800 });
  expect([...recordsOn(host).keys()]).toEqual([site.url('/help/a')]);
  expect(await checkAll(client, { uri: at('a.md'), address: site.url('/help/a') })).toMatchObject({ checked: 1 });
});

it('is refused while the network is off, and nothing of it is loaded', async () => {
  const site = await startServer({ '/help/a': page('A') });
  const { client, host, loads } = await served(chapter(site, '/help/a'), { settings: {} });
  expect(await checkAll(client)).toMatchObject({ refusal: 'networkOff', checked: 0 });
  expect([site.requests, site.robotsAsked, loads()]).toEqual([[], [], 0]);
  expect(host.read(at('handbook.links.json'))).toBeUndefined();
});

it('goes by the settings as they are when it is asked, also where the client has only just changed them', async () => {
  const site = await startServer({ '/help/a': page('A') });
  const { client } = await served(chapter(site, '/help/a'), { settings: {} });
  expect(await checkAll(client)).toMatchObject({ refusal: 'networkOff' });
  client.settings = networkOn;
  const told = client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  const checked = checkAll(client);
  await told;
  expect(await checked).toMatchObject({ checked: 1 });
});

it('asks no private address unless it may', async () => {
  const site = await startServer({ '/help/a': page('A') });
  const { client } = await served(chapter(site, '/help/a'), { settings: { links: { network: true } } });
  expect(await checkAll(client)).toMatchObject({ checked: 0, private: 1 });
  expect(await checkAll(client, { uri: at('a.md'), address: site.url('/help/a') })).toMatchObject({
    refusal: 'privateAddress',
  });
  expect(site.requests).toEqual([]);
});

it('leaves a half-merged lock alone and names its line', async () => {
  const site = await startServer({ '/help/a': page('A') });
  const lock = '{\n  "version": 1,\n  "links": {\n<<<<<<< HEAD\n=======\n>>>>>>> x\n  }\n}\n';
  const { client, host } = await served(chapter(site, '/help/a'), { lock });
  expect(await checkAll(client)).toMatchObject({
    refusal: 'brokenLock',
    problem: 'handbook.links.json:4: handbook.links.json holds the marks of an unfinished merge.',
  });
  expect(host.read(at('handbook.links.json'))!.text).toBe(lock);
  expect(site.requests).toEqual([]);
});

it('changes a lock that is open in the editor there, as an edit', async () => {
  const site = await startServer({ '/help/a': page('A') });
  const lock = serialiseLock(createLock([['https://x.org/', { status: 'ok', checked: '2026-03-01' }]]));
  const { client, host } = await served(chapter(site, '/help/a'), { lock });
  await client.open(at('handbook.links.json'), lock, 'json');
  expect(await checkAll(client)).toMatchObject({ checked: 1, isUnsaved: true });
  expect(host.read(at('handbook.links.json'))!.text).toBe(lock);
  const edited = readLock(client.text(at('handbook.links.json')));
  expect(edited.problems).toEqual([]);
  expect([...edited.lock.records.keys()]).toEqual([site.url('/help/a'), 'https://x.org/']);
});

it('offers to check any link of the book, and says today of one that is fine', async () => {
  const site = await startServer({ '/other': page('Other') });
  const fine: LinkRecord = { status: 'ok', checked: '2026-03-12', title: 'Other' };
  const lock = serialiseLock(createLock([[site.url('/other'), fine]]));
  const { client, host } = await served(chapter(site, '/other'), { lock });
  const actions = await client.actions(at('a.md'), client.range(at('a.md'), 'to /other'));
  const { command } = actions.find(({ title }) => title === 'Check this link now')!;
  expect(command).toMatchObject({ command: 'handbook-lint.checkLinks', arguments: [at('a.md'), site.url('/other')] });
  await client.request('workspace/executeCommand', { command: command!.command, arguments: command!.arguments });
  expect(recordsOn(host).get(site.url('/other'))).toEqual({ ...fine, checked: TODAY });
  await client.until('a word to the user', () => client.heard.some(({ method }) => method === 'window/showMessage'));
});

it('names the command of a client that has one, on or off; another client is not offered what is off', async () => {
  const site = await startServer({});
  const titles = async (options: LspClientOptions) => {
    const { client } = await served(chapter(site, '/other'), options);
    const actions = await client.actions(at('a.md'), client.range(at('a.md'), 'to /other'));
    return actions.filter(({ title }) => title === 'Check this link now').map(({ command }) => command!.command);
  };
  const initializationOptions = { checkLinkCommand: 'our.check' };
  expect(await titles({ settings: {}, initializationOptions })).toEqual(['our.check']);
  expect(await titles({ settings: {} })).toEqual([]);
});
