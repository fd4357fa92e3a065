import type ParserBlock from 'markdown-it/lib/parser_block.mjs';
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import { type BlockRule, isIndented } from './lines.ts';
import { mayBegin, paragraphOrSetext } from './paragraphs.ts';

/** markdown-it's bound on blocks within blocks. */
const DEEPEST = 100;

/**
 * markdown-it's walk over the blocks of some lines, but for this: at a line where no block but a paragraph can begin,
 * which most are, no other rule is asked.
 */
export function tokenize(this: ParserBlock, state: StateBlock, startLine: number, endLine: number): void {
  const rules = this.ruler.getRules('');
  let hasEmptyLines = false;
  let line = startLine;
  while (line < endLine) {
    line = state.skipEmptyLines(line);
    state.line = line;
    if (line >= endLine || state.sCount[line]! < state.blkIndent) break;
    if (state.level >= DEEPEST) {
      state.line = endLine;
      break;
    }
    readBlock(rules, state, line, endLine);
    if (state.line <= line) throw new Error('a block rule reads no line');
    // Lists ask whether a blank line stands within them.
    state.tight = !hasEmptyLines;
    if (state.isEmpty(state.line - 1)) hasEmptyLines = true;
    line = state.line;
    if (line < endLine && state.isEmpty(line)) {
      hasEmptyLines = true;
      line++;
      state.line = line;
    }
  }
}

/** Reads the block that begins at a line, which is not blank, by the first of the rules that takes it. */
export function readBlock(rules: readonly BlockRule[], state: StateBlock, line: number, endLine: number): void {
  if (isIndented(state, line) || mayBegin(state, line)) {
    for (const rule of rules) if (rule(state, line, endLine, false)) return;
  } else {
    paragraphOrSetext(state, line, endLine, false);
  }
}
