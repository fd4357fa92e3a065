import { utimesSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createLock, type LinkRecord, serialiseLock } from '../../server/src/links/lock.ts';
import { readLock } from '../../server/src/links/readLock.ts';
import { Random } from '../fuzz/random.ts';
import { CliSandbox } from '../support/cliSandbox.ts';
import { type MisbehavingServer, page, redirect, send, startServer } from '../support/misbehavingServer.ts';

const fast = ['--allow-private', '--delay', '0', '--retries', '0', '--no-progress'];

async function bookOn(server: MisbehavingServer, paths: readonly string[]): Promise<CliSandbox> {
  const links = paths.map((path) => `- [${path}](${server.url(path)})\n`).join('');
  return new CliSandbox({
    'Book.txt': 'ch1.md\n',
    'ch1.md': `{id: ch}\n# Links\n\n${links}`,
    'handbook.json': JSON.stringify({
      helpLinks: { centres: [{ name: 'Ours', hosts: ['127.0.0.1/help'], home: ['/help'] }] },
    }),
  });
}

function recordsOf(sandbox: CliSandbox) {
  const { lock, problems } = readLock(sandbox.read('handbook.links.json'));
  expect(problems).toEqual([]);
  return lock.records;
}

describe('links update', () => {
  test('writes a lock that the lint reads, and asks nothing twice on one day', async () => {
    const server = await startServer({
      '/help/fine': page('Fine'),
      '/help/old': redirect(301, '/help/new'),
      '/help/new': page('New'),
      '/help/empty': page('Empty', ''),
    });
    const sandbox = await bookOn(server, ['/help/fine', '/help/old', '/help/empty', '/help/gone']);
    const { code, stdout } = await sandbox.run(['links', 'update', ...fast]);
    expect(code).toBe(0);
    expect(stdout).toContain('4 links checked: 1 missing, 1 hollow, 1 moved, 1 ok');
    expect([...recordsOf(sandbox).values()].map(({ status }) => status)).toEqual(['hollow', 'ok', 'failing', 'moved']);
    expect(sandbox.names()).toEqual(['Book.txt', 'ch1.md', 'handbook.json', 'handbook.links.json']);

    const linted = await sandbox.run(['--format', 'json', '--fail-on', 'warning']);
    const findings: { rule: string; case: string }[] = JSON.parse(linted.stdout).findings;
    const stale = findings.filter(({ rule }) => rule === 'stale-help-link').map((finding) => finding.case);
    expect(stale).toEqual(['moved', 'hollow']);
    expect(linted.code).toBe(1);

    const asked = server.requests.length;
    const again = await sandbox.run(['links', 'update', ...fast]);
    expect(again.stdout).toContain('No link was due.');
    expect(server.requests).toHaveLength(asked);
  });

  test('a forced refresh of fine links changes no line', async () => {
    const server = await startServer({ '/help/a': page('A'), '/b': page('B') });
    const sandbox = await bookOn(server, ['/help/a', '/b']);
    await sandbox.run(['links', 'update', ...fast]);
    const today = [...recordsOf(sandbox).values()][0]!.checked;
    const day = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
    // The day before may fall into another of an address's periods; both addresses' then moves, and says so.
    const before = sandbox.read('handbook.links.json').replaceAll(today, day);
    sandbox.write('handbook.links.json', before);
    const { stdout } = await sandbox.run(['links', 'update', '--max-age', '0', ...fast]);
    expect(stdout).toContain('2 links checked: 2 ok');
    const after = sandbox.read('handbook.links.json');
    expect([before, after]).toContain(after.replaceAll(today, day));
  });

  test('leaves a half-merged lock alone and names its line', async () => {
    const server = await startServer({ '/a': page('A') });
    const sandbox = await bookOn(server, ['/a']);
    const broken = '{\n  "version": 1,\n  "links": {\n<<<<<<< HEAD\n=======\n>>>>>>> x\n  }\n}\n';
    sandbox.write('handbook.links.json', broken);
    for (const command of [['update', ...fast], ['check', ...fast], ['prune'], ['review', '--all']]) {
      const { code, stderr } = await sandbox.run(['links', ...command]);
      expect(code).toBe(2);
      expect(stderr).toContain('handbook.links.json:4: handbook.links.json holds the marks of an unfinished merge.');
      expect(sandbox.read('handbook.links.json')).toBe(broken);
    }
    expect(server.requests).toEqual([]);
  });

  test('killed at any moment, leaves a whole lock and goes on where it was', async () => {
    const paths = Array.from({ length: 60 }, (_, index) => `/${index}.pdf`);
    const answer = send(200, 'x', { 'content-type': 'application/pdf' });
    const server = await startServer({
      '*': (request, response) => void setTimeout(() => answer(request, response), 15),
    });
    const sandbox = await bookOn(server, paths);
    // A long lock takes long to write, so that some of the kills fall into a write.
    const others = Array.from({ length: 2_000 }, (_, index) => [`https://other.org/${index}`, fineRecord] as const);
    sandbox.write('handbook.links.json', serialiseLock(createLock(others)));
    const pathsHad = () => {
      const urls = [...recordsOf(sandbox).keys()].filter((url) => !url.startsWith('https://other.org/'));
      return new Set(urls.map((url) => new URL(url).pathname));
    };
    let had = new Set<string>();
    let asked = 0;
    const expectNoneAskedAgain = () => {
      expect(server.requests.slice(asked).filter((request) => had.has(request.split(' ')[2]!))).toEqual([]);
      asked = server.requests.length;
    };
    const killedAfter: number[] = [];
    // The same moments every time: where exactly they fall still depends on the machine.
    const random = new Random(SEED);
    while (killedAfter.length < 6 && had.size < 50) {
      const child = sandbox.start(['links', 'update', ...fast, '--per-host', '4']);
      const closed = new Promise((resolve) => child.once('close', resolve));
      // Anywhere between the run's first request and some of its later ones, and anywhere within an answer or a write.
      const requests = asked + 1 + random.below(12);
      await Promise.race([server.whenRequests(requests), closed]);
      setTimeout(() => child.kill('SIGKILL'), random.below(40));
      await closed;
      killedAfter.push(server.requests.length - asked);
      expectNoneAskedAgain();
      const now = pathsHad();
      expect(
        [...had].filter((path) => !now.has(path)),
        `killed after ${killedAfter} requests`,
      ).toEqual([]);
      expect(recordsOf(sandbox).size).toBe(2_000 + now.size);
      had = now;
    }
    expect(had.size).toBeGreaterThan(0);
    expect((await sandbox.run(['links', 'update', ...fast])).code).toBe(0);
    expectNoneAskedAgain();
    expect(recordsOf(sandbox).size).toBe(2_060);
  }, 60_000);

  test('what a killed run left beside the lock is cleared away by the next one, a minute later', async () => {
    const server = await startServer({ '/a': page('A') });
    const sandbox = await bookOn(server, ['/a']);
    for (const name of ['.handbook-0123456789ab.tmp', '.handbook-ba9876543210.tmp']) sandbox.write(name, '{');
    const longAgo = new Date(Date.now() - 120_000);
    utimesSync(sandbox.path('.handbook-0123456789ab.tmp'), longAgo, longAgo);
    await sandbox.run(['links', 'update', ...fast]);
    expect(sandbox.names().filter((name) => name.endsWith('.tmp'))).toEqual(['.handbook-ba9876543210.tmp']);
  });
});

