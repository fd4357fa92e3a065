import type { ListReading } from '../attributeList.ts';
import type { Dialect } from '../facts.ts';

/** Offsets into the content that was scanned. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A run of mark-up: no prose. `gap` is what it leaves in prose, `read` what a reader sees in its place. */
export interface Mark extends Range {
  readonly gap: '' | '\uFFFC';
  readonly read: string;
}

export interface LinkTail {
  readonly end: number;
  readonly destination?: Range;
  readonly title?: Range;
  /** Of a reference; empty for `[]` and the shortcut form. */
  readonly label?: Range;
  readonly labelForm?: 'full' | 'collapsed' | 'shortcut';
}

export interface ScannedLink extends Range, Omit<LinkTail, 'end'> {
  readonly kind: 'link' | 'image' | 'code' | 'autolink';
  readonly text: Range;
}

export interface ScannedNote extends Range {
  readonly label: Range;
  readonly endnote: boolean;
}

export interface ScannedTag extends Range {
  readonly name: string;
  readonly closing: boolean;
}

export interface ScannedList extends Range {
  readonly reading: ListReading;
  readonly place: 'span' | 'tail';
  readonly target: 'span' | 'image' | 'code-span';
  readonly targetStart: number | undefined;
}

/** What one block's inline content holds; every array in the order of the text. */
export interface InlineScan {
  readonly text: string;
  /** Not overlapping. */
  readonly marks: readonly Mark[];
  readonly links: readonly ScannedLink[];
  /** Web addresses outside of links. */
  readonly bare: readonly Range[];
  readonly notes: readonly ScannedNote[];
  readonly tags: readonly ScannedTag[];
  readonly comments: readonly Range[];
  readonly lists: readonly ScannedList[];
}

export interface ScanContext {
  readonly dialect: Dialect;
  /** Whether this chapter defines the link reference label. */
  readonly isDefined: (label: string) => boolean;
  /** A heading's title: a list at its end is the heading's. */
  readonly heading: boolean;
  /** Whether web addresses may stand in it outside of links. */
  readonly urls: boolean;
  /** Of a raw HTML block that Markdown leaves alone: tags, comments and entities, nothing else. */
  readonly htmlOnly: boolean;
}
