import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import type { Stretches } from '../source.ts';

/** A markdown-it block rule. `silent` asks only whether a block begins here that ends a paragraph, list or quote. */
export type BlockRule = (state: StateBlock, startLine: number, endLine: number, silent: boolean) => boolean;

/**
 * What our block rules leave on a token's `meta`; offsets are into the normalised text. markdown-it's own tokens
 * say only lines, and a line's container prefix is known only while its container is being read.
 */
export interface BlockMeta {
  /** The first character of the block's first line, after container prefixes and indentation. */
  readonly start?: number;
  /** On inline tokens: where their content stands. */
  readonly stretches?: Stretches;
  readonly role?: 'paragraph' | 'heading' | 'cell' | 'term';
  readonly style?: 'atx' | 'setext' | 'part';
  /** Headings: where a line above them would begin. */
  readonly insertAt?: number;
  readonly title?: { readonly start: number; readonly end: number };
  readonly closed?: boolean;
  readonly end?: number;
  readonly name?: string;
  readonly label?: { readonly start: number; readonly end: number };
  readonly destination?: { readonly start: number; readonly end: number };
  readonly endnote?: boolean;
}

/** What our block rules keep on a state's `env` while one text is read; the preview's begins empty. */
export interface BlockEnvironment {
  /** The text is a part from the middle of a chapter. */
  readonly isPart?: boolean;
  /** Document settings were begun and their end was not found. */
  isUnsettled?: boolean;
  openQuizzes?: number;
}

/** The offset of a line's first character that is neither container prefix nor indentation. */
export function firstOffset(state: StateBlock, line: number): number {
  return state.bMarks[line]! + state.tShift[line]!;
}

/** The line's end without trailing blanks. */
export function trimmedEnd(state: StateBlock, line: number): number {
  return state.skipSpacesBack(state.eMarks[line]!, firstOffset(state, line));
}

/** The line after container prefixes and indentation, trailing blanks left out. */
export function lineText(state: StateBlock, line: number): string {
  return state.src.slice(firstOffset(state, line), trimmedEnd(state, line));
}

export function firstCode(state: StateBlock, line: number): number {
  const at = firstOffset(state, line);
  return at < state.eMarks[line]! ? state.src.charCodeAt(at) : -1;
}

/** Indented as far as code is, and so no other block's beginning. */
export function isIndented(state: StateBlock, line: number): boolean {
  return state.sCount[line]! - state.blkIndent >= 4;
}

export function isBlankCode(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