/** Another one, to kill at other moments: `HANDBOOK_SEED=2 npx vitest run test/links/cli.test.ts`. */
const SEED = Number(process.env.HANDBOOK_SEED ?? 1);

const fineRecord: LinkRecord = { status: 'ok', checked: '2026-03-01', title: 'A page of another site' };

describe('links check', () => {
  test('writes nothing, and fails where a page is gone', async () => {
    const server = await startServer({ '/a': page('A'), '/b': send(500) });
    const sandbox = await bookOn(server, ['/a', '/b', '/gone']);
    const { code, stdout } = await sandbox.run(['links', 'check', '--format', 'json', ...fast]);
    expect(code).toBe(1);
    const report = JSON.parse(stdout);
    expect(report.summary).toMatchObject({ ok: 1, failing: 1, missing: 1 });
    expect(report.links[2]).toMatchObject({
      state: 'missing',
      reason: '404',
      places: [{ file: 'ch1.md', line: 6, column: 11 }],
    });
    expect(sandbox.names()).not.toContain('handbook.links.json');
  });

  test('is content with a bad day', async () => {
    const server = await startServer({ '/a': page('A'), '/b': send(500) });
    const sandbox = await bookOn(server, ['/a', '/b']);
    expect((await sandbox.run(['links', 'check', ...fast])).code).toBe(0);
    const only = await sandbox.run(['links', 'check', '--only', '/a', ...fast]);
    expect(only.stdout).toContain('1 link checked: 1 ok');
  });

  test('a SOCKS proxy ends the run before anything is asked', async () => {
    const server = await startServer({ '/a': page('A') });
    const sandbox = await bookOn(server, ['/a']);
    const { code, stderr } = await sandbox.run(['links', 'update', ...fast], {
      env: { ALL_PROXY: 'socks5://127.0.0.1:9' },
    });
    expect([code, stderr]).toEqual([2, expect.stringContaining('SOCKS is not supported')]);
    expect(server.requests).toEqual([]);
    expect(sandbox.names()).not.toContain('handbook.links.json');
  });

  test('does not ask private addresses unless told to', async () => {
    const server = await startServer({ '/a': page('A') });
    const sandbox = await bookOn(server, ['/a']);
    const { code, stdout } = await sandbox.run(['links', 'check', '--no-progress']);
    expect(code).toBe(0);
    expect(stdout).toContain('Not asked: 1 address of private networks (--allow-private asks them).');
    expect(server.requests).toEqual([]);
  });
});

