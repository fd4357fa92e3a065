import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressOf,
  createLock,
  type LinkRecord,
  linkStatuses,
  markReviewed,
  serialiseLock,
  withRecords,
} from '../../../server/src/links/lock.ts';
import { lockEdit } from '../../../server/src/links/lockEdit.ts';
import { readLock } from '../../../server/src/links/readLock.ts';

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const record = fc.record(
  {
    status: fc.constantFrom(...linkStatuses),
    checked: day,
    final: fc.webUrl(),
    title: fc.string({ unit: 'binary' }),
    digest: fc.string(),
    reviewed: day,
    failures: fc.record({ count: fc.nat(), first: day, reason: fc.string() }),
    fromTheFuture: fc.jsonValue(),
  },
  { requiredKeys: ['status', 'checked'] },
) as unknown as fc.Arbitrary<LinkRecord>;
const records = fc.uniqueArray(fc.tuple(fc.webUrl({ withFragments: true }), record), { selector: ([url]) => url });

const sample = createLock([
  ['https://b.example/', { status: 'ok', checked: '2026-03-01', title: 'B' }],
  [
    'https://a.example/',
    { status: 'gone', checked: '2026-03-02', failures: { count: 2, first: '2026-03-01', reason: '404' } },
  ],
]);

describe('the lock’s text', () => {
  it('is one record a line, sorted', () => {
    expect(serialiseLock(sample)).toBe(`{
  "version": 1,
  "links": {
    "https://a.example/": { "status": "gone", "checked": "2026-03-02", "failures": {"count":2,"first":"2026-03-01","reason":"404"} },
    "https://b.example/": { "status": "ok", "checked": "2026-03-01", "title": "B" }
  }
}
`);
  });

  it('is read as it was written, unknown keys of records and of the file included', () => {
    fc.assert(
      fc.property(records, fc.dictionary(fc.stringMatching(/^[a-k]{1,5}$/), fc.jsonValue()), (pairs, extra) => {
        const lock = createLock(pairs, extra);
        const { lock: again, problems } = readLock(serialiseLock(lock));
        expect(problems).toEqual([]);
        expect(JSON.parse(JSON.stringify([...again.records]))).toEqual(JSON.parse(JSON.stringify([...lock.records])));
        expect(serialiseLock(again)).toBe(serialiseLock(lock));
      }),
    );
  });

  it('changes only the lines of what changed', () => {
    fc.assert(
      fc.property(records, fc.webUrl(), record, (pairs, url, added) => {
        const before = serialiseLock(createLock(pairs))
          .split('\n')
          .map((line) => line.replace(/,$/, ''));
        const after = serialiseLock(withRecords(createLock(pairs), new Map([[url, added]])))
          .split('\n')
          .map((line) => line.replace(/,$/, ''));
        const own = (line: string) =>
          line.startsWith(`    ${JSON.stringify(url)}:`) || /^ {2}("links": \{\}?|\})$/.test(line);
        expect(after.filter((line) => !own(line))).toEqual(before.filter((line) => !own(line)));
      }),
    );
  });

  it('may have come from Windows, and with a byte order mark', () => {
    const text = `\uFEFF${serialiseLock(sample).replaceAll('\n', '\r\n')}`;
    const { lock, problems } = readLock(text);
    expect(problems).toEqual([]);
    expect([...lock.records.keys()]).toEqual(['https://a.example/', 'https://b.example/']);
  });
});

