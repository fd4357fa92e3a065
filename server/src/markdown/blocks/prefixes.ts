import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import { type BlockMeta, type BlockRule, firstCode, firstOffset, isBlankCode, isIndented } from './lines.ts';

const letters = 'ABCDEGIQTWX';

/**
 * `A> ` and its like (Markua 0.31, "Asides", "Blurbs", "Syntactic sugar for blurb classes"): the prefix stands on
 * every line, and what follows it is read as Markua again, as in a block quote but without lazy lines.
 */
export const prefixContainer: BlockRule = (state, startLine, endLine, silent) => {
  const letter = prefixLetter(state, startLine);
  if (letter < 0 || isIndented(state, startLine)) return false;
  const after = firstOffset(state, startLine) + 2;
  const spaced = after >= state.eMarks[startLine]! || isBlankCode(state.src.charCodeAt(after));
  if (silent) return spaced;

  const saved: [bMark: number, tShift: number, sCount: number, bsCount: number][] = [];
  let nextLine = startLine;
  for (; nextLine < endLine; nextLine++) {
    if (state.sCount[nextLine]! < state.blkIndent || prefixLetter(state, nextLine) !== letter) break;
    saved.push([state.bMarks[nextLine]!, state.tShift[nextLine]!, state.sCount[nextLine]!, state.bsCount[nextLine]!]);
    stripPrefix(state, nextLine);
  }
  readInside(state, startLine, nextLine, String.fromCharCode(letter), saved[0]![0] + saved[0]![1]);
  for (const [index, [bMark, tShift, sCount, bsCount]] of saved.entries()) {
    state.bMarks[startLine + index] = bMark;
    state.tShift[startLine + index] = tShift;
    state.sCount[startLine + index] = sCount;
    state.bsCount[startLine + index] = bsCount;
  }
  state.line = nextLine;
  return true;
};

function readInside(state: StateBlock, startLine: number, nextLine: number, letter: string, start: number): void {
  const oldIndent = state.blkIndent;
  const oldLineMax = state.lineMax;
  const oldParent = state.parentType;
  state.blkIndent = 0;
  state.lineMax = nextLine;
  state.parentType = 'blockquote';
  const open = state.push('markua_prefix_open', 'div', 1);
  open.markup = letter;
  open.map = [startLine, nextLine];
  open.meta = { start } satisfies BlockMeta;
  state.md.block.tokenize(state, startLine, nextLine);
  state.push('markua_prefix_close', 'div', -1).markup = letter;
  state.parentType = oldParent;
  state.lineMax = oldLineMax;
  state.blkIndent = oldIndent;
}

/**
 * Makes the line begin after its `A> `. The prefix is taken off as text, and tabs stop as they do in a line without it:
 * a tab behind `I> ` makes code, where behind `> ` it would be short of a column.
 */
function stripPrefix(state: StateBlock, line: number): void {
  const after = firstOffset(state, line) + 2;
  const max = state.eMarks[line]!;
  const start = after < max && isBlankCode(state.src.charCodeAt(after)) ? after + 1 : after;
  let pos = start;
  let column = 0;
  for (; pos < max && isBlankCode(state.src.charCodeAt(pos)); pos++) {
    column += state.src.charCodeAt(pos) === 0x09 ? 4 - (column % 4) : 1;
  }
  state.bMarks[line] = start;
  state.bsCount[line] = 0;
  state.tShift[line] = pos - start;
  state.sCount[line] = column;
}

/** The code of the letter of `A>`, or -1. */
function prefixLetter(state: StateBlock, line: number): number {
  const code = firstCode(state, line);
  if (code < 0x41 || code > 0x58 || !letters.includes(String.fromCharCode(code))) return -1;
  return state.src.charCodeAt(firstOffset(state, line) + 1) === 0x3e ? code : -1;
}
