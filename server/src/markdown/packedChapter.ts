import type { Chapter } from './chapter.ts';
import type { Block, BlockKind, Facts, Prose, ProsePiece } from './facts.ts';

/**
 * Keeps chapters in a third of the memory, for who reads a whole book at once and needs each chapter for a moment: a
 * packed chapter's blocks and prose, which are most of its facts, are numbers until they are asked for. Those of the
 * chapters asked for last stay unpacked.
 */
export class ChapterPacker {
  #recent: Unpacked[] = [];

  /** The same chapter, packed. */
  pack(chapter: Chapter): Chapter {
    return { ...chapter, facts: new PackedFacts(chapter.facts, (facts) => this.#open(facts)) };
  }

  #open(facts: PackedFacts): Unpacked {
    const known = this.#recent.find((one) => one.facts === facts);
    if (known) return known;
    const unpacked: Unpacked = { facts, blocks: undefined, prose: undefined };
    this.#recent = [unpacked, ...this.#recent.slice(0, MOST_UNPACKED - 1)];
    return unpacked;
  }
}

/** The chapter at work, and one beside it that a rule looks into. */
const MOST_UNPACKED = 2;

interface Unpacked {
  readonly facts: PackedFacts;
  blocks: readonly Block[] | undefined;
  prose: readonly Prose[] | undefined;
}

class PackedFacts implements Facts {
  readonly headings: Facts['headings'];
  readonly attributeLists: Facts['attributeLists'];
  readonly ids: Facts['ids'];
  readonly links: Facts['links'];
  readonly resources: Facts['resources'];
  readonly references: Facts['references'];
  readonly footnotes: Facts['footnotes'];
  readonly footnoteUses: Facts['footnoteUses'];
  readonly directives: Facts['directives'];
  readonly comments: Facts['comments'];
  readonly settings: Facts['settings'];
  readonly #numbers: Int32Array;
  /** What blocks say in words; numbers in the array point here, from 1. */
  readonly #words: readonly string[];
  readonly #open: (facts: PackedFacts) => Unpacked;

  constructor(facts: Facts, open: (facts: PackedFacts) => Unpacked) {
    this.#open = open;
    this.headings = facts.headings;
    this.attributeLists = facts.attributeLists;
    this.ids = facts.ids;
    this.links = facts.links;
    this.resources = facts.resources;
    this.references = facts.references;
    this.footnotes = facts.footnotes;
    this.footnoteUses = facts.footnoteUses;
    this.directives = facts.directives;
    this.comments = facts.comments;
    this.settings = facts.settings;
    const words: string[] = [];
    const numbers: number[] = [facts.blocks.length];
    for (const block of facts.blocks) packBlock(block, numbers, words);
    numbers.push(facts.prose.length);
    for (const prose of facts.prose) packProse(prose, numbers);
    this.#numbers = Int32Array.from(numbers);
    this.#words = words;
  }

  get blocks(): readonly Block[] {
    const unpacked = this.#open(this);
    unpacked.blocks ??= unpackBlocks(this.#numbers, this.#words);
    return unpacked.blocks;
  }

  get prose(): readonly Prose[] {
    const unpacked = this.#open(this);
    unpacked.prose ??= unpackProse(this.#numbers);
    return unpacked.prose;
  }
}

/** Numbers a block takes. */
const BLOCK_SIZE = 9;
/** Numbers a stretch of prose takes besides its pieces, and each of these. */
const PROSE_SIZE = 7;
const PIECE_SIZE = 3;

function packBlock({ kind, span, depth, info, form, closed, opener }: Block, numbers: number[], words: string[]): void {
  const word = (text: string | undefined) => (text === undefined ? 0 : words.push(text));
  const opened = opener ?? { start: -1, end: -1 };
  numbers.push(kindNumbers[kind], span.start, span.end, depth, word(info), word(form), closed ? 1 : 0);
  numbers.push(opened.start, opened.end);
}

function unpackBlocks(numbers: Int32Array, words: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (let at = 1; blocks.length < numbers[0]!; at += BLOCK_SIZE) {
    const opened = numbers[at + 7]!;
    blocks.push({
      kind: kinds[numbers[at]!]!,
      span: { start: numbers[at + 1]!, end: numbers[at + 2]! },
      depth: numbers[at + 3]!,
      info: words[numbers[at + 4]! - 1],
      form: words[numbers[at + 5]! - 1],
      closed: numbers[at + 6] === 1,
      opener: opened < 0 ? undefined : { start: opened, end: numbers[at + 8]! },
    });
  }
  return blocks;
}

function packProse({ kind, span, container, quoted, section, pieces }: Prose, numbers: number[]): void {
  const place = container === 'none' ? -1 : kindNumbers[container];
  numbers.push(proseKinds.indexOf(kind), span.start, span.end, place, quoted ? 1 : 0, section, pieces.length);
  for (const { start, end, before } of pieces) numbers.push(start, end, gaps.indexOf(before));
}

function unpackProse(numbers: Int32Array): Prose[] {
  let at = 1 + numbers[0]! * BLOCK_SIZE;
  const count = numbers[at++]!;
  const found: Prose[] = [];
  while (found.length < count) {
    const pieces: ProsePiece[] = [];
    const pieceCount = numbers[at + 6]!;
    for (let piece = at + PROSE_SIZE; pieces.length < pieceCount; piece += PIECE_SIZE) {
      pieces.push({ start: numbers[piece]!, end: numbers[piece + 1]!, before: gaps[numbers[piece + 2]!]! });
    }
    found.push({
      kind: proseKinds[numbers[at]!]!,
      span: { start: numbers[at + 1]!, end: numbers[at + 2]! },
      pieces,
      container: kinds[numbers[at + 3]!] ?? 'none',
      quoted: numbers[at + 4] === 1,
      section: numbers[at + 5]!,
    });
    at += PROSE_SIZE + pieceCount * PIECE_SIZE;
  }
  return found;
}

const kindNumbers: Readonly<Record<BlockKind, number>> = {
  paragraph: 0,
  heading: 1,
  list: 2,
  item: 3,
  quote: 4,
  aside: 5,
  blurb: 6,
  center: 7,
  quiz: 8,
  exercise: 9,
  code: 10,
  verbatim: 11,
  math: 12,
  table: 13,
  html: 14,
  comment: 15,
  'definition-list': 16,
  footnote: 17,
  rule: 18,
  settings: 19,
  image: 20,
};
const kinds = Object.keys(kindNumbers) as BlockKind[];
const proseKinds: readonly Prose['kind'][] = ['paragraph', 'heading', 'cell', 'term', 'alt'];
const gaps: readonly ProsePiece['before'][] = ['', '\n', '\uFFFC'];
