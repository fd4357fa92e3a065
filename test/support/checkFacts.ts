import assert from 'node:assert/strict';
import type { Span } from '../../server/src/base/span.ts';
import type { Facts } from '../../server/src/markdown/facts.ts';

/** Throws unless every span of the facts is in range, in order, and holds what its fact says it holds. */
export function checkFacts(text: string, facts: Facts): void {
  const cut = (span: Span): string => text.slice(span.start, span.end);
  // Facts that are worked out when they are asked for would not be among the entries.
  assert(Object.keys(facts).length > 5);
  for (const [name, list] of Object.entries(facts) as [string, readonly { readonly span: Span }[]][]) {
    let last = 0;
    for (const { span } of list) {
      assert(span.start >= last && span.end >= span.start && span.end <= text.length, `${name} at ${span.start}`);
      last = span.start;
    }
  }
  for (const heading of facts.headings) {
    assert(heading.titleSpan.start >= heading.span.start && heading.titleSpan.end <= heading.span.end);
    assert(heading.insertAt <= heading.span.start);
    if (heading.id >= 0) assert(facts.ids[heading.id]);
  }
  for (const id of facts.ids) assert.equal(cut(id.span), id.id);
  for (const list of facts.attributeLists) {
    assert.match(cut(list.span), list.form === 'angle' ? /^<.*>$/s : /^\{/);
    for (const { form, key, keySpan, value, valueSpan, quote } of list.attributes) {
      if (form === 'pair') assert.equal(cut(keySpan), key);
      const isLiteral = valueSpan && !quote && !value?.includes('\\') && !cut(valueSpan).includes('\\');
      if (isLiteral) assert.equal(asRead(cut(valueSpan)), value);
    }
  }
  for (const link of facts.links) {
    assert.equal(flat(cut(link.destinationSpan)), flat(link.label ?? link.destination));
    if (link.kind === 'inline') assert.match(cut(link.span), /^\[.*\)$/s);
    if (link.kind === 'autolink') assert.equal(cut(link.span), `<${link.destination}>`);
    if (link.titleSpan) assert.match(text[link.titleSpan.start - 1]!, /["'(]/);
  }
  for (const resource of facts.resources) {
    assert.equal(flat(cut(resource.destinationSpan)), flat(resource.label ?? resource.destination));
    if (resource.origin === 'image') assert.match(cut(resource.span), /^!\[.*[)\]]$/s);
  }
  for (const note of [...facts.footnotes, ...facts.footnoteUses]) {
    assert.equal(cut(note.labelSpan), note.label);
    assert.match(cut(note.span), /^\[\^/);
  }
  for (const reference of facts.references) assert.equal(cut(reference.destinationSpan), reference.destination);
  for (const prose of facts.prose) {
    let last = prose.span.start;
    for (const piece of prose.pieces) {
      assert(piece.start >= last && piece.end > piece.start, `a piece of prose at ${piece.start}`);
      last = piece.end;
    }
    assert.equal(last, prose.span.end);
  }
}

/** markdown-it reads U+0000 as U+FFFD (CommonMark, "Insecure characters"). */
function asRead(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}

/** A label may run over lines, and is then told without the prefixes of the containers it stands in. */
function flat(text: string): string {
  return text.includes('\n') || text.includes('\r') ? '' : text;
}