describe('a lock that cannot be trusted', () => {
  it('half merged: the line of the first mark, and all records that can be read, of two the newer', () => {
    const text = `{
  "version": 1,
  "links": {
    "https://a.example/": { "status": "ok", "checked": "2026-03-01" },
<<<<<<< HEAD
    "https://b.example/": { "status": "ok", "checked": "2026-03-01" },
=======
    "https://b.example/": { "status": "gone", "checked": "2026-03-05", "failures": {"count":2,"first":"2026-03-01","reason":"404"} },
>>>>>>> refresh
    "https://c.example/": { "status": "ok", "checked": "2026-03-01" }
  }
}
`;
    const { lock, problems } = readLock(text);
    expect(problems.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '5 handbook.links.json holds the marks of an unfinished merge.',
    ]);
    expect(text.slice(problems[0]!.span.start, problems[0]!.span.end)).toBe('<<<<<<< HEAD');
    expect([...lock.records].map(([url, { status }]) => `${url} ${status}`)).toEqual([
      'https://a.example/ ok',
      'https://b.example/ gone',
      'https://c.example/ ok',
    ]);
  });

  it.each([
    ['', 1],
    ['[]', 1],
    ['{"version":1,"links":{', 1],
    ['{\n"version": 1,\n"links": {\n"https://a/": {"status":"ok" "checked":"2026-03-01"}\n}}', 4],
    ['{\n"version": 2,\n"links": {}}', 2],
    ['{"version":1,\n"links": []}', 2],
    ['{"version":1,"links":{\n"https://a/": 7}}', 2],
    ['{"version":1,"links":{\n"https://a/": {"status":"fine","checked":"2026-03-01"}}}', 2],
    ['{"version":1,"links":{\n"https://a/": {"status":"ok","checked":"yesterday"}}}', 2],
    ['{"version":1,"links":{\n"https://a/": {"status":"ok","checked":"2026-02-31T"}}}', 2],
    ['{"version":1,"links":{\n"https://a/": {"status":"ok","checked":"2026-03-01","failures":{}}}}', 2],
    ['{"version":1,"links":{\n"https://a/": {"status":"ok","checked":"2026-03-01","title":1}}}', 2],
    [
      '{"version":1,"links":{"https://a/": {"status":"ok","checked":"2026-03-01"},\n"https://a/": {"status":"ok","checked":"2026-03-01"}}}',
      2,
    ],
  ])('%j at line %d', (text, line) => {
    const { problems } = readLock(text);
    expect(problems[0]?.line).toBe(line);
    expect(problems[0]!.span.end).toBeLessThanOrEqual(Math.max(text.length, 1));
  });

  it('is never thrown at', () => {
    fc.assert(
      fc.property(records, fc.nat(), fc.string({ unit: 'binary' }), (pairs, where, noise) => {
        const text = serialiseLock(createLock(pairs));
        const at = where % (text.length + 1);
        readLock(text.slice(0, at) + noise + text.slice(at));
        readLock(text.slice(0, at));
      }),
    );
  });
});

describe('looking up what a chapter writes', () => {
  it.each([
    ['https://a.example/x?a=1&amp;b=2', 'https://a.example/x?a=1&b=2'],
    ['https://a.example/snake\\_case', 'https://a.example/snake_case'],
    ['//a.example/x', 'https://a.example/x'],
    ['www.a.example', 'http://www.a.example'],
    ['HTTP://a.example/', 'HTTP://a.example/'],
  ])('%s is %s', (written, address) => expect(addressOf(written)).toBe(address));

  it.each(['#id', 'ch2.md', 'mailto:a@b.example', 'http://', '', 'www.', 'javascript:alert(1)'])(
    '%s is no address',
    (written) => expect(addressOf(written)).toBeUndefined(),
  );

  it('finds the record under either', () => {
    const lock = createLock([['https://a.example/x?a=1&b=2', { status: 'ok', checked: '2026-03-01' }]]);
    expect(lock.record('https://a.example/x?a=1&amp;b=2')).toBe(lock.record('https://a.example/x?a=1&b=2'));
    expect(lock.record('https://a.example/')).toBeUndefined();
  });
});

it('a review keeps the day and what the page was', () => {
  expect(
    markReviewed({ status: 'ok', checked: '2026-03-01', digest: 'd1', reviewedDigest: 'd0' }, '2026-03-15'),
  ).toEqual({
    status: 'ok',
    checked: '2026-03-01',
    digest: 'd1',
    reviewed: '2026-03-15',
    reviewedDigest: 'd1',
  });
});

describe('lockEdit', () => {
  it('gives the text with the change in it, and touches little more than the record’s line', () => {
    fc.assert(
      fc.property(records, fc.webUrl(), record, (pairs, url, added) => {
        const lock = createLock(pairs);
        const text = serialiseLock(lock);
        const edit = lockEdit(text, lock, new Map([[url, added]]));
        const edited = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
        expect(edited).toBe(serialiseLock(withRecords(lock, new Map([[url, added]]))));
        expect(edit.text.split('\n').length).toBeLessThanOrEqual(5);
      }),
    );
  });
});
