import type { Span } from '../../base/span.ts';
import { type ListReading, readAttributeList } from '../attributeList.ts';
import type { Attribute, AttributeList, AttributeProblem, BlockKind, IdDefinition } from '../facts.ts';
import type { Draft } from './draft.ts';

/** Makes a span of the text as read from offsets into whatever a list was read from. */
export type Place = (start: number, end: number) => Span;

/** Reads the lists on a line in braces (`{#x}`, seldom `{#x} {y: z}`) and says what is left over. */
export function readLine(text: string, start: number, end: number): ListReading[] {
  const readings: ListReading[] = [];
  let pos = start;
  while (pos < end && text.charCodeAt(pos) === 0x7b) {
    const reading = readAttributeList(text, pos, end);
    readings.push(reading);
    pos = reading.end;
    while (pos < end && (text.charCodeAt(pos) === 0x20 || text.charCodeAt(pos) === 0x09)) pos++;
  }
  if (pos >= end) return readings;
  const last = readings.pop()!;
  const left: AttributeProblem = { kind: 'unreadable', span: { start: pos, end } };
  return [...readings, { ...last, end, problems: [...last.problems, left] }];
}

/** `<id: x>` or `<# x>`: read as a list of one attribute. */
export function readAngle(text: string, start: number, end: number): ListReading {
  const colon = text.indexOf(':', start);
  const keyEnd = start + 1 + (text.charCodeAt(start + 1) === 0x23 ? 1 : 2);
  let from = colon >= 0 && colon < end ? colon + 1 : keyEnd;
  while (text.charCodeAt(from) === 0x20 || text.charCodeAt(from) === 0x09) from++;
  let to = end - 1;
  while (to > from && (text.charCodeAt(to - 1) === 0x20 || text.charCodeAt(to - 1) === 0x09)) to--;
  const attribute: Attribute = {
    key: 'id',
    keySpan: { start: start + 1, end: keyEnd },
    value: text.slice(from, to),
    valueSpan: { start: from, end: to },
    span: { start: start + 1, end: to },
    separator: ':',
    form: 'pair',
  };
  return { form: 'brace', end, attributes: [attribute], problems: [{ kind: 'angle-form', span: { start, end } }] };
}

/** Puts a list among the facts, its spans turned by `place`; returns its index. */
export function addList(
  draft: Draft,
  reading: ListReading,
  start: number,
  place: Place,
  more: Pick<AttributeList, 'place'> & Partial<AttributeList>,
): number {
  const problems = reading.problems.filter((problem) => isProblem(problem, reading, draft));
  return (
    draft.attributeLists.push({
      span: place(start, reading.end),
      form: reading.form,
      attributes: reading.attributes.map((attribute) => placeAttribute(attribute, place)),
      problems: problems.map(({ kind, span }) => ({ kind, span: place(span.start, span.end) })),
      ...more,
    }) - 1
  );
}

/** The id a list gives, if any; the first wins (Markua 0.31, "Attribute list format"). */
export function idOf(draft: Draft, list: number, origin: IdDefinition['origin']): IdDefinition | undefined {
  const { attributes } = draft.attributeLists[list]!;
  const attribute = attributes.find((candidate) => candidate.key === 'id' && candidate.value !== undefined);
  if (!attribute?.valueSpan) return undefined;
  const text = draft.source.original;
  let { start, end } = attribute.valueSpan;
  while (start < end && text[start]!.trim() === '') start++;
  while (end > start && text[end - 1]!.trim() === '') end--;
  // Markua's own section on the index writes `{id: #myid}`.
  if (attribute.form === 'pair' && text[start] === '#') start++;
  if (start >= end) return undefined;
  return { id: text.slice(start, end), span: { start, end }, origin, list, heading: -1, lost: false };
}

