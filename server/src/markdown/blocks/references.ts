import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import { type BlockMeta, type BlockRule, firstOffset, isBlankCode } from './lines.ts';

/** Wraps markdown-it's rule for `[label]: destination`, which leaves no token, with one that says where it stands. */
export function noteReference(rule: BlockRule): BlockRule {
  return (state, startLine, endLine, silent) => {
    const start = firstOffset(state, startLine);
    if (!rule(state, startLine, endLine, silent)) return false;
    if (silent) return true;
    const labelEnd = endOfLabel(state.src, start + 1, state.eMarks[state.line - 1]!);
    const destination = destinationRange(state, startLine, labelEnd + 2);
    const token = state.push('markua_reference', '', 0);
    token.map = [startLine, state.line];
    token.hidden = true;
    token.meta = { start, label: { start: start + 1, end: labelEnd }, destination } satisfies BlockMeta;
    return true;
  };
}

function endOfLabel(text: string, from: number, limit: number): number {
  let pos = from;
  while (pos < limit && text.charCodeAt(pos) !== 0x5d) pos += text.charCodeAt(pos) === 0x5c ? 2 : 1;
  return pos;
}

/** The destination's own characters, on the label's line or the one below it. */
function destinationRange(state: StateBlock, startLine: number, from: number): { start: number; end: number } {
  let line = startLine;
  while (line < state.line - 1 && state.eMarks[line]! < from) line++;
  let pos = from;
  while (pos < state.eMarks[line]! && isBlankCode(state.src.charCodeAt(pos))) pos++;
  if (pos >= state.eMarks[line]! && line + 1 < state.line) {
    line++;
    pos = firstOffset(state, line);
  }
  const found = state.md.helpers.parseLinkDestination(state.src, pos, state.eMarks[line]!);
  const angled = state.src.charCodeAt(pos) === 0x3c;
  return angled ? { start: pos + 1, end: found.pos - 1 } : { start: pos, end: found.pos };
}
