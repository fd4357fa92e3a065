import type { Dialect } from '../../base/dialect.ts';
import type { Suppression } from '../chapter.ts';
import { extractFacts } from '../extract/extractFacts.ts';
import { Labels } from '../extract/labels.ts';
import { readReferences } from '../extract/references.ts';
import type { Facts, ReferenceDefinition } from '../facts.ts';
import { type BlockTokens, readBlocks } from '../markdownIt.ts';
import { SourceText } from '../source.ts';
import { readSuppressions } from '../suppressions.ts';

/** A part of a chapter whose blocks are known, and not yet what they say. */
export interface PartBlocks {
  readonly source: SourceText;
  readonly blocks: BlockTokens;
  readonly references: readonly ReferenceDefinition[];
}

/**
 * A stretch of a chapter between two cuts, read on its own. Its facts know nothing of where it stands: offsets are its
 * text's, indexes count its own facts. So a part stays the same, and is shared, while the text before it changes.
 */
export class Part {
  readonly text: string;
  /** At the chapter's start a byte order mark and document settings may stand. */
  readonly isStart: boolean;
  readonly dialect: Dialect;
  readonly facts: Facts;
  readonly suppressions: readonly Suppression[];
  /** The labels of link references it asked for: if another of these is defined, it has to be read again. */
  readonly askedLabels: ReadonlySet<string>;
  readonly #worked = new Map<unknown, unknown>();

  constructor(
    { source, blocks, references }: PartBlocks,
    isStart: boolean,
    dialect: Dialect,
    destinations: ReadonlyMap<string, string>,
  ) {
    const labels = new Labels(destinations);
    this.text = source.original;
    this.isStart = isStart;
    this.dialect = dialect;
    this.facts = extractFacts(source, dialect, blocks, references, labels);
    this.suppressions = readSuppressions(this.text, this.facts.comments);
    this.askedLabels = labels.asked;
  }

  /** What `work` makes of this part, worked out once: it must depend on nothing else. */
  once<T>(work: (part: Part) => T): T {
    const known = this.#worked.get(work);
    if (known !== undefined) return known as T;
    const made = work(this);
    this.#worked.set(work, made);
    return made;
  }
}

export function readPartBlocks(text: string, isStart: boolean, dialect: Dialect): PartBlocks {
  const source = new SourceText(ownCopy(text), isStart);
  const blocks = readBlocks(source.normal, dialect, isStart);
  return { source, blocks, references: readReferences(source, blocks) };
}

/** V8's slices keep the whole string alive they were cut from: a part would hold on to each text it was ever part of. */
function ownCopy(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
