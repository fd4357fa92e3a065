import type { Span } from '../../base/span.ts';
import type { Suppression } from '../chapter.ts';
import type { Facts } from '../facts.ts';

/** Where a part of a chapter stands: how far its facts' offsets and indexes are off those of the chapter. */
export interface Place {
  /** The UTF-16 offset at which the part begins. */
  readonly start: number;
  /** How many facts of these kinds stand before it. */
  readonly headings: number;
  readonly attributeLists: number;
  readonly ids: number;
}

type Fact<K extends keyof Facts> = Facts[K][number];

/** By kind: a fact of a part as a fact of the whole. A fact of the first part is its own. */
export const placeFact: { readonly [K in keyof Facts]: (fact: Fact<K>, at: Place) => Fact<K> } = {
  headings: (fact, at) => ({
    ...fact,
    span: move(fact.span, at.start),
    titleSpan: move(fact.titleSpan, at.start),
    id: index(fact.id, at.ids),
    attributes: indexes(fact.attributes, at.attributeLists),
    insertAt: fact.insertAt + at.start,
  }),
  attributeLists: (fact, { start }) => ({
    ...fact,
    span: move(fact.span, start),
    attributes: fact.attributes.map((attribute) => ({
      ...attribute,
      keySpan: move(attribute.keySpan, start),
      valueSpan: moveAny(attribute.valueSpan, start),
      span: move(attribute.span, start),
    })),
    targetStart: fact.targetStart === undefined ? undefined : fact.targetStart + start,
    problems: fact.problems.map(({ kind, span }) => ({ kind, span: move(span, start) })),
  }),
  ids: (fact, at) => ({
    ...fact,
    span: move(fact.span, at.start),
    list: index(fact.list, at.attributeLists),
    heading: index(fact.heading, at.headings),
  }),
  links: (fact, at) => ({
    ...fact,
    span: move(fact.span, at.start),
    textSpan: move(fact.textSpan, at.start),
    destinationSpan: move(fact.destinationSpan, at.start),
    titleSpan: moveAny(fact.titleSpan, at.start),
    section: fact.section + at.headings,
  }),
  resources: (fact, at) => ({
    ...fact,
    span: move(fact.span, at.start),
    altSpan: move(fact.altSpan, at.start),
    destinationSpan: move(fact.destinationSpan, at.start),
    titleSpan: moveAny(fact.titleSpan, at.start),
    attributes: indexes(fact.attributes, at.attributeLists),
    section: fact.section + at.headings,
  }),
  references: (fact, { start }) => ({
    ...fact,
    labelSpan: move(fact.labelSpan, start),
    destinationSpan: move(fact.destinationSpan, start),
    span: move(fact.span, start),
  }),
  footnotes: (fact, { start }) => ({
    ...fact,
    labelSpan: move(fact.labelSpan, start),
    span: move(fact.span, start),
  }),
  footnoteUses: (fact, { start }) => ({
    ...fact,
    labelSpan: move(fact.labelSpan, start),
    span: move(fact.span, start),
  }),
  blocks: ({ kind, span, depth, info, form, closed, opener }, { start }) => ({
    kind,
    span: move(span, start),
    depth,
    info,
    form,
    closed,
    opener: moveAny(opener, start),
  }),
  prose: (fact, at) => ({
    ...fact,
    span: move(fact.span, at.start),
    pieces: fact.pieces.map(({ start, end, before }) => ({ start: start + at.start, end: end + at.start, before })),
    section: fact.section + at.headings,
  }),
  directives: (fact, { start }) => ({ ...fact, span: move(fact.span, start) }),
  comments: (fact, { start }) => ({
    ...fact,
    span: move(fact.span, start),
    content: move(fact.content, start),
  }),
  settings: (fact, { start }) => ({ ...fact, span: move(fact.span, start) }),
};

export function placeSuppression(suppression: Suppression, start: number): Suppression {
  return {
    ...suppression,
    span: move(suppression.span, start),
    rules: suppression.rules.map(({ name, span }) => ({ name, span: move(span, start) })),
  };
}

function move({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

function moveAny(span: Span | undefined, by: number): Span | undefined {
  return span && move(span, by);
}

/** -1 stands for none. */
function index(own: number, before: number): number {
  return own < 0 ? own : own + before;
}

function indexes(own: readonly number[], before: number): readonly number[] {
  return own.length === 0 || before === 0 ? own : own.map((one) => one + before);
}
