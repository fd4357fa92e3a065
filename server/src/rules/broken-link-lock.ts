import { bookRule } from './rule.ts';

export default bookRule({
  meta: {
    name: 'broken-link-lock',
    summary: 'A handbook.links.json that cannot be trusted: half merged, no JSON, or with records that make no sense',
    group: 'links',
    severity: 'error',
    fix: 'none',
    since: '1.0.0',
    options: {},
    cases: {
      conflict: { message: '{problem}', help: '{advice}' },
      unreadable: { message: '{problem}', help: '{advice}' },
      record: { message: '{problem}', help: '{advice}' },
    },
  },
  *check({ book }) {
    const { links } = book;
    if (!links) return;
    for (const { kind, span, message, help } of links.problems) {
      yield { case: kind, uri: links.uri, span, data: { problem: message, advice: help } };
    }
  },
});
