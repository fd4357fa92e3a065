import { LineIndex } from '../base/lines.ts';
import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import { extractFacts } from './extract/extractFacts.ts';
import { destinationsOf, Labels } from './extract/labels.ts';
import { readReferences } from './extract/references.ts';
import type { Dialect, Facts } from './facts.ts';
import { readBlocks } from './markdownIt.ts';
import { JoinedFacts } from './parts/joinedFacts.ts';
import { JoinedLineStarts } from './parts/joinedLines.ts';
import type { Part } from './parts/part.ts';
import { type Parts, readParts } from './parts/parts.ts';
import { placeSuppression } from './parts/place.ts';
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
  /** Of a chapter that is being edited: what it is put together from (`parts/parts.ts`). */
  readonly parts?: Parts;
  /** Of a view of one section of a chapter (`rules/sectionViews.ts`): how many facts of a kind stand before those of the view. */
  countBefore?(kind: 'ids' | 'references'): number;
}

/** The index among those of the whole chapter of a fact that a rule was shown. */
export function indexInChapter(chapter: Chapter, kind: 'ids' | 'references', index: number): number {
  return (chapter.countBefore?.(kind) ?? 0) + index;
}

/** A chapter, or a part of one that knows nothing of the rest. */
export type ChapterText = Pick<Chapter, 'uri' | 'text' | 'dialect' | 'facts'>;

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
  const blocks = readBlocks(source.normal, dialect);
  const references = readReferences(source, blocks);
  const facts = extractFacts(source, dialect, blocks, references, new Labels(destinationsOf(references)));
  return {
    uri,
    text,
    lines: new LineIndex(text),
    dialect,
    facts,
    suppressions: readSuppressions(text, facts.comments),
  };
}

/**
 * The same for a text that is being edited: what `before` (the chapter as it was) says of the parts that stay is taken
 * over. Takes time by what changed, and some microseconds for each thousand characters.
 */
export function parseEdited(uri: Uri, text: string, dialect: Dialect, before: Chapter | undefined): Chapter {
  const parts = readParts(text, dialect, before?.dialect === dialect ? before.parts : undefined);
  return new EditedChapter(uri, text, dialect, parts, before?.facts);
}

/** A class and no literal: V8 keeps a literal's getters, and all they can reach, until its next full collection. */
class EditedChapter implements Chapter {
  readonly uri: Uri;
  readonly text: string;
  readonly lines: LineIndex;
  readonly dialect: Dialect;
  readonly facts: Facts;
  readonly parts: Parts;
  #suppressions: readonly Suppression[] | undefined;

  constructor(uri: Uri, text: string, dialect: Dialect, parts: Parts, before: Facts | undefined) {
    this.uri = uri;
    this.text = text;
    this.lines = new LineIndex(text, () => new JoinedLineStarts(parts));
    this.dialect = dialect;
    this.facts = new JoinedFacts(parts.list, { sums: parts.sums, before });
    this.parts = parts;
  }

  get suppressions() {
    this.#suppressions ??= joinedSuppressions(this.parts);
    return this.#suppressions;
  }
}

function joinedSuppressions({ list, starts, sums }: Parts): Suppression[] {
  const joined: Suppression[] = [];
  if (sums.of(countSuppressions) === 0) return joined;
  for (const [nth, { suppressions }] of list.entries()) {
    for (const suppression of suppressions) joined.push(placeSuppression(suppression, starts[nth]!));
  }
  return joined;
}

function countSuppressions({ suppressions }: Part): number {
  return suppressions.length;
}