/** `poster` and `transcript` may name files, which count as resources. */
export function addAttributeResources(draft: Draft, list: number): void {
  for (const attribute of draft.attributeLists[list]!.attributes) {
    if (attribute.key !== 'poster' && attribute.key !== 'transcript') continue;
    if (!attribute.valueSpan || !attribute.value) continue;
    const { start } = attribute.valueSpan;
    draft.resources.push({
      origin: 'attribute',
      span: attribute.span,
      altSpan: { start, end: start },
      alt: '',
      destination: draft.source.original.slice(start, attribute.valueSpan.end),
      destinationSpan: attribute.valueSpan,
      alone: false,
      attributes: [list],
      section: draft.section,
    });
  }
}

/** Whether a list above a heading makes it a part: `{class: part}`. */
export function makesPart(draft: Draft, list: number): boolean {
  return draft.attributeLists[list]!.attributes.some(
    ({ key, value }) => key === 'class' && value !== undefined && value.split(/\s+/).includes('part'),
  );
}

/** Lists directly above the line being read, waiting for the block they belong to. */
export class Waiting {
  readonly #draft: Draft;
  #lists: number[] = [];
  /** The only line on which the block may begin. */
  #line = -1;
  /** The block that ended directly above the lists: kramdown puts a list below, too. */
  #above: { block: number; heading: number } | undefined;
  #last: { block: number; heading: number; endLine: number } | undefined;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  add(lists: readonly number[], line: number): void {
    if (line !== this.#line) {
      this.flush();
      this.#above = this.#last?.endLine === line ? this.#last : undefined;
    }
    for (const list of lists) this.#lists.push(list);
    this.#line = line + 1;
  }

  /** A comment between a list and its block does not part them. */
  skip(startLine: number, endLine: number): void {
    if (startLine === this.#line) this.#line = endLine;
  }

  /** The lists that belong to the block that begins on `startLine`. */
  take(startLine: number, kind: BlockKind, start: number): readonly number[] {
    if (this.#lists.length === 0) return this.#lists;
    if (startLine !== this.#line) {
      this.flush();
      return [];
    }
    const lists = this.#lists;
    this.#lists = [];
    const targetStart = this.#draft.source.toOriginal(start);
    for (const list of lists) this.#attach(list, kind, targetStart);
    return lists;
  }

  ended(block: number, heading: number, endLine: number): void {
    this.#last = { block, heading, endLine };
  }

  /** What waits has waited in vain: Leanpub drops it. */
  flush(): void {
    for (const list of this.#lists) {
      const fact = this.#draft.attributeLists[list]!;
      const above = fact.form === 'kramdown' || this.#draft.dialect === 'markdown' ? this.#above : undefined;
      if (above) this.#attachAbove(list, above);
      else this.#detach(list);
    }
    this.#lists = [];
    this.#above = undefined;
  }

  #attach(list: number, kind: BlockKind, targetStart: number): void {
    const fact = this.#draft.attributeLists[list]!;
    fact.target = kind;
    fact.targetStart = targetStart;
  }

  #attachAbove(list: number, above: { block: number; heading: number }): void {
    const block = this.#draft.blocks[above.block]!;
    this.#attach(list, block.kind, block.span.start);
    const id = this.#draft.idOfList.get(list);
    const heading = this.#draft.headings[above.heading];
    if (id === undefined || !heading) return;
    this.#draft.ids[id]!.heading = above.heading;
    if (heading.id < 0) heading.id = id;
  }

  #detach(list: number): void {
    this.#draft.attributeLists[list]!.place = 'detached';
    const id = this.#draft.idOfList.get(list);
    if (id !== undefined) this.#draft.ids[id]!.lost = true;
  }
}

function isProblem(problem: AttributeProblem, reading: ListReading, draft: Draft): boolean {
  return problem.kind !== 'equals-sign' || (draft.dialect === 'markua' && reading.form === 'brace');
}

function placeAttribute(attribute: Attribute, place: Place): Attribute {
  return {
    ...attribute,
    keySpan: place(attribute.keySpan.start, attribute.keySpan.end),
    valueSpan: attribute.valueSpan && place(attribute.valueSpan.start, attribute.valueSpan.end),
    span: place(attribute.span.start, attribute.span.end),
  };
}
