import type Token from 'markdown-it/lib/token.mjs';
import type { BlockMeta } from '../blocks/lines.ts';
import type { Waiting } from './attributes.ts';
import type { Draft } from './draft.ts';

/** A chapter half read. */
export interface Reading {
  readonly draft: Draft;
  /** Attribute lists whose block has not come yet. */
  readonly waiting: Waiting;
  /** Indexes into `draft.footnotes` of the notes being read, the innermost last. */
  readonly notes: number[];
}

export function meta(token: Token): BlockMeta {
  return token.meta ?? {};
}
