import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import { type BlockMeta, type BlockRule, firstCode, firstOffset, isBlankCode, isIndented } from './lines.ts';

/** `[^tag]: text` and `[^^tag]: text` (Markua 0.31, "Footnotes and endnotes"), before they pass for link references. */
export const noteDefinition: BlockRule = (state, startLine, endLine, silent) => {
  if (firstCode(state, startLine) !== 0x5b || isIndented(state, startLine)) return false;
  const start = firstOffset(state, startLine);
  if (state.src.charCodeAt(start + 1) !== 0x5e) return false;
  const endnote = state.src.charCodeAt(start + 2) === 0x5e;
  const labelStart = start + (endnote ? 3 : 2);
  const labelEnd = noteLabelEnd(state.src, labelStart, state.eMarks[startLine]!);
  if (labelEnd < 0 || state.src.charCodeAt(labelEnd + 1) !== 0x3a || labelEnd + 1 >= state.eMarks[startLine]!) {
    return false;
  }
  if (silent) return true;

  const open = state.push('markua_note_open', 'li', 1);
  const lines: [number, number] = [startLine, startLine];
  open.map = lines;
  open.meta = { start, label: { start: labelStart, end: labelEnd }, endnote } satisfies BlockMeta;
  readHanging(state, startLine, endLine, labelEnd + 2, state.blkIndent + 4);
  state.push('markua_note_close', 'li', -1);
  lines[1] = state.line;
  return true;
};

/** The offset of the `]` that ends a note's label, or -1: labels hold no blanks, brackets or `^`. */
export function noteLabelEnd(text: string, start: number, limit: number): number {
  for (let pos = start; pos < limit; pos++) {
    const code = text.charCodeAt(pos);
    if (code === 0x5d) return pos > start ? pos : -1;
    if (code === 0x5b || code === 0x5e || code <= 0x20) return -1;
  }
  return -1;
}

/** `term` and `: definition` below it (Markua 0.31, "Definition lists"); continuation lines are indented. */
export const definitionList: BlockRule = (state, startLine, endLine, silent) => {
  if (silent || !isTerm(state, startLine, endLine)) return false;
  const open = state.push('markua_definitions_open', 'dl', 1);
  const lines: [number, number] = [startLine, startLine];
  open.map = lines;
  open.meta = { start: firstOffset(state, startLine) } satisfies BlockMeta;
  let line = startLine;
  while (line < endLine && isTerm(state, line, endLine)) {
    pushTerm(state, line);
    line++;
    while (line < endLine && isDefinition(state, line)) line = readDefinition(state, line, endLine);
    lines[1] = line;
    line = state.skipEmptyLines(line);
  }
  state.push('markua_definitions_close', 'dl', -1);
  state.line = lines[1];
  return true;
};

function pushTerm(state: StateBlock, line: number): void {
  const start = firstOffset(state, line);
  const end = state.skipSpacesBack(state.eMarks[line]!, start);
  state.push('markua_term_open', 'dt', 1).map = [line, line + 1];
  const token = state.push('inline', '', 0);
  token.map = [line, line + 1];
  token.content = state.src.slice(start, end);
  token.children = [];
  token.meta = { start, stretches: { from: [0], shift: [start] }, role: 'term' } satisfies BlockMeta;
  state.push('markua_term_close', 'dt', -1);
}

function readDefinition(state: StateBlock, line: number, endLine: number): number {
  const open = state.push('markua_definition_open', 'dd', 1);
  const lines: [number, number] = [line, line];
  open.map = lines;
  readHanging(state, line, endLine, firstOffset(state, line) + 1, state.sCount[line]! + 2);
  state.push('markua_definition_close', 'dd', -1);
  lines[1] = Math.max(state.line, line + 1);
  return lines[1];
}

function isTerm(state: StateBlock, line: number, endLine: number): boolean {
  if (line + 1 >= endLine || !isDefinition(state, line + 1)) return false;
  return state.sCount[line]! >= state.blkIndent && !isIndented(state, line) && !isDefinition(state, line);
}

function isDefinition(state: StateBlock, line: number): boolean {
  if (firstCode(state, line) !== 0x3a || isIndented(state, line) || state.sCount[line]! < state.blkIndent) return false;
  const after = firstOffset(state, line) + 1;
  return after < state.eMarks[line]! && isBlankCode(state.src.charCodeAt(after));
}

/** Reads blocks whose first line begins at `contentStart` and whose later lines are indented by `indent` columns. */
function readHanging(state: StateBlock, line: number, endLine: number, contentStart: number, indent: number): void {
  const max = state.eMarks[line]!;
  let pos = contentStart;
  while (pos < max && isBlankCode(state.src.charCodeAt(pos))) pos++;
  const old = {
    bMark: state.bMarks[line]!,
    tShift: state.tShift[line]!,
    sCount: state.sCount[line]!,
    blkIndent: state.blkIndent,
    listIndent: state.listIndent,
    parentType: state.parentType,
    tight: state.tight,
  };
  state.bMarks[line] = pos;
  state.tShift[line] = 0;
  state.sCount[line] = indent;
  state.blkIndent = indent;
  state.listIndent = -1;
  state.parentType = 'list';
  state.md.block.tokenize(state, line, endLine);
  state.bMarks[line] = old.bMark;
  state.tShift[line] = old.tShift;
  state.sCount[line] = old.sCount;
  state.blkIndent = old.blkIndent;
  state.listIndent = old.listIndent;
  state.parentType = old.parentType;
  state.tight = old.tight;
}
