import type Token from 'markdown-it/lib/token.mjs';
import { readAs } from '../inline/prose.ts';
import { onePiece } from '../source.ts';
import { makesPart } from './attributes.ts';
import { readInline } from './inlineFacts.ts';
import { meta, type Reading } from './reading.ts';

/** Adds a heading from its opening token and the inline token after it. */
export function readHeading(reading: Reading, token: Token, inline: Token): void {
  const { start = 0, style = 'atx', insertAt = start, title } = meta(token);
  const draft = reading.draft;
  const end = draft.lineEnd(token.map![1] - 1);
  const lists = reading.waiting.take(token.map![0], 'heading', start);
  const block = draft.addBlock('heading', start, end);
  const index =
    draft.headings.push({
      level: Number(token.tag.slice(1)),
      span: draft.span(start, end),
      titleSpan: draft.span(end, end),
      title: '',
      style,
      part: style === 'part' || lists.some((list) => makesPart(draft, list)),
      nested: draft.containers.length > 0,
      id: -1,
      attributes: lists,
      insertAt: draft.source.toOriginal(insertAt),
    }) - 1;
  takeIds(reading, index, lists);
  readTitle(reading, index, inline, end, title === undefined || title.end > title.start);
  reading.waiting.ended(block, index, token.map![1]);
}

/** The ids of the lists above a heading are its own; the first is the one it goes by. */
function takeIds(reading: Reading, heading: number, lists: readonly number[]): void {
  const { ids, headings } = reading.draft;
  for (let i = ids.length - 1; i >= 0 && lists.length > 0 && ids[i]!.list >= lists[0]!; i--) {
    ids[i]!.heading = heading;
    headings[heading]!.id = i;
  }
}

function readTitle(reading: Reading, index: number, inline: Token, end: number, written: boolean): void {
  const draft = reading.draft;
  const heading = draft.headings[index]!;
  if (!written || inline.content === '') return;
  const stretches = meta(inline).stretches ?? onePiece(end);
  const text = inline.content;
  const { scan } = readInline(draft, { text, stretches, kind: 'heading', lists: [] });
  const tail = scan?.lists.find((list) => list.place === 'tail');
  const titleEnd = (tail ? text.slice(0, tail.start) : text).trimEnd().length;
  const from = stretches.shift[0]!;
  const last = stretches.shift[stretches.shift.length - 1]!;
  heading.titleSpan = titleEnd === 0 ? draft.span(from, from) : draft.span(from, titleEnd + last);
  heading.title = (
    scan ? readAs(text, { start: 0, end: titleEnd }, scan.marks) : text.replace(/[ \t]*\n[ \t]*/g, ' ')
  ).trim();
  if (!tail) return;
  const id = draft.ids.findLastIndex((candidate) => candidate.origin === 'tail');
  if (id < 0 || draft.ids[id]!.list !== draft.attributeLists.length - 1) return;
  draft.ids[id]!.heading = index;
  if (heading.id < 0) heading.id = id;
}
