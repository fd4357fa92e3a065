import type MarkdownIt from 'markdown-it';
import { normalizeReference } from 'markdown-it/lib/common/utils.mjs';
import * as helpers from 'markdown-it/lib/helpers/index.mjs';
import ParserBlock from 'markdown-it/lib/parser_block.mjs';
import StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import type Token from 'markdown-it/lib/token.mjs';
import { withoutRunaway } from './blocks/html.ts';
import { lazyFence, noteClosing, noteStart } from './blocks/leaves.ts';
import { type BlockEnvironment, type BlockMeta, type BlockRule, firstOffset } from './blocks/lines.ts';
import { paragraphOrSetext } from './blocks/paragraphs.ts';
import { noteReference } from './blocks/references.ts';
import { isDocumentStart } from './blocks/settings.ts';
import { tableWithCells } from './blocks/tables.ts';
import { readBlock, tokenize } from './blocks/tokenize.ts';
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

/**
 * Reads the blocks of a normalised text; inline content is left unread in `inline` tokens. `isStart` is false for a part
 * of a text from its middle, where no document settings can stand.
 */
export function readBlocks(text: string, dialect: Dialect, isStart = true): BlockTokens {
  const md = parserOf(dialect);
  const tokens: Token[] = [];
  const state = new MarkuaState(text, md, environment(isStart), tokens);
  md.block.tokenize(state, 0, state.lineMax);
  return { tokens, lineStarts: state.bMarks, lineEnds: state.eMarks, lineCount: state.lineMax };
}

/** Where a normalised text can be taken apart, so that each part can be read without the others. */
export interface Cuts {
  /** Offsets, ascending, neither the text's start nor its end. */
  readonly at: readonly number[];
  /** Document settings were looked for to the end of the text and not found: any later line may make some of its start. */
  readonly isUnsettled: boolean;
}

/**
 * Finds the cuts: after a blank line, before a block at the top, where no box in braces and no quiz is open. What a
 * block is made of depends on what follows only as far as the first two lines of the block after it.
 */
export function findCuts(text: string, dialect: Dialect, isStart: boolean): Cuts {
  const md = parserOf(dialect);
  const rules = md.block.ruler.getRules('');
  const env = environment(isStart);
  const tokens: Token[] = [];
  const state = new MarkuaState(text, md, env, tokens);
  const open: string[] = [];
  const at: number[] = [];
  let read = 0;
  for (let line = state.skipEmptyLines(0); line < state.lineMax; line = state.skipEmptyLines(state.line)) {
    const isAtStart = !env.isPart && isDocumentStart(state);
    if (!isAtStart && line > 0 && state.isEmpty(line - 1) && open.length === 0 && !env.openQuizzes) {
      at.push(state.bMarks[line]!);
    }
    state.line = line;
    readBlock(rules, state, line, state.lineMax);
    for (; read < tokens.length; read++) followBraces(tokens[read]!, open);
  }
  return { at: at.filter((offset) => offset > 0), isUnsettled: env.isUnsettled === true };
}

/** Which boxes in braces are open at the top: the closer of one closes those left open inside it. */
function followBraces(token: Token, open: string[]): void {
  if (token.level > 0) return;
  const { name = '' } = (token.meta ?? {}) as BlockMeta;
  if (token.type === 'markua_open') open.push(name);
  if (token.type === 'markua_close' && open.includes(name)) open.length = open.lastIndexOf(name);
}

function environment(isStart: boolean): BlockEnvironment {
  return { isPart: !isStart };
}

/** As CommonMark compares labels: case folded, white space collapsed. */
export function normalizeLabel(label: string): string {
  return normalizeReference(label);
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
    // What it says of an empty text is one line: the last, which is none.
    for (const marks of [this.bMarks, this.eMarks, this.tShift, this.sCount, this.bsCount]) marks.pop();
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

const parsers = new Map<Dialect, MarkdownIt>();

function parserOf(dialect: Dialect): MarkdownIt {
  let parser = parsers.get(dialect);
  if (!parser) {
    parser = createParser(dialect);
    parsers.set(dialect, parser);
  }
  return parser;
}

/**
 * As much of markdown-it as its block rules use: the rest, which finds addresses and renders, takes longer to set up than
 * a chapter to read.
 */
function createParser(dialect: Dialect): MarkdownIt {
  const md = {
    block: new ParserBlock(),
    options: { html: true },
    helpers,
    // Destinations are taken from the source; encoding and vetting them here would be lost work, and hide some.
    normalizeLink: (url: string) => url,
    validateLink: () => true,
  } as unknown as MarkdownIt;
  md.block.tokenize = tokenize;
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
  plain.ruler.enableOnly(name);
  return plain.ruler.getRules('')[0]!;
}

const plain = new ParserBlock();
