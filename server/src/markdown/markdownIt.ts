import MarkdownIt from 'markdown-it';
import StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import type Token from 'markdown-it/lib/token.mjs';
import { withoutRunaway } from './blocks/html.ts';
import { lazyFence, noteClosing, noteStart } from './blocks/leaves.ts';
import { type BlockMeta, type BlockRule, firstOffset } from './blocks/lines.ts';
import { paragraphOrSetext } from './blocks/paragraphs.ts';
import { noteReference } from './blocks/references.ts';
import { tableWithCells } from './blocks/tables.ts';
import type { Dialect } from './facts.ts';
import { markuaBlocks } from './markuaPlugin.ts';

/** Everything here knows the insides of markdown-it 14: which rules it has, what its block state holds. */
export interface BlockTokens {
  readonly tokens: readonly Token[];
  /** By line from 0: its start and end in the normalised text, line break not counted. */
  readonly lineStarts: readonly number[];
  readonly lineEnds: readonly number[];
  readonly lineCount: number;
}

/** Reads the blocks of a normalised text; inline content is left unread in `inline` tokens. */
export function readBlocks(text: string, dialect: Dialect): BlockTokens {
  const md = parsers[dialect];
  const tokens: Token[] = [];
  const state = new MarkuaState(text, md, {}, tokens);
  md.block.tokenize(state, 0, state.lineMax);
  return { tokens, lineStarts: state.bMarks, lineEnds: state.eMarks, lineCount: state.lineMax };
}

/** As CommonMark compares labels: case folded, white space collapsed. */
export function normalizeLabel(label: string): string {
  return parsers.markua.utils.normalizeReference(label);
}

/**
 * markdown-it's block state with two differences. Its constructor looks at every character to find the lines; this
 * one goes from line break to line break. And list items note where they begin: they are pushed when `state.line` is
 * their first line, and before their marker is masked.
 */
class MarkuaState extends StateBlock {
  constructor(text: string, md: MarkdownIt, env: object, tokens: Token[]) {
    super('', md, env, tokens);
    this.src = text;
    this.bMarks = [];
    this.eMarks = [];
    this.tShift = [];
    this.sCount = [];
    this.bsCount = [];
    for (let start = 0; start < text.length; ) {
      const lineBreak = text.indexOf('\n', start);
      const end = lineBreak < 0 ? text.length : lineBreak;
      this.#addLine(start, end);
      start = end + 1;
    }
    this.lineMax = this.bMarks.length;
    this.#addLine(text.length, text.length);
  }

  override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
    const token = super.push(type, tag, nesting);
    if (type === 'list_item_open') token.meta = { start: firstOffset(this, this.line) } satisfies BlockMeta;
    return token;
  }

  #addLine(start: number, end: number): void {
    let pos = start;
    let column = 0;
    for (; pos < end; pos++) {
      const code = this.src.charCodeAt(pos);
      if (code === 0x09) column += 4 - (column % 4);
      else if (code === 0x20) column++;
      else break;
    }
    this.bMarks.push(start);
    this.eMarks.push(end);
    this.tShift.push(pos - start);
    this.sCount.push(column);
    this.bsCount.push(0);
  }
}

const parsers: Readonly<Record<Dialect, MarkdownIt>> = {
  markua: createParser('markua'),
  lfm: createParser('lfm'),
  markdown: createParser('markdown'),
};

function createParser(dialect: Dialect): MarkdownIt {
  const md = new MarkdownIt({ html: true, linkify: false });
  // Destinations are taken from the source; encoding and vetting them here would be lost work, and hide some.
  md.normalizeLink = (url) => url;
  md.validateLink = () => true;
  markuaBlocks(md, dialect);
  const wrap = (name: string, alt: string[], make: (rule: BlockRule) => BlockRule): void =>
    md.block.ruler.at(name, make(builtIn(name)), { alt });
  const ends = ['paragraph', 'reference', 'blockquote', 'list'];
  wrap('table', ['paragraph', 'reference'], tableWithCells);
  wrap('code', [], noteStart);
  wrap('fence', ends, (rule) => noteStart(dialect === 'lfm' ? lazyFence(noteClosing(rule)) : noteClosing(rule)));
  wrap('blockquote', ends, noteStart);
  wrap('hr', ends, noteStart);
  wrap('list', ['paragraph', 'reference', 'blockquote'], noteStart);
  wrap('reference', [], noteReference);
  wrap('html_block', ['paragraph', 'reference', 'blockquote'], (rule) => withoutRunaway(noteStart(rule)));
  md.block.ruler.disable('lheading');
  md.block.ruler.at('paragraph', paragraphOrSetext);
  return md;
}

/** One of markdown-it's own rules: the only one left when all others are switched off. */
function builtIn(name: string): BlockRule {
  const plain = new MarkdownIt();
  plain.block.ruler.enableOnly(name);
  return plain.block.ruler.getRules('')[0]!;
}