describe('links review and prune', () => {
  const lock = (url: string) =>
    readLock(
      JSON.stringify({
        version: 1,
        links: {
          [url]: { status: 'ok', checked: '2026-01-01', digest: 'd2', reviewed: '2025-01-01', reviewedDigest: 'd1' },
          'https://dropped.example.org/': { status: 'ok', checked: '2026-01-01' },
        },
      }),
    ).lock;

  test('a reviewed page is no finding any more', async () => {
    const sandbox = new CliSandbox({
      'Book.txt': 'ch1.md\n',
      'ch1.md': '{id: ch}\n# Links\n\n<https://docs.vendor.org/a>\n',
    });
    const url = 'https://docs.vendor.org/a';
    sandbox.write('handbook.links.json', serialiseLock(lock(url)));
    const changed = await sandbox.run(['--format', 'json']);
    expect(JSON.parse(changed.stdout).findings[0]).toMatchObject({ rule: 'stale-help-link', case: 'changed' });
    const { code, stdout } = await sandbox.run(['links', 'review', url]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^1 page reviewed on \d{4}-\d\d-\d\d\.\n$/)]);
    expect(recordsOf(sandbox).get(url)).toMatchObject({ checked: '2026-01-01', reviewedDigest: 'd2' });
    const settled = await sandbox.run(['--format', 'json']);
    expect(JSON.parse(settled.stdout).findings.map((finding: { case: string }) => finding.case)).not.toContain(
      'changed',
    );
  });

  test('an address that is not in the lock is named, with the one that was meant', async () => {
    const sandbox = new CliSandbox({ 'ch1.md': '# Links\n' });
    sandbox.write('handbook.links.json', serialiseLock(lock('https://docs.vendor.org/a')));
    const { code, stderr } = await sandbox.run(['links', 'review', 'https://docs.vendor.org/b']);
    expect(code).toBe(2);
    expect(stderr).toContain('https://docs.vendor.org/b is not in handbook.links.json');
    expect(stderr).toContain('Did you mean https://docs.vendor.org/a?');
  });

  test('prune drops what the book no longer links to', async () => {
    const sandbox = new CliSandbox({ 'ch1.md': '# Links\n\n<https://docs.vendor.org/a>\n' });
    sandbox.write('handbook.links.json', serialiseLock(lock('https://docs.vendor.org/a')));
    expect((await sandbox.run(['links', 'prune'])).stdout).toBe('1 address dropped.\n');
    expect([...recordsOf(sandbox).keys()]).toEqual(['https://docs.vendor.org/a']);
  });
});
