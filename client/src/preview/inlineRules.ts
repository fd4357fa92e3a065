import type MarkdownIt from 'markdown-it';
import type { RuleInline } from 'markdown-it/lib/parser_inline.mjs';
import { type ListReading, readCertainList } from '../../../server/src/markdown/attributeList.ts';
import type { Dialect } from '../../../server/src/markdown/facts.ts';

/**
 * Teaches a markdown-it the spans of a dialect. Tokens of its own: `markua_span_open` / `_close` for `[text]{…}`,
 * `markua_list` for a list after anything else, `markua_note_mark`, `math_inline` (the name that VS Code's own
 * Markdown Math draws), `sub_open` / `sup_open`.
 */
export function markuaInline(md: MarkdownIt, dialect: Dialect): void {
  const { ruler } = md.inline;
  ruler.before('link', 'markua_note', noteMark);
  ruler.before('link', 'markua_span', bracketSpan);
  ruler.before('link', 'markua_list', spanList);
  if (dialect === 'markdown') return;
  ruler.before('backticks', 'markua_math', codeMath);
  if (dialect === 'lfm') ruler.before('markua_list', 'markua_braced_math', bracedMath);
  ruler.after('strikethrough', 'markua_sub', between('~', 'sub'));
  ruler.after('strikethrough', 'markua_sup', between('^', 'sup'));
}

/** A list right after a word, emphasis, a link, a picture, code. */
const spanList: RuleInline = (state, silent) => {
  const { src, pos, posMax } = state;
  if (src.charCodeAt(pos) !== 0x7b || pos === 0 || !/[\p{L}\p{N}\p{M}*_~.!?)"'’”»\]`]/u.test(src[pos - 1]!))
    return false;
  const reading = readCertainList(src, pos, posMax);
  if (!reading) return false;
  if (!silent) state.push('markua_list', '', 0).meta = { reading };
  state.pos = reading.end;
  return true;
};

/** `[text]{#id}`: the brackets are no text. */
const bracketSpan: RuleInline = (state, silent) => {
  const { src, pos, posMax } = state;
  if (src.charCodeAt(pos) !== 0x5b || !src.includes(']{', pos)) return false;
  const close = state.md.helpers.parseLinkLabel(state, pos, false);
  if (close < 0 || src.charCodeAt(close + 1) !== 0x7b) return false;
  const reading = readCertainList(src, close + 1, posMax);
  if (!reading) return false;
  if (!silent) {
    state.push('markua_span_open', 'span', 1).meta = { reading };
    state.pos = pos + 1;
    state.posMax = close;
    state.md.inline.tokenize(state);
    state.push('markua_span_close', 'span', -1);
  }
  state.pos = reading.end;
  state.posMax = posMax;
  return true;
};

const noteMark: RuleInline = (state, silent) => {
  const match = sticky(/\[(\^{1,2})([^\s[\]^]+)\]/y, state.src, state.pos);
  if (!match || state.pos + match[0].length > state.posMax) return false;
  if (!silent) state.push('markua_note_mark', '', 0).meta = { label: match[2], endnote: match[1] === '^^' };
  state.pos += match[0].length;
  return true;
};

/** A code span with `$` (LaTeX) or `@` (AsciiMath) right after it (Markua 0.31, "Math resources"). */
const codeMath: RuleInline = (state, silent) => {
  const { src, pos, posMax } = state;
  if (src.charCodeAt(pos) !== 0x60 || src.charCodeAt(pos - 1) === 0x60) return false;
  const run = sticky(/`+/y, src, pos)![0];
  for (let close = src.indexOf(run, pos + run.length); close >= 0; ) {
    const end = close + sticky(/`+/y, src, close)![0].length;
    if (end - close === run.length) {
      const sign = src[end];
      if ((sign !== '$' && sign !== '@') || end >= posMax) return false;
      if (!silent)
        pushMath(
          state.push(sign === '$' ? 'math_inline' : 'code_inline', 'code', 0),
          src.slice(pos + run.length, close),
        );
      state.pos = end + 1;
      return true;
    }
    close = src.indexOf(run, end);
  }
  return false;
};

/** LFM's `{$$}x^2{/$$}`. */
const bracedMath: RuleInline = (state, silent) => {
  const { src, pos, posMax } = state;
  if (!src.startsWith('{$$}', pos)) return false;
  const close = src.indexOf('{/$$}', pos + 4);
  if (close < 0 || close >= posMax) return false;
  if (!silent) pushMath(state.push('math_inline', 'math', 0), src.slice(pos + 4, close));
  state.pos = close + 5;
  return true;
};

function pushMath(token: { content: string; markup: string }, content: string): void {
  token.content = content.trim();
  token.markup = '$';
}

/** `H~2~O`, `5^3^`: no blanks inside. */
function between(sign: '~' | '^', tag: 'sub' | 'sup'): RuleInline {
  const pattern = sign === '~' ? /~([^~\s]+)~(?!~)/y : /\^([^^\s]+)\^/y;
  return (state, silent) => {
    if (state.src[state.pos] !== sign) return false;
    const match = sticky(pattern, state.src, state.pos);
    if (!match || state.pos + match[0].length > state.posMax) return false;
    if (!silent) {
      state.push(`${tag}_open`, tag, 1);
      state.push('text', '', 0).content = match[1]!;
      state.push(`${tag}_close`, tag, -1);
    }
    state.pos += match[0].length;
    return true;
  };
}

function sticky(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The value a list gives to a key; the first wins. */
export function attributeValue(lists: readonly ListReading[], key: string): string | undefined {
  for (const { attributes } of lists) {
    const found = attributes.find((attribute) => attribute.key === key && attribute.value !== undefined);
    if (found) return found.value!.trim();
  }
  return undefined;
}

/** The id a list gives, without the `#` that Markua's section on the index writes in it. */
export function idIn(lists: readonly ListReading[]): string | undefined {
  return attributeValue(lists, 'id')?.replace(/^#/, '') || undefined;
}
