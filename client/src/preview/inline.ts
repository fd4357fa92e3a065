import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';
import type { PreviewFacts } from '../../../server/src/lsp/protocol.ts';
import { type ListReading, readCertainList } from '../../../server/src/markdown/attributeList.ts';
import { isSmartText, smartText } from '../../../server/src/markdown/smartText.ts';
import { chapterIn } from './chapter.ts';
import { attributeValue, idIn } from './inlineRules.ts';

/** Gives spans what their lists say, and links and pictures where they lead in the book. */
export function arrangeInline(state: StateCore): void {
  const chapter = chapterIn(state.env);
  if (!chapter) return;
  for (const token of state.tokens) {
    if (token.type === 'inline' && token.children) token.children = arrange(token.children, token, state, chapter);
  }
}

function arrange(children: readonly Token[], block: Token, state: StateCore, chapter: PreviewFacts): Token[] {
  const { dialect } = chapter;
  const out: Token[] = [];
  let line = block.map?.[0] ?? 0;
  for (const token of children) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') line++;
    // Markua has no raw HTML, and makes no links of bare addresses.
    if (dialect === 'markua' && (token.type === 'html_inline' || token.markup === 'linkify')) continue;
    if (token.type === 'markua_list') applyList(token.meta.reading, out, line, state);
    else {
      if (token.type === 'markua_span_open') name(token, token.meta.reading, line);
      else if (token.type === 'image') locate(token, chapter);
      out.push(token);
    }
  }
  for (const [index, token] of out.entries()) if (token.type === 'link_open') leadOn(out, index, token, chapter);
  return out;
}

/** A list says something of what stands before it; where that is plain text, an anchor of its own keeps the id. */
function applyList(reading: ListReading, out: Token[], line: number, state: StateCore): void {
  // Emphasis leaves empty text where the second of its signs was.
  const last = out.findLast(({ type, content }) => type !== 'text' || content !== '');
  const target = last && targetOf(last, out);
  if (target) {
    name(target, reading, line);
    const width = attributeValue([reading], 'width');
    if (target.type === 'image' && width) target.attrSet('width', width);
    if (target.type === 'code_inline' && attributeValue([reading], 'format') === 'latexmath')
      target.type = 'math_inline';
    return;
  }
  if (!idIn([reading])) return;
  const anchor = new state.Token('markua_anchor_open', 'span', 1);
  name(anchor, reading, line);
  out.push(anchor, new state.Token('markua_anchor_close', 'span', -1));
}

function targetOf(last: Token, out: readonly Token[]): Token | undefined {
  if (last.type === 'image' || last.type === 'code_inline') return last;
  if (last.nesting !== -1) return undefined;
  return out.findLast((token) => token.nesting === 1 && token.level === last.level && token.tag === last.tag);
}

/** VS Code scrolls to an id only where the element says its line. */
function name(token: Token, reading: ListReading, line: number): void {
  const id = idIn([reading]);
  if (!id) return;
  token.attrSet('id', id);
  token.attrJoin('class', 'code-line');
  token.attrSet('data-line', String(line));
}

/** A picture's file under the resource roots, as seen from the chapter's folder, where a preview looks. */
function locate(token: Token, { resources }: PreviewFacts): void {
  const written = token.attrGet('src');
  if (written === null || /^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(written) || written.startsWith('data:')) return;
  const file = resources[written] ?? resources[decoded(written)];
  if (file) token.attrSet('src', encoded(file));
  else token.attrJoin('class', 'markua-missing');
}

/** A crosslink leads to the chapter that has the id; a smart one reads as the book will. */
function leadOn(tokens: readonly Token[], index: number, link: Token, { targets }: PreviewFacts): void {
  const href = link.attrGet('href');
  if (!href?.startsWith('#')) return;
  const id = decoded(href.slice(1));
  const target = targets[id];
  if (!target) {
    link.attrJoin('class', 'markua-broken');
    return;
  }
  if (target.file !== undefined) link.attrSet('href', `${encoded(target.file)}#${encodeURIComponent(id)}`);
  for (const token of tokens.slice(index + 1)) {
    if (token.type === 'link_close') break;
    if (token.type === 'text' && isSmartText(token.content))
      token.content = smartText(token.content, target) ?? token.content;
  }
}

/** A list at the end of a heading is never shown; only Markua proper gives it no meaning. */
export function cutTail(content: string): { content: string; reading: ListReading } | undefined {
  if (!content.endsWith('}')) return undefined;
  for (let at = content.lastIndexOf('{'); at >= 0; at = content.lastIndexOf('{', at - 1)) {
    const reading = readCertainList(content, at, content.length);
    if (reading?.end === content.length) return { content: content.slice(0, at).trimEnd(), reading };
    if (at === 0) break;
  }
  return undefined;
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** Percent-decoded; as it is where that cannot be done. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
