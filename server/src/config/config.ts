import type { Dialect } from '../base/dialect.ts';
import type { LineIndex } from '../base/lines.ts';
import type { Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';

/** `handbook.json`, read and validated; the defaults where there is none (RULES.md, "Configuration"). */
export interface Config {
  /** handbook.json itself, where there is one. */
  readonly document: { readonly uri: Uri; readonly text: string; readonly lines: LineIndex } | undefined;
  readonly preset: 'recommended' | 'strict';
  readonly book: string | undefined;
  readonly dialect: Dialect | undefined;
  /** Resource roots relative to the book's root, replacing the defaults. */
  readonly resources: readonly string[] | undefined;
  /** Glob patterns relative to the folder of handbook.json. */
  readonly ignore: readonly string[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly overrides: readonly Override[];
  readonly helpLinks: HelpLinksConfig;
  readonly problems: readonly ConfigProblem[];
}

export type SettingSeverity = 'off' | 'hint' | 'info' | 'warning' | 'error';

export interface RuleSetting {
  readonly severity: SettingSeverity;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface Override {
  readonly files: readonly string[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

export interface HelpLinksConfig {
  /** Further help centres (LINKS.md): host or host/path patterns. */
  readonly centres: readonly HelpCentreConfig[];
  readonly migrations: readonly MigrationConfig[];
  /** Days after which a checked link is `overdue`. */
  readonly maxAge: number;
}

export interface HelpCentreConfig {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly home: readonly string[];
}

export interface MigrationConfig {
  /** A pattern over the whole URL with `*` for any run of characters. */
  readonly from: string;
  readonly case: 'moved' | 'legacy' | 'home';
  /** The new address; `*` is filled from the pattern's stars in order. */
  readonly to: string | undefined;
  readonly exact: boolean;
}

/** A mistake in handbook.json, at its place. */
export interface ConfigProblem {
  readonly uri: Uri;
  readonly span: Span;
  readonly message: string;
  readonly help?: string;
  /** The text is no JSON there. */
  readonly syntax?: boolean;
}
