import type Token from 'markdown-it/lib/token.mjs';
import { readAs } from '../inline/prose.ts';
import { joinLines } from '../joinLines.ts';
import { endToText, onePiece, toText } from '../source.ts';
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
  const { ids, idOfList, headings } = reading.draft;
  for (const list of lists) {
    const id = idOfList.get(list);
    if (id === undefined) continue;
    ids[id]!.heading = heading;
    if (headings[heading]!.id < 0) headings[heading]!.id = id;
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
  heading.titleSpan = draft.span(toText(stretches, 0), endToText(stretches, 0, titleEnd));
  heading.title = (scan ? readAs(text, { start: 0, end: titleEnd }, scan.marks) : joinLines(text)).trim();
  if (!tail) return;
  const id = draft.idOfList.get(draft.attributeLists.length - 1);
  if (id === undefined) return;
  draft.ids[id]!.heading = index;
  if (heading.id < 0) heading.id = id;
}
