import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import type { Dialect } from '../facts.ts';
import {
  type BlockEnvironment,
  type BlockMeta,
  type BlockRule,
  firstCode,
  firstOffset,
  isIndented,
  lineText,
  trimmedEnd,
} from './lines.ts';

const opener = /^\{\s*(aside|blurb|blockquote|quiz|exercise)\s*[,}]/;
const closer = /^\{\s*\/\s*([A-Za-z][\w-]*)\s*\}$/;
/** What plain Markdown writers mean as a list: templates (`{{ x }}`, `{% x %}`) and JSON stay out. */
const plainList = /^\{(?::(?!:)|#[\w-]|\.[A-Za-z]|\s*id\s*[:=])/;
/** A list left open on its line is told from prose and code by a key that only a list would begin with. */
const unclosedList = /^\{:?\s*(?:#[A-Za-z][\w-]*\s*$|(?:id|class|caption|title|width|sample|lang)\s*[:=]\s*[\w"'])/;

/**
 * Lines in braces: attribute lists, directives, and the openers and closers of `{aside}`, `{blurb}`, `{quiz}` …
 * In Markua any line outside code that begins with `{` and ends with `}` is one of them and never printed
 * (Markua 0.31, "Attribute lists"). They become flat tokens: what an opener holds is settled by its closer alone,
 * so that an unclosed one costs nothing and swallows what follows, as it does for Leanpub.
 */
export function braceLine(dialect: Dialect): BlockRule {
  return (state, startLine, _endLine, silent) => {
    if (firstCode(state, startLine) !== 0x7b || isIndented(state, startLine)) return false;
    const start = firstOffset(state, startLine);
    const end = trimmedEnd(state, startLine);
    const text = state.src.slice(start, end);
    const closed = text.length > 1 && text.endsWith('}');
    if (!closed && (dialect === 'markdown' || !isUnclosedList(state, startLine, text))) return false;
    if (dialect === 'markdown' && !plainList.test(text)) return false;
    if (dialect === 'lfm' && text.startsWith('{$$}')) return false;
    if (silent) return true;
    state.line = startLine + 1;
    pushBraces(state, startLine, text, { start, end });
    return true;
  };
}

function pushBraces(state: StateBlock, line: number, text: string, where: { start: number; end: number }): void {
  const plain = !text.startsWith('{:');
  const opens = plain ? opener.exec(text)?.[1] : undefined;
  const closes = plain ? closer.exec(text)?.[1] : undefined;
  const type = opens ? 'markua_open' : closes ? 'markua_close' : 'markua_attributes';
  const token = state.push(type, '', 0);
  token.map = [line, line + 1];
  token.hidden = true;
  const env = state.env as BlockEnvironment;
  if (opens === 'quiz' || opens === 'exercise') env.openQuizzes = (env.openQuizzes ?? 0) + 1;
  if (closes === 'quiz' || closes === 'exercise') env.openQuizzes = Math.max(0, (env.openQuizzes ?? 0) - 1);
  token.meta = { ...where, name: opens ?? closes } satisfies BlockMeta;
}

function isUnclosedList(state: StateBlock, line: number, text: string): boolean {
  if (text.includes('}') || !unclosedList.test(text)) return false;
  return line + 1 < state.lineMax && !state.isEmpty(line + 1) && !lineText(state, line + 1).includes('}');
}

/** The stray `<id: x>` on a line of its own, above something. It still counts as a definition. */
export const angleLine: BlockRule = (state, startLine, _endLine, silent) => {
  if (firstCode(state, startLine) !== 0x3c || isIndented(state, startLine)) return false;
  const text = lineText(state, startLine);
  if (!/^<(?:id\s*:|#)\s*[^\s<>:/]+\s*>$/.test(text)) return false;
  if (silent) return true;
  state.line = startLine + 1;
  const token = state.push('markua_attributes', '', 0);
  token.map = [startLine, startLine + 1];
  token.hidden = true;
  const start = firstOffset(state, startLine);
  token.meta = { start, end: start + text.length, name: 'angle' } satisfies BlockMeta;
  return true;
};

/** LFM's block maths, `{$$}` to `{/$$}`, which may share a line. */
export const mathBlock: BlockRule = (state, startLine, endLine, silent) => {
  if (firstCode(state, startLine) !== 0x7b || isIndented(state, startLine)) return false;
  if (!state.src.startsWith('{$$}', firstOffset(state, startLine))) return false;
  const first = lineText(state, startLine);
  const closesAt = first.indexOf('{/$$}');
  if (closesAt >= 0 && closesAt + 5 < first.length) return false;
  if (silent) return true;
  let line = startLine + 1;
  let closed = closesAt >= 0;
  for (; !closed && line < endLine; line++) closed = lineText(state, line).endsWith('{/$$}');
  state.line = line;
  const token = state.push('markua_math', 'div', 0);
  token.map = [startLine, line];
  token.content = state.getLines(startLine, line, state.blkIndent, false);
  token.meta = { start: firstOffset(state, startLine), closed } satisfies BlockMeta;
  return true;
};
