import type { Span } from '../base/span.ts';

export type { Dialect } from '../base/dialect.ts';

/**
 * What a chapter says, as plain data: no tokens, no functions, so that facts can be compared, cached and sent to a
 * worker. All spans are UTF-16 offsets into the chapter's text as it was read (BOM and CRLF included).
 * All arrays are in the order of the text.
 */
export interface Facts {
  readonly headings: readonly Heading[];
  readonly attributeLists: readonly AttributeList[];
  readonly ids: readonly IdDefinition[];
  readonly links: readonly Link[];
  readonly resources: readonly ResourceUse[];
  readonly references: readonly ReferenceDefinition[];
  readonly footnotes: readonly FootnoteDefinition[];
  readonly footnoteUses: readonly FootnoteUse[];
  readonly blocks: readonly Block[];
  readonly prose: readonly Prose[];
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  /** Document settings at the chapter's start (they count only in the first file of a book), later ones win. */
  readonly settings: readonly Setting[];
}

export interface Heading {
  /** 1–6; an LFM part (`-# Title`) is level 1 with `part`. */
  readonly level: number;
  /** From the first marker to the end of the last line, setext underline included, line break not. */
  readonly span: Span;
  /** The title as written: no `#`s, no trailing `{#id}`, trimmed. Empty at the heading's end for `#` alone. */
  readonly titleSpan: Span;
  /** The title as read: mark-up, attribute lists and HTML tags removed, entities and escapes decoded. */
  readonly title: string;
  readonly style: 'atx' | 'setext' | 'part';
  /** `{class: part}` directly above, or LFM's `-#`. */
  readonly part: boolean;
  /** Inside a quote, aside, blurb, quiz, list or footnote: not in the contents list, though its id is valid (§6). */
  readonly nested: boolean;
  /** Index into `ids` of the heading's own id, however it is written (list above, tail, angle form), or -1. */
  readonly id: number;
  /** Indexes into `attributeLists` of those directly above, top to bottom. */
  readonly attributes: readonly number[];
  /** Offset of the line's start where an attribute list above the heading would be put (after container prefixes). */
  readonly insertAt: number;
}

/**
 * Where an attribute list stands: `block` directly above what it belongs to; `detached` with key-value pairs but a
 * blank line (or the end) below it, so that Leanpub drops it; `span` after a span; `tail` at a heading's end;
 * `opener` inside `{aside, …}`, `{blurb, …}`, `{quiz, …}`; `directive` a bare word alone.
 */
export type AttributePlace = 'block' | 'detached' | 'span' | 'tail' | 'opener' | 'directive';

export interface AttributeList {
  /** From `{` (or `<` of the angle form) to its partner, both included. */
  readonly span: Span;
  readonly place: AttributePlace;
  /** The source of the list's brackets: Markua's `{…}`, kramdown's `{:…}`, or the stray `<id: x>`. */
  readonly form: 'brace' | 'kramdown' | 'angle';
  readonly attributes: readonly Attribute[];
  /** What a `block` list belongs to; for `opener` the block it opens; for `span` the kind of span before it. */
  readonly target?: BlockKind | 'span' | 'image' | 'code-span';
  /** The first offset of the target, where there is one. */
  readonly targetStart?: number;
  readonly problems: readonly AttributeProblem[];
}

export interface Attribute {
  /** As written; `id` for `#x`, `class` for `.x`. */
  readonly key: string;
  /** The key's own characters; for `{#x}` and `{.x}` the `#` or `.`. */
  readonly keySpan: Span;
  /** Unquoted and unescaped; undefined for a bare word. */
  readonly value?: string;
  /** The value's characters without quotes; empty for `{id:}`. */
  readonly valueSpan?: Span;
  /** From the key's first character to the value's last, closing quote included. */
  readonly span: Span;
  readonly separator?: ':' | '=';
  readonly quote?: '"' | "'";
  readonly form: 'pair' | 'hash' | 'class' | 'bare';
}

export type AttributeProblemKind =
  | 'unclosed-quote'
  | 'unclosed-brace'
  | 'upper-case-key'
  | 'equals-sign'
  | 'angle-form'
  | 'empty-id'
  | 'repeated-key'
  | 'above-opener'
  | 'unreadable';

export interface AttributeProblem {
  readonly kind: AttributeProblemKind;
  readonly span: Span;
}

export interface IdDefinition {
  /** As written, trimmed, quotes removed: may be invalid. Markua compares ids as written (§5). */
  readonly id: string;
  /** Exactly the id's characters. */
  readonly span: Span;
  readonly origin: 'block' | 'span' | 'tail' | 'opener' | 'angle' | 'html';
  /** Index into `attributeLists`, or -1 for an HTML anchor. */
  readonly list: number;
  /** Index into `headings` where the id is a heading's, or -1. */
  readonly heading: number;
  /** True for an id in a detached list, and in Markua for one in HTML: written, but lost to the book. It is not a definition. */
  readonly lost: boolean;
}

