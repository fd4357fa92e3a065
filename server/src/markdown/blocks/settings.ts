import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import type { Dialect } from '../facts.ts';
import { type BlockEnvironment, type BlockMeta, type BlockRule, lineText } from './lines.ts';

/**
 * Document settings: `{` and `}` on lines of their own at the very start, several such blocks allowed (Markua 0.31,
 * "Document settings"). The front matter of site generators (`---` around `key: value` lines) is taken for the same
 * kind of block in every dialect, as it is no heading in any reading.
 */
export function documentSettings(dialect: Dialect): BlockRule {
  return (state, startLine, endLine, silent) => {
    if (silent || (state.env as BlockEnvironment).isPart || !isDocumentStart(state)) return false;
    const first = lineText(state, startLine);
    const closers = first === '{' && dialect !== 'markdown' ? ['}'] : frontMatterClosers(state, startLine, first);
    if (closers.length === 0 || state.tShift[startLine] !== 0) return false;
    let line = startLine + 1;
    while (line < endLine && !(state.tShift[line] === 0 && closers.includes(lineText(state, line)))) line++;
    if (line >= endLine) {
      (state.env as BlockEnvironment).isUnsettled = true;
      return false;
    }
    state.line = line + 1;
    const token = state.push('markua_settings', '', 0);
    token.map = [startLine, line + 1];
    token.hidden = true;
    token.meta = { start: state.bMarks[startLine]!, name: first } satisfies BlockMeta;
    return true;
  };
}

/** Nothing stands above but settings, so that more may follow. */
export function isDocumentStart(state: StateBlock): boolean {
  if (state.level !== 0 || state.blkIndent !== 0 || state.parentType !== 'root') return false;
  const last = state.tokens[state.tokens.length - 1];
  return last === undefined || (last.type === 'markua_settings' && last.meta.name === '{');
}

function frontMatterClosers(state: StateBlock, line: number, first: string): readonly string[] {
  if (line !== 0 || state.lineMax < 2) return [];
  const second = lineText(state, 1);
  if (first === '---' && (/^[A-Za-z_][\w.-]*\s*:(?:\s|$)/.test(second) || isCommentedYaml(state, second)))
    return ['---', '...'];
  if (first === '+++' && /^[A-Za-z_][\w.-]*\s*=/.test(second)) return ['+++'];
  return [];
}

/** YAML that begins with a comment; below a rule that could be a title, so every line of it must look like YAML. */
function isCommentedYaml(state: StateBlock, second: string): boolean {
  if (!second.startsWith('#')) return false;
  let keys = 0;
  for (let line = 1; line < state.lineMax; line++) {
    const text = lineText(state, line);
    if (state.tShift[line] === 0 && (text === '---' || text === '...')) return keys > 0;
    const isKey = /^[A-Za-z_][\w.-]*\s*:(?:\s|$)/.test(text);
    if (isKey) keys++;
    else if (text !== '' && state.tShift[line] === 0 && !/^(?:#|-\s)/.test(text)) return false;
  }
  return false;
}
