import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import type { Dialect } from '../facts.ts';
import { onePiece } from '../source.ts';
import { type BlockMeta, type BlockRule, firstCode, firstOffset, isBlankCode, isIndented } from './lines.ts';

/** ATX headings; in LFM also `#Title` without the blank, and the part `-# Title`. */
export function atxHeading(dialect: Dialect): BlockRule {
  return (state, startLine, _endLine, silent) => {
    const code = firstCode(state, startLine);
    if ((code !== 0x23 && code !== 0x2d) || isIndented(state, startLine)) return false;
    const start = firstOffset(state, startLine);
    const max = state.eMarks[startLine]!;
    let pos = start;
    if (code === 0x2d) {
      if (dialect !== 'lfm' || !isPartMarker(state.src, start, max)) return false;
      pos = start + 1;
    }
    const marker = pos;
    while (pos < max && state.src.charCodeAt(pos) === 0x23) pos++;
    if (pos - marker > 6) return false;
    if (pos < max && !isBlankCode(state.src.charCodeAt(pos))) {
      if (silent || dialect !== 'lfm' || !/^\p{L}/u.test(state.src.slice(pos, pos + 2))) return false;
    }
    if (silent) return true;
    pushHeading(state, startLine, { start, contentStart: pos, level: pos - marker, part: code === 0x2d });
    return true;
  };
}

function pushHeading(
  state: StateBlock,
  line: number,
  found: { start: number; contentStart: number; level: number; part: boolean },
): void {
  const title = titleRange(state, found.contentStart, state.eMarks[line]!);
  const tag = `h${found.level}`;
  state.line = line + 1;
  const open = state.push('heading_open', tag, 1);
  open.markup = '#'.repeat(found.level);
  open.map = [line, line + 1];
  open.meta = {
    start: found.start,
    style: found.part ? 'part' : 'atx',
    insertAt: lineStart(state, line),
    title,
  } satisfies BlockMeta;
  const inline = state.push('inline', '', 0);
  inline.content = state.src.slice(title.start, title.end);
  inline.map = [line, line + 1];
  inline.children = [];
  inline.meta = { start: title.start, stretches: onePiece(title.start), role: 'heading' } satisfies BlockMeta;
  state.push('heading_close', tag, -1).markup = open.markup;
}

/** The title without the blanks around it and the closing `#`s. */
function titleRange(state: StateBlock, from: number, lineEnd: number): { start: number; end: number } {
  let end = state.skipSpacesBack(lineEnd, from);
  const hashes = state.skipCharsBack(end, 0x23, from);
  if (hashes > from && isBlankCode(state.src.charCodeAt(hashes - 1))) end = hashes;
  let start = from;
  while (start < end && isTrimmed(state.src.charCodeAt(start))) start++;
  while (end > start && isTrimmed(state.src.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** Where a line above this one would begin: at the line's start, or past the container's prefix. */
export function lineStart(state: StateBlock, line: number): number {
  return state.blkIndent === 0 ? state.bMarks[line]! : firstOffset(state, line);
}

export function isTrimmed(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

function isPartMarker(text: string, start: number, max: number): boolean {
  return text.charCodeAt(start + 1) === 0x23 && (start + 2 >= max || isBlankCode(text.charCodeAt(start + 2)));
}
