import type { Span } from '../../base/span.ts';
import type { Name } from '../names.ts';

/** One suggestion (`textDocument/completion`), as data; the server makes LSP's of it. */
export interface Suggestion {
  readonly label: string;
  /** Beside the label: the heading an id belongs to. */
  readonly detail?: string;
  /** The file it is in, where that is another one. */
  readonly place?: string;
  /** What the client matches the typed text against; the label where it is not given. */
  readonly filter?: string;
  readonly kind: 'id' | 'heading' | 'file' | 'folder' | 'key' | 'value' | 'directive' | 'label' | 'snippet' | 'rule';
  /** What is written, in place of `replaces`. */
  readonly text: string;
  /** `text` is a snippet with tab stops. */
  readonly isSnippet?: boolean;
  /** For `completionItem/resolve`: what `describeName` is asked when the suggestion is looked at. */
  readonly resolve?: Name;
}

export interface Suggestions {
  readonly replaces: Span;
  /** Best first. */
  readonly items: readonly Suggestion[];
  /** There are more; the client should ask again as the author types on. */
  readonly isIncomplete: boolean;
}

/** More than anybody reads; the rest is found by typing on. */
export const MOST_SUGGESTIONS = 60;
