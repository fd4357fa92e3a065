import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Dialect, Facts } from '../markdown/facts.ts';
import type { FactReads } from './factReads.ts';
import type { Finding, Fix, Related, Severity } from './finding.ts';
import type { ReaderProse } from './placeholders/readerProse.ts';
import type { UnusedSuppression } from './suppress.ts';

export type DefaultSeverity = Severity | 'off';

/** A JSON schema of one option, with the default it documents. */
export interface OptionSchema {
  readonly description: string;
  readonly default: unknown;
  readonly [keyword: string]: unknown;
}

export interface CaseMeta {
  /** What is wrong; `{name}` is filled from the report's `data`. */
  readonly message: string;
  /** Why it matters and what to do. */
  readonly help?: string;
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
}

export interface RuleMeta<C extends string = string> {
  readonly name: string;
  /** One sentence, no full stop: the README table, `rules`, completion inside handbook.json. */
  readonly summary: string;
  /** `chapter` rules see one chapter and ask the book by key; `book` rules see the whole book once. */
  readonly scope: 'chapter' | 'book';
  readonly group: 'anchors' | 'links' | 'placeholders' | 'resources' | 'book' | 'linter';
  readonly severity: DefaultSeverity | Readonly<Record<Dialect, DefaultSeverity>>;
  /** Under the `strict` preset; by default as in `severity`, infos raised to warnings, and `off` to `info`. */
  readonly strict?: DefaultSeverity;
  /** The best a fix of this rule can be. */
  readonly fix: 'safe' | 'unsafe' | 'none';
  readonly cases: Readonly<Record<C, CaseMeta>>;
  readonly options: Readonly<Record<string, OptionSchema>>;
  /** The version that brought it. */
  readonly since: string;
  /** Where a chapter has no fact of any of these kinds, the rule has nothing to say of it. */
  readonly about?: readonly (keyof Facts)[];
  /**
   * `section`: what it says of a section is told by that section's facts, the text at them, the titles of the headings
   * above and the prose right before and after; it need not look at the others again after a keystroke. It may ask the
   * book for the whole chapter, and is then asked again at each. Indexes of facts are those of what it is given.
   */
  readonly reads?: 'chapter' | 'section';
  /**
   * The facts it reads, where that is all: after an edit that touches none of them, nor the text between the blank lines
   * around them, it need not look again. It may ask the book for the whole chapter, as above.
   */
  readonly touchedBy?: FactReads;
  /** Runs after the others, on what the author's comments did to their findings (`SuppressionContext`). */
  readonly readsSuppressions?: boolean;
}

/** For rules about the comments that silence rules. */
export interface SuppressionContext {
  readonly unused: readonly UnusedSuppression[];
  /** Whether the chapter rule of this name ran on this chapter. */
  isActive(name: string): boolean;
  /** The names of all rules there are. */
  readonly names: readonly string[];
}

/** What a rule yields; the engine makes it a `Finding`: severity, message, suppression and order are its business. */
export interface Report<C extends string = string> {
  readonly case: C;
  /** Defaults to the chapter being checked. */
  readonly uri?: Uri;
  readonly span: Span;
  /** Fills the message's `{names}` and goes with the finding. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  readonly tags?: Finding['tags'];
}

export interface ChapterContext<O> {
  readonly chapter: Chapter;
  readonly book: Handbook;
  readonly options: O;
  /** The chapter's prose that reaches readers, in order; read when it is first asked for, and once for all rules. */
  readonly prose: readonly ReaderProse[];
  /** Only with `meta.readsSuppressions`. */
  readonly suppressions?: SuppressionContext;
}

export interface BookContext<O> {
  readonly book: Handbook;
  readonly options: O;
}

export interface ChapterRule<O = Record<string, unknown>, C extends string = string> {
  readonly meta: RuleMeta<C> & { readonly scope: 'chapter' };
  check(context: ChapterContext<O>): Iterable<Report<C>>;
}

export interface BookRule<O = Record<string, unknown>, C extends string = string> {
  readonly meta: RuleMeta<C> & { readonly scope: 'book' };
  check(context: BookContext<O>): Iterable<Report<C>>;
}

export type Rule = ChapterRule | BookRule;

/** Gives a rule its types: the cases it may yield are the ones its meta names. */
export function chapterRule<C extends string, O = Record<string, never>>(rule: {
  meta: Omit<RuleMeta<C>, 'scope'>;
  check(context: ChapterContext<O>): Iterable<Report<C>>;
}): Rule {
  return { ...rule, meta: { ...rule.meta, scope: 'chapter' } } as unknown as Rule;
}

export function bookRule<C extends string, O = Record<string, never>>(rule: {
  meta: Omit<RuleMeta<C>, 'scope'>;
  check(context: BookContext<O>): Iterable<Report<C>>;
}): Rule {
  return { ...rule, meta: { ...rule.meta, scope: 'book' } } as unknown as Rule;
}
