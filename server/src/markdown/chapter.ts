import { LineIndex } from '../base/lines.ts';
import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import { extractFacts } from './extract/extractFacts.ts';
import type { Dialect, Facts } from './facts.ts';
import { readBlocks } from './markdownIt.ts';
import { SourceText } from './source.ts';
import { readSuppressions } from './suppressions.ts';

/** One file of the book, read. Immutable. */
export interface Chapter {
  readonly uri: Uri;
  readonly text: string;
  readonly lines: LineIndex;
  readonly dialect: Dialect;
  readonly facts: Facts;
  readonly suppressions: readonly Suppression[];
}

/** A `<!-- handbook-disable… -->` or `<!-- handbook-enable … -->` comment (RULES.md, "Telling the linter to be quiet"). */
export interface Suppression {
  readonly kind: 'disable' | 'enable' | 'disable-next-line' | 'disable-file';
  /** The rules named, each with its span; none named means every rule. */
  readonly rules: readonly { readonly name: string; readonly span: Span }[];
  readonly reason?: string;
  /** The whole comment. */
  readonly span: Span;
}

/** Reads a file of the book. Never fails, whatever the text; takes time linear in its length. */
export function parseChapter(uri: Uri, text: string, dialect: Dialect): Chapter {
  const source = new SourceText(text);
  const facts = extractFacts(source, dialect, readBlocks(source.normal, dialect));
  return {
    uri,
    text,
    lines: new LineIndex(text),
    dialect,
    facts,
    suppressions: readSuppressions(text, facts.comments),
  };
}
