import { describe, expect, it } from 'vitest';
import { findInternalNotes } from '../../../server/src/rules/placeholders/findInternalNotes.ts';

function notes(text: string, publishes = false): string[] {
  return findInternalNotes(text, { publishes }).map((note) => `${note.case}: ${text.slice(note.start, note.end)}`);
}

function all(rows: Record<string, string[]>): void {
  for (const [text, expected] of Object.entries(rows)) it(text, () => expect(notes(text)).toEqual(expected));
}

describe('finds', () => {
  all({
    'Contact anna.berg@skyline-cloud.net to get it.': ['address: anna.berg@skyline-cloud.net'],
    'Ask a.berg@skyline-cloud.net, b.hill@skyline-cloud.net.': [
      'address: a.berg@skyline-cloud.net',
      'address: b.hill@skyline-cloud.net',
    ],
    'Still in beta (anna@skyline.cn).': ['address: anna@skyline.cn'],
    'See it (this doc is old, product group will update it soon)': [
      'promise: (this doc is old, product group will update it soon)',
    ],
    'The table [we will check with legal] holds.': ['promise: [we will check with legal]'],
    '（后续会更新）': ['promise: （后续会更新）'],
    'For internal use only': ['colleagues: For internal use only'],
    '**DO NOT PUBLISH**': ['colleagues: **DO NOT PUBLISH**'],
    'This is DO NOT PUBLISH yet': ['colleagues: DO NOT PUBLISH'],
    'Prices (internal only) are low.': ['colleagues: (internal only)'],
    'Ask jean-luc@skyline.cn or oncall.anna@gmail.com.': [
      'address: jean-luc@skyline.cn',
      'address: oncall.anna@gmail.com',
    ],
    'It holds (note to self: ask again).': ['colleagues: (note to self: ask again)'],
    'See it (we will update this page soon)': ['promise: (we will update this page soon)'],
    '(note to editor: check the date)': ['colleagues: (note to editor: check the date)'],
    '（内部使用）': ['colleagues: （内部使用）'],
    社外秘: ['colleagues: 社外秘'],
  });
});

describe('is silent on', () => {
  all({
    'Do not publish port 22 to the internet.': [],
    'an internal-only load balancer': [],
    '10.0.0.1 (internal)': [],
    Internal: [],
    Confidential: [],
    'Internal: a network without a gateway.': [],
    'He said "(internal only)".': [],
    'The page will be updated after the release.': [],
    'We will update it soon after each release.': [],
    'support@skyline-cloud.net and info@skyline.net': [],
    'jane@example.com, you@company.com, user@domain.net': [],
    'git@github.com:cloud/handbook.git': [],
    'ssh deploy@prod.skyline.net': [],
    'https://anna@skyline.net/x and @anna@skyline.social': [],
    'anna@localhost and a@b': [],
    'extensions.sim_2@skyline.org.gaiaProfile': [],
    'E-mail address: anna.berg@skyline.net': [],
    'Please email me at anna.berg@skyline.net!': [],
    'I look forward to your comments (anna.berg@skyline.net).': [],
    'Anna Berg, Skyline University, anna.berg@skyline.net': [],
    '@@@@@@@@': [],
    'Send it to ap@skyline.net, people-ops@skyline.net and gdd-authors@skyline.net.': [],
    'The list is cloud-sig-xxx@googlegroups.com, or anna@lists.skyline.net.': [],
    '电邮：anna.berg@gmail.com': [],
    'It is FirstName.LastName@skyline.net.': [],
    'the agenda\uFFFC (internal only)': [],
    'Note to self: let the tools do the work.': [],
    'There are two buttons now (although we will fix that soon).': [],
  });
  it('an address where people publish theirs', () => expect(notes('Anna: anna.berg@skyline.net', true)).toEqual([]));
});
