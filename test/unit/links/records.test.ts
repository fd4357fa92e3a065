import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueAddresses, isChosen } from '../../../server/src/links/due.ts';
import { createLock, type LinkRecord } from '../../../server/src/links/lock.ts';
import { nextRecord, settleDate } from '../../../server/src/links/nextRecord.ts';
import { daysBetween, isChangedSinceReview, isOverdue } from '../../../server/src/links/verdict.ts';

const url = (index: number) => `https://host${index % 7}.example.org/page-${index}`;
const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const fine = (checked: string): LinkRecord => ({ status: 'ok', checked, title: 'T' });

describe('days that move', () => {
  it('a refresh of a thousand fine links a week later changes about a hundred lines, the next day a few', () => {
    const changed = (days: number) =>
      Array.from({ length: 1_000 }, (_, index) => url(index)).filter((address) => {
        const old = fine('2026-03-01');
        return settleDate(address, old, fine(dayAfter('2026-03-01', days)), 180) !== old;
      }).length;
    expect(changed(1)).toBeLessThan(40);
    expect(changed(7)).toBeGreaterThan(60);
    expect(changed(7)).toBeLessThan(180);
    expect(changed(60)).toBe(1_000);
  });

  it('never let a link that is looked at weekly seem overdue', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.integer({ min: 3, max: 400 }), (index, maxAge) => {
        let kept = fine('2026-01-01');
        for (let week = 1; week < 60; week++) {
          const today = dayAfter('2026-01-01', week * Math.min(7, Math.ceil(maxAge / 3)));
          expect(isOverdue(kept, today, maxAge)).toBe(false);
          kept = settleDate(url(index), kept, { ...kept, checked: today }, maxAge);
        }
      }),
    );
  });

  it('move at once where something changed, and not for a validator', () => {
    const old = fine('2026-03-01');
    const next = fine('2026-03-02');
    expect(settleDate(url(1), old, { ...next, etag: '"2"' }, 180)).toBe(old);
    for (const change of [
      { title: 'U' },
      { digest: 'd' },
      { updated: '2026-03-02' },
      { final: 'https://x.example.org/' },
      { status: 'moved' as const },
    ]) {
      expect(settleDate(url(1), old, { ...next, ...change }, 180).checked).toBe('2026-03-02');
    }
  });
});

describe('what a check makes of a record', () => {
  const at = { today: '2026-03-15', isHelp: true };
  const reviewed: LinkRecord = {
    ...fine('2026-01-01'),
    digest: 'd',
    reviewed: '2026-01-02',
    reviewedDigest: 'd',
    fromTheFuture: 1,
  };

  it('keeps a review and unknown keys through good and bad days', () => {
    const outcomes = [
      { kind: 'missing', reason: '404' },
      { kind: 'failing', reason: '500' },
      { kind: 'blocked', reason: '403' },
      { kind: 'unchanged' },
      {
        kind: 'page',
        status: 'hollow',
        final: undefined,
        page: undefined,
        updated: undefined,
        etag: undefined,
        modified: undefined,
      },
    ] as const;
    for (const outcome of outcomes) {
      expect(nextRecord(url(1), reviewed, outcome, at)).toMatchObject({
        reviewed: '2026-01-02',
        reviewedDigest: 'd',
        digest: 'd',
        fromTheFuture: 1,
        title: 'T',
      });
    }
  });

  it('leaves alone what was not asked, and what is gone while its host has a bad day', () => {
    expect(nextRecord(url(1), reviewed, { kind: 'postponed', reason: '' }, at)).toBe(reviewed);
    const gone: LinkRecord = {
      status: 'gone',
      checked: '2026-03-01',
      failures: { count: 2, first: '2026-02-01', reason: '404' },
    };
    expect(nextRecord(url(1), gone, { kind: 'failing', reason: '500' }, at)).toBe(gone);
    expect(nextRecord(url(1), gone, { kind: 'missing', reason: '404' }, at)).toEqual({
      ...gone,
      checked: '2026-03-15',
    });
    expect(nextRecord(url(1), undefined, { kind: 'unchanged' }, at)).toBeUndefined();
  });

  it('a name that no longer exists is gone on the second day', () => {
    const first = nextRecord(
      url(1),
      undefined,
      { kind: 'missing', reason: 'name not found' },
      { ...at, today: '2026-03-14' },
    );
    expect(first!.status).toBe('failing');
    expect(nextRecord(url(1), first, { kind: 'missing', reason: 'name not found' }, at)!.status).toBe('gone');
  });
});

describe('changed since review', () => {
  const base: LinkRecord = { status: 'ok', checked: '2026-03-10', reviewed: '2026-02-01' };
  it.each<[Partial<LinkRecord>, boolean]>([
    [{}, false],
    [{ updated: '2026-01-31' }, false],
    [{ updated: '2026-02-01' }, false],
    [{ updated: '2026-02-02' }, true],
    [{ updated: '2026-02-02', digest: 'a', reviewedDigest: 'a' }, false],
    [{ updated: '2026-01-01', digest: 'b', reviewedDigest: 'a' }, true],
    [{ digest: 'b' }, false],
    [{ updated: '2026-02-02', reviewed: undefined }, false],
    [{ updated: '2026-02-02', status: 'gone' }, false],
  ])('%j: %s', (change, expected) => expect(isChangedSinceReview({ ...base, ...change })).toBe(expected));
});

describe('what is due', () => {
  const options = { maxAge: 90, today: '2026-03-15', only: [], limitPerHost: undefined };
  const lock = createLock([
    ['https://a.example.org/failing', { status: 'failing', checked: '2026-03-14' }],
    ['https://a.example.org/fresh', fine('2026-03-01')],
    ['https://a.example.org/old', fine('2025-06-01')],
    ['https://a.example.org/older', fine('2025-01-01')],
    ['https://a.example.org/today', { status: 'failing', checked: '2026-03-15' }],
    ['https://b.example.org/gone', { status: 'gone', checked: '2026-03-12' }],
    ['https://b.example.org/gone-long', { status: 'gone', checked: '2026-03-01' }],
  ]);
  const all = [...lock.records.keys(), 'https://b.example.org/new'];
  const short = (urls: string[]) => urls.map((address) => address.replace('.example.org', '').replace('https://', ''));

  it('failures first, then the new, then the oldest; what was checked today is done', () => {
    expect(short(dueAddresses(lock, all, options))).toEqual(['a/failing', 'b/gone-long', 'b/new', 'a/older', 'a/old']);
  });

  it('a limit a host, and a choice', () => {
    expect(short(dueAddresses(lock, all, { ...options, limitPerHost: 1 }))).toEqual(['a/failing', 'b/gone-long']);
    expect(short(dueAddresses(lock, all, { ...options, only: ['b.example.org/*w', 'older'] }))).toEqual([
      'b/new',
      'a/older',
    ]);
    expect(isChosen('https://a.example.org/', [])).toBe(true);
  });

  it('does not fall on one day for links first checked on one day', () => {
    const urls = Array.from({ length: 400 }, (_, index) => url(index));
    const young = createLock(urls.map((address) => [address, fine('2026-01-01')]));
    const dueAfter = (days: number) =>
      dueAddresses(young, urls, { ...options, today: dayAfter('2026-01-01', days) }).length;
    expect(dueAfter(72)).toBe(0);
    expect(dueAfter(90)).toBeGreaterThan(120);
    expect(dueAfter(90)).toBeLessThan(280);
    expect(dueAfter(109)).toBe(400);
  });
});

it('days between', () => {
  expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
  expect(daysBetween('2026-03-01', '2026-02-27')).toBe(-2);
});
