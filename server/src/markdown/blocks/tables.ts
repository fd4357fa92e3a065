import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import { onePiece, type Stretches } from '../source.ts';
import { isTrimmed } from './headings.ts';
import { type BlockMeta, type BlockRule, firstOffset, isIndented } from './lines.ts';
import { mayBegin } from './paragraphs.ts';

/** markdown-it's bound on cells that a row leaves out. */
const mostEmptyCells = 0x10000;

/**
 * Tables as markdown-it reads them, but with cells that say where they stand, and no tokens for rows and columns,
 * which nothing here asks for. Whether a table begins is left to markdown-it's own rule.
 */
export function tableWithCells(rule: BlockRule): BlockRule {
  return (state, startLine, endLine, silent) => {
    if (!rule(state, startLine, endLine, true)) return false;
    if (silent) return true;
    const enders = state.md.block.ruler.getRules('blockquote');
    const oldParent = state.parentType;
    state.parentType = 'paragraph';
    const open = state.push('table_open', 'table', 1);
    const lines: [number, number] = [startLine, startLine];
    open.map = lines;
    open.meta = { start: firstOffset(state, startLine) } satisfies BlockMeta;
    const columns = pushRow(state, startLine);
    let line = startLine + 2;
    let missing = 0;
    for (; line < endLine; line++) {
      if (state.sCount[line]! < state.blkIndent || state.isEmpty(line) || isIndented(state, line)) break;
      if (mayBegin(state, line) && enders.some((ender) => ender(state, line, endLine, true))) break;
      missing += columns - pushRow(state, line, columns);
      if (missing > mostEmptyCells) break;
    }
    state.push('table_close', 'table', -1);
    lines[1] = line;
    state.parentType = oldParent;
    state.line = line;
    return true;
  };
}

/** Pushes at most `columns` cells, all where it is undefined; returns how many the row has. */
function pushRow(state: StateBlock, line: number, columns?: number): number {
  const cells = splitRow(state.src, firstOffset(state, line), state.eMarks[line]!);
  for (const cell of cells.slice(0, columns)) {
    const token = state.push('inline', '', 0);
    token.content = cell.content;
    token.meta = { role: 'cell', stretches: cell.stretches } satisfies BlockMeta;
  }
  return cells.length;
}

interface Cell {
  readonly content: string;
  readonly stretches: Stretches;
}

/** Splits as markdown-it does: at pipes without a back-slash before them, empty first and last columns dropped. */
function splitRow(text: string, from: number, to: number): Cell[] {
  let start = from;
  let end = to;
  while (start < end && isWhite(text, start)) start++;
  while (end > start && isWhite(text, end - 1)) end--;
  const bounds: { start: number; end: number; pipes: number[] }[] = [];
  let cellStart = start;
  let pipes: number[] = [];
  for (let pos = start; pos < end; pos++) {
    if (text.charCodeAt(pos) !== 0x7c) continue;
    if (pos > start && text.charCodeAt(pos - 1) === 0x5c) {
      pipes.push(pos);
    } else {
      bounds.push({ start: cellStart, end: pos, pipes });
      cellStart = pos + 1;
      pipes = [];
    }
  }
  bounds.push({ start: cellStart, end, pipes });
  if (bounds[0]!.start === bounds[0]!.end) bounds.shift();
  const last = bounds[bounds.length - 1];
  if (last && last.start === last.end) bounds.pop();
  return bounds.map((bound) => cellAt(text, bound));
}

function cellAt(text: string, bound: { start: number; end: number; pipes: readonly number[] }): Cell {
  let { start, end } = bound;
  while (start < end && isWhite(text, start)) start++;
  while (end > start && isWhite(text, end - 1)) end--;
  if (bound.pipes.length === 0) return { content: text.slice(start, end), stretches: onePiece(start) };
  const from = [0];
  const shift = [start];
  for (const [index, pipe] of bound.pipes.entries()) {
    from.push(pipe - 1 - start - index);
    shift.push(start + index + 1);
  }
  return { content: text.slice(start, end).replace(/\\\|/g, '|'), stretches: { from, shift } };
}

function isWhite(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return isTrimmed(code) || (code > 0x7f && text.charAt(offset).trim() === '');
}
