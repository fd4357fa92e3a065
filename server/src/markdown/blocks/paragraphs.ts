import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import { onePiece, type Stretches, suffixStretches } from '../source.ts';
import { isTrimmed, lineStart } from './headings.ts';
import { type BlockMeta, type BlockRule, firstCode, firstOffset } from './lines.ts';

/**
 * Paragraphs and setext headings in one pass. markdown-it looks through a paragraph once for an underline and once
 * for its end, asking every rule at every line; here a rule is asked only at lines whose first character, or whose
 * next line's, can begin a block. Not for other markdown-it instances: their rules may begin with any character.
 */
export const paragraphOrSetext: BlockRule = (state, startLine, endLine, silent) => {
  if (silent) return false;
  const enders = state.md.block.ruler.getRules('paragraph');
  const oldParent = state.parentType;
  state.parentType = 'paragraph';
  let line = startLine + 1;
  let level = 0;
  for (; line < endLine && !state.isEmpty(line); line++) {
    if (state.sCount[line]! - state.blkIndent > 3) continue;
    level = underlineLevel(state, line);
    if (level > 0) break;
    if (state.sCount[line]! < 0 || !mayBegin(state, line)) continue;
    if (enders.some((rule) => rule(state, line, endLine, true))) break;
  }
  state.parentType = oldParent;
  if (level > 0) pushSetext(state, startLine, line, level);
  else pushParagraph(state, startLine, line);
  return true;
};

function pushParagraph(state: StateBlock, startLine: number, nextLine: number): void {
  state.line = nextLine;
  const token = state.push('inline', '', 0);
  token.map = [startLine, nextLine];
  const { content, stretches } = inlineContent(state, startLine, nextLine);
  token.content = content;
  token.meta = { start: firstOffset(state, startLine), stretches, role: 'paragraph' } satisfies BlockMeta;
}

function pushSetext(state: StateBlock, startLine: number, underline: number, level: number): void {
  const { content, stretches } = inlineContent(state, startLine, underline);
  const start = firstOffset(state, startLine);
  const insertAt = lineStart(state, startLine);
  state.line = underline + 1;
  const open = state.push('heading_open', `h${level}`, 1);
  open.map = [startLine, underline + 1];
  open.meta = { start, style: 'setext', insertAt } satisfies BlockMeta;
  const inline = state.push('inline', '', 0);
  inline.map = [startLine, underline];
  inline.content = content;
  inline.meta = { start, stretches, role: 'heading' } satisfies BlockMeta;
  state.push('heading_close', `h${level}`, -1);
}

/** The lines' text without container prefixes, trimmed, and where it stands. */
function inlineContent(
  state: StateBlock,
  startLine: number,
  nextLine: number,
): { content: string; stretches: Stretches } {
  if (isContiguous(state, startLine, nextLine)) {
    const start = firstOffset(state, startLine);
    return {
      content: state.src.slice(start, trimBack(state, start, state.eMarks[nextLine - 1]!)),
      stretches: onePiece(start),
    };
  }
  const lines = state.getLines(startLine, nextLine, state.blkIndent, false);
  let from = 0;
  while (from < lines.length && isTrimmed(lines.charCodeAt(from))) from++;
  let to = lines.length;
  while (to > from && isTrimmed(lines.charCodeAt(to - 1))) to--;
  const content = lines.slice(from, to);
  const last = nextLine - 1;
  const trimmed = lines.length - to;
  return {
    content,
    stretches: suffixStretches(content, (line) =>
      startLine + line === last ? state.eMarks[last]! - trimmed : state.eMarks[startLine + line]!,
    ),
  };
}

/** True where the lines lie in the text with nothing between them but line breaks. */
function isContiguous(state: StateBlock, startLine: number, nextLine: number): boolean {
  if (nextLine === startLine + 1) return true;
  if (state.blkIndent !== 0) return false;
  for (let line = startLine + 1; line < nextLine; line++) {
    if (state.bMarks[line] !== state.eMarks[line - 1]! + 1) return false;
  }
  return true;
}

function trimBack(state: StateBlock, floor: number, from: number): number {
  let end = from;
  while (end > floor && isTrimmed(state.src.charCodeAt(end - 1))) end--;
  return end;
}

/** 1 for `===`, 2 for `---`, 0 for any other line. */
function underlineLevel(state: StateBlock, line: number): number {
  if (state.sCount[line]! < state.blkIndent) return 0;
  const marker = firstCode(state, line);
  if (marker !== 0x2d && marker !== 0x3d) return 0;
  const end = state.skipSpaces(state.skipChars(firstOffset(state, line), marker));
  if (end < state.eMarks[line]!) return 0;
  return marker === 0x3d ? 1 : 2;
}

/** Whether some rule could end a paragraph at this line: by its first character, or as a table by the next line's. */
export function mayBegin(state: StateBlock, line: number): boolean {
  const code = firstCode(state, line);
  if (code < 0x80 && !isLetter(code)) return true;
  if (code >= 0x41 && code <= 0x58 && state.src.charCodeAt(firstOffset(state, line) + 1) === 0x3e) return true;
  if (line + 1 >= state.lineMax) return false;
  const below = firstCode(state, line + 1);
  return below === 0x7c || below === 0x2d || below === 0x3a;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}