export interface Link {
  /** `bare` is a URL in prose that Markua does not make a link (§10); `smart` text is told by `isSmartText`. */
  readonly kind: 'inline' | 'reference' | 'autolink' | 'bare' | 'html';
  /** The whole link, `[` to `)`, angle brackets included. */
  readonly span: Span;
  /** Between the brackets; for autolinks and bare URLs the URL. */
  readonly textSpan: Span;
  /** The text as read (mark-up removed). */
  readonly text: string;
  /** The destination as written (angle brackets removed), not decoded; '' for `()`. For a reference: of its definition in this chapter, else ''. */
  readonly destination: string;
  /** Exactly the destination's characters; for a reference link the label's. */
  readonly destinationSpan: Span;
  readonly titleSpan?: Span;
  /** The label of a reference link as written, without brackets; `[text][]` and `[text]` have the text. */
  readonly label?: string;
  /**
   * `[t][l]` and `[t][]` are links even where the definition is in another file of the book, or nowhere, unless they
   * are more likely prose (`a[i][j]`, `[1][2]`, `[<x>][<y>]`); `[t]` is one only where this chapter defines it.
   */
  readonly labelForm?: 'full' | 'collapsed' | 'shortcut';
  /** True where a wrapped image is the link's whole text: `[![a](i.png)](u)`. */
  readonly wrapsImage: boolean;
  /** The link is all its paragraph holds. */
  readonly alone: boolean;
  /** Index of the nearest heading above, or -1. */
  readonly section: number;
}

export interface ResourceUse {
  /** `image` is the `![]()` syntax whatever the file's type; `code` LFM's `<<[t](f)`; `attribute` poster or transcript. */
  readonly origin: 'image' | 'code' | 'attribute' | 'html';
  readonly span: Span;
  /** Between the brackets, untrimmed; empty where there is none. */
  readonly altSpan: Span;
  /** As read: mark-up removed, not trimmed. */
  readonly alt: string;
  /** As written (angle brackets removed), not decoded. */
  readonly destination: string;
  readonly destinationSpan: Span;
  readonly title?: string;
  /** Between the quotes. */
  readonly titleSpan?: Span;
  readonly label?: string;
  /** The resource is all its paragraph holds. */
  readonly alone: boolean;
  /** Indexes into `attributeLists`: block lists above (when alone) and a list right after it. */
  readonly attributes: readonly number[];
  readonly section: number;
}

export interface ReferenceDefinition {
  readonly label: string;
  readonly labelSpan: Span;
  readonly destination: string;
  readonly destinationSpan: Span;
  readonly span: Span;
}

export interface FootnoteDefinition {
  /** Without `^` or `^^`. */
  readonly label: string;
  readonly labelSpan: Span;
  readonly endnote: boolean;
  /** From `[` to the end of the note's last line. */
  readonly span: Span;
}

export interface FootnoteUse {
  readonly label: string;
  readonly labelSpan: Span;
  readonly endnote: boolean;
  readonly span: Span;
}

export type BlockKind =
  | 'paragraph'
  | 'heading'
  | 'list'
  | 'item'
  | 'quote'
  | 'aside'
  | 'blurb'
  | 'center'
  | 'quiz'
  | 'exercise'
  | 'code'
  | 'verbatim'
  | 'math'
  | 'table'
  | 'html'
  | 'comment'
  | 'definition-list'
  | 'footnote'
  | 'rule'
  | 'settings'
  | 'image';

export interface Block {
  readonly kind: BlockKind;
  /** First character of the first line (after container prefixes) to the end of the last line, line break not counted. */
  readonly span: Span;
  /** How many blocks hold it. */
  readonly depth: number;
  /** A fence's info string as written; a blurb's sugar letter (`W` of `W>`); a list's start number. */
  readonly info?: string;
  /** How it is written: `fence`, `indented`; `prefix` (`A>`), `braces` (`{aside}`); `numbered`, `bulleted`. */
  readonly form?: string;
  /** False where it opens and never closes (`{aside}`, a fence): it swallows what follows, the next files included. */
  readonly closed: boolean;
  /** A block that needs closing: exactly its opener (`{aside}`, the fence's first line). */
  readonly opener?: Span;
}

/** A stretch of prose: what a reader reads, code and mark-up's inner workings left out. */
export interface Prose {
  readonly kind: 'paragraph' | 'heading' | 'cell' | 'term' | 'alt';
  /** From the first to the last piece. */
  readonly span: Span;
  readonly pieces: readonly ProsePiece[];
  /** The innermost container: kinds from `Block`, or `none`. */
  readonly container: BlockKind | 'none';
  /** Any of the containers is a block quote. */
  readonly quoted: boolean;
  /** Index of the heading it stands under (for a heading's own title: its own index), or -1. */
  readonly section: number;
}

/**
 * A run of source text in a prose stretch. `before` is what stands for the gap to the piece before it: a line break
 * for a stripped container prefix, U+FFFC for a code span, destination, tag, attribute list or other hole.
 */
export interface ProsePiece extends Span {
  readonly before: '' | '\n' | '\uFFFC';
}

export interface Directive {
  /** `mainmatter`, `frontmatter`, `pagebreak`, `lang-deu`, `toc` … */
  readonly name: string;
  readonly span: Span;
}

export interface Comment {
  /** `<!--` to `-->`, or the whole `%%` line in LFM. */
  readonly span: Span;
  /** Between the markers, untrimmed. */
  readonly content: Span;
}

export interface Setting {
  readonly key: string;
  readonly value: string;
  readonly span: Span;
}
