import type { Span } from '../../base/span.ts';
import type {
  AttributeList,
  Block,
  BlockKind,
  Comment,
  Dialect,
  Directive,
  Facts,
  FootnoteDefinition,
  FootnoteUse,
  Heading,
  IdDefinition,
  Link,
  Prose,
  ReferenceDefinition,
  ResourceUse,
  Setting,
} from '../facts.ts';
import { Lookout } from '../inline/lookout.ts';
import type { BlockTokens } from '../markdownIt.ts';
import type { SourceText } from '../source.ts';
import type { Labels } from './labels.ts';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A block that holds others, while its inside is being read. */
export interface Container {
  readonly kind: BlockKind;
  /** Index into `blocks`. */
  readonly block: number;
  /** Opened by a line in braces, and closed by one: `{aside}`. Its name. */
  readonly name?: string;
}

/** The facts of one chapter while they are gathered. All arguments named `start` and `end` are normalised offsets. */
export class Draft {
  readonly source: SourceText;
  readonly dialect: Dialect;
  readonly lineEnds: readonly number[];
  readonly lineCount: number;
  readonly headings: Mutable<Heading>[] = [];
  readonly attributeLists: Mutable<AttributeList>[] = [];
  readonly ids: Mutable<IdDefinition>[] = [];
  readonly links: Link[] = [];
  readonly resources: ResourceUse[] = [];
  readonly references: readonly ReferenceDefinition[];
  readonly footnotes: Mutable<FootnoteDefinition>[] = [];
  readonly footnoteUses: FootnoteUse[] = [];
  readonly blocks: Mutable<Block>[] = [];
  readonly prose: Prose[] = [];
  readonly directives: Directive[] = [];
  readonly comments: Comment[] = [];
  readonly settings: Setting[] = [];
  readonly containers: Container[] = [];
  readonly labels: Labels;
  readonly lookout: Lookout;
  /** By index into `attributeLists`: the index into `ids` of the id a list gives. */
  readonly idOfList = new Map<number, number>();
  /** The normalised offset at which the last block read so far ends. */
  lastEnd = 0;
  /** The kind of the innermost container. */
  container: BlockKind | 'none' = 'none';
  #quotes = 0;
  /** For each container that markdown-it nests, and the text: how many in braces are open inside it, by name. */
  readonly #openNames: (Map<string, number> | undefined)[] = [undefined];

  constructor(
    source: SourceText,
    dialect: Dialect,
    tokens: BlockTokens,
    references: readonly ReferenceDefinition[],
    labels: Labels,
  ) {
    this.references = references;
    this.labels = labels;
    this.lookout = new Lookout(source.normal);
    this.source = source;
    this.dialect = dialect;
    this.lineEnds = tokens.lineEnds;
    this.lineCount = tokens.lineCount;
  }

  get section(): number {
    return this.headings.length - 1;
  }

  get quoted(): boolean {
    return this.#quotes > 0;
  }

  /** Nothing but containers in braces around: what is open here runs on into the next file. */
  get isOutermost(): boolean {
    return this.#openNames.length === 1;
  }

  span(start: number, end: number): Span {
    return this.source.span(start, end);
  }

  /** The normalised offset at which line `line` ends; of the last line for one past it. */
  lineEnd(line: number): number {
    return this.lineEnds[Math.min(line, this.lineEnds.length - 1)] ?? 0;
  }

  /** Adds a block that lasts from `start` to `end`; returns its index. */
  addBlock(kind: BlockKind, start: number, end: number, form?: string, info?: string): number {
    this.lastEnd = Math.max(this.lastEnd, end);
    const span = this.span(start, end);
    const block: Mutable<Block> = { kind, span, depth: this.containers.length, closed: true };
    if (form !== undefined) block.form = form;
    if (info !== undefined) block.info = info;
    return this.blocks.push(block) - 1;
  }

  addId(id: IdDefinition): void {
    if (id.list >= 0) this.idOfList.set(id.list, this.ids.length);
    this.ids.push({ ...id });
  }

  enter(kind: BlockKind, block: number, name?: string): void {
    if (kind === 'quote') this.#quotes++;
    if (name === undefined) {
      this.#openNames.push(undefined);
    } else {
      const innermost = this.#openNames.length - 1;
      const open = this.#openNames[innermost] ?? new Map<string, number>();
      this.#openNames[innermost] = open;
      open.set(name, (open.get(name) ?? 0) + 1);
    }
    this.containers.push({ kind, block, name });
    this.container = kind;
  }

  /** Leaves the innermost container that markdown-it nests, and those in braces left open inside it. */
  leave(end?: number): void {
    while (this.containers.length > 0) {
      const container = this.#pop();
      this.#left(container, end ?? this.lastEnd, container.name === undefined);
      if (container.name !== undefined) continue;
      this.#openNames.pop();
      return;
    }
  }

  /** Leaves `{name}` and what was left open inside it. False where none is open here. */
  leaveNamed(name: string, end: number): boolean {
    const open = this.#openNames[this.#openNames.length - 1];
    if (!open?.get(name)) return false;
    for (;;) {
      const container = this.#pop();
      open.set(container.name!, open.get(container.name!)! - 1);
      this.#left(container, end, container.name === name);
      if (container.name === name) return true;
    }
  }

  /** The end of the text: whatever is open in braces stays open. */
  finish(): void {
    while (this.containers.length > 0) this.#left(this.#pop(), this.lastEnd, false);
  }

  facts(): Facts {
    return {
      headings: this.headings,
      attributeLists: this.attributeLists,
      ids: this.ids,
      links: this.links,
      resources: this.resources,
      references: this.references,
      footnotes: this.footnotes,
      footnoteUses: this.footnoteUses,
      blocks: this.blocks,
      prose: this.prose,
      directives: this.directives,
      comments: this.comments,
      settings: this.settings,
    };
  }

  #pop(): Container {
    const container = this.containers.pop()!;
    const { length } = this.containers;
    this.container = length === 0 ? 'none' : this.containers[length - 1]!.kind;
    return container;
  }

  #left(container: Container, end: number, closed: boolean): void {
    if (container.kind === 'quote') this.#quotes--;
    const block = this.blocks[container.block]!;
    const reached = this.source.toOriginal(end);
    if (reached > block.span.end) block.span = { start: block.span.start, end: reached };
    if (!closed) block.closed = false;
  }
}
