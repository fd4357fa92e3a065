import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import {
  type BlockEnvironment,
  type BlockMeta,
  type BlockRule,
  firstCode,
  firstOffset,
  isBlankCode,
  isIndented,
} from './lines.ts';

/** LFM's `%%` comment lines. */
export const percentComment: BlockRule = (state, startLine, _endLine, silent) => {
  if (firstCode(state, startLine) !== 0x25 || isIndented(state, startLine)) return false;
  const start = firstOffset(state, startLine);
  if (state.src.charCodeAt(start + 1) !== 0x25) return false;
  if (!silent) pushLine(state, startLine, 'markua_comment', start);
  return true;
};

/**
 * A comment that begins with a line `<!-->`. LFM's engine reads on to the next `-->`; CommonMark takes the line for a
 * whole comment ("HTML blocks", condition 2), and so does Markua.
 */
export const arrowComment: BlockRule = (state, startLine, endLine, silent) => {
  if (firstCode(state, startLine) !== 0x3c || isIndented(state, startLine)) return false;
  const start = firstOffset(state, startLine);
  if (state.src.slice(start, state.eMarks[startLine]!).trimEnd() !== '<!-->') return false;
  const closer = state.src.indexOf('-->', state.eMarks[startLine]!);
  let last = startLine + 1;
  while (last < endLine && state.eMarks[last]! < closer) last++;
  if (closer < 0 || last >= endLine) return false;
  if (silent) return true;
  pushLines(state, startLine, last, 'markua_comment', start);
  return true;
};

/**
 * A quiz's answers (`! a ; b`, `! /regex/i`, `!2 half`): patterns, not prose, and no links are in them (Markua 0.31,
 * "Quizzes and exercises"). Only inside `{quiz}` and `{exercise}`.
 */
export const quizAnswer: BlockRule = (state, startLine, _endLine, silent) => {
  if (firstCode(state, startLine) !== 0x21 || isIndented(state, startLine) || !isInQuiz(state)) return false;
  const start = firstOffset(state, startLine);
  const max = state.eMarks[startLine]!;
  let pos = start + 1;
  while (pos < max && isDigit(state.src.charCodeAt(pos))) pos++;
  if (pos < max && !isBlankCode(state.src.charCodeAt(pos))) return false;
  if (!silent) pushLine(state, startLine, 'markua_answer', start);
  return true;
};

/** Wraps a rule of markdown-it so that its first token tells where the block begins. */
export function noteStart(rule: BlockRule): BlockRule {
  return (state, startLine, endLine, silent) => {
    if (silent) return rule(state, startLine, endLine, true);
    const start = firstOffset(state, startLine);
    const index = state.tokens.length;
    if (!rule(state, startLine, endLine, false)) return false;
    const token = state.tokens[index];
    if (token) token.meta = (token.meta ? { ...token.meta, start } : { start }) satisfies BlockMeta;
    return true;
  };
}

/** Wraps the fence rule, which does not say whether it found a closing fence. */
export function noteClosing(rule: BlockRule): BlockRule {
  return (state, startLine, endLine, silent) => {
    const index = state.tokens.length;
    if (!rule(state, startLine, endLine, silent)) return false;
    const token = state.tokens[index];
    if (silent || !token) return true;
    const last = state.line - 1;
    const closed = last > startLine && isClosingFence(state, last, token.markup);
    token.meta = { ...token.meta, closed, end: state.eMarks[startLine]! } satisfies BlockMeta;
    return true;
  };
}

/**
 * LFM's engine takes every line up to a blank one into a list's item, however little it is indented; a fence in the
 * item, if it closes before that, holds them. CommonMark ends the item, and the code, at the first such line.
 */
export function lazyFence(rule: BlockRule): BlockRule {
  return (state, startLine, endLine, silent) => {
    if (silent || state.blkIndent === 0) return rule(state, startLine, endLine, silent);
    const marker = state.src[firstOffset(state, startLine)];
    if (marker !== '`' && marker !== '~') return false;
    const lifted: (readonly [line: number, indent: number])[] = [];
    let closed = false;
    for (let line = startLine + 1; line < endLine && !closed && !state.isEmpty(line); line++) {
      const start = firstOffset(state, line);
      if (state.sCount[line]! < state.blkIndent) {
        if (/^(?:[-+*>#]|\d{1,9}[.)])/.test(state.src.slice(start, start + 10))) break;
        lifted.push([line, state.sCount[line]!]);
      }
      closed = state.src.startsWith(marker.repeat(3), start);
    }
    if (closed) for (const [line] of lifted) state.sCount[line] = state.blkIndent;
    const found = rule(state, startLine, endLine, false);
    if (closed) for (const [line, indent] of lifted) state.sCount[line] = indent;
    return found;
  };
}

function isClosingFence(state: StateBlock, line: number, markup: string): boolean {
  if (isIndented(state, line) || state.sCount[line]! < state.blkIndent) return false;
  const start = firstOffset(state, line);
  const end = state.skipSpacesBack(state.eMarks[line]!, start);
  return end - start >= markup.length && state.skipChars(start, markup.charCodeAt(0)) === end;
}

function pushLine(state: StateBlock, line: number, type: string, start: number): void {
  pushLines(state, line, line, type, start);
}

function pushLines(state: StateBlock, first: number, last: number, type: string, start: number): void {
  state.line = last + 1;
  const token = state.push(type, '', 0);
  token.map = [first, last + 1];
  token.hidden = true;
  token.content = state.src.slice(start, state.eMarks[last]!);
  token.meta = { start, end: state.eMarks[last]! } satisfies BlockMeta;
}

/** Asked only at lines that begin with `!`; `openQuizzes` is counted by the rule for braces. */
function isInQuiz(state: StateBlock): boolean {
  return ((state.env as BlockEnvironment).openQuizzes ?? 0) > 0;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
