import { nearest } from '../base/nearest.ts';
import { attributeKeys } from './data/attributeKeys.ts';
import { allOf } from './factReads.ts';
import { chapterRule } from './rule.ts';
import { isOneSlip } from './support/nearIds.ts';

export default chapterRule({
  meta: {
    name: 'unknown-attribute',
    summary: 'An attribute whose name is probably misspelt',
    about: ['attributeLists'],
    reads: 'section',
    touchedBy: { facts: allOf('attributeLists') },
    group: 'book',
    severity: { markua: 'hint', lfm: 'hint', markdown: 'off' },
    strict: 'hint',
    fix: 'unsafe',
    cases: {
      unknown: {
        message: 'Leanpub knows no attribute "{key}". Did you mean "{near}"?',
        help: 'Attributes that Leanpub does not know are dropped without a word, and what they should do is not done.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const { attributes, span } of chapter.facts.attributeLists) {
      for (const attribute of attributes) {
        if (attribute.form !== 'pair') continue;
        const near = likelyKey(attribute.key);
        if (near === undefined || book.excluded(chapter.uri, span.start)) continue;
        // In a list that has the right one too, the other is no slip.
        if (attributes.some(({ key }) => key === near)) continue;
        const edit = { uri: chapter.uri, span: attribute.keySpan, text: near };
        yield {
          case: 'unknown',
          span: attribute.keySpan,
          data: { key: attribute.key, near },
          fixes: [{ title: `Change to "${near}"`, safety: 'unsafe', edits: [edit] }],
        };
      }
    }
  },
});

/** Short words are near to too many others to tell; capitals are `malformed-attribute-list`'s business. */
function likelyKey(written: string): string | undefined {
  const key = written.toLowerCase().replaceAll('_', '-');
  if (attributeKeys.has(written.toLowerCase()) || key.length < 4) return undefined;
  if (attributeKeys.has(key)) return key;
  const [near] = [...[...attributeKeys].filter((known) => isOneSlip(key, known)), ...nearest(key, attributeKeys)];
  return near !== undefined && near.length >= 4 && near[0] === key[0] ? near : undefined;
}
