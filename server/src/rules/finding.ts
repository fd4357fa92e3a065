import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** One thing wrong in the book, as rules report it and editors, CI and fixes use it. Plain data. */
export interface Finding {
  readonly rule: string;
  /** The kind of fault within the rule, e.g. `unknown` of `broken-crosslink`. */
  readonly case: string;
  readonly uri: Uri;
  /** The narrowest span an author would point at; UTF-16 offsets into the file's text. */
  readonly span: Span;
  readonly severity: Severity;
  /** What is wrong. One or two sentences, no mark-up. */
  readonly message: string;
  /** Why it matters and what to do. */
  readonly help?: string;
  readonly related: readonly Related[];
  /** The preferred one first; the others are choices. */
  readonly fixes: readonly Fix[];
  /** For reporters and code actions, e.g. `{ path: '08/icp.png' }`. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
}

export interface Related {
  readonly uri: Uri;
  readonly span: Span;
  readonly message: string;
}

/** A change that mends a finding. Data only: `applyFixes` applies it, for the CLI, code actions and fix-all alike. */
export interface Fix {
  /** In the imperative, as a menu shows it: `Add {id: ch-cross-border}`. */
  readonly title: string;
  /** Safe ones are applied by fix-all and `--fix`; unsafe ones only when chosen, or with `--fix-unsafe`. */
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly Edit[];
}

export interface Edit {
  readonly uri: Uri;
  /** What is replaced; empty to insert. */
  readonly span: Span;
  readonly text: string;
}
