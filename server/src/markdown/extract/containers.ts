import type Token from 'markdown-it/lib/token.mjs';
import type { BlockKind } from '../facts.ts';
import { addList, idOf, readLine } from './attributes.ts';
import { meta, type Reading } from './reading.ts';

const bracedKinds: Readonly<Record<string, BlockKind>> = {
  aside: 'aside',
  blurb: 'blurb',
  blockquote: 'quote',
  quiz: 'quiz',
  exercise: 'exercise',
};

export function enter(reading: Reading, token: Token, kind: BlockKind, form?: string, info?: string): void {
  const { start = 0 } = meta(token);
  reading.waiting.take(token.map![0], kind, start);
  reading.draft.enter(kind, reading.draft.addBlock(kind, start, reading.draft.lineEnd(token.map![0]), form, info));
}

export function enterPrefix(reading: Reading, token: Token): void {
  const kind = token.markup === 'A' ? 'aside' : token.markup === 'C' ? 'center' : 'blurb';
  enter(reading, token, kind, 'prefix', token.markup);
}

/** The rows of a table are no blocks of their own, so it says itself how far it goes. */
export function enterTable(reading: Reading, token: Token): void {
  enter(reading, token, 'table');
  const { draft } = reading;
  draft.lastEnd = Math.max(draft.lastEnd, draft.lineEnd(token.map![1] - 1));
}

export function leave(reading: Reading): void {
  reading.waiting.flush();
  reading.draft.leave();
}

export function enterNote(reading: Reading, token: Token): void {
  const { start = 0, label = { start, end: start }, endnote = false } = meta(token);
  const draft = reading.draft;
  enter(reading, token, 'footnote');
  const labelSpan = draft.span(label.start, label.end);
  reading.notes.push(
    draft.footnotes.push({
      label: draft.source.original.slice(labelSpan.start, labelSpan.end),
      labelSpan,
      endnote,
      span: labelSpan,
    }) - 1,
  );
}

export function leaveNote(reading: Reading): void {
  const block = reading.draft.containers.findLast((container) => container.name === undefined)!.block;
  leave(reading);
  reading.draft.footnotes[reading.notes.pop()!]!.span = reading.draft.blocks[block]!.span;
}

export function openBraces(reading: Reading, token: Token): void {
  const { start = 0, end = start, name = '' } = meta(token);
  const draft = reading.draft;
  const kind = bracedKinds[name] ?? 'aside';
  for (const above of reading.waiting.take(token.map![0], kind, start)) {
    const fact = draft.attributeLists[above]!;
    fact.problems = [...fact.problems, { kind: 'above-opener', span: fact.span }];
  }
  const [list] = readLine(draft.source.normal, start, end);
  const block = draft.addBlock(kind, start, end, 'braces');
  draft.blocks[block]!.opener = draft.span(start, end);
  if (list && (list.attributes.length > 1 || list.problems.length > 0)) {
    const attributes = list.attributes.slice(1);
    const added = addList(draft, { ...list, attributes }, start, (from, to) => draft.span(from, to), {
      place: 'opener',
      target: kind,
      targetStart: draft.source.toOriginal(start),
    });
    const id = idOf(draft, added, 'opener');
    if (id) draft.addId(id);
  }
  draft.enter(kind, block, name);
}

export function closeBraces(reading: Reading, token: Token): void {
  const { start = 0, end = start, name = '' } = meta(token);
  reading.waiting.flush();
  reading.draft.lastEnd = Math.max(reading.draft.lastEnd, end);
  if (reading.draft.leaveNamed(name, end)) return;
  reading.draft.directives.push({ name: `/${name}`, span: reading.draft.span(start, end) });
}
