import type { Stretches } from '../source.ts';
import { isTrimmed } from './headings.ts';
import { type BlockMeta, type BlockRule, firstOffset } from './lines.ts';

/**
 * Wraps markdown-it's table rule, whose cells do not say where they stand. A cell's content is its source with `\|`
 * written `|`, so a cell has a stretch for each such pipe.
 */
export function noteCells(rule: BlockRule): BlockRule {
  return (state, startLine, endLine, silent) => {
    const index = state.tokens.length;
    if (!rule(state, startLine, endLine, silent)) return false;
    if (silent) return true;
    let cells: readonly Cell[] = [];
    let cell = 0;
    for (let i = index; i < state.tokens.length; i++) {
      const token = state.tokens[i]!;
      if (token.type === 'tr_open' && token.map) {
        const line = token.map[0];
        cells = splitRow(state.src, firstOffset(state, line), state.eMarks[line]!);
        cell = 0;
      } else if (token.type === 'inline') {
        const found = cells[cell++];
        token.meta = { role: 'cell', stretches: found?.stretches } satisfies BlockMeta;
        if (!found) token.content = '';
      }
    }
    return true;
  };
}

interface Cell {
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
  let start = bound.start;
  while (start < bound.end && isWhite(text, start)) start++;
  const from = [0];
  const shift = [start];
  for (const [index, pipe] of bound.pipes.entries()) {
    from.push(pipe - 1 - start - index);
    shift.push(start + index + 1);
  }
  return { stretches: { from, shift } };
}

function isWhite(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return isTrimmed(code) || (code > 0x7f && text.charAt(offset).trim() === '');
}
